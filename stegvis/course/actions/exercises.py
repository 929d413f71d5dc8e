"""Exercises: saved as you go, sent in once. Where one is stopped what was written is kept, and nothing is sent."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.course import telling, walk
from stegvis.course.actions.answering import StaleSave
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, ExerciseAnswer
from stegvis.course.policies import may_walk
from stegvis.course.reach import CannotReach, reach_exercise
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind

MAXIMUM_CHARACTERS = 20_000


class CannotSave(Cannot):
    """The exercise cannot be saved now; what was typed is still in the form."""


@action("exercise:save", may=may_walk)
def save_exercise(course: Course, block_id: str, content: Any, revision: int, *, by: Actor) -> ExerciseAnswer:
    """Save the draft. Raises StaleSave when somebody else (another tab) saved in between."""
    return _save(course, block_id, content, revision)


@action("exercise:send", may=may_walk)
def send_exercise(course: Course, block_id: str, content: Any, revision: int, *, by: Actor) -> ExerciseAnswer:
    """Send it in: the text is settled, staff are told. Sending again returns what was sent.

    In a step that is stopped it stays a draft.
    """
    row = _save(course, block_id, content, revision)
    if row.state == ResponseState.SENT or walk.stops(course).step(walk.plan(course).block_step[block_id]):
        return row
    now = course.now()
    row.state, row.sent_at = ResponseState.SENT, now
    row.save()
    walk.record(course, FactKind.EXERCISE_SENT, block_id, occurred_at=now, by=by)
    walk.settle(course, now)
    telling.done(course, now)
    return row


def _save(course: Course, block_id: str, content: Any, revision: int) -> ExerciseAnswer:
    now = course.now()
    try:
        reach_exercise(walk.plan(course), walk.standing(course), walk.shown(course, now, walk.stops(course)), block_id)
    except CannotReach as error:
        raise CannotSave(_("Övningen är inte öppen just nu. Det du skrev finns kvar i rutan.")) from error
    if len(str(content)) > MAXIMUM_CHARACTERS:
        raise CannotSave(_("Texten är för lång. Korta den och spara igen. Det du skrev finns kvar i rutan."))
    row = course.exercises.filter(block=block_id).first()
    row = row or ExerciseAnswer(course=course, block=block_id, content=None, saved_at=now)
    if row.state == ResponseState.SENT:
        if row.content != content:
            raise CannotSave(_("Övningen är redan inskickad, från en annan flik eller enhet."))
        return row
    if row.revision != revision and row.content != content:
        raise StaleSave(row.revision, row.content, content)
    row.content, row.revision, row.saved_at = content, row.revision + 1, now
    row.save()
    return row
