"""The way to help: beside every box, and on the pages after a dangerous answer."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stegvis.program.standing import DANGERS, Standing

# How long after a dangerous answer the ways to help stand on every page of the program.
STAYS = timedelta(days=1)


def with_way_to_help(sentence: str) -> SafeString:
    """The sentence, and the way to crisis help beside it."""
    link = _("Behöver du hjälp nu?")
    return format_html('<span>{}</span> <a href="{}">{}</a>', sentence, reverse("entrance:crisis"), link)


def help_stays(standing: Standing, now: datetime) -> bool:
    """Whether the ways to help stand on the pages after a dangerous answer too (safety rule 6)."""
    return any(now - STAYS <= entry.at <= now for _ref, found in standing.of_all_epochs(DANGERS) for entry in found)
