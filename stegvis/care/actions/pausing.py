"""Time for one resident: a pause now or planned, an end to it, and a start on another day.

Each is a fact, and the same unfolding that runs the program says what it moves. Danger answers are told in a pause as
always (safety rule 2): nothing here can hold them back.
"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care.actions.starting import locked_course
from stegvis.care.kinds import FARTHEST_AHEAD
from stegvis.care.models import Enrolment
from stegvis.care.pauses import may_halt, may_move_start, may_pause
from stegvis.course import planned, walk
from stegvis.course.models import Course
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind


class CannotPause(Cannot):
    """The days do not hold together; nothing has changed."""


@action("enrolment:pause", may=may_pause)
def pause(enrolment: Enrolment, begins: date, until: date | None, *, by: Actor) -> None:
    """Stop the time from a day, until the day on which it goes on; without one until somebody resumes it.

    The same pause again changes nothing. Raises CannotPause.
    """
    course = locked_course(enrolment)
    _pause(course, begins, until, by)


@action("enrolment:change_pause", may=may_pause)
def change_pause(enrolment: Enrolment, seq: int, begins: date, until: date | None, *, by: Actor) -> None:
    """Other days for a pause. One that runs keeps its first day: what has been still was. Raises CannotPause."""
    course = locked_course(enrolment)
    now = course.now()
    today, found = planned.today(walk.standing(course), now), _of(course, seq)
    if (begins, until) == (found.begins, found.until):
        return
    if found.begins > today:
        _record(course, FactKind.RESUMED, {"of": seq}, now, by)
        _pause(course, begins, until, by)
        return
    if until is not None and until <= today:
        raise CannotPause(_("Välj en dag framåt, eller avsluta uppehållet nu."))
    _record(course, FactKind.RESUMED, {"of": seq}, now, by)
    _pause(course, today, until, by)


@action("enrolment:cancel_pause", may=may_pause)
def cancel_pause(enrolment: Enrolment, seq: int, *, by: Actor) -> None:
    """Take away a pause that has not begun. Taking it away twice changes nothing. Raises CannotPause."""
    course = locked_course(enrolment)
    now = course.now()
    standing = walk.standing(course)
    found = next((each for each in planned.pauses(standing) if each.seq == seq), None)
    if found is None:
        return
    if found.begins <= planned.today(standing, now):
        raise CannotPause(_("Uppehållet har börjat. Avsluta det i stället."))
    _record(course, FactKind.RESUMED, {"of": seq}, now, by)
    walk.settle(course, now)


@action("enrolment:resume", may=may_pause)
def resume(enrolment: Enrolment, *, by: Actor) -> None:
    """End the pause that runs. Where none does, nothing changes: somebody was faster, or pressed twice."""
    course = locked_course(enrolment)
    now = course.now()
    standing = walk.standing(course)
    if planned.pause_on(standing, planned.today(standing, now)) is None:
        return
    _record(course, FactKind.RESUMED, {}, now, by)
    walk.settle(course, now)


@action("enrolment:move_start", may=may_move_start)
def move_start(enrolment: Enrolment, start_on: date, *, by: Actor) -> None:
    """Let a program that has not begun begin on another day. Raises CannotPause."""
    course = locked_course(enrolment)
    now = course.now()
    standing = walk.standing(course)
    start, today = standing.start, planned.today(standing, now)
    starts_on = planned.starts_on(standing)
    if start is None or starts_on is None or starts_on <= today:
        raise CannotPause(_("Programmet har redan börjat. Lägg in ett uppehåll i stället."))
    if start_on < today:
        raise CannotPause(_("Startdatumet kan inte ligga bakåt i tiden."))
    if start_on > today + FARTHEST_AHEAD:
        raise CannotPause(_("Startdatumet ligger mer än två år fram. Kontrollera årtalet."))
    if start_on != starts_on:
        # The same start said anew: what the first one drew by chance stays drawn.
        _record(course, FactKind.STARTED, planned.start_moved(standing, start_on), now, by)
        walk.settle(course, now)


@action("enrolment:halt", may=may_halt)
def halt(enrolment: Enrolment, *, by: Actor) -> None:
    """Stop the time now, or from the start, until somebody resumes it.

    Takes the place of pauses that would end by themselves. A pause without an end that runs is left as it is.
    """
    course = locked_course(enrolment)
    now = course.now()
    standing = walk.standing(course)
    starts = planned.starts_on(standing)
    if starts is None:
        return
    begins = max(planned.today(standing, now), starts)
    ahead = [each for each in planned.pauses(standing) if each.until is None or each.until > begins]
    if any(each.until is None and each.begins <= begins for each in ahead):
        return
    for each in ahead:
        _record(course, FactKind.RESUMED, {"of": each.seq}, now, by)
    _pause(course, begins, None, by)


def _pause(course: Course, begins: date, until: date | None, by: Actor) -> None:
    now = course.now()
    standing = walk.standing(course)
    verdict = planned.fits(standing, begins, until, now)
    if verdict is planned.Fit.SAME:
        return
    if verdict is not planned.Fit.YES:
        raise CannotPause(WHY[verdict])
    if max(begins, until or begins) > planned.today(standing, now) + FARTHEST_AHEAD:
        raise CannotPause(_("Datumet ligger mer än två år fram. Kontrollera årtalet."))
    _record(course, FactKind.PAUSED, planned.pause_payload(begins, until), now, by)
    walk.settle(course, now)


def _of(course: Course, seq: int) -> planned.Pause:
    found = next((each for each in planned.pauses(walk.standing(course)) if each.seq == seq), None)
    if found is None or (found.until and found.until <= planned.today(walk.standing(course), course.now())):
        raise CannotPause(_("Uppehållet finns inte längre. Ladda om sidan och se hur det ser ut nu."))
    return found


def _record(course: Course, kind: FactKind, payload: dict[str, Any], now: datetime, by: Actor) -> None:
    walk.record(course, kind, "", payload, occurred_at=now, by=by)


WHY = {
    planned.Fit.PAST: _("Uppehållet kan inte börja bakåt i tiden."),
    planned.Fit.EMPTY: _("Programmet kan tidigast fortsätta dagen efter att uppehållet börjar."),
    planned.Fit.BEFORE_START: _("Programmet har inte börjat då. Flytta startdatumet i stället."),
    planned.Fit.MEETS: _("Det finns redan ett uppehåll de dagarna. Ändra det i stället."),
}
