"""Who is signed in at the provider right now, and ending it: for a lost phone, or for somebody who should be out at once."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.access.granting import queries
from stegvis.access.granting.actions import CannotDecide, end_sessions_at
from stegvis.access.granting.signed_in import signed_in
from stegvis.lib.clock import utc_now
from stegvis.web.identified import identified
from stegvis.web.region.access.forms import EndForm
from stegvis.web.region.asking import actor_of

UNFIT = 422
EVERYBODY = "alla"


@needs("access:grant")
@identified
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """The list, with one reason for all that is ended at once."""
    actor, now = actor_of(request), utc_now()
    provider = queries.provider_of(actor)
    if provider is None:
        raise Http404
    rows = signed_in(actor, now)
    form = EndForm(request.POST if request.method == "POST" else None)
    chosen = set(request.POST.getlist("account"))
    status = 200
    if request.method == "POST":
        status = UNFIT
        wanted = [row.account_id for row in rows if not row.oneself and _is_wanted(row.account_id, chosen)]
        if not chosen:
            form.add_error(None, _("Markera minst en person."))
        elif form.is_valid():
            try:
                ended = end_sessions_at(provider, wanted, form.cleaned_data["reason"], now=now, by=actor)
            except CannotDecide as error:
                form.add_error(None, error.sentence)
            else:
                # Whoever has signed out meanwhile is out, as was asked for.
                said = ngettext("%(count)d person är utloggad.", "%(count)d personer är utloggade.", ended)
                messages.success(request, said % {"count": ended} if ended else _("De var redan utloggade."))
                return redirect("region:access_signed_in")
    context = {"rows": rows, "form": form, "chosen": chosen, "others": sum(not row.oneself for row in rows)}
    return render(request, "region/access_signed_in.html", context, status=status)


def _is_wanted(account: UUID, chosen: set[str]) -> bool:
    return EVERYBODY in chosen or str(account) in chosen
