"""Which items are to be answered and what the calculated ones come to, given the answers so far.

A question that is not enabled counts as unanswered, so conditions and calculations
are judged in the order in which they hang together. On an unanswered question `!=`
holds (no answer is equal, see ADR 4) and everything but `exists false` else does
not. Where a question has several answers or rows, one that fits is enough. The
browser's `logic.js` mirrors this file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction

from stegvis.questionnaires.engine.comparing import compare, equal
from stegvis.questionnaires.engine.definition import Behaviour, Condition, Definition, Item, ItemType, Operator
from stegvis.questionnaires.engine.expressions import Value, evaluate, half_up, parse_expression
from stegvis.questionnaires.engine.places import ROW, Answers, Place, instances, places, row_keys, squeezed
from stegvis.questionnaires.engine.reading import Reading, answered, points, read

# A calculated decimal without a number of decimals of its own gets these.
CALCULATED_DECIMALS = 2
_LARGEST = 10**12


@dataclass(frozen=True)
class Settled:
    """`on`: the places that are enabled, groups and texts too. `answers`: as given, with calculated values filled in."""

    on: frozenset[str]
    answers: dict[str, object]
    places: tuple[Place, ...]


def settle(definition: Definition, answers: Answers) -> Settled:
    """Judge every place. The browser's value for a calculated question is never used."""
    return _Judging(definition, answers).settled()


def enabled(definition: Definition, answers: Answers) -> set[str]:
    """The places of every enabled item, groups and texts too."""
    return set(settle(definition, answers).on)


def clean(definition: Definition, answers: Answers) -> dict[str, object]:
    """Only answers that count: none to hidden or unknown questions, no blanks, no empty rows."""
    found = settle(definition, answers)
    kept = {
        place.key: found.answers[place.key]
        for place in found.places
        if place.item.answerable and place.key in found.on and answered(found.answers.get(place.key))
    }
    begun = _begun_rows(definition, kept)
    filled = [key for key in kept if ROW not in key or key.rsplit(ROW, 1)[0] in begun]
    moved = squeezed(filled)
    return {moved[key]: kept[key] for key in filled}


def _begun_rows(definition: Definition, kept: Iterable[str]) -> set[str]:
    """The rows that somebody has answered in. What is calculated or hidden does not alone make a row."""
    begun: set[str] = set()
    for key in kept:
        if ROW in key and key.rsplit(ROW, 1)[1] in definition.making_rows:
            parts = key.split(ROW)
            begun.update(ROW.join(parts[:end]) for end in range(2, len(parts), 2))
    return begun


def initial(definition: Definition) -> dict[str, object]:
    """The answers to begin with, as a resident would have given them."""
    begun: dict[str, object] = {}
    for place in places(definition, {}):
        value = place.item.initial
        if value is not None:
            begun[place.key] = as_answer(place.item, value)
    return begun


def as_answer(item: Item, value: object) -> object:
    """An initial value in the shape in which answers are stored."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        return int(value) if item.type is not ItemType.DECIMAL else f"{value:f}"
    return value


class _Judging:
    """One set of answers being judged, item by item."""

    def __init__(self, definition: Definition, answers: Answers) -> None:
        self.definition = definition
        self.places = tuple(places(definition, answers))
        self.counted = row_keys(answers)
        self.on: set[str] = set()
        self.answers = dict(answers)
        self.by_link: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            self.by_link[place.item.link_id].append(place)
        # What a question's rows say is the same for all who ask from the same row: it is settled before they are.
        self.read: dict[tuple[str, str], list[Reading]] = {}
        self.worth: dict[tuple[str, str], list[Value]] = {}

    def settled(self) -> Settled:
        for link_id in self.definition.judged:
            for place in self.by_link[link_id]:
                if (not place.parent or place.parent in self.on) and self.holds(place):
                    self.on.add(place.key)
                if place.item.calculated:
                    self.calculate(place)
        return Settled(frozenset(self.on), self.answers, self.places)

    def holds(self, place: Place) -> bool:
        conditions = place.item.conditions
        if not conditions:
            return True
        every = all if place.item.behaviour is Behaviour.ALL else any
        return every(self.met(place, condition) for condition in conditions)

    def readings(self, place: Place, link_id: str) -> list[Reading]:
        asked = (link_id, place.prefix)
        if asked not in self.read:
            item = self.definition.index[link_id]
            keys = instances(self.definition, link_id, place.key, self.counted)
            given = (read(item, self.answers.get(key)) for key in keys if key in self.on)
            self.read[asked] = [reading for reading in given if reading is not None]
        return self.read[asked]

    def met(self, place: Place, condition: Condition) -> bool:
        given = self.readings(place, condition.question)
        if condition.operator is Operator.EXISTS:
            return bool(given) == condition.value
        if condition.operator in (Operator.EQUAL, Operator.NOT_EQUAL):
            same = any(equal(reading, condition.value) for reading in given)
            return same == (condition.operator is Operator.EQUAL)
        return any(compare(reading, condition.operator, condition.value) for reading in given)

    def calculate(self, place: Place) -> None:
        self.answers.pop(place.key, None)
        if place.key not in self.on:
            return
        value = evaluate(parse_expression(place.item.calculated), lambda link_id: self.values(place, link_id))
        if value is None:
            return
        whole = place.item.type is not ItemType.DECIMAL
        decimals = 0 if whole else CALCULATED_DECIMALS if place.item.decimals is None else place.item.decimals
        rounded = half_up(value, decimals)
        if abs(rounded) < _LARGEST:
            self.answers[place.key] = int(rounded) if whole else _written(rounded, decimals)

    def values(self, place: Place, link_id: str) -> list[Value]:
        asked = (link_id, place.prefix)
        if asked not in self.worth:
            item = self.definition.index[link_id]
            keys = instances(self.definition, link_id, place.key, self.counted)
            given = (_worth(item, self.answers.get(key)) for key in keys if key in self.on)
            self.worth[asked] = [value for value in given if value is not None]
        return self.worth[asked]


def _worth(item: Item, value: object) -> Value | None:
    reading = read(item, value)
    if isinstance(reading, (datetime, time)):
        return reading
    worth = points(item, value)
    return None if worth is None else Fraction(worth)


def _written(value: Fraction, decimals: int) -> str:
    """A fraction that is exact in that many decimals, as a text without needless noughts."""
    scaled = int(value * 10**decimals)
    sign, digits = "-" if scaled < 0 else "", f"{abs(scaled):0{decimals + 1}}"
    if not decimals:
        return f"{sign}{digits}"
    text = f"{digits[:-decimals]}.{digits[-decimals:]}".rstrip("0").rstrip(".")
    return f"{sign}{text}"
