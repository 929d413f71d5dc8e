"""Those who are invited without being staff: for staff the list, for the invited the first page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from stegvis.access.doors import Refused
from stegvis.governance.prototypes import policies, queries
from stegvis.governance.prototypes import testers as doors
from stegvis.lib.errors import Cannot
from stegvis.web.process.prototypes.forms import BeginForm, InviteForm
from stegvis.web.process.prototypes.visit import Visit


def testers(visit: Visit) -> HttpResponse:
    """Who is invited; a post invites, gives a new link or withdraws one."""
    if visit.request.method != "POST":
        return _page(visit, InviteForm())
    do = visit.request.POST.get("do", "")
    form = InviteForm(visit.request.POST if do == "invite" else None)
    try:
        if do == "invite":
            if not form.is_valid():
                return _page(visit, form, status=422)
            tester, token = doors.invite(visit.round, form.cleaned_data["name"], now=visit.now, by=visit.actor)
            return _page(visit, InviteForm(), link=_link(visit, token), invited=tester)
        if do not in ("renew", "revoke"):
            return visit.to("testare/")
        tester = _tester_or_404(visit)
        if do == "renew":
            tester, token = doors.renew(tester, now=visit.now, by=visit.actor)
            return _page(visit, InviteForm(), link=_link(visit, token), invited=tester)
        doors.revoke(tester, now=visit.now, by=visit.actor)
        messages.success(visit.request, _("Länken öppnar inget längre. Det som sagts finns kvar."))
    except Refused:
        raise
    except Cannot as error:
        messages.warning(visit.request, error.sentence)
    return visit.to("testare/")


def _page(visit: Visit, form: InviteForm, status: int = 200, **context: Any) -> HttpResponse:
    """The link stands on the page that answers the post, and nowhere else ever after."""
    rows = queries.testers(visit.actor, visit.round)
    known = {
        "testers": [{"row": row, "verdict": policies.may_withdraw_invitation(visit.actor, row)} for row in rows],
        "form": form,
        "verdict": policies.may_invite(visit.actor, visit.round),
        "today": visit.now,
    }
    return visit.show("testers", status=status, **{**known, **context})


def _link(visit: Visit, token: str) -> str:
    return visit.request.build_absolute_uri(reverse("tester:home", args=[token]))


def _tester_or_404(visit: Visit) -> "queries.Tester":
    asked = visit.request.POST.get("tester", "")
    found = next((row for row in queries.testers(visit.actor, visit.round) if str(row.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def welcome(visit: Visit, **_kwargs: UUID) -> HttpResponse:
    """What the invited meets first: what it is, who reads what, and a button. A look alone begins nothing."""
    assert visit.tester is not None  # noqa: S101 - only ever reached through a link
    if visit.request.method != "POST":
        return visit.show("welcome", form=BeginForm(initial={"name": visit.tester.name}))
    form = BeginForm(visit.request.POST)
    if form.is_valid():
        try:
            doors.begin(visit.tester, form.cleaned_data["name"], now=visit.now, by=visit.actor)
            return visit.to()
        except Cannot as error:
            form.add_error("name", error.sentence)
    return visit.show("welcome", status=422, form=form)
