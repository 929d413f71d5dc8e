"""Reading a posted form.

What cannot be read as an answer but was typed is kept as it is, so that it is
shown again with a sentence on what to do; what no form of ours can send (codes
that do not exist, unknown fields) is dropped. What is calculated is never taken
from a browser.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from stegvis.questionnaires.answering import written
from stegvis.questionnaires.answering.names import OWN, PREFIX, Part, field_name
from stegvis.questionnaires.engine import (
    Answers,
    Definition,
    Item,
    ItemType,
    Problem,
    ProblemCode,
    answered,
    initial,
    link_of,
)
from stegvis.questionnaires.engine.places import MOST_ROWS
from stegvis.questionnaires.engine.settling import as_answer

LONGEST_TYPED = 20_000
LONGEST_SHORT = 100

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ROW = re.compile(r"#([0-9]{1,6})#")
_WRITTEN_OUT = {ItemType.STRING, ItemType.TEXT}


class Posted(Protocol):
    """What is needed of Django's QueryDict."""

    def getlist(self, key: str) -> list[Any]: ...

    def __iter__(self) -> Iterator[str]: ...


@dataclass(frozen=True)
class Received:
    """Answers as posted, and what had to be cut or dropped. Validate before completing.

    `rows` is how many rows of each repeating group the form had, empty ones too.
    """

    answers: dict[str, object]
    problems: tuple[Problem, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)


def read_post(
    definition: Definition, data: Posted, earlier: Answers | None = None, only: Collection[str] | None = None
) -> Received:
    """The answers in a posted form. With `only` (link ids), all other answers are taken from `earlier`.

    What is hidden has its answer from `earlier`, or from the start.
    """
    reading = _Reading(definition, data, dict(earlier or {}), only)
    reading.take(definition.items, "", "")
    if only is not None:
        reading.answers |= {key: value for key, value in reading.earlier.items() if link_of(key) not in only}
    return Received(reading.answers, tuple(reading.problems), reading.rows)


class _Reading:
    """One post on its way to answers."""

    def __init__(
        self, definition: Definition, data: Posted, earlier: dict[str, object], only: Collection[str] | None
    ) -> None:
        self.data, self.earlier, self.only = data, earlier, only
        self.unseen, self.begins = definition.out_of_sight, initial(definition)
        self.answers: dict[str, object] = {}
        self.problems: list[Problem] = []
        self.rows: dict[str, int] = {}
        self._posted: dict[str, set[int]] = defaultdict(set)
        for name in data:
            for found in _ROW.finditer(name):
                self._posted[name[len(PREFIX) : found.start()]].add(int(found[1]))

    def take(self, items: tuple[Item, ...], place: str, posted_as: str) -> None:
        """The items of one level. In rows the place counts from 0, whatever numbers the form had."""
        for item in items:
            key, name = f"{place}{item.link_id}", f"{posted_as}{item.link_id}"
            if item.repeats and item.link_id in self.unseen:
                self._carry(f"{key}#")
                continue
            if item.repeats:
                numbers = sorted(self._posted.get(name, ()))[:MOST_ROWS]
                if self.only is None or item.link_id in self.only:
                    self.rows[key] = len(numbers)
                for row, number in enumerate(numbers):
                    self.take(item.items, f"{key}#{row}#", f"{name}#{number}#")
                continue
            if item.answerable and not item.calculated and (self.only is None or item.link_id in self.only):
                self._keep(item, key, name)
            self.take(item.items, place, posted_as)

    def _carry(self, rows: str) -> None:
        """Rows that are never drawn stay as they were."""
        for given in (self.earlier, self.begins):
            if carried := {key: value for key, value in given.items() if key.startswith(rows)}:
                self.answers |= carried
                return

    def _keep(self, item: Item, key: str, name: str) -> None:
        if item.link_id in self.unseen:
            # From the item itself: a row that has come since the start begins as the first did.
            begins = None if item.initial is None else as_answer(item, item.initial)
            value, wrong = self.earlier.get(key, begins), None
        else:
            value, wrong = self._answer(item, name)
        if answered(value):
            self.answers[key] = value
        if wrong is not None:
            self.problems.append(Problem(key, wrong, _limit(item) if wrong is ProblemCode.TOO_LONG else ""))

    def _answer(self, item: Item, name: str) -> tuple[object, ProblemCode | None]:
        texts = self._texts(field_name(name))
        if item.type is ItemType.CHOICE:
            own = self._short(field_name(name, Part.WORDS), LONGEST_TYPED) if item.open else ""
            return _choice(item, texts, own)
        if item.type is ItemType.DATE_TIME:
            date, time = (self._short(field_name(name, part)) for part in (Part.DATE, Part.TIME))
            return written.moment(date, time), None
        if not texts:
            return None, None
        if item.type is ItemType.BOOLEAN:
            return _boolean(texts[-1])
        if item.type in _WRITTEN_OUT:
            return _written(item, texts[-1])
        return _READ_AS.get(item.type, written.number)(item, _plain(texts[-1])[:LONGEST_SHORT]), None

    def _texts(self, name: str) -> list[str]:
        return [text for text in self.data.getlist(name) if isinstance(text, str)]

    def _short(self, name: str, longest: int = LONGEST_SHORT) -> str:
        texts = self._texts(name)
        return _plain(texts[-1])[:longest] if texts else ""


_READ_AS: dict[ItemType, Callable[[Item, str], object]] = {
    ItemType.DATE: lambda item, text: written.day(text, partial=item.partial),
    ItemType.TIME: lambda item, text: written.clock(text),
}


def _plain(text: str) -> str:
    return _CONTROL.sub("", text).replace("\n", " ").strip()


def _limit(item: Item) -> str:
    return str(item.max_length or LONGEST_TYPED)


def _choice(item: Item, given: list[str], own: str) -> tuple[object, ProblemCode | None]:
    known = [option.code for option in item.options if option.code in given]
    wants_own = item.open and (OWN in given or (bool(own) and not known))
    unknown = any(code and item.option(code) is None and not (item.open and code == OWN) for code in given)
    problem = ProblemCode.NOT_AN_OPTION if unknown else None
    words = [f"{OWN}{own}"] if wants_own else []
    if item.multiple:
        return known + words, problem
    last = next((code for code in reversed(given) if code in known or (wants_own and code == OWN)), None)
    return words[0] if wants_own and last in (OWN, None) else last, problem


def _boolean(given: str) -> tuple[object, ProblemCode | None]:
    known = {"true": True, "false": False, "": None}
    if given in known:
        return known[given], None
    return None, ProblemCode.NOT_YES_OR_NO


def _written(item: Item, given: str) -> tuple[object, ProblemCode | None]:
    text = _CONTROL.sub("", given.replace("\r\n", "\n").replace("\r", "\n"))
    if item.type is ItemType.STRING:
        text = text.replace("\n", " ")
    # Longer than the question allows is kept and pointed out by `validate`: the
    # resident shortens it. Only what no one types by hand is cut here.
    if len(text) > LONGEST_TYPED:
        return text[:LONGEST_TYPED], ProblemCode.TOO_LONG
    return text, None
