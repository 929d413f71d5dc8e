"""Dangerous answers that stand only in what has been marked as wrong: judged to be somebody else's, or a slip.

What was told of them stays (safety rules 1 and 2), but it is no word on this resident: the same answer, given again, is
told again, and an assessment of it holds for nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from stegvis.course import dangers
from stegvis.course.corrected import wrong_of
from stegvis.course.kinds import PartKind, ResponseState
from stegvis.course.models import Course, Response, Struck
from stegvis.questionnaires import queries as library

# The occasion, and the rule, the place and the answer that were told.
Name = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Misheard:
    """The marks on every sent set of answers that holds it, oldest first. `entered`: staff entered all of those."""

    marks: tuple[Struck, ...]
    entered: bool


def name_of(occasion: str, told: Mapping[str, Any]) -> Name:
    """The name of a dangerous answer, as it was recorded or as a flag tells it."""
    return occasion, *dangers.name_of(told)


def misheard(course: Course, occasions: Collection[str], but: UUID | None = None) -> dict[Name, Misheard]:
    """Of these occasions: what is in answers that are marked as wrong, and in none that stand. `but`: a row to leave out.

    One query where nothing is marked, else two.
    """
    marks: dict[UUID, list[Struck]] = {}
    struck = course.struck.filter(kind=PartKind.RESPONSE, taken_back_at__isnull=True).select_related("made_by")
    for each in struck.order_by("made_at", "pk") if occasions else ():
        marks.setdefault(each.ref, []).append(each)
    if not marks:
        return {}
    rows = course.responses.filter(occasion__in=occasions, state=ResponseState.SENT)
    rows = rows.exclude(pk=but) if but else rows
    wanted = rows.select_related("definition", "entered").defer("definition__body", "entered__put_aside")
    return _in_wrong_alone(course, list(wanted.order_by("sent_at", "pk")), marks)


def _in_wrong_alone(
    course: Course, rows: Iterable[Response], marks: Mapping[UUID, list[Struck]]
) -> dict[Name, Misheard]:
    standing: set[Name] = set()
    found: dict[Name, Misheard] = {}
    for row in rows:
        definition = library.definition_by_digest(row.definition.digest)
        own = marks.get(row.pk, [])
        wrong = wrong_of(own).in_(definition)
        for told in dangers.to_record(course, definition, dangers.dangers_in(course, definition, row.answers)):
            name = name_of(row.occasion, told)
            if not wrong.holds(told["item"]):
                standing.add(name)
                continue
            here = tuple(mark for mark in own if wrong_of([mark]).in_(definition).holds(told["item"]))
            before = found.get(name, Misheard((), entered=True))
            found[name] = Misheard((*before.marks, *here), before.entered and hasattr(row, "entered"))
    return {name: each for name, each in found.items() if name not in standing}


def told_anew(course: Course, row: Response, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is recorded of a new row: `anew` stands on the same dangerous answers as in what was marked as wrong."""
    if row.amends_id is None or not told:
        return told
    known = misheard(course, [row.occasion], but=row.pk)
    return [{**each, "anew": True} if name_of(row.occasion, each) in known else each for each in told]
