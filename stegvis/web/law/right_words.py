"""What an objection brings about, in words for whoever reads it."""

from typing import Any

from django.utils.translation import gettext as _

from stegvis.care.kinds import OBJECTION_STANDS, ObjectionKind, ObjectionState


def effect(objection: Any) -> str:
    """What holds now."""
    kind, state = ObjectionKind(objection.kind), ObjectionState(objection.state)
    if state not in OBJECTION_STANDS:
        return _("Den gäller inte längre. Uppgifterna används som andras.")
    if kind is ObjectionKind.FOLLOW_UP:
        return _("Uppgifterna räknas inte med i enhetens, programmets och regionens statistik i tjänsten.")
    if kind is ObjectionKind.EXTRACT:
        return _(
            "Uppgifterna är inte med i statistiken och tas inte ut som datafiler. Vården kan skriva ut på papper det som "
            "behövs för vården."
        )
    if kind is ObjectionKind.REGISTER:
        return _("Uppgifterna ska inte lämnas till kvalitetsregister. Tjänsten lämnar inga uppgifter dit av sig själv.")
    return _("Personalen ser invändningen på invånarens sida.")
