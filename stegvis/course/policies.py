"""Who may walk, and when. Pure: asked by the page for the button and by the action for the act."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.catalogue.models import OpenProgram
from stegvis.course.kinds import ENDED, Phase
from stegvis.course.models import Course


def may_walk(actor: Actor, course: Course) -> Verdict:
    """The resident's own course, while it runs."""
    if not actor.is_resident or str(course.person_id) != actor.person_id or course.phase == Phase.WRONG_START:
        return Verdict.not_found()
    if not actor.can("own:work"):
        return Verdict.no(_("Du kan inte ändra här just nu."))
    if course.phase in ENDED:
        return Verdict.no(_("Programmet är avslutat. Du kan läsa, men inte svara eller ändra."))
    if course.phase == Phase.UPCOMING:
        return Verdict.no(_("Programmet har inte börjat än."))
    return Verdict.yes()


def may_read(actor: Actor, course: Course) -> Verdict:
    """The resident's own course, also after it has ended."""
    if not actor.is_resident or str(course.person_id) != actor.person_id or course.phase == Phase.WRONG_START:
        return Verdict.not_found()
    return Verdict.yes() if actor.can("own:read") else Verdict.not_found()


def may_tell(actor: Actor, course: Course) -> Verdict:
    """That a dangerous answer was given in the own course: in every phase, also when the start was undone."""
    mine = actor.is_resident and str(course.person_id) == actor.person_id and actor.can("own:read")
    return Verdict.yes() if mine else Verdict.not_found()


def may_begin_alone(actor: Actor, row: OpenProgram) -> Verdict:
    """A resident, for oneself: nobody starts an open program for somebody else."""
    if not actor.is_resident or not actor.can("own:work"):
        return Verdict.not_found()
    if actor.acting_for:
        return Verdict.no(_("Ett öppet program börjar man på själv."))
    return Verdict.yes()


def may_leave(actor: Actor, course: Course) -> Verdict:
    """The resident's own open program. Left twice is left once."""
    mine = may_read(actor, course) and course.open_program_id is not None and actor.can("own:work")
    return Verdict.yes() if mine else Verdict.not_found()


def may_erase(actor: Actor, course: Course) -> Verdict:
    """As `may_leave`: there is no unit and no record, so it is the resident's own to remove (safety rule 6)."""
    return may_leave(actor, course)
