"""The frozen states of a program on the process's pages: chosen in the address, shown as the resident sees them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.catalogue.checking import Place
from stegvis.catalogue.freezing import open_document
from stegvis.governance.candidates import Frozen, frozen_states
from stegvis.web.process.asking import initiative_or_404
from stegvis.web.region.preview import Source, show_start, show_step


def said_of(state: Frozen) -> str:
    """How a state is called in a list to choose from."""
    at = localtime(state.at)
    when = f"{date_format(at, 'j F Y')} {date_format(at, 'TIME_FORMAT')}"
    if state.number is not None:
        return _("Version %(number)s (%(when)s)") % {"number": state.number, "when": when}
    return _("Kandidat %(when)s, %(who)s") % {"when": when, "who": state.by}


def chosen(states: list[Frozen], key: str) -> Frozen | None:
    """The state that an address names; None where it names none, or one that is not the program's."""
    return next((state for state in states if state.key == key), None) if key else None


def place_url(initiative: UUID, state_key: str, place: Place) -> str:
    """The preview at a place; empty where it is no page."""
    if not place.step_id:
        return ""
    url = reverse("process:frozen_step", args=[initiative, state_key, place.step_id])
    return f"{url}#block-{place.block_id}" if place.block_id else url


@needs("process:read")
@require_safe
def start(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """The first page of a frozen state."""
    return show_start(request, _source(request, pk, key))


@needs("process:read")
@require_safe
def step(request: HttpRequest, pk: UUID, key: str, step: str) -> HttpResponse:
    """One step of a frozen state."""
    return show_step(request, _source(request, pk, key), step)


def _source(request: HttpRequest, pk: UUID, key: str) -> Source:
    state = chosen(frozen_states(initiative_or_404(request, pk)), key)
    if state is None:
        raise Http404
    return Source(
        open_document(state.document_hash),
        reverse("process:initiative", args=[pk]),
        reverse("process:frozen", args=[pk, key]),
        lambda step: reverse("process:frozen_step", args=[pk, key, step]),
        _("Tillbaka till arbetet med programmet"),
    )
