"""Reading ideas. The initiative has been asked for first: whoever sees it sees its idea."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.models import Account
from stegvis.access.settings import Key, values
from stegvis.course.worlds import real_now
from stegvis.governance.models import FirstAssessment, Idea, Initiative
from stegvis.governance.parties import contacts
from stegvis.lib.clock import local_day


@dataclass(frozen=True, slots=True)
class OtherService:
    """The form service that the region points to, and the words that an idea ends with then."""

    name: str
    link: str
    closing: str


def idea(initiative: Initiative) -> Idea | None:
    """The words of the idea; None for work that did not begin as one."""
    return Idea.objects.filter(initiative=initiative).first()


def first_assessments(initiative: Initiative) -> list[FirstAssessment]:
    """What contact persons have found, newest first."""
    rows = FirstAssessment.objects.filter(initiative=initiative)
    return list(rows.select_related("by").order_by("-at", "-pk"))


def contacts_of(initiative: Initiative) -> list[Account]:
    """Those who may make the first assessment today; empty where the step is skipped."""
    rows = contacts(initiative, local_day(real_now())).select_related("account__staff")
    return [row.account for row in rows.order_by("account__last_name", "pk")]


def other_service(actor: Actor) -> OtherService:
    """What the actor's region says of its form service."""
    held = values(provider_id=actor.hat.provider_id or None)
    closing = held[Key.CLOSING_TEXT] or _(
        "Tack för din idé. Det du vill göra passar bättre i en annan tjänst, och där kommer du igång snabbare. "
        "Idén finns kvar här om den växer till något mer."
    )
    return OtherService(held[Key.FORM_SERVICE_NAME] or _("formulärtjänsten"), held[Key.FORM_SERVICE_LINK], closing)
