"""Roles at the provider, its publisher units and its care units: read, given, taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access import actions, policies
from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.access.granting import queries
from stegvis.access.granting.needed import PlaceKind
from stegvis.access.kinds import Role
from stegvis.access.verdict import Verdict
from stegvis.lib.clock import local_day, utc_now
from stegvis.web.clinician.forms import WithdrawForm
from stegvis.web.clinician.trying import tried
from stegvis.web.identified import identified
from stegvis.web.process.people import PersonBox, asked, shown
from stegvis.web.region.access.forms import PlaceForm
from stegvis.web.region.asking import actor_of

UNFIT = 422
ABOVE = "above"
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Held:
    """One role, ready to print."""

    name: str
    title: str
    role: str
    place: str
    starts_on: date
    ends_on: date | None
    ahead: bool
    by: str
    reason: str
    ended: str
    withdraw: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class TooFew:
    """A place where one person's illness stops something."""

    place: str
    role: str
    holders: int
    give: str


@needs("access:read")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is lacking, who has which role at a place, and what has been taken back."""
    actor, today = actor_of(request), local_day(utc_now())
    places = queries.places(actor)
    if not places:
        raise Http404
    chosen = request.GET.get("plats", ABOVE)
    rows = queries.standing(actor, today)
    of_roles = queries.notes(actor)
    due = queries.due_on(actor)
    context = {
        "few": [_few(place, row) for place, row in queries.too_few(actor, today)],
        "without": [str(role.label) for role, found in of_roles.items() if not found],
        "choices": _choices(places),
        "chosen": chosen,
        "standing": [held for row in rows if _is_at(row, chosen) for held in [_held(request, row, today)]],
        "count": len(rows),
        "ended": [_held(request, row, today) for row in queries.ended(actor, today) if _is_at(row, chosen)],
        "review": queries.review_under_way(actor),
        "due": due,
        "late": due is None or due < today,
    }
    return render(request, "region/access.html", context)


def _choices(places: dict[str, Any]) -> list[tuple[str, str]]:
    units = [(key, row.name) for key, row in places.items() if queries.kind_of(row) is PlaceKind.UNIT]
    return [(ABOVE, _("Vårdgivaren och utgivarenheterna")), *units]


def _is_at(row: Any, chosen: str) -> bool:
    return row.unit_id is None if chosen == ABOVE else queries.key_of(row.place) == chosen


def _few(place: Any, row: Any) -> TooFew:
    give = f"{reverse('region:access_grant')}?plats={queries.key_of(place)}&roll={row.role.value}"
    return TooFew(place.name, str(row.role.label), row.holders, give)


def _held(request: HttpRequest, row: Any, today: date) -> Held:
    actor = actor_of(request)
    names = _names(request, row)
    ended = ""
    if row.withdrawn_at:
        by = names.get(row.withdrawn_by, _("systemet"))
        ended = _("Borttagen %(day)s av %(name)s") % {"day": local_day(row.withdrawn_at), "name": by}
    elif row.ends_on and row.ends_on < today:
        ended = _("Tiden har gått ut")
    staff = getattr(row.account, "staff", None)
    return Held(
        name=row.account.get_full_name(),
        title=staff.title if staff else "",
        role=str(Role(row.role).label),
        place=row.place.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        ahead=row.starts_on > today,
        by=names.get(row.granted_by, _("systemet")),
        reason=row.reason,
        ended=ended,
        withdraw=reverse("region:access_withdraw", args=[row.pk]),
        verdict=policies.may_withdraw(actor, row),
    )


def _names(request: HttpRequest, row: Any) -> dict[str, str]:
    """Names of those who gave and took back, asked for once for each of them on a page."""
    known: dict[str, str] = request.__dict__.setdefault("stegvis_names", {})
    missing = {each for each in (row.granted_by, row.withdrawn_by) if each and each not in known}
    if missing:
        known |= dict.fromkeys(missing, _("systemet")) | access.names_of(missing)
    return known


@needs("access:grant")
@identified
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest) -> HttpResponse:
    """Give a role: where, which, to whom, from when and why."""
    actor = actor_of(request)
    places = queries.places(actor)
    if not places:
        raise Http404
    named = [(key, row.name) for key, row in places.items()]
    initial = {"place": request.GET.get("plats", ""), "role": request.GET.get("roll", "")}
    form = PlaceForm(request.POST or None, places=named, initial=initial)
    box, status = shown(PERSON, None), 200
    if request.method == "POST":
        status = UNFIT
        box = asked(actor, request.POST, PERSON)
        if box.chosen is None and not box.error:
            box = PersonBox(PERSON, error=_("Skriv ett namn."))
        if form.is_valid() and box.chosen is not None:
            read = form.cleaned_data
            try:
                actions.grant_role(
                    places[read["place"]],
                    box.chosen.pk,
                    Role(read["role"]),
                    read["reason"],
                    starts_on=read["starts_on"],
                    ends_on=read["ends_on"],
                    by=actor,
                )
            except actions.CannotGrant as error:
                form.add_error(None, error.sentence)
            else:
                messages.success(request, _("Rollen är tilldelad."))
                return redirect(f"{reverse('region:access')}?plats={_shown_at(read['place'])}")
    return render(request, "region/access_grant.html", {"form": form, "box": box}, status=status)


def _shown_at(place: str) -> str:
    return place if place.startswith(f"{PlaceKind.UNIT.value}:") else ABOVE


@needs("access:grant")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a role back, with a reason."""
    actor = actor_of(request)
    row = queries.grant(actor, pk)
    if row is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    back = f"{reverse('region:access')}?plats={_shown_at(queries.key_of(row.place))}"
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        tried(request, lambda: actions.withdraw_role(row, reason, by=actor), _("Rollen är borttagen."))
        return redirect(back)
    words = {"name": row.account.get_full_name(), "role": Role(row.role).label.lower(), "place": row.place.name}
    consequences = [
        _("Rollen slutar gälla genast."),
        _("Det står kvar vem som hade den, vem som tog bort den och varför."),
    ]
    if str(row.account_id) == actor.account_id:
        consequences.append(_("Det är din egen roll. Du kan inte ge tillbaka den till dig själv."))
    context = {
        "title": _("Ta bort rollen %(role)s för %(name)s, %(place)s?") % words,
        "consequences": consequences,
        "confirm_label": _("Ta bort rollen"),
        "cancel_url": back,
        "tone": "danger",
        "action": request.path,
        "form": form,
    }
    status = UNFIT if request.method == "POST" else 200
    return render(request, "clinician/confirm.html", context, status=status)
