"""Progress through the pages: a POST each ("Klar, nästa"). One that is stopped is passed, and the fact says so."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.course import telling, walk
from stegvis.course.models import Course
from stegvis.course.policies import may_walk
from stegvis.course.reach import CannotReach, reach
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind


class CannotContinue(Cannot):
    """The step is not open now."""


@action("course:read_welcome", may=may_walk)
def read_welcome(course: Course, *, by: Actor) -> None:
    """The resident has read the welcome text; said once."""
    now = course.now()
    if not walk.standing(course).has_read_welcome:
        walk.record(course, FactKind.WELCOME_READ, occurred_at=now, by=by)
        walk.settle(course, now)
        telling.done(course, now)


@action("course:complete_step", may=may_walk)
def complete_step(course: Course, step_id: str, *, by: Actor) -> None:
    """Mark a step as done. Marking it again changes nothing.

    Raises CannotContinue when its module or section is not open, or the whole version is stopped.
    """
    now = course.now()
    stops = walk.stops(course)
    if stops.whole:
        raise CannotContinue(stops.whole.text(get_language() or "sv"))
    try:
        reach(walk.plan(course), walk.standing(course), walk.shown(course, now, stops), step_id)
    except CannotReach as error:
        raise CannotContinue(_("Det här steget är inte öppet just nu.")) from error
    if not walk.standing(course).is_step_done(step_id):
        stop = stops.step(step_id)
        # Passed, not read: the history must be able to tell.
        payload = {"stopped": str(stop.pk)} if stop else None
        walk.record(course, FactKind.STEP_DONE, step_id, payload, occurred_at=now, by=by)
        walk.settle(course, now)
        telling.done(course, now)
