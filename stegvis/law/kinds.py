"""Enums of the law room, and which state of an incident may follow which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EditionState(TextChoices):
    """A draft can be changed; what is published never is."""

    DRAFT = "draft", _("Utkast")
    PUBLISHED = "published", _("Publicerad")


class GroundKind(TextChoices):
    """What a program is used for, which decides on what ground personal data is handled."""

    CARE = "care", _("Vård och behandling")
    PREVENTION = "prevention", _("Förebyggande stöd, utan vårdkontakt")
    REGISTER = "register", _("Kvalitetsregister")
    RESEARCH = "research", _("Forskning")


class IncidentKind(TextChoices):
    """What an incident is. It can be several at once."""

    BREACH = "breach", _("Personuppgiftsincident")
    CYBER = "cyber", _("Cyberincident")
    CARE_INJURY = "care_injury", _("Vårdskada eller risk för vårdskada")
    DEVICE = "device", _("Händelse med medicinteknisk produkt")


class IncidentState(TextChoices):
    """Where an incident stands."""

    NEW = "new", _("Ny")
    ONGOING = "ongoing", _("Utreds")
    CLOSED = "closed", _("Avslutad")


INCIDENT_TRANSITIONS: dict[IncidentState, frozenset[IncidentState]] = {
    IncidentState.NEW: frozenset({IncidentState.ONGOING, IncidentState.CLOSED}),
    IncidentState.ONGOING: frozenset({IncidentState.CLOSED}),
    IncidentState.CLOSED: frozenset({IncidentState.ONGOING}),
}


class IncidentEntryKind(TextChoices):
    """What happened to an incident."""

    REPORTED = "reported", _("Anmäld")
    SORTED = "sorted", _("Sorterad")
    JUDGED = "judged", _("Bedömd")
    TOLD = "told", _("Anmäld vidare")
    NOTE = "note", _("Anteckning")
    RESPONSIBLE = "responsible", _("Ansvarig")
    TASK = "task", _("Uppgift")
    TASK_DONE = "task_done", _("Uppgift klar")
    CLOSED = "closed", _("Avslutad")
    REOPENED = "reopened", _("Upptagen igen")
