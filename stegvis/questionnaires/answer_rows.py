"""Given answers as rows to read, for staff and for the resident afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stegvis.questionnaires.answering import OWN, as_typed
from stegvis.questionnaires.engine import (
    Answers,
    Definition,
    Item,
    ItemType,
    answered,
    dangers,
    item_key,
    option_key,
    points,
    read,
    settle,
)
from stegvis.questionnaires.engine.moments import PartialDate
from stegvis.questionnaires.engine.places import Place
from stegvis.questionnaires.engine.reading import Reading


@dataclass(frozen=True)
class AnswerRow:
    """One question and what was answered, or a title above some. `lines` is empty when nothing was answered.

    `kind`: question, line (a question of a matrix), row (one of many alike), or the type of what is not answered.
    """

    link_id: str
    key: str
    kind: str
    prefix: str
    text: str
    lines: tuple[str, ...] = ()
    points: str = ""
    danger: str = ""
    long: bool = False
    inside: bool = False
    # Stands beside another reading of the same question that says something else.
    differs: bool = False
    # Marked as wrong since: read struck through.
    struck: bool = False

    @property
    def asks(self) -> bool:
        """Whether it has an answer, or could have had."""
        return self.kind in ("question", "line")


@dataclass(frozen=True)
class AnswersView:
    title: str
    version: str
    intro: str
    notice: str
    source: str
    rows: tuple[AnswerRow, ...]


def build_answers(definition: Definition, answers: Answers, *, language: str = "", marks: bool = True) -> AnswersView:
    """Enabled items only, in order: what the resident saw, with what they answered.

    `marks` adds what an answer is worth and which rule of danger it meets, in staff's words: never for residents.
    """
    language = language or definition.language
    return AnswersView(
        title=definition.title(language),
        version=definition.version,
        intro=definition.intro(language),
        notice=definition.notice(language),
        source=definition.source(language),
        rows=tuple(_Reading(definition, answers, language, marks=marks).rows()),
    )


def differing(one: AnswersView, other: AnswersView) -> tuple[AnswersView, AnswersView]:
    """Two readings side by side, with what is not the same in both marked in each."""
    return _marked(one, other), _marked(other, one)


def struck_through(view: AnswersView, holds: Callable[[str], bool]) -> AnswersView:
    """The same with what is marked as wrong struck through: `holds` a place."""
    rows = (replace(row, struck=holds(row.key)) if row.asks else row for row in view.rows)
    return replace(view, rows=tuple(rows))


def _marked(view: AnswersView, other: AnswersView) -> AnswersView:
    said = {row.key: row.lines for row in other.rows if row.asks}
    rows = (replace(row, differs=said.get(row.key) != row.lines) if row.asks else row for row in view.rows)
    return replace(view, rows=tuple(rows))


class _Reading:
    """One set of answers being read out."""

    def __init__(self, definition: Definition, answers: Answers, language: str, *, marks: bool) -> None:
        self.definition, self.language = definition, language
        self.settled = settle(definition, answers)
        self.scored = {part.link_id for rule in definition.scores for part in rule.items} if marks else set()
        self.hits: dict[str, list[str]] = defaultdict(list)
        for hit in dangers(definition, answers) if marks else ():
            self.hits[hit.key].append(definition.text(f"danger:{hit.rule_id}", language))
        self.filled = {
            key[: key.rindex("#")]
            for key, value in self.settled.answers.items()
            if "#" in key and answered(value) and key.rsplit("#", 1)[1] in definition.by_hand
        }

    def text(self, item: Item, part: str = "text") -> str:
        return self.definition.text(item_key(item.link_id, part), self.language)

    def rows(self) -> Iterator[AnswerRow]:
        begun = ""
        for place in self.settled.places:
            if place.key not in self.settled.on or place.item.link_id in self.definition.out_of_sight:
                continue
            row = place.prefix.rstrip("#")
            if row and not any(filled == row or filled.startswith(f"{row}#") for filled in self.filled):
                continue
            if row and row != begun and not begun.startswith(f"{row}#"):
                yield self.numbered(row)
            begun = row
            if not place.item.calculated or place.key in self.settled.answers:
                yield self.row(place)

    def numbered(self, row: str) -> AnswerRow:
        """The title of one row of a repeating group."""
        group, _hash, number = row.rpartition("#")
        item = self.definition.index[group.rsplit("#", 1)[-1]]
        title = f"{self.text(item)} {int(number) + 1}".strip()
        return AnswerRow(item.link_id, row, "row", "", title, inside=True)

    def row(self, place: Place) -> AnswerRow:
        item, value = place.item, self.settled.answers.get(place.key)
        worth = points(item, value) if item.type is ItemType.CHOICE else None
        matrix = place.parent and self.definition.index[place.parent.rsplit("#", 1)[-1]].type is ItemType.MATRIX
        return AnswerRow(
            link_id=item.link_id,
            key=place.key,
            kind=("line" if matrix else "question") if item.answerable else item.type.value,
            prefix=self.text(item, "prefix"),
            text=self.text(item),
            lines=tuple(self.lines(item, value)),
            points=f"{worth:f}" if worth is not None and item.link_id in self.scored else "",
            danger=" ".join(self.hits.get(place.key, ())),
            long=item.type is ItemType.TEXT,
            inside=bool(place.prefix),
        )

    def lines(self, item: Item, value: object) -> Iterator[str]:
        reading = read(item, value)
        if isinstance(reading, tuple):
            yield from (self.chosen(item, code) for code in reading)
        elif isinstance(reading, Decimal):
            yield self.number(item, value)
        elif reading is not None:
            yield said(reading)
        elif answered(value):
            # In a draft that cannot be read: shown as it was typed, never hidden.
            yield ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)

    def chosen(self, item: Item, code: str) -> str:
        if code.startswith(OWN):
            return _("Annat: %(words)s") % {"words": code[1:].strip()}
        return self.definition.text(option_key(item.link_id, code), self.language)

    def number(self, item: Item, value: object) -> str:
        number, unit = as_typed(item, value), self.text(item, "unit")
        low, high = self.text(item, "low"), self.text(item, "high")
        if item.type in (ItemType.SCALE, ItemType.SLIDER) and low and high:
            return _("%(number)s (%(min)s = %(low)s, %(max)s = %(high)s)") % {
                "number": number,
                "min": item.minimum,
                "low": low.lower(),
                "max": item.maximum,
                "high": high.lower(),
            }
        return f"{number} {unit}".strip()


def said(reading: Reading) -> str:
    """An answer that is neither a choice nor a number, in words."""
    if isinstance(reading, bool):
        return _("Ja") if reading else _("Nej")
    if isinstance(reading, PartialDate):
        return date_format(reading.first, "j F Y" if reading.whole else "F Y" if reading.month else "Y")
    if isinstance(reading, datetime):
        return _("%(day)s kl. %(time)s") % {"day": date_format(reading, "j F Y"), "time": f"{reading:%H:%M}"}
    return f"{reading:%H:%M}" if isinstance(reading, time) else str(reading)
