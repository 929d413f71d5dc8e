"""From which page somebody came to ask for help: its kind, and the program it was about. Never a person.

The link carries the page's name; the program is worked out from the address the browser came from, by the same doors
that the page itself asked, and only the program's or the version's own id goes on from here.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.care import queries as care
from stegvis.catalogue import queries as catalogue
from stegvis.course import queries as courses
from stegvis.support.queries import cases

# What a kind of page is called, by the beginning of its name: the longest that fits.
PAGES: dict[str, str | Promise] = {
    "entrance:": _("Startsidan och inloggningen"),
    "entrance:about": _("Om Stegvis"),
    "resident:": _("Invånarens sidor"),
    "resident:step": _("Ett steg i ett program"),
    "resident:questionnaire": _("Ett formulär"),
    "resident:diary": _("Registreringar"),
    "resident:messages": _("Meddelanden"),
    "resident:results": _("Resultat"),
    "resident:notice": _("Aviseringar"),
    "clinician:": _("Vårdens sidor"),
    "clinician:start": _("Starta program"),
    "clinician:flag": _("Flaggor"),
    "clinician:results": _("En invånares resultat"),
    "clinician:messages": _("Meddelanden med en invånare"),
    "clinician:roster": _("Bemanning"),
    "clinician:role": _("Behörigheter"),
    "studio:": _("Designerns sidor"),
    "studio:questionnaire": _("Formulärbyggaren"),
    "region:": _("Regionens sidor"),
    "support:": _("Hjälp och stöd"),
    "open:": _("Öppna program"),
    "law:": _("Hur uppgifter hanteras"),
    "entrance:accessibility": _("Om tillgänglighet"),
    "governance:": _("Programprocessen"),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """A page's name and what it was about."""

    page: str
    about: cases.About


def page_words(page: str) -> str:
    """What the kind of page is called; empty for one that is not known."""
    found = max((start for start in PAGES if page.startswith(start)), key=len, default="")
    return str(PAGES[found]) if found else ""


def origin_of(request: HttpRequest, actor: Actor) -> Origin:
    """Where the request came from: the address before it, else the link's own word."""
    address = request.headers.get("Referer", "")
    path = urlsplit(address).path if address else ""
    try:
        match = resolve(path) if path else None
    except Resolver404:
        match = None
    if match is None or match.view_name.startswith("support:"):
        said = request.GET.get("sida", "")[:80]
        return Origin(said if page_words(said) else "", cases.about(actor))
    return Origin(match.view_name, _about(actor, match.view_name, match.kwargs))


def _about(actor: Actor, name: str, kwargs: dict[str, Any]) -> cases.About:
    pk = kwargs.get("pk")
    if name.startswith("resident:") and isinstance(pk, UUID):
        course = courses.course(actor, pk)
        return cases.about(actor, version=str(course.version_id)) if course else cases.about(actor)
    if name.startswith("clinician:") and isinstance(pk, UUID):
        row = care.enrolment(actor, pk)
        return cases.about(actor, version=str(row.course.version_id)) if row else cases.about(actor)
    if name.startswith("region:") and isinstance(pk, UUID):
        version = catalogue.version(actor, pk)
        return cases.about(actor, version=str(version.pk)) if version else cases.about(actor)
    if name.startswith("studio:") and isinstance(pk, UUID):
        return cases.about(actor, program=str(pk))
    if name.startswith("entrance:") and "unit" in kwargs:
        return cases.about(actor, unit_code=str(kwargs["unit"]))
    return cases.about(actor)
