"""Writing back on an exercise."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.care.actions.starting import locked_course
from stegvis.care.kinds import FlagKind, FlagState, StepKind
from stegvis.care.models import Enrolment, ExerciseFeedback, FlagStep
from stegvis.care.policies import may_comment
from stegvis.course import walk
from stegvis.course.kinds import ResponseState
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind


class CannotComment(Cannot):
    """Nothing to comment on, or nothing written."""


@action("exercise:comment", may=may_comment)
def comment(enrolment: Enrolment, block: str, text: str, *, by: Actor) -> ExerciseFeedback:
    """Send feedback on an exercise that was sent in; its flag counts as handled thereby."""
    if not text.strip():
        raise CannotComment(_("Skriv en kommentar först."))
    if not enrolment.course.exercises.filter(block=block, state=ResponseState.SENT).exists():
        raise CannotComment(_("Övningen är inte inskickad än."))
    now = enrolment.course.now()
    _handle_flags(enrolment, block, by)
    course = locked_course(enrolment)
    walk.record(course, FactKind.FEEDBACK_GIVEN, block, occurred_at=now, by=by)
    walk.settle(course, now)
    return ExerciseFeedback.objects.create(
        enrolment=enrolment, block=block, text=text.strip(), author_id=UUID(by.account_id), sent_at=now
    )


def _handle_flags(enrolment: Enrolment, block: str, by: Actor) -> None:
    now = enrolment.course.now()
    rows = enrolment.flags.without_asking_who_because("the flag's own task was just done")
    for flag in rows.select_for_update().filter(kind=FlagKind.EXERCISE).exclude(state=FlagState.HANDLED):
        if (flag.detail or {}).get("ref") != block:
            continue
        if flag.acknowledged_at is None:
            flag.acknowledged_at, flag.acknowledged_by_id = now, UUID(by.account_id)
        flag.state, flag.handled_at, flag.handled_by_id = FlagState.HANDLED, now, UUID(by.account_id)
        flag.save()
        FlagStep.objects.create(flag=flag, kind=StepKind.HANDLED, at=now, by_id=UUID(by.account_id))
