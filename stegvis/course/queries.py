"""The reading door of the walk, actor first. A resident reaches the own courses, and all else through them.

Children take the course as well: it was itself read through `course` or `courses`, and is asked about again.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from stegvis.access.actor import Actor
from stegvis.access.doors import Kept
from stegvis.audit import log
from stegvis.audit.kinds import Activity
from stegvis.catalogue.models import FrozenMedia, Stop
from stegvis.catalogue.stopped import NOTHING, Stopped
from stegvis.course import diaries, walk
from stegvis.course.corrected import ANY_WRONG_OF_RESPONSE, Marks, marks_of, notes_of_themself
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, DiaryEntry, EnteredAnswer, ExerciseAnswer, Response
from stegvis.course.policies import may_read
from stegvis.course.series import Series, series_of
from stegvis.lib.clock import utc_now

# In any version of the program: what was stopped in an older one may be asked still (`catalogue.stopped`).
_SOMETHING_STOPPED = Exists(
    Stop.objects.filter(version__program_id=OuterRef("version__program_id"), lifted_at__isnull=True)
)


def _with_stops(rows: Any) -> Any:
    """Walks that know whether anything of them is stopped: what is, is read only then."""
    return rows.select_related("world", "version").annotate(has_stops=_SOMETHING_STOPPED)


_ONE = Kept(lambda actor, pk: _with_stops(Course.objects.visible_to(actor)).filter(pk=pk))
_NEWEST = Kept(
    lambda course, occasion: (
        Response.objects.filter(course=course, occasion=occasion, amended_by__isnull=True)
        .select_related("definition")
        .defer("definition__body")
    )
)
_WRITTEN = Kept(lambda course, blocks: ExerciseAnswer.objects.filter(course=course, block__in=blocks))


def courses(actor: Actor) -> list[Course]:
    """The actor's own, newest first. One query."""
    rows = _with_stops(Course.objects.visible_to(actor))
    return list(rows.order_by("-started_at", "pk"))


def course(actor: Actor, pk: UUID | str) -> Course | None:
    """One own course with its clock and version; None when it is not the actor's to see. One query."""
    try:
        found: Course | None = _ONE.first(actor, pk=pk)
    except ValueError:
        return None
    return found


def stops(course: Course) -> Stopped:
    """What of a walk, read for a page, is stopped. No query where nothing is, else one."""
    return walk.stops(course) if getattr(course, "has_stops", True) else NOTHING


def undone(actor: Actor, pk: UUID | str) -> Course | None:
    """An own course whose start was undone: hidden, but what its resident was typing must not be lost. One query."""
    try:
        return Course.undone_of(actor).select_related("world", "version").filter(pk=pk).first()
    except (ValueError, ValidationError):
        return None


def is_own(actor: Actor, pk: UUID | str) -> bool:
    """Whether the course is the actor's own, undone or not. At most two queries."""
    return course(actor, pk) is not None or undone(actor, pk) is not None


def media(actor: Actor, media_hash: str) -> FrozenMedia | None:
    """A file, when the document of one of the actor's own courses uses it. One query."""
    documents = Course.objects.visible_to(actor).values("document_id")
    return FrozenMedia.objects.filter(hash=media_hash, uses__document_id__in=documents).first()


def response(actor: Actor, course: Course, occasion: str) -> Response | None:
    """The newest answers at an occasion: a draft, what was sent, or its last correction. One query."""
    if not may_read(actor, course):
        return None
    found: Response | None = _NEWEST.first(course=course.pk, occasion=occasion)
    return found


def sent_occasions(actor: Actor, course: Course) -> dict[str, Response]:
    """The newest sent answers by occasion. One query."""
    if not may_read(actor, course):
        return {}
    rows = course.responses.filter(state=ResponseState.SENT, amended_by__isnull=True)
    return {row.occasion: row for row in rows.select_related("definition").defer("answers")}


def answered(actor: Actor, course: Course) -> list[Response]:
    """The newest sent answers of each occasion, newest first, without what was answered. One query.

    Each knows whether anything of it is marked as wrong (`any_wrong`), and how staff entered it.
    """
    if not may_read(actor, course):
        return []
    rows = course.responses.filter(state=ResponseState.SENT, amended_by__isnull=True)
    rows = rows.annotate(any_wrong=ANY_WRONG_OF_RESPONSE).select_related("definition", "entered")
    return list(rows.defer("answers", "definition__body", "entered__put_aside").order_by("-sent_at", "pk"))


def drafts(actor: Actor, course: Course) -> set[str]:
    """Occasions with answers begun and not sent. One query."""
    if not may_read(actor, course):
        return set()
    return set(course.responses.filter(state=ResponseState.DRAFT).values_list("occasion", flat=True))


def exercise(actor: Actor, course: Course, block: str) -> ExerciseAnswer | None:
    """What is written in one exercise. One query."""
    return exercises(actor, course, [block]).get(block)


def exercises(actor: Actor, course: Course, blocks: list[str] | None = None) -> dict[str, ExerciseAnswer]:
    """What is written in the exercises, by block; all of them, or those asked for. One query."""
    if not may_read(actor, course):
        return {}
    rows = course.exercises.all() if blocks is None else _WRITTEN.rows(course=course.pk, blocks=tuple(blocks))
    return {row.block: row for row in rows}


def results(actor: Actor, course: Course) -> list[Series]:
    """Scores over time, a series per questionnaire and score, unanswered occasions included. Two queries."""
    return series_of(course) if may_read(actor, course) else []


def diary_days(actor: Actor, course: Course) -> dict[str, date]:
    """The last day that each of the resident's diaries has an entry for. One query."""
    return diaries.last_days(course) if may_read(actor, course) else {}


def diary_days_of(actor: Actor, rows: list[Course]) -> dict[UUID, dict[str, date]]:
    """As `diary_days`, of several own courses. One query."""
    return diaries.last_days_by_course(row for row in rows if may_read(actor, row))


def diary_entries(actor: Actor, course: Course, block: str, first: date, last: date) -> list[DiaryEntry]:
    """What the resident has registered in one diary on the days between, oldest first. One query."""
    return diaries.entries(course, block, first, last) if may_read(actor, course) else []


def diary_entry(actor: Actor, course: Course, block: str, entry: UUID) -> list[DiaryEntry]:
    """One entry that counts and all that it was before it was corrected, newest first; else nothing. One query."""
    found = diaries.versions(course, block, entry) if may_read(actor, course) else []
    return found if found and found[0].current else []


def note_copy(actor: Actor, course: Course, act: str) -> None:
    """Note that a resident took a copy of what is their own."""
    log.enter(actor.who(), act, course.audit_subject(), now=utc_now(), activity=Activity.PRINT)


def entered(actor: Actor, course: Course, occasion: str) -> EnteredAnswer | None:
    """How staff entered the own answers of an occasion; None where the resident sent them. One query."""
    if not may_read(actor, course):
        return None
    rows = EnteredAnswer.objects.filter(response__course=course, response__occasion=occasion)
    return rows.filter(response__amended_by__isnull=True).select_related("entered_by").defer("put_aside").first()


def marks(actor: Actor, course: Course, occasion: str) -> Marks:
    """What was said of all that was sent at an occasion, also of what was corrected since: marked, noted, answered.

    Notes are between whoever wrote them and staff: nobody who acts for the resident reads the resident's own, and
    neither reads another's (safety rule 10). Two queries.
    """
    if not may_read(actor, course):
        return Marks()
    notes = notes_of_themself(course) if actor.is_oneself else Q(made_by_id=actor.account)
    refs = course.responses.filter(occasion=occasion, state=ResponseState.SENT).values("pk")
    return marks_of(course, refs, notes)


def corrected(actor: Actor, course: Course, occasion: str) -> list[Response]:
    """What was sent at an occasion and corrected or entered anew since, newest first. One query."""
    if not may_read(actor, course):
        return []
    rows = course.responses.filter(occasion=occasion, state=ResponseState.SENT, amended_by__isnull=False)
    return list(rows.order_by("-sent_at", "pk"))


def put_aside(actor: Actor, course: Course, occasion: str) -> Any:
    """What the resident had begun to write when staff entered the answers, also when those were corrected since. One query."""
    if not may_read(actor, course):
        return None
    rows = EnteredAnswer.objects.filter(response__course=course, response__occasion=occasion, put_aside__isnull=False)
    return rows.order_by("entered_at", "pk").values_list("put_aside", flat=True).first()


def note_acting(actor: Actor, course: Course) -> None:
    """Note that somebody who acts for the resident opened what is theirs."""
    log.enter(actor.who(), "acting:read", course.audit_subject(), now=utc_now(), activity=Activity.READ)


# The rows that pages are handed, by name: pages never reach for models themselves.
__all__ = [
    "Course",
    "DiaryEntry",
    "ExerciseAnswer",
    "Response",
    "Series",
    "answered",
    "corrected",
    "course",
    "courses",
    "diary_days",
    "diary_days_of",
    "diary_entries",
    "diary_entry",
    "drafts",
    "entered",
    "exercise",
    "exercises",
    "is_own",
    "marks",
    "media",
    "note_acting",
    "note_copy",
    "put_aside",
    "response",
    "results",
    "sent_occasions",
    "stops",
    "undone",
]
