"""Enums of the checklist."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Ticker(TextChoices):
    """Whose a line is to tick."""

    OWNER = "owner", _("Ägaren")
    DESIGNER = "designer", _("Designern")
    MEDICAL = "medical", _("Medicinskt ansvarig granskare")
    GROUP = "group", _("Någon i arbetsgruppen")
    COORDINATOR = "coordinator", _("Regionens samordnare")
    ANYONE = "anyone", _("Någon som arbetar med programmet")


class Part(TextChoices):
    """What of a candidate a tick is about. A change there unticks it."""

    TEXTS = "texts", _("Texterna")
    MEDIA = "media", _("Bilder, film och ljud")
    QUESTIONNAIRES = "questionnaires", _("Formulären")
    RULES = "rules", _("Reglerna")
    EVERYTHING = "everything", _("Allt innehåll")


class Verifies(TextChoices):
    """What the system can see by itself."""

    PEOPLE = "people", _("Ägare och ersättare är utsedda")
    NOTE = "note", _("Versionsanteckning finns")
    WELCOME = "welcome", _("Välkomsttext och innehåll finns")
    PLAIN = "plain", _("Klarspråk: LIX och långa meningar")
    ACCESSIBLE = "accessible", _("Alternativtexter, undertexter, rubriker och länkar")
    RIGHTS = "rights", _("Rätten till formulär och media är styrkt")
    EXAMPLES = "examples", _("Formulären räknar rätt på sina exempel")
    DANGERS = "dangers", _("Farliga svar har mottagare och hjälptext")
    CRISIS = "crisis", _("Kristext finns")
    LANGUAGES = "languages", _("Översättningar är fullständiga")
    RISKS = "risks", _("Riskanalysen är godkänd för kandidaten")
    ROUTINE = "routine", _("Rutinen är beskriven")
    REGULATORY = "regulatory", _("Regulatorisk status är avgjord")
    REVIEW_BY = "review_by", _("Datum för översyn är satt")
    SUPPORT = "support", _("Kontakt för support är utsedd")
