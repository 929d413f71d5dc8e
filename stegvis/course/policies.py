"""Who may walk, and when. Pure: asked by the page for the button and by the action for the act."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
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
