"""What the browser needs to judge a form as the engine does: the data that `logic.js` reads.

No texts: only what hangs on what, how answers are read, and what is calculated. The order
in which items are judged is decided here, once.
"""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

from stegvis.questionnaires.engine.definition import Behaviour, Condition, Definition, Item
from stegvis.questionnaires.engine.expressions import as_json, parse_expression
from stegvis.questionnaires.engine.moments import PartialDate
from stegvis.questionnaires.engine.patterns import browser_pattern
from stegvis.questionnaires.engine.settling import CALCULATED_DECIMALS


def logic(definition: Definition) -> dict[str, object]:
    """JSON for the browser. Every number that is compared or calculated with is a text."""
    return {
        "items": [_item(item, definition) for item in definition.items],
        "order": list(definition.judged),
    }


def _item(item: Item, definition: Definition) -> dict[str, object]:
    """Only what is not the usual."""
    found: dict[str, object] = {"id": item.link_id, "type": item.type.value}
    found |= {name: True for name in ("multiple", "open", "repeats", "partial") if getattr(item, name)}
    if item.link_id in definition.out_of_sight:
        found["hidden"] = True
    if item.conditions:
        found["when"] = [_condition(each) for each in item.conditions]
    if item.behaviour is Behaviour.ANY:
        found["any"] = True
    if item.options:
        found["options"] = {option.code: _plain(option.points) for option in item.options}
    if item.repeats and item.least_rows:
        found["least"] = item.least_rows
    if item.calculated:
        found["calculated"] = as_json(parse_expression(item.calculated))
        found["decimals"] = CALCULATED_DECIMALS if item.decimals is None else item.decimals
    for name, limit in (("low", item.plausible_low), ("high", item.plausible_high)):
        if limit is not None:
            found[name] = _plain(limit)
    if item.pattern and (pattern := browser_pattern(item.pattern)):
        found["pattern"] = pattern
    if above := definition.repeating_above[item.link_id]:
        found["rows"] = list(above)
    if item.items:
        found["items"] = [_item(child, definition) for child in item.items]
    return found


def _condition(condition: Condition) -> list[object]:
    return [condition.question, condition.operator.value, _plain(condition.value)]


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, PartialDate):
        return value.isoformat()
    if isinstance(value, (datetime, time)):
        return value.isoformat(timespec="minutes")
    return value
