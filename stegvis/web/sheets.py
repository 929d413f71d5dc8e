"""Answers and scores as rows for a spreadsheet.

Written for Excel as it is set up in Sweden: UTF-8 with a byte order mark, semicolons, decimal commas. Columns and their
names are the same whatever language the reader has, and new ones are only added last: see docs/exports.md.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stegvis.course.corrected import NOTHING_WRONG, Wrong
from stegvis.questionnaires import engine
from stegvis.questionnaires.answer_rows import build_answers
from stegvis.questionnaires.engine import Definition
from stegvis.web import scored

COLUMNS = (
    "Datum", "Klockslag", "Tillfälle", "Formulär", "Version", "Slag", "Kod", "Fråga", "Svar", "Värde", "Nivå", "Rättelse",
    "Fel", "Inmatat",
)  # fmt: skip
ANSWER, SCORE, UNANSWERED, REGISTERED = "svar", "summa", "obesvarat", "registrering"
CORRECTED, CORRECTION = "ersatt", "rättelse"
# What a spreadsheet may take for a formula when it stands first in a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands beside answers: a correction, what of them is wrong and why, and how staff were given them.

    `why` is by place; under the empty place stands what holds for all of them.
    """

    correction: str = ""
    why: Mapping[str, str] = field(default_factory=dict)
    wrong: Wrong = NOTHING_WRONG
    entered: str = ""


def as_csv(rows: Iterable[Row]) -> bytes:
    """The rows as a file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=";", lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def plain(head: Iterable[str], columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table with some lines about it above, and an empty line between."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(line)] for line in head)
    writer.writerow([])
    writer.writerow([harmless(name) for name in columns])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what looks like one."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else text


def decimal(value: Decimal | None) -> str:
    """A number with a decimal comma. Ours is a number, and needs no apostrophe."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


def rows_of(
    definition: Definition,
    answers: Mapping[str, object],
    sent_at: datetime,
    occasion: str,
    language: str,
    marked: Marked,
) -> Iterator[Row]:
    """One set of answers: a row for every question that was asked, then one for every score that counts."""
    common = {**_head(definition, sent_at, occasion, language), "Rättelse": marked.correction}
    common |= {"Fel": harmless(marked.why.get("", "")), "Inmatat": harmless(marked.entered)}
    for row in _given(definition, answers, language, {**common, "Slag": ANSWER}):
        own = marked.why.get(row["Kod"], "")
        if not own and not marked.wrong.whole and marked.wrong.in_(definition).holds(row["Kod"]):
            own = _("Uträknat från ett svar som är markerat som fel.")
        yield {**row, "Fel": harmless(own)} if own else row
    for result in scored.results_of(definition, answers):
        if marked.wrong.voids(definition, result.code):
            # It is made of what is wrong, and counts no more.
            continue
        yield {
            **common,
            "Slag": SCORE,
            "Kod": harmless(result.code),
            "Fråga": harmless(scored.name_of(definition, result.code, language)),
            "Värde": decimal(result.value),
            "Nivå": harmless(scored.band_of(definition, result, language)),
        }


def registered(
    definition: Definition, answers: Mapping[str, object], on: date, at: time | None, language: str, correction: str
) -> Iterator[Row]:
    """One entry of a diary: a row for every field. It is for its day, whenever it was written."""
    common = {
        "Datum": on.isoformat(),
        "Klockslag": f"{at:%H:%M}" if at else "",
        "Formulär": harmless(definition.title(language)),
        "Version": harmless(definition.version),
        "Slag": REGISTERED,
        "Rättelse": correction,
    }
    yield from _given(definition, answers, language, common)


def _given(definition: Definition, answers: Mapping[str, object], language: str, common: Row) -> Iterator[Row]:
    """A row for every question that was asked."""
    settled = engine.settle(definition, answers).answers
    for row in build_answers(definition, answers, language=language).rows:
        if row.asks:
            question = f"{row.prefix} {row.text}".strip()
            worth = engine.points(definition.index[row.link_id], settled.get(row.key))
            yield {
                **common,
                "Kod": harmless(row.key),
                "Fråga": harmless(question),
                "Svar": harmless(" | ".join(row.lines)),
                "Värde": decimal(worth),
            }


def unanswered(definition: Definition, opened_at: datetime, occasion: str, language: str) -> Row:
    """An occasion that passed without answers."""
    return {**_head(definition, opened_at, occasion, language), "Slag": UNANSWERED}


def _head(definition: Definition, at: datetime, occasion: str, language: str) -> dict[str, str]:
    local = localtime(at)
    return {
        "Datum": local.date().isoformat(),
        "Klockslag": f"{local:%H:%M}",
        "Tillfälle": harmless(occasion),
        "Formulär": harmless(definition.title(language)),
        "Version": harmless(definition.version),
    }
