"""Who may stop and move the time of a run. Pure, as `policies`."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.care.models import Enrolment
from stegvis.care.policies import may_steer
from stegvis.course.kinds import Phase


def may_pause(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Pause, resume, plan and change a pause: staff on the unit who steer, while it runs.

    Whether a pause runs is asked of the walk itself: the phase on the row is an index that may be minutes behind.
    """
    return may_steer(actor, enrolment)


def may_halt(actor: Actor, _enrolment: Enrolment) -> Verdict:
    """The system alone, when the person registry tells of a death."""
    return Verdict.yes() if actor.is_system else Verdict.not_found()


def may_move_start(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Move the start of what has not begun."""
    verdict = may_steer(actor, enrolment)
    if verdict and enrolment.course.phase != Phase.UPCOMING:
        return Verdict.no(_("Programmet har redan börjat. Lägg in ett uppehåll i stället."))
    return verdict
