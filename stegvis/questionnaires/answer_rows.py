"""Given answers as rows to read, for staff and for the resident afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stegvis.questionnaires.answering import as_typed
from stegvis.questionnaires.engine import (
    Answers,
    Definition,
    Item,
    ItemType,
    dangers,
    enabled,
    item_key,
    option_key,
    points,
    read,
)


@dataclass(frozen=True)
class AnswerRow:
    """One question and what was answered. `lines` is empty when nothing was."""

    link_id: str
    kind: str
    prefix: str
    text: str
    lines: tuple[str, ...] = ()
    points: str = ""
    danger: str = ""
    long: bool = False


@dataclass(frozen=True)
class AnswersView:
    title: str
    version: str
    intro: str
    notice: str
    source: str
    rows: tuple[AnswerRow, ...]


def build_answers(definition: Definition, answers: Answers, *, language: str = "") -> AnswersView:
    """Enabled items only, in order: what the resident saw, with what they answered."""
    language = language or definition.language
    return AnswersView(
        title=definition.title(language),
        version=definition.version,
        intro=definition.intro(language),
        notice=definition.notice(language),
        source=definition.source(language),
        rows=tuple(_rows(definition, answers, language)),
    )


def _rows(definition: Definition, answers: Answers, language: str) -> Iterator[AnswerRow]:
    on = enabled(definition, answers)
    scored = {part.link_id for rule in definition.scores for part in rule.items}
    hits = {hit.link_id: hit.rule_id for hit in dangers(definition, answers)}
    for item in definition.in_order:
        if item.link_id not in on:
            continue
        value = answers.get(item.link_id)
        worth = points(item, value) if item.type is ItemType.CHOICE else None
        rule = hits.get(item.link_id)
        yield AnswerRow(
            link_id=item.link_id,
            kind="question" if item.answerable else item.type.value,
            prefix=definition.text(item_key(item.link_id, "prefix"), language),
            text=definition.text(item_key(item.link_id), language),
            lines=tuple(_lines(definition, item, value, language)),
            points=f"{worth:f}" if worth is not None and item.link_id in scored else "",
            danger=definition.text(f"danger:{rule}", language) if rule else "",
            long=item.type is ItemType.TEXT,
        )


def _lines(definition: Definition, item: Item, value: object, language: str) -> Iterator[str]:
    reading = read(item, value)
    if isinstance(reading, tuple):
        for code in reading:
            yield definition.text(option_key(item.link_id, code), language)
    elif isinstance(reading, bool):
        yield _("Ja") if reading else _("Nej")
    elif isinstance(reading, Decimal):
        yield _number(definition, item, value, language)
    elif isinstance(reading, date):
        yield date_format(reading, "j F Y")
    elif reading is not None:
        yield reading
    elif value not in (None, "", []):
        # In a draft that cannot be read: shown as it was typed, never hidden.
        yield str(value)


def _number(definition: Definition, item: Item, value: object, language: str) -> str:
    number = as_typed(item, value)
    unit = definition.text(item_key(item.link_id, "unit"), language)
    if item.type in (ItemType.SCALE, ItemType.SLIDER):
        low = definition.text(item_key(item.link_id, "low"), language)
        high = definition.text(item_key(item.link_id, "high"), language)
        if low and high:
            return _("%(number)s (%(min)s = %(low)s, %(max)s = %(high)s)") % {
                "number": number,
                "min": item.minimum,
                "low": low.lower(),
                "max": item.maximum,
                "high": high.lower(),
            }
    return f"{number} {unit}".strip()
