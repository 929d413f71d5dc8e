"""Staff enter what a resident has answered by phone, on paper or at a visit (safety rule 16)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care.actions.starting import locked_course
from stegvis.care.models import Enrolment
from stegvis.care.policies import may_enter
from stegvis.course.actions.answering import Saved
from stegvis.course.entering import Given, enter
from stegvis.lib.errors import Cannot


class CannotEnter(Cannot):
    """Nothing was sent."""


@action("answer:enter", may=may_enter)
def enter_answers(
    enrolment: Enrolment, occasion: str, answers: Mapping[str, Any], given: Given, *, checked: bool, by: Actor
) -> Saved:
    """Send answers for the resident, marked with how and when they were given and by whom they were entered.

    `checked`: they have been compared once more with what the resident said; without it nothing is sent.
    Raises CannotEnter, CannotAnswer.
    """
    course = locked_course(enrolment)
    demand_the_day(enrolment, given.on, course.now())
    if not checked:
        raise CannotEnter(_("Jämför svaren med det invånaren lämnade, och kryssa i rutan."))
    return enter(course, occasion, answers, given, by=by)


def demand_the_day(enrolment: Enrolment, on: date, now: datetime) -> None:
    """A day that answers can have been given on. Raises CannotEnter."""
    zone = ZoneInfo(enrolment.unit.timezone)
    if on > now.astimezone(zone).date():
        raise CannotEnter(_("Svaren kan inte vara lämnade i framtiden. Kontrollera dagen."))
    if on < enrolment.started_at.astimezone(zone).date():
        raise CannotEnter(_("Svaren kan inte vara lämnade före programmets start. Kontrollera dagen."))
