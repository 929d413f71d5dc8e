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
from stegvis.course import dangers, telling, walk
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, Response, Score
from stegvis.course.policies import may_tell, may_walk
from stegvis.course.reach import CannotReach, asked_in_step, reach_occasion
from stegvis.lib import switches
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind
from stegvis.questionnaires import engine
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.engine import DangerHit, Definition, Problem


class CannotAnswer(Cannot):
    """The questionnaire is not open now."""


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
    row, definition = _open(course, occasion, now)
    if row.state == ResponseState.SENT:
        return _as_sent(row, definition, answers)
    _keep(row, answers, revision, now)
    hits = dangers.dangers_in(course, definition, answers)
    if _note_dangers(course, definition, occasion, hits, now, by):
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
    row, definition = _open(course, occasion, now)
    if row.state == ResponseState.SENT:
        return _as_sent(row, definition, answers)
    _take(row, answers, revision, now)
    hits = dangers.dangers_in(course, definition, answers)
    if stop := _stop(course, row.definition.digest, occasion):
        row.save()
        _note_dangers(course, definition, occasion, hits, now, by)
        _note_dangers(course, definition, occasion, dangers.put_away(course, definition, given or {}), now, by)
        walk.settle(course, now)
        return Saved(row, hits, stop=stop)
    problems = tuple(engine.validate(definition, answers, completed=True))
    if problems:
        row.save()
        if _note_dangers(course, definition, occasion, hits, now, by):
            walk.settle(course, now)
        return Saved(row, hits, problems)
    row.answers = dict(engine.clean(definition, answers))
    row.state, row.sent_at = ResponseState.SENT, now
    row.save()
    _note_dangers(course, definition, occasion, dangers.put_away(course, definition, given or {}), now, by)
    _send(course, row, definition, hits, now, by)
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
    if stop := _stop(course, last.definition.digest, occasion):
        raise CannotAnswer(stop.text(get_language() or "sv"))
    definition = library.definition_by_digest(last.definition.digest)
    problems = tuple(engine.validate(definition, answers, completed=True))
    hits = dangers.dangers_in(course, definition, answers)
    if problems:
        if _note_dangers(course, definition, occasion, hits, now, by):
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
    _note_dangers(course, definition, occasion, dangers.put_away(course, definition, given or {}), now, by)
    _send(course, row, definition, hits, now, by)
    return Saved(row, hits)


@action("danger:note", may=may_tell)
def note_dangers(
    course: Course, occasion: str, definition: Definition, answers: Mapping[str, Any], *, by: Actor
) -> None:
    """A dangerous answer was given in a form that could not be kept: stale, closed, or being corrected.

    It was given all the same, so it is told (safety rules 1 and 2), also after the program has ended.
    """
    now = course.now()
    if _note_dangers(course, definition, occasion, dangers.dangers_in(course, definition, answers), now, by):
        walk.settle(course, now)


def _as_sent(row: Response, definition: Definition, answers: Mapping[str, Any]) -> Saved:
    """What was sent, unless something else was typed here: then it is shown, never dropped in silence."""
    typed = engine.clean(definition, answers)
    if any(row.answers.get(link_id) != value for link_id, value in typed.items()):
        raise AlreadySent(
            _("Formuläret är redan skickat, från en annan flik eller enhet. Öppna det igen om du vill rätta svaren.")
        )
    return Saved(row)


def _stop(course: Course, digest: str, occasion: str) -> Stop | None:
    """What stops the questionnaire, or the step that it stands in."""
    stops = walk.stops(course)
    inside = asked_in_step(walk.plan(course), walk.standing(course), occasion) if stops else None
    return stops.questionnaire(digest) or (stops.step(inside[0]) if inside else None)


def _open(course: Course, occasion: str, now: datetime) -> tuple[Response, Definition]:
    """The occasion's row (new or saved) with its definition."""
    row = course.responses.filter(occasion=occasion, amends__isnull=True).select_related("definition").first()
    if row and row.state == ResponseState.SENT:
        return row, library.definition_by_digest(row.definition.digest)
    try:
        state = walk.shown(course, now, walk.stops(course))
        digest = reach_occasion(walk.plan(course), walk.standing(course), state, occasion)
    except CannotReach as error:
        raise CannotAnswer(_("Formuläret är inte öppet just nu.")) from error
    if row is None:
        version = library.by_digest(digest)
        row = Response(course=course, occasion=occasion, definition=version, answers={}, started_at=now, saved_at=now)
    return row, library.definition_by_digest(digest)


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


def _note_dangers(
    course: Course, definition: Definition, occasion: str, hits: tuple[DangerHit, ...], now: datetime, by: Actor
) -> bool:
    """A dangerous answer that was given is a fact, once per value, whether or not it is ever sent."""
    told = dangers.to_record(course, definition, hits)
    fresh = dangers.not_noted(walk.standing(course), occasion, told)
    for payload in fresh:
        walk.record(course, FactKind.DANGER_GIVEN, occasion, payload, occurred_at=now, by=by)
    return bool(fresh)


def _send(
    course: Course, row: Response, definition: Definition, hits: tuple[DangerHit, ...], now: datetime, by: Actor
) -> None:
    """Scores (where the installation has them), the fact, and what follows from it."""
    results = engine.score(definition, row.answers) if switches.scores() else []
    Score.objects.bulk_create(
        Score(
            response=row,
            course=course,
            questionnaire=row.definition.key,
            code=result.code,
            value=result.value,
            band=result.band.code if result.band else "",
            at=now,
        )
        for result in results
    )
    payload: dict[str, Any] = {
        "scores": {r.code: (str(r.value) if r.value is not None else None) for r in results},
        "dangers": dangers.to_record(course, definition, hits),
    }
    if answers := dangers.leaned_on(course, definition, row.answers):
        payload["answers"] = answers
    walk.record(course, FactKind.RESPONSE_SUBMITTED, row.occasion, payload, occurred_at=now, by=by)
    walk.settle(course, now)
    telling.answered(course, row.occasion, now)
