"""Who has which role on the unit: read, grant, withdraw. No patient is seen from here."""

from dataclasses import dataclass
from datetime import date, datetime
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
from stegvis.access.granting import queries as granting
from stegvis.access.kinds import Role
from stegvis.access.log_review import queries as log
from stegvis.access.verdict import Verdict
from stegvis.care.policies import staffed
from stegvis.lib.clock import local_day, utc_now
from stegvis.web.clinician.forms import GrantForm, WithdrawForm
from stegvis.web.clinician.trying import tried
from stegvis.web.identified import identified
from stegvis.web.shell import actor_on


@dataclass(frozen=True, slots=True)
class Held:
    """One grant, ready to print."""

    name: str
    here: bool
    role: str
    by: str
    at: datetime
    starts_on: date
    ends_on: date | None
    reason: str
    ended: str
    withdraw: str
    verdict: Verdict


@needs("roles:read")
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Standing roles by person, and what has been taken back."""
    actor, now = actor_on(request), utc_now()
    unit = access.unit_of(actor)
    if unit is None:
        raise Http404
    held = _held(request)
    context = {
        "unit": unit,
        "standing": [row for row in held if not row.ended],
        "ended": [row for row in held if row.ended],
        "staffed": staffed(access.enough_handlers(unit, local_day(now))),
        "may_grant": policies.may_grant(actor, unit),
        "questions": len(log.questions(actor)),
        "without": _without(unit.pk),
        "few": [(str(row.role.label), row.holders) for row in granting.too_few_on(unit, local_day(now))],
    }
    return render(request, "clinician/roles.html", context)


def _held(request: HttpRequest) -> list[Held]:
    actor, today = actor_on(request), local_day(utc_now())
    rows = access.grants_of(actor)
    names = access.names_of({each for row in rows for each in (row.granted_by, row.withdrawn_by) if each})
    here = {str(row.account_id) for row in access.staff_of(actor.unit, today)} if actor.unit else set()
    found = []
    for row in rows:
        ended = ""
        if row.withdrawn_at:
            ended = _("Borttagen av %(name)s") % {"name": names.get(row.withdrawn_by, _("systemet"))}
        elif row.ends_on and row.ends_on < today:
            ended = _("Tiden har gått ut")
        found.append(
            Held(
                name=row.account.get_full_name(),
                here=str(row.account_id) in here,
                role=str(Role(row.role).label),
                by=names.get(row.granted_by, _("systemet")),
                at=row.withdrawn_at or row.granted_at,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                reason=row.reason,
                ended=ended,
                withdraw=reverse("clinician:withdraw", args=[row.pk]),
                verdict=policies.may_withdraw(actor, row),
            )
        )
    return found


def _without(unit_id: UUID) -> list[str]:
    """People with a commission here and no role yet."""
    today = local_day(utc_now())
    have = access.role_holders(unit_id, today)
    people = {str(row.account_id): row.account.get_full_name() for row in access.staff_of(unit_id, today)}
    return [name for key, name in people.items() if key not in have]


@needs("roles:grant")
@identified
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest) -> HttpResponse:
    """Give a role to somebody who holds a commission on the unit."""
    actor = actor_on(request)
    unit = access.unit_of(actor)
    if unit is None:
        raise Http404
    people = {str(row.account_id): str(row.account) for row in access.staff_of(unit.pk, local_day(utc_now()))}
    form = GrantForm(request.POST if request.method == "POST" else None, people=people.items())
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            actions.grant_role(
                unit,
                read["person"],
                Role(read["role"]),
                read["reason"],
                starts_on=read["starts_on"],
                ends_on=read["ends_on"],
                by=actor,
            )
            messages.success(request, _("Rollen är tilldelad."))
            return redirect("clinician:roles")
        except actions.CannotGrant as error:
            form.add_error(None, error.sentence)
    return render(request, "clinician/grant.html", {"form": form, "unit": unit})


@needs("roles:grant")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a role back, with a reason."""
    actor = actor_on(request)
    row = access.grant(actor, pk)
    if row is None:
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        tried(request, lambda: actions.withdraw_role(row, reason, by=actor), _("Rollen är borttagen."))
        return redirect("clinician:roles")
    words = {"name": row.account.get_full_name(), "role": Role(row.role).label.lower()}
    consequences = [
        _("Rollen slutar gälla genast."),
        _("Det står kvar vem som hade den, vem som tog bort den och varför."),
    ]
    if str(row.account_id) == actor.account_id:
        consequences.append(_("Det är din egen roll. Du kan inte ge tillbaka den till dig själv."))
    context = {
        "title": _("Ta bort rollen %(role)s för %(name)s?") % words,
        "consequences": consequences,
        "confirm_label": _("Ta bort rollen"),
        "cancel_url": reverse("clinician:roles"),
        "tone": "danger",
        "action": request.path,
        "form": form,
    }
    return render(request, "clinician/confirm.html", context)
