"""The reading door of what was marked as wrong, and of residents' notes, for an enrolment that stands open. Actor first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.care.models import Enrolment
from stegvis.course.corrected import Marks, Wrong, marks_of, not_answered_in, wrong_in
from stegvis.course.kinds import PartKind, ResponseState
from stegvis.course.misheard import Misheard, Name, misheard
from stegvis.course.models import Dissent, Response, Struck


def marks(row: Enrolment, ref: UUID | None = None) -> Marks:
    """Everything that was marked and noted in an opened run, or about one part of it. Two queries."""
    return marks_of(row.course, [ref] if ref else None)


def wrong(row: Enrolment) -> dict[UUID, Wrong]:
    """What is marked as wrong now, by sent answers. One query."""
    return wrong_in(row.course)


def struck(row: Enrolment, pk: UUID) -> Struck | None:
    """One mark in an opened run."""
    rows = row.course.struck.filter(pk=pk, kind=PartKind.RESPONSE)
    found: Struck | None = rows.select_related("made_by", "taken_back_by").first()
    return found


def dissent(row: Enrolment, pk: UUID) -> Dissent | None:
    """One note in an opened run."""
    found: Dissent | None = row.course.dissents.filter(pk=pk).select_related("made_by").first()
    return found


def struck_dangers(row: Enrolment, occasions: Collection[str]) -> dict[Name, Misheard]:
    """Dangerous answers at these occasions that stand only in what is marked as wrong. One query where nothing is, or two."""
    return misheard(row.course, occasions)


def not_answered(row: Enrolment) -> list[tuple[Dissent, Response]]:
    """The resident's notes in an opened run that wait, with the answers they are about. One query, two where there are any."""
    notes = list(row.course.dissents.filter(answered_at__isnull=True).defer("text", "answer").order_by("made_at", "pk"))
    known = sent(row, (each.ref for each in notes)) if notes else {}
    return [(each, known[each.ref]) for each in notes if each.ref in known]


def sent(row: Enrolment, refs: Iterable[UUID]) -> dict[UUID, Response]:
    """Sent answers of an opened run by their key, without what was answered. One query."""
    rows = row.course.responses.filter(pk__in=list(refs), state=ResponseState.SENT).select_related("definition")
    return {each.pk: each for each in rows.defer("answers", "definition__body")}


@dataclass(frozen=True, slots=True)
class Noted:
    """A resident's note that waits for an answer, and where."""

    dissent: Dissent
    enrolment: Enrolment


def waiting(actor: Actor, *, own_only: bool) -> list[Noted]:
    """Notes on the unit that nobody has answered, the oldest first; of one's own residents or of everybody's. Two queries."""
    rows = Enrolment.objects.visible_to(actor)
    if own_only:
        rows = rows.filter(therapist_id=actor.account)
    notes = not_answered_in(rows.values("course_id"))
    if not notes:
        return []
    known = rows.filter(course_id__in={each.course_id for each in notes}).select_related(
        "patient", "therapist", "course"
    )
    by_course = {row.course_id: row for row in known}
    return [Noted(each, by_course[each.course_id]) for each in notes if each.course_id in by_course]
