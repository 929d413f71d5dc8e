"""Running a program for one resident: each choice is a fact on the walk."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care.actions.starting import locked_course
from stegvis.care.kinds import FARTHEST_AHEAD
from stegvis.care.models import Enrolment
from stegvis.care.policies import may_reassign, may_reopen, may_steer
from stegvis.course import walk
from stegvis.course.kinds import Phase
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind


class CannotSteer(Cannot):
    """What was asked for does not exist in this program."""


@action("module:open", may=may_steer)
def open_module(enrolment: Enrolment, module_id: str, *, by: Actor) -> None:
    """Open a module for this resident, whatever its rule says. Opening an open one changes nothing."""
    _module_fact(enrolment, FactKind.MODULE_OPENED, module_id, by)


@action("module:close", may=may_steer)
def close_module(enrolment: Enrolment, module_id: str, *, by: Actor) -> None:
    """Close a module again; what the resident has done in it is kept."""
    _module_fact(enrolment, FactKind.MODULE_CLOSED, module_id, by)


@action("section:hide", may=may_steer)
def hide_section(enrolment: Enrolment, section_id: str, *, by: Actor) -> None:
    """Hide a hideable section for this resident."""
    _section_fact(enrolment, FactKind.SECTION_HIDDEN, section_id, by)


@action("section:show", may=may_steer)
def show_section(enrolment: Enrolment, section_id: str, *, by: Actor) -> None:
    """Show a hidden section again."""
    _section_fact(enrolment, FactKind.SECTION_SHOWN, section_id, by)


@action("occasion:add", may=may_steer)
def add_occasion(enrolment: Enrolment, measurement_id: str, on: date, *, by: Actor) -> None:
    """Ask for one more measurement, from a day on. Any of the program's measurements can be asked again."""
    course = locked_course(enrolment)
    if walk.plan(course).measurement(measurement_id) is None:
        raise CannotSteer(_("Mätningen finns inte i programmet."))
    if on > local_day(course.now()) + FARTHEST_AHEAD:
        raise CannotSteer(_("Datumet ligger mer än två år fram. Kontrollera årtalet."))
    payload = {"measurement": measurement_id, "on": on.isoformat()}
    _record(course, FactKind.OCCASION_ADDED, measurement_id, payload, by)


@action("enrolment:set_phase", may=may_steer)
def set_phase(enrolment: Enrolment, phase: Phase, *, by: Actor) -> None:
    """Set maintenance, active again, or close. Danger flags live on in every phase (safety rule 2)."""
    course = locked_course(enrolment)
    if course.phase != phase:
        _record(course, FactKind.PHASE_SET, "", {"phase": phase.value}, by)


@action("enrolment:reopen", may=may_reopen)
def reopen(enrolment: Enrolment, *, by: Actor) -> None:
    """Open a closed run again."""
    _record(locked_course(enrolment), FactKind.REOPENED, "", {}, by)


@action("enrolment:reassign", may=may_reassign)
def reassign(enrolment: Enrolment, therapist_id: UUID, *, by: Actor) -> None:
    """Change therapist. Raises CannotSteer when the chosen one has no treating role on the unit."""
    today = local_day(enrolment.course.now())
    if str(therapist_id) not in access.therapists_of(enrolment.unit_id, today):
        raise CannotSteer(_("Den du valde har inte rollen behandlare på enheten. Välj någon annan."))
    enrolment.therapist_id = therapist_id
    enrolment.save()


def _module_fact(enrolment: Enrolment, kind: FactKind, module_id: str, by: Actor) -> None:
    course = locked_course(enrolment)
    if walk.plan(course).module(module_id) is None:
        raise CannotSteer(_("Modulen finns inte i programmet."))
    state = walk.shown(course, course.now()).modules[module_id]
    already = state.is_open if kind is FactKind.MODULE_OPENED else not state.is_open
    if not already:
        _record(course, kind, module_id, {}, by)


def _section_fact(enrolment: Enrolment, kind: FactKind, section_id: str, by: Actor) -> None:
    course = locked_course(enrolment)
    sections = [s for module in walk.plan(course).modules for s in module.sections if s.id == section_id]
    if not sections:
        raise CannotSteer(_("Avsnittet finns inte i programmet."))
    if kind is FactKind.SECTION_HIDDEN and not sections[0].hideable:
        raise CannotSteer(_("Avsnittet kan inte döljas. Det behövs för att programmet ska fungera."))
    _record(course, kind, section_id, {}, by)


def _record(course: Any, kind: FactKind, ref: str, payload: dict[str, Any], by: Actor) -> None:
    now = course.now()
    walk.record(course, kind, ref, payload, occurred_at=now, by=by)
    walk.settle(course, now)
