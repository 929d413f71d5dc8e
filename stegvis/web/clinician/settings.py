"""The unit's settings: times, texts, limits and how residents are reached."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.web.place_settings import Shown, decided, links_of
from stegvis.web.shell import actor_on


@needs("settings:unit")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Everything that the unit decides, on one page."""
    actor = actor_on(request)
    unit = access.unit_of(actor)
    if unit is None:
        raise Http404
    links = links_of(
        actor,
        (
            (_("Bemanning"), _("Vem som tar emot flaggor, och när"), "clinician:roster", "calendar", "roster:read"),
            (
                _("Personalens kanaler"),
                _("Dit ni får veta när något väntar"),
                "clinician:channels",
                "phone",
                "settings:unit",
            ),
            (_("Behörigheter"), _("Vem som får göra vad på enheten"), "clinician:roles", "people", "roles:read"),
        ),
    )
    return decided(request, Shown(unit, unit.provider.name, True), "clinician/settings.html", {"links": links})
