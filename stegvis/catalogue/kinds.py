"""Enums of the catalogue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClearanceKind(TextChoices):
    """By which way a candidate was let into the catalogue."""

    REVIEWED = "reviewed", _("Slutgranskad")
    URGENT = "urgent", _("Brådskande rättning")
    ADOPTED = "adopted", _("Övertaget från en annan vårdgivare")
    BROUGHT_IN = "brought_in", _("Infört med tidigare beslut")


class Regulatory(TextChoices):
    """What a program is in the eyes of the medical device regulation (MDR). Undecided stops publication."""

    UNDECIDED = "undecided", _("Inte avgjort")
    NO_DEVICE = "no_device", _("Inte en medicinteknisk produkt")
    CE_MARKED = "ce_marked", _("CE-märkt medicinteknisk produkt")
    IN_HOUSE = "in_house", _("Egentillverkad medicinteknisk produkt")


# What may be seen and taken in by other providers (safety rule 9).
CROSSES_THE_BORDER = frozenset({Regulatory.NO_DEVICE, Regulatory.CE_MARKED})


class Settles(TextChoices):
    """Who says that a line of a unit's start checklist is done. Handlers and roster the system verifies itself."""

    PERSON = "person", _("Någon på enheten bockar av")
    TRAINING = "training", _("Utbildningsregistret: alla har den utbildning som deras roll kräver")
    ROUTINE = "routine", _("Enhetens rutin för programmet är fastställd")


class Check(TextChoices):
    """What a provider checks of a program that another has made, before its own units may use it."""

    CONTENT = "content", _("Innehållet är läst av någon med sakkunskap hos oss")
    RISKS = "risks", _("Riskanalysen är läst och håller för våra enheter")
    DANGERS = "dangers", _("Farliga svar och krishjälp stämmer med våra rutiner")
    LICENCES = "licences", _("Vi har rätt att använda formulären")
    REGULATORY = "regulatory", _("Den regulatoriska statusen är kontrollerad")


class ReleaseState(TextChoices):
    """Where a day of the release calendar stands."""

    PLANNED = "planned", _("Planerad")
    ANNOUNCED = "announced", _("Aviserad")
    RELEASED = "released", _("Utdelad")
    CANCELLED = "cancelled", _("Inställd")


RELEASE_TRANSITIONS: dict[ReleaseState, frozenset[ReleaseState]] = {
    ReleaseState.PLANNED: frozenset({ReleaseState.ANNOUNCED, ReleaseState.CANCELLED}),
    ReleaseState.ANNOUNCED: frozenset({ReleaseState.RELEASED, ReleaseState.CANCELLED}),
    ReleaseState.RELEASED: frozenset(),
    ReleaseState.CANCELLED: frozenset(),
}


class StopKind(TextChoices):
    """What is stopped."""

    STEP = "step", _("Ett steg")
    QUESTIONNAIRE = "questionnaire", _("Ett formulär")
    VERSION = "version", _("Hela versionen")
