"""Enums of the catalogue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClearanceKind(TextChoices):
    """By which way a candidate was let into the catalogue."""

    REVIEWED = "reviewed", _("Slutgranskad")
    URGENT = "urgent", _("Brådskande rättning")
    ADOPTED = "adopted", _("Övertaget från en annan vårdgivare")
    BROUGHT_IN = "brought_in", _("Infört med tidigare beslut")
