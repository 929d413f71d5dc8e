"""Opening a colleague's patient: an active choice of reason, logged, for the rest of the day."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stegvis.access.doors import needs
from stegvis.care import actions, queries
from stegvis.care.kinds import OpeningReason
from stegvis.web.clinician.case import ask_why
from stegvis.web.shell import actor_on


@needs("enrolment:read")
@require_POST
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reason has been chosen: open, and go on to where one was going."""
    row = queries.enrolment(actor_on(request), pk)
    if row is None:
        raise Http404
    reason = request.POST.get("reason", "")
    if reason not in OpeningReason.values:
        return ask_why(request, row, reason, _("Välj varför du behöver öppna."))
    actions.choose_to_open(row, OpeningReason(reason), by=actor_on(request))
    target = request.POST.get("next", "")
    if target.startswith("/vard/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return redirect(target)
    return redirect("clinician:patient", pk)
