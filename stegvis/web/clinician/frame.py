"""The frame of every page about one resident: name, tabs, what stands beside."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from stegvis.care.kinds import FlagKind, FlagState
from stegvis.messaging import queries as letters
from stegvis.ui.shell import NavItem
from stegvis.web.clinician.case import Case


def show(
    request: HttpRequest, case: Case, template: str, context: dict[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """Render a page about one resident. `here` is its tab."""
    known = {"case": case, "row": case.row, "tabs": _tabs(case, here, context.get("flags"))}
    return render(request, f"clinician/{template}.html", {**known, **context}, status=status)


def _tabs(case: Case, here: str, flags: Any) -> list[NavItem]:
    """Overview, results, exercises, messages, history."""
    to_read = sum(f.kind == FlagKind.EXERCISE and f.state != FlagState.HANDLED for f in flags or ()) or None
    items = [
        _tab(case, _("Översikt"), "patient", here),
        _tab(case, _("Plan"), "plan", here),
        _tab(case, _("Resultat"), "results", here),
        _tab(case, _("Övningar"), "exercises", here, to_read),
    ]
    if case.converses:
        unread = 1 if here != "messages" and case.pk in letters.unread(case.actor, [case.row]) else None
        items.append(_tab(case, _("Meddelanden"), "messages", here, unread))
    items.append(_tab(case, _("Händelser"), "history", here))
    items.append(_tab(case, _("Andra enheter"), "elsewhere", here))
    items.append(_tab(case, _("Rättigheter"), "rights", here))
    return items


def _tab(case: Case, label: str, name: str, here: str, count: int | None = None) -> NavItem:
    return NavItem(label, reverse(f"clinician:{name}", args=[case.pk]), name == here, count)
