"""What becomes of answers, whoever sends them: the occasion's row, the dangers in it, and what follows once it is sent.

Called by actions that have judged who may, in their transaction. Danger is judged on a settled answer and again when
sent; the value goes into the fact, so that the flag outlives every later change (safety rules 1 and 2).
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.catalogue.models import Stop
from stegvis.course import dangers, misheard, telling, walk
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, Response, Score
from stegvis.course.reach import CannotReach, asked_in_step, reach_occasion
from stegvis.lib import switches
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind
from stegvis.questionnaires import engine
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.engine import DangerHit, Definition


class CannotAnswer(Cannot):
    """The questionnaire is not open now."""


def stop_of(course: Course, digest: str, occasion: str) -> Stop | None:
    """What stops the questionnaire, or the step that it stands in."""
    stops = walk.stops(course)
    inside = asked_in_step(walk.plan(course), walk.standing(course), occasion) if stops else None
    return stops.questionnaire(digest) or (stops.step(inside[0]) if inside else None)


def open_row(course: Course, occasion: str, now: datetime) -> tuple[Response, Definition]:
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


def note_given(
    course: Course, definition: Definition, occasion: str, hits: tuple[DangerHit, ...], now: datetime, by: Actor
) -> bool:
    """A dangerous answer that was given is a fact, once per value, whether or not it is ever sent."""
    told = dangers.to_record(course, definition, hits)
    fresh = dangers.not_noted(walk.standing(course), occasion, told)
    for payload in fresh:
        walk.record(course, FactKind.DANGER_GIVEN, occasion, payload, occurred_at=now, by=by)
    return bool(fresh)


def settle_sent(
    course: Course, row: Response, definition: Definition, hits: tuple[DangerHit, ...], now: datetime, by: Actor
) -> None:
    """Scores (where the installation has them), the fact, and what follows from it.

    A dangerous answer that has been told only from what is marked as wrong is told anew.
    """
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
        "dangers": misheard.told_anew(course, row, dangers.to_record(course, definition, hits)),
    }
    if answers := dangers.leaned_on(course, definition, row.answers):
        payload["answers"] = answers
    walk.record(course, FactKind.RESPONSE_SUBMITTED, row.occasion, payload, occurred_at=now, by=by)
    walk.settle(course, now)
    telling.answered(course, row.occasion, now)
