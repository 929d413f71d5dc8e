"""Which answers somebody has to be told about. What to do then is decided far above.

Judged on every readable answer to an enabled question, even in an answer set
with other faults: a missing answer elsewhere never hides a danger.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from stegvis.questionnaires.engine.comparing import compare
from stegvis.questionnaires.engine.definition import DangerRule, Definition, Item, ItemType, Operator
from stegvis.questionnaires.engine.places import Answers
from stegvis.questionnaires.engine.reading import OWN_WORDS, points, read
from stegvis.questionnaires.engine.settling import as_answer, settle


@dataclass(frozen=True)
class DangerHit:
    """`value` is the answer as given, `key` the place where it was given."""

    rule_id: str
    link_id: str
    value: object
    key: str = ""


def dangers(definition: Definition, answers: Answers) -> list[DangerHit]:
    """Every rule that is met, in the order of the rules; in rows, once for each row."""
    if not definition.dangers:
        return []
    found = settle(definition, answers)
    return [
        DangerHit(rule.rule_id, rule.link_id, found.answers.get(place.key), place.key)
        for rule in definition.dangers
        for place in found.places
        if place.item.link_id == rule.link_id
        and place.key in found.on
        and is_hit(definition, rule, found.answers.get(place.key))
    ]


def put_away(definition: Definition, answers: Answers) -> list[DangerHit]:
    """Every rule that is met by an answer that is not asked for any longer.

    Somebody gave it while it was, and another answer has hidden it since: all in one save, perhaps. What
    the questionnaire began with was given by nobody.
    """
    if not definition.dangers:
        return []
    found = settle(definition, answers)
    return [
        DangerHit(rule.rule_id, rule.link_id, value, place.key)
        for rule in definition.dangers
        for place in found.places
        if place.item.link_id == rule.link_id
        and place.key not in found.on
        and rule.link_id in definition.by_hand
        and not _as_begun(place.item, value := found.answers.get(place.key))
        and is_hit(definition, rule, value)
    ]


def _as_begun(item: Item, value: object) -> bool:
    return item.initial is not None and value == as_answer(item, item.initial)


def is_hit(definition: Definition, rule: DangerRule, value: object) -> bool:
    """Whether one answer meets one rule, whatever else has been answered."""
    item = definition.index[rule.link_id]
    reading = _chosen(item, value) if item.type is ItemType.CHOICE else read(item, value)
    if reading is None:
        return False
    if rule.operator is Operator.EXISTS:
        return True
    if isinstance(rule.threshold, Decimal):
        worth = _known_points(item, reading) if isinstance(reading, tuple) else points(item, value)
        return worth is not None and compare(worth, rule.operator, rule.threshold)
    same = rule.threshold in reading if isinstance(reading, tuple) else reading == rule.threshold
    return same == (rule.operator is Operator.EQUAL)


def _chosen(item: Item, value: object) -> tuple[str, ...] | None:
    """What is chosen, also where something beside it cannot be read: own words too long, or not yet written."""
    given = value if isinstance(value, (list, tuple)) else [value]
    chosen = tuple(
        code
        for code in given
        if isinstance(code, str) and (item.option(code) or (item.open and code.startswith(OWN_WORDS)))
    )
    return chosen or None


def _known_points(item: Item, codes: tuple[str, ...]) -> Decimal | None:
    """What the chosen options are worth. Own words beside them have no points, and hide no danger."""
    worth = [option.points for code in codes if (option := item.option(code)) and option.points is not None]
    return sum(worth, Decimal(0)) if worth else None
