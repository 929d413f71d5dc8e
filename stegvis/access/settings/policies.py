"""Who may change a place's settings. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, CareUnit
from stegvis.access.verdict import Verdict

Place = CareUnit | CareProvider


def may_change(actor: Actor, place: Place) -> Verdict:
    """Those who administer the unit, for the unit of their commission; coordinators, for their provider."""
    if isinstance(place, CareUnit):
        own = actor.hat.kind is HatKind.COMMISSION and actor.hat.unit_id == str(place.pk)
        permission = "settings:unit"
    else:
        own = actor.hat.kind is HatKind.POST and actor.hat.provider_id == str(place.pk)
        permission = "settings:provider"
    if not own:
        return Verdict.not_found()
    return Verdict.yes() if actor.can(permission) else Verdict.no(_("Du får inte ändra inställningarna."))
