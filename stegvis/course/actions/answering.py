"""Questionnaires: saved as you go, sent once, corrected by a new row.

Danger is judged on a settled answer and again when sent; the value goes into the fact, so that the
flag outlives every later change (safety rules 1 and 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.models import Stop
from stegvis.course import dangers, walk
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, Response
from stegvis.course.policies import may_tell, may_walk
from stegvis.course.sending import CannotAnswer, note_given, open_row, settle_sent, stop_of
from stegvis.lib.errors import Cannot
from stegvis.questionnaires import engine
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.engine import DangerHit, Definition, Problem


class AlreadySent(Cannot):
    """The questionnaire was sent from somewhere else, with other answers; these were not kept."""


class StaleSave(Cannot):
    """Another tab or device saved in between. Holds both versions; nothing was overwritten."""

    def __init__(self, revision: int, saved: Any, typed: Any) -> None:
        super().__init__(_("Svaren har ändrats på en annan flik eller enhet. Välj vilka du vill behålla."))
        self.revision = revision
        self.saved = saved
        self.typed = typed


@dataclass(frozen=True)
class Saved:
    """What became of a save: the row, the dangerous answers in it, and what stops it from being sent."""

    response: Response
    dangers: tuple[DangerHit, ...] = ()
    problems: tuple[Problem, ...] = ()
    # What stops the questionnaire: then it was kept as a draft, and nothing was sent.
    stop: Stop | None = None

    @property
    def sent(self) -> bool:
        """Whether the answers have been sent."""
        return self.response.state == ResponseState.SENT


@action("response:save", may=may_walk)
def save_draft(course: Course, occasion: str, answers: Mapping[str, Any], revision: int, *, by: Actor) -> Saved:
    """Save what has been answered so far. Raises CannotAnswer, StaleSave, AlreadySent."""
    now = course.now()
    row, definition = open_row(course, occasion, now)
    if row.state == ResponseState.SENT:
        return _as_sent(row, definition, answers)
    _keep(row, answers, revision, now)
    hits = dangers.dangers_in(course, definition, answers)
    if note_given(course, definition, occasion, hits, now, by):
        walk.settle(course, now)
    return Saved(row, hits)


@action("response:send", may=may_walk)
def submit(
    course: Course,
    occasion: str,
    answers: Mapping[str, Any],
    revision: int,
    given: Mapping[str, Any] | None = None,
    *,
    by: Actor,
) -> Saved:
    """Save and send. With problems, the answers are saved as a draft and nothing is sent.

    `given` is all that was typed, also what is not asked any longer: no part of what is sent, but a danger in it is told.
    Sending twice gives what was sent the first time. One that is stopped is kept as a draft. Raises CannotAnswer, StaleSave, AlreadySent.
    """
    now = course.now()
    row, definition = open_row(course, occasion, now)
    if row.state == ResponseState.SENT:
        return _as_sent(row, definition, answers)
    _take(row, answers, revision, now)
    hits = dangers.dangers_in(course, definition, answers)
    if stop := stop_of(course, row.definition.digest, occasion):
        row.save()
        note_given(course, definition, occasion, hits, now, by)
        note_given(course, definition, occasion, dangers.put_away(course, definition, given or {}), now, by)
        walk.settle(course, now)
        return Saved(row, hits, stop=stop)
    problems = tuple(engine.validate(definition, answers, completed=True))
    if problems:
        row.save()
        if note_given(course, definition, occasion, hits, now, by):
            walk.settle(course, now)
        return Saved(row, hits, problems)
    row.answers = dict(engine.clean(definition, answers))
    row.state, row.sent_at = ResponseState.SENT, now
    row.save()
    note_given(course, definition, occasion, dangers.put_away(course, definition, given or {}), now, by)
    settle_sent(course, row, definition, hits, now, by)
    return Saved(row, hits)


@action("response:amend", may=may_walk)
def amend(
    course: Course, occasion: str, answers: Mapping[str, Any], given: Mapping[str, Any] | None = None, *, by: Actor
) -> Saved:
    """Correct what was sent: a new row, the first is kept (safety rule 16). Scores follow the newest.

    `given` as in `submit`. Raises CannotAnswer, also when the questionnaire is stopped.
    """
    now = course.now()
    last = course.responses.filter(occasion=occasion, state=ResponseState.SENT, amended_by__isnull=True).first()
    if last is None:
        raise CannotAnswer(_("Det finns inga skickade svar att rätta."))
    if stop := stop_of(course, last.definition.digest, occasion):
        raise CannotAnswer(stop.text(get_language() or "sv"))
    definition = library.definition_by_digest(last.definition.digest)
    problems = tuple(engine.validate(definition, answers, completed=True))
    hits = dangers.dangers_in(course, definition, answers)
    if problems:
        if note_given(course, definition, occasion, hits, now, by):
            walk.settle(course, now)
        return Saved(last, hits, problems)
    row = Response.objects.create(
        course=course,
        occasion=occasion,
        definition=last.definition,
        state=ResponseState.SENT,
        revision=last.revision + 1,
        answers=dict(engine.clean(definition, answers)),
        started_at=now,
        saved_at=now,
        sent_at=now,
        amends=last,
    )
    note_given(course, definition, occasion, dangers.put_away(course, definition, given or {}), now, by)
    settle_sent(course, row, definition, hits, now, by)
    return Saved(row, hits)


@action("danger:note", may=may_tell)
def note_dangers(
    course: Course, occasion: str, definition: Definition, answers: Mapping[str, Any], *, by: Actor
) -> None:
    """A dangerous answer was given in a form that could not be kept: stale, closed, or being corrected.

    It was given all the same, so it is told (safety rules 1 and 2), also after the program has ended.
    """
    now = course.now()
    if note_given(course, definition, occasion, dangers.dangers_in(course, definition, answers), now, by):
        walk.settle(course, now)


def _as_sent(row: Response, definition: Definition, answers: Mapping[str, Any]) -> Saved:
    """What was sent, unless something else was typed here: then it is shown, never dropped in silence."""
    typed = engine.clean(definition, answers)
    if any(row.answers.get(link_id) != value for link_id, value in typed.items()):
        raise AlreadySent(
            _("Formuläret är redan skickat, från en annan flik eller enhet. Öppna det igen om du vill rätta svaren.")
        )
    return Saved(row)


def _keep(row: Response, answers: Mapping[str, Any], revision: int, now: datetime) -> None:
    if _take(row, answers, revision, now):
        row.save()


def _take(row: Response, answers: Mapping[str, Any], revision: int, now: datetime) -> bool:
    """Put the answers on the row, to be saved by the caller. Returns whether they say anything new.

    Nothing new leaves the revision as it is: a save that is said twice is no conflict for the one after it.
    """
    if row.revision and row.answers == dict(answers):
        return False
    if row.revision != revision:
        raise StaleSave(row.revision, row.answers, dict(answers))
    row.answers, row.revision, row.saved_at = dict(answers), row.revision + 1, now
    return True
