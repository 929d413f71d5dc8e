"""One item as FHIR: its type, texts, limits, options, conditions and what it begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from stegvis.questionnaires.engine.definition import (
    Behaviour,
    Condition,
    Definition,
    Item,
    ItemType,
    Operator,
    Option,
    item_key,
    option_key,
)
from stegvis.questionnaires.engine.moments import PartialDate
from stegvis.questionnaires.engine.reading import OWN_WORDS
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.codec import encode
from stegvis.questionnaires.fhir.writing import calculation_path

TYPES = {
    ItemType.GROUP: "group", ItemType.MATRIX: "group", ItemType.DISPLAY: "display", ItemType.BOOLEAN: "boolean",
    ItemType.CHOICE: "choice", ItemType.SCALE: "integer", ItemType.SLIDER: "integer", ItemType.INTEGER: "integer",
    ItemType.DECIMAL: "decimal", ItemType.STRING: "string", ItemType.TEXT: "text", ItemType.DATE: "date",
    ItemType.TIME: "time", ItemType.DATE_TIME: "dateTime",
}  # fmt: skip
_OWN_FIELDS = ("partial", "plausible_low", "plausible_high")
_LARGEST = 2**31
_FOLDED = (("help", "help"), ("low", "lower"), ("high", "upper"))


@dataclass
class Exporting:
    """What has been written: which texts have a place, and which names are in use."""

    definition: Definition
    placed: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.used = set(self.definition.index)

    def say(self, into: dict[str, Any], element: str, key: str) -> None:
        """Put a text and its translations where FHIR has them."""
        own = self.definition.language
        translations = []
        for language, texts in self.definition.texts.items():
            if key not in texts:
                continue
            self.placed.add(key)
            if language == own:
                into[element] = texts[key]
            else:
                parts = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": texts[key]}]
                translations.append({"url": names.TRANSLATION, "extension": parts})
        if translations:
            into[f"_{element}"] = {"extension": translations}

    def has(self, key: str) -> bool:
        return any(key in texts for texts in self.definition.texts.values())

    def free_id(self, wanted: str) -> str:
        stem, number = wanted[:58], 2
        free = stem
        while free in self.used:
            free = f"{stem}-{number}"
            number += 1
        self.used.add(free)
        return free


def item_of(work: Exporting, item: Item, document: Mapping[str, Any]) -> dict[str, Any]:
    """`document` is the same item as our own JSON has it."""
    open_ended = item.type is ItemType.CHOICE and item.open
    made: dict[str, Any] = {"linkId": item.link_id, "type": "open-choice" if open_ended else TYPES[item.type]}
    work.say(made, "text", item_key(item.link_id))
    work.say(made, "prefix", item_key(item.link_id, "prefix"))
    if item.codes:
        made["code"] = [{"system": code.system, "code": code.code} for code in item.codes]
    extensions = [*_limits(item), *_controls(item), *_unit(work, item), *_calculated(work, item)]
    if open_ended and work.has(item_key(item.link_id, "own")):
        label: dict[str, Any] = {"url": names.OPEN_LABEL}
        work.say(label, "valueString", item_key(item.link_id, "own"))
        extensions.append(label)
    extensions += [
        encode(f"{names.OWN_ITEM}{name.replace('_', '-')}", document[name]) for name in _OWN_FIELDS if name in document
    ]
    if item.multiple and item.items:
        extensions.append({"url": names.OWN_ITEMS_ONCE, "valueBoolean": True})
    _flags(item, made)
    if item.conditions:
        made["enableWhen"] = [_condition(work.definition, each) for each in item.conditions]
    if item.behaviour is Behaviour.ANY or len(item.conditions) > 1:
        made["enableBehavior"] = item.behaviour.value
    if item.max_length is not None:
        made["maxLength"] = item.max_length
    _begin(item, document, made, extensions)
    if item.options:
        made["answerOption"] = [_option(work, item, option) for option in item.options]
    children = _folded(work, item)
    children += [
        item_of(work, child, entry) for child, entry in zip(item.items, document.get("items", ()), strict=True)
    ]
    if extensions:
        made["extension"] = extensions
    if children:
        made["item"] = children
    return made


def _flags(item: Item, made: dict[str, Any]) -> None:
    if item.required:
        made["required"] = True
    if item.repeats or item.multiple:
        made["repeats"] = True
    if item.calculated:
        made["readOnly"] = True


def _limits(item: Item) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if item.hidden:
        found.append({"url": names.HIDDEN, "valueBoolean": True})
    for url, whole in (
        (names.MIN_LENGTH, item.min_length),
        (names.DECIMAL_PLACES, item.decimals),
        (names.MIN_OCCURS, item.least_rows),
        (names.MAX_OCCURS, item.most_rows),
    ):
        if whole is not None:
            found.append({"url": url, "valueInteger": whole})
    if item.pattern:
        found.append({"url": names.REGEX, "valueString": item.pattern})
    dated = "valueDateTime" if item.type is ItemType.DATE_TIME else "valueDate"
    for url, number, on, at in (
        (names.MIN_VALUE, item.minimum, item.earliest_on, item.earliest_at),
        (names.MAX_VALUE, item.maximum, item.latest_on, item.latest_at),
    ):
        if number is not None:
            found.append({"url": url, **number_value(number, "value", whole=item.type is not ItemType.DECIMAL)})
        if on is not None:
            found.append({"url": url, dated: on.isoformat()})
        if at is not None:
            found.append({"url": url, "valueTime": at.isoformat()})
    return found


def number_value(number: Decimal, stem: str, *, whole: bool) -> dict[str, Any]:
    """`valueInteger` or `valueDecimal`; FHIR's integers have 32 bits."""
    if whole and -_LARGEST <= number < _LARGEST:
        return {f"{stem}Integer": int(number)}
    return {f"{stem}Decimal": number}


def _controls(item: Item) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    code = {ItemType.MATRIX: "table", ItemType.SCALE: "slider", ItemType.SLIDER: "slider"}.get(item.type)
    if code:
        found.append(control(code))
    if item.type is ItemType.SCALE:
        found.append(encode(f"{names.OWN_ITEM}type", item.type.value))
    if item.step != 1:
        found.append({"url": names.SLIDER_STEP, "valueInteger": item.step})
    return found


def control(code: str) -> dict[str, Any]:
    return {
        "url": names.CONTROL,
        "valueCodeableConcept": {"coding": [{"system": names.CONTROL_SYSTEM, "code": code}]},
    }


def _unit(work: Exporting, item: Item) -> list[dict[str, Any]]:
    if not item.unit:
        return []
    coding: dict[str, Any] = {"code": item.unit}
    work.say(coding, "display", item_key(item.link_id, "unit"))
    return [{"url": names.UNIT, "valueCoding": coding}]


def _calculated(work: Exporting, item: Item) -> list[dict[str, Any]]:
    if not item.calculated:
        return []
    found = [encode(f"{names.OWN_ITEM}calculated", item.calculated)]
    path = calculation_path(work.definition, item)
    if path is not None:
        found.append({"url": names.CALCULATED, "valueExpression": {"language": names.FHIRPATH, "expression": path}})
    return found


def _folded(work: Exporting, item: Item) -> list[dict[str, Any]]:
    """Help and the ends of a scale are items of their own in FHIR. A display can hold none: its help goes elsewhere."""
    found: list[dict[str, Any]] = []
    for part, code in _FOLDED:
        key = item_key(item.link_id, part)
        if item.type is ItemType.DISPLAY or not work.has(key):
            continue
        made: dict[str, Any] = {"linkId": work.free_id(f"{item.link_id[:50]}.{part}"), "type": "display"}
        work.say(made, "text", key)
        found.append({**made, "extension": [control(code)]})
    return found


def _condition(definition: Definition, condition: Condition) -> dict[str, Any]:
    made: dict[str, Any] = {"question": condition.question, "operator": condition.operator.value}
    asked = definition.index[condition.question]
    if condition.operator is Operator.EXISTS:
        return {**made, "answerBoolean": condition.value}
    if asked.type is ItemType.CHOICE:
        option = asked.option(str(condition.value))
        return {**made, "answerCoding": _coding(option) if option else {"code": condition.value}}
    return {**made, **typed(asked, condition.value, "answer")}


def _coding(option: Option) -> dict[str, Any]:
    return {**({"system": option.system} if option.system else {}), "code": option.code}


def typed(item: Item, value: object, stem: str) -> dict[str, Any]:
    """A single value under its FHIR name, such as `answerDate`; wall-clock moments carry a mark."""
    if isinstance(value, bool):
        return {f"{stem}Boolean": value}
    if isinstance(value, Decimal):
        return number_value(value, stem, whole=item.type is not ItemType.DECIMAL)
    if isinstance(value, PartialDate):
        return {f"{stem}Date": value.isoformat()}
    if isinstance(value, datetime):
        mark = {"url": names.OWN_WALL_CLOCK, "valueBoolean": True}
        return {"extension": [mark], f"{stem}DateTime": f"{value.isoformat()}Z"}
    if isinstance(value, time):
        return {f"{stem}Time": value.isoformat()}
    return {f"{stem}String": value}


def _begin(item: Item, document: Mapping[str, Any], made: dict[str, Any], extensions: list[dict[str, Any]]) -> None:
    """What it begins with. FHIR marks options (see `_option`); own words and another order need an extension."""
    if item.initial is None:
        return
    if item.type is ItemType.CHOICE:
        if not _marks(item):
            extensions.append(encode(f"{names.OWN_ITEM}initial", document["initial"]))
    elif item.type is ItemType.DATE:
        made["initial"] = [{"valueDate": item.initial}]
    elif item.type is ItemType.TIME:
        made["initial"] = [{"valueTime": f"{item.initial}:00"}]
    elif item.type is ItemType.DATE_TIME:
        mark = {"url": names.OWN_WALL_CLOCK, "valueBoolean": True}
        made["initial"] = [{"extension": [mark], "valueDateTime": f"{item.initial}:00Z"}]
    else:
        value = (
            Decimal(item.initial) if item.type is ItemType.DECIMAL and isinstance(item.initial, str) else item.initial
        )
        made["initial"] = [typed(item, value, "value")]


def _marks(item: Item) -> list[str]:
    """The options that are marked from the start, where marks can say it."""
    given = item.initial if isinstance(item.initial, tuple) else (item.initial,)
    codes = [option.code for option in item.options]
    marked = [code for code in codes if code in given]
    own = any(isinstance(code, str) and code.startswith(OWN_WORDS) for code in given)
    return [] if own or tuple(marked) != given else marked


def _option(work: Exporting, item: Item, option: Option) -> dict[str, Any]:
    coding: dict[str, Any] = _coding(option)
    work.say(coding, "display", option_key(item.link_id, option.code))
    made: dict[str, Any] = {"valueCoding": coding}
    extensions: list[dict[str, Any]] = []
    if option.points is not None:
        extensions.append({"url": names.ORDINAL, "valueDecimal": option.points})
        coding["extension"] = [{"url": names.WEIGHT, "valueDecimal": option.points}]
    if option.exclusive:
        extensions.append({"url": names.EXCLUSIVE, "valueBoolean": True})
    if extensions:
        made["extension"] = extensions
    if item.initial is not None and option.code in _marks(item):
        made["initialSelected"] = True
    return made
