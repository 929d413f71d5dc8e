"""Staff mark what is wrong in a record, take that back, enter anew, and answer the resident's note (PDL 3:8, 3:14)."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care.actions.entering import demand_the_day
from stegvis.care.actions.starting import locked_course
from stegvis.care.kinds import FlagKind, FlagState
from stegvis.care.models import Enrolment, Flag
from stegvis.care.policies import may_correct, may_enter
from stegvis.course import correcting
from stegvis.course.actions.answering import Saved
from stegvis.course.correcting import CannotCorrect as CannotCorrect  # noqa: PLC0414 - pages name what they catch
from stegvis.course.entering import Given
from stegvis.course.misheard import name_of
from stegvis.course.models import Dissent, Response, Struck

REASON = "what was told and waits is not told twice"


@action("answer:strike", may=may_correct)
def strike(
    enrolment: Enrolment,
    response: Response,
    item: str,
    reason: str,
    right: str = "",
    notes: Collection[UUID] = (),
    *,
    by: Actor,
) -> Struck:
    """Mark sent answers, or the one at the place `item`, as wrong. What stood stays. Raises CannotCorrect.

    All notes that wait are answered where everything is marked; else those that are chosen.
    """
    course = locked_course(enrolment)
    wrongly = correcting.Wrongly(item, reason, right, frozenset(notes))
    return correcting.strike(course, response, wrongly, now=course.now(), by=by)


@action("answer:restore", may=may_correct)
def take_back(enrolment: Enrolment, struck: Struck, reason: str, *, by: Actor) -> None:
    """A mark was itself wrong: the answers count again, and a danger in them is told anew. Raises CannotCorrect."""
    course = locked_course(enrolment)
    flags = Flag.objects.without_asking_who_because(REASON).filter(enrolment=enrolment, kind=FlagKind.DANGER)
    details = flags.exclude(state=FlagState.HANDLED).values_list("detail", flat=True)
    waiting = {name_of(str(each.get("ref", "")), each) for each in details if each and "rule" in each}
    correcting.take_back(course, _fresh(enrolment, struck), reason, waiting=waiting, now=course.now(), by=by)


@action("answer:enter_anew", may=may_enter)
def enter_anew(
    enrolment: Enrolment, response: Response, answers: Mapping[str, Any], given: Given, reason: str, *, by: Actor
) -> Saved:
    """What staff entered is marked as wrong, and entered anew. Raises CannotEnter, CannotCorrect, CannotAnswer."""
    course = locked_course(enrolment)
    demand_the_day(enrolment, given.on, course.now())
    return correcting.enter_anew(course, response, answers, given, reason, by=by)


@action("dissent:answer", may=may_correct)
def answer_dissent(enrolment: Enrolment, dissent: Dissent, words: str, *, by: Actor) -> None:
    """What was written stands, and why. The resident reads it. Raises CannotCorrect."""
    course = locked_course(enrolment)
    correcting.answer(_fresh(enrolment, dissent), words, now=course.now(), by=by)


def _fresh(enrolment: Enrolment, row: Any) -> Any:
    """The row as it is now, in this run: another tab may have been first."""
    return type(row).objects.select_for_update(of=("self",)).get(pk=row.pk, course_id=enrolment.course_id)
