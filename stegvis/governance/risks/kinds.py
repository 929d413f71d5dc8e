"""Enums of the risk analysis."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Manner(TextChoices):
    """How the analysis was made."""

    WRITTEN = "written", _("Skriven här, från regionens mall")
    UPLOADED = "uploaded", _("En egen analys som PDF")


class RiskLevel(TextChoices):
    """What consequence times likelihood comes to, by the template's limits."""

    LOW = "low", _("Låg")
    MIDDLE = "middle", _("Måttlig")
    HIGH = "high", _("Hög")


class ContributionKind(TextChoices):
    """What somebody has done with the analysis. Own rows and changes count as having contributed."""

    ROW_ADDED = "row_added", _("skrev en rad")
    ROW_CHANGED = "row_changed", _("ändrade en rad")
    ROW_REMOVED = "row_removed", _("tog bort en rad")
    ROW_STANDS = "row_stands", _("gick igenom en rad igen")
    PAPER_ADDED = "paper_added", _("lade till en egen analys")
    PAPER_REMOVED = "paper_removed", _("tog bort den egna analysen")


# Looking at a row again is care staff's own judgement; bringing or taking away a paper says nothing of who thought it.
COUNTED = frozenset({ContributionKind.ROW_ADDED, ContributionKind.ROW_CHANGED, ContributionKind.ROW_STANDS})
