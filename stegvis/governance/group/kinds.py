"""Enums of the working group."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    """What somebody who is asked to a meeting has said."""

    ASKED = "asked", _("Har inte svarat")
    YES = "yes", _("Kommer")
    NO = "no", _("Kan inte")


class AboutKind(TextChoices):
    """What a decision may point at."""

    PIN = "pin", _("Synpunkt på en prototyp")
    RISK = "risk", _("Rad i riskanalysen")
