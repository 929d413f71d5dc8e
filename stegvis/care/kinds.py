"""Enums and transition tables of the care room."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# How far ahead staff may plan: a year typed with a digit too many is a mistake, and no plan reaches that far.
FARTHEST_AHEAD = timedelta(days=2 * 365)


class FlagKind(TextChoices):
    """What a flag is about."""

    DANGER = "danger", _("Farligt svar")
    EXERCISE = "exercise", _("Övning att läsa")
    LATE = "late", _("Obesvarat formulär")
    PROGRAM_DONE = "program_done", _("Programmet är genomfört")


class FlagState(TextChoices):
    """A flag is open until somebody takes it, and stays in sight until it is handled."""

    OPEN = "open", _("Ny")
    ACKNOWLEDGED = "acknowledged", _("Tagen")
    HANDLED = "handled", _("Hanterad")


FLAG_TRANSITIONS: dict[FlagState, frozenset[FlagState]] = {
    FlagState.OPEN: frozenset({FlagState.ACKNOWLEDGED, FlagState.HANDLED}),
    FlagState.ACKNOWLEDGED: frozenset({FlagState.HANDLED}),
    FlagState.HANDLED: frozenset(),
}


class OpeningReason(TextChoices):
    """Why a colleague's patient is opened: an active choice, logged (PDL 4:1)."""

    SUBSTITUTE = "substitute", _("Jag ersätter behandlaren")
    ASKED = "asked", _("Behandlaren eller invånaren har bett mig")
    FLAG = "flag", _("Jag tar hand om en flagga")
    ADMINISTRATION = "administration", _("Jag har en uppgift i vården av invånaren")
