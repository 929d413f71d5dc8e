"""Enums of the walk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WorldKind(TextChoices):
    """Where a walk takes place. Only the real one reaches channels, statistics and exports."""

    REAL = "real", _("På riktigt")
    TRAINING = "training", _("Övning")
    REHEARSAL = "rehearsal", _("Genomspelning")


class ResponseState(TextChoices):
    """A response is a draft until it is sent, and immutable afterwards."""

    DRAFT = "draft", _("Utkast")
    SENT = "sent", _("Skickad")


class PartKind(TextChoices):
    """What of a record can be marked as wrong, or not agreed with."""

    RESPONSE = "response", _("Svar på ett formulär")
    EXERCISE = "exercise", _("Övning")
    DIARY = "diary", _("Registrering")
    MESSAGE = "message", _("Meddelande")
    FEEDBACK = "feedback", _("Återkoppling på en övning")


class DissentOutcome(TextChoices):
    """What staff made of a resident's note that something is not right."""

    STRUCK = "struck", _("Markerat som fel")
    STANDS = "stands", _("Står kvar")


class GivenBy(TextChoices):
    """How a resident gave answers that staff have entered."""

    PHONE = "phone", _("Telefon")
    PAPER = "paper", _("Papper")
    VISIT = "visit", _("Besök")


class Phase(TextChoices):
    """Where the walk as a whole stands: an index over the facts, rebuilt from them by a test."""

    UPCOMING = "upcoming", _("Startar senare")
    ACTIVE = "active", _("Pågår")
    PAUSED = "paused", _("Uppehåll")
    MAINTENANCE = "maintenance", _("Vidmakthållande")
    CLOSED = "closed", _("Avslutat")
    LEFT = "left", _("Lämnat")
    WRONG_START = "wrong_start", _("Felstartat")


ENDED = frozenset({Phase.CLOSED, Phase.LEFT, Phase.WRONG_START})
