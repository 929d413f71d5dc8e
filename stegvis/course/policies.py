"""Who may walk, and when. Pure: asked by the page for the button and by the action for the act."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.catalogue.models import OpenProgram
from stegvis.course.kinds import ENDED, Phase
from stegvis.course.models import Course


def _mine(actor: Actor, course: Course) -> bool:
    """The resident's own; for a guardian the child's at their provider, for a helper what staff have started."""
    if not actor.is_resident or str(course.person_id) != actor.person_id:
        return False
    if actor.hat.provider_id and str(course.provider_id) != actor.hat.provider_id:
        return False
    return actor.is_oneself or (course.open_program_id is None and actor.reaches(course.pk))


def may_walk(actor: Actor, course: Course) -> Verdict:
    """The resident's own course, while it runs."""
    if not _mine(actor, course) or course.phase == Phase.WRONG_START:
        return Verdict.not_found()
    if not actor.can("own:work"):
        return Verdict.no(_("Du kan läsa här, men inte svara eller ändra."))
    if course.phase in ENDED:
        return Verdict.no(_("Programmet är avslutat. Du kan läsa, men inte svara eller ändra."))
    if course.phase == Phase.UPCOMING:
        return Verdict.no(_("Programmet har inte börjat än."))
    return Verdict.yes()


def may_read(actor: Actor, course: Course) -> Verdict:
    """The resident's own course, also after it has ended."""
    if not _mine(actor, course) or course.phase == Phase.WRONG_START:
        return Verdict.not_found()
    return Verdict.yes() if actor.can("own:read") else Verdict.not_found()


def may_tell(actor: Actor, course: Course) -> Verdict:
    """That a dangerous answer was given in the own course: in every phase, also when the start was undone.

    Not by somebody who is let in to read: the resident has answered nothing then.
    """
    return Verdict.yes() if _mine(actor, course) and actor.can("own:work") else Verdict.not_found()


def may_dissent(actor: Actor, course: Course) -> Verdict:
    """Note that something in the record is not right: the resident or a child's guardian, also when it has ended.

    Where nobody reads there is no record: what was entered in an open program is the resident's own to remove.
    """
    if not may_read(actor, course) or course.open_program_id is not None:
        return Verdict.not_found()
    may = actor.can("own:dissent")
    return Verdict.yes() if may else Verdict.no(_("Du kan läsa här, men inte svara eller ändra."))


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
