"""Which other providers may see a program and take it in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.catalogue import actions, policies, queries
from stegvis.course.worlds import real_now
from stegvis.web.shell import actor_on

ALL = "alla"


@needs("catalogue:read")
@require_http_methods(["GET", "HEAD", "POST"])
def offers(request: HttpRequest, program: UUID) -> HttpResponse:
    """Who has been offered it, and the form for one more: a provider or all, every version or one."""
    actor = actor_on(request)
    shown = queries.catalogue_page(actor, program)
    if shown is None or not policies.may_decide_offers(actor, shown.program):
        raise Http404
    providers = {str(row.pk): row for row in queries.other_providers(actor)}
    versions = {str(row.pk): row for row in shown.versions}
    verdict = policies.may_offer(actor, shown.program)
    error = ""
    if request.method == "POST":
        whom, which = request.POST.get("provider", ""), request.POST.get("version", "")
        if whom != ALL and whom not in providers:
            error = _("Välj en vårdgivare, eller alla.")
        else:
            actions.offer(shown.program, providers.get(whom), versions.get(which), now=real_now(), by=actor)
            messages.success(request, _("Erbjudandet är gjort. Vårdgivarens samordnare ser det i sin katalog."))
            return redirect("catalogue:offers", program)
    context = {
        "shown": shown,
        "offers": queries.offers_of(actor, shown.program),
        "providers": [(ALL, _("Alla vårdgivare")), *((key, row.name) for key, row in providers.items())],
        "versions": [
            ("", _("Alla versioner, även kommande")),
            *((key, _("Bara version %(number)s") % {"number": row.number}) for key, row in versions.items()),
        ],
        "verdict": verdict,
        "error": error,
    }
    return render(request, "catalogue/offers.html", context, status=422 if error else 200)


@needs("catalogue:read")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, offer: UUID) -> HttpResponse:
    """Ask, and on POST end it."""
    actor = actor_on(request)
    found = queries.offer(actor, offer)
    if found is None:
        raise Http404
    back = reverse("catalogue:offers", args=[found.program_id])
    if request.method == "POST":
        actions.end_offer(found, now=real_now(), by=actor)
        messages.success(request, _("Erbjudandet är avslutat."))
        return redirect(back)
    context = {
        "title": _("Avsluta erbjudandet?"),
        "text": f"{found.program.title}: {found.provider or _('Alla vårdgivare')}",
        "consequences": [
            _("Vårdgivaren ser inte längre programmet i sin katalog och kan inte dela ut det till fler enheter."),
            _("Enheter som redan har det behåller det tills deras egen samordnare drar tillbaka det."),
        ],
        "confirm_label": _("Avsluta"),
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)
