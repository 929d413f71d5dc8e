"""Who may read and write in a thread, and when. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.verdict import Verdict
from stegvis.care.models import Enrolment
from stegvis.catalogue.freezing import plan_of
from stegvis.course.kinds import ENDED, Phase


def may_converse(actor: Actor, enrolment: Enrolment) -> Verdict:
    """See the conversation: it exists, and the actor is the resident or staff of the unit."""
    course = enrolment.course
    if actor.is_resident:
        here = not actor.hat.provider_id or actor.hat.provider_id == str(course.provider_id)
        own = (
            str(course.person_id) == actor.person_id and here and actor.reaches(course.pk) and actor.can("own:converse")
        )
        mine = own and course.phase != Phase.WRONG_START
    else:
        here = actor.hat.kind is HatKind.COMMISSION and actor.hat.unit_id == str(enrolment.unit_id)
        mine = here and actor.can("thread:read")
    if not mine or not plan_of(course.document_id).messages:
        return Verdict.not_found()
    return Verdict.yes()


def may_write(actor: Actor, enrolment: Enrolment) -> Verdict:
    """Write: the resident or a therapist, while the program runs. In maintenance nobody promises an answer."""
    seen = may_converse(actor, enrolment)
    if not seen:
        return seen
    if not (actor.can("own:write_message") if actor.is_resident else actor.can("thread:write")):
        return Verdict.no(_("Du har ingen roll som får skriva meddelanden."))
    if enrolment.course.phase in ENDED:
        return Verdict.no(_("Programmet är avslutat. Det går inte att skriva längre."))
    if enrolment.course.phase == Phase.UPCOMING:
        return Verdict.no(_("Programmet har inte börjat än."))
    return Verdict.yes()
