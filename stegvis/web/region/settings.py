"""The provider's settings: what holds for every unit that has not decided anything else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.web.place_settings import Shown, decided, links_of
from stegvis.web.region.asking import actor_of


@needs("settings:provider")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Everything that the provider decides, on one page."""
    actor = actor_of(request)
    provider = access.provider_of(actor)
    if provider is None:
        raise Http404
    links = links_of(
        actor,
        (
            (
                _("Regionens kanaler"),
                _("Dit ni får veta när en enhet inte tar sina flaggor"),
                "region:channels",
                "phone",
                "settings:provider",
            ),
            (
                _("Utgivarenheter"),
                _("Där designers bygger program, på riktigt eller på övning"),
                "region:publishers",
                "people",
                "settings:provider",
            ),
            (
                _("Mall för riskanalys"),
                _("Matrisen, gränserna, vilka som skriver under och frågorna att ställa"),
                "region:risk_template",
                "warning",
                "process:configure",
            ),
            (
                _("Dataskydd och lag"),
                _("Incidenter med tidsfrister, information till invånare och bedömningar"),
                "law:hub",
                "lock",
                "law:keep",
            ),
            (
                _("Enheternas startchecklista"),
                _("Vad en enhet gör innan den startar ett program för första gången"),
                "region:start_list",
                "form",
                "version:distribute",
            ),
        ),
    )
    return decided(request, Shown(provider, provider.name, False), "region/settings.html", {"links": links})
