"""Changing what the catalogue says of a program; retiring it, and taking that back."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.catalogue import actions, policies, queries
from stegvis.catalogue.actions.entries import FIELDS
from stegvis.catalogue.kinds import Regulatory
from stegvis.course.worlds import real_now
from stegvis.web.catalogue.forms import EntryForm, RetireForm
from stegvis.web.shell import actor_on

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import CatalogueEntry, Program


@needs("catalogue:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, program: UUID) -> HttpResponse:
    """The form with its history. A form from before somebody else's change is shown again, with what was typed."""
    actor = actor_on(request)
    found, entry = _to_edit(request, program)
    areas = queries.areas(actor)
    initial = {name: getattr(entry, name) for name in FIELDS}
    form = EntryForm(request.POST or None, initial=initial, areas=areas)
    stale = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(found, form.cleaned_data, _revision(request), now=real_now(), by=actor)
        except actions.StaleEntry as error:
            stale = error.sentence
        else:
            messages.success(request, _("Uppgifterna är sparade."))
            return redirect(_home(actor, found))
    context = {
        "program": found,
        "entry": entry,
        "form": form,
        "stale": stale,
        # What stands now: whoever saves again has seen it.
        "revision": entry.revision,
        "history": [_told(change) for change in queries.entry_history(entry)],
        "back": _home(actor, found),
        "may_retire": not entry._state.adding and policies.may_retire(actor, entry),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "catalogue/edit.html", context, status=status)


def _home(actor: object, program: "Program") -> str:
    """Back to the program's page, or to the list where nothing of it is published yet."""
    shown = queries.catalogue_page(actor, program.pk)  # type: ignore[arg-type] # an actor, from the request
    return reverse("catalogue:program", args=[program.pk]) if shown else reverse("catalogue:edit", args=[program.pk])


def _to_edit(request: HttpRequest, pk: UUID) -> tuple["Program", "CatalogueEntry"]:
    found = queries.entry_to_edit(actor_on(request), pk)
    if found is None:
        raise Http404
    return found


def _revision(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("revision", "0"))
    except ValueError:
        return -1


def _told(change: object) -> dict[str, object]:
    labels = {name: field.label for name, field in EntryForm.base_fields.items()}
    labels["retired_reason"] = _("Avvecklat")
    fields = [
        {"label": labels.get(name, name), "before": _shown(name, before), "after": _shown(name, after)}
        for name, (before, after) in change.fields.items()  # type: ignore[attr-defined] # an EntryChange
    ]
    return {"change": change, "fields": fields}


def _shown(name: str, kept: str) -> str:
    """What the history keeps as a key or a day, in words."""
    if name == "regulatory" and kept in Regulatory.values:
        return str(Regulatory(kept).label)
    day = parse_date(kept) if name == "review_by_on" else None
    return date_format(day, "j F Y") if day else kept


@needs("version:distribute")
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, program: UUID) -> HttpResponse:
    """Why, and on POST no new starts anywhere."""
    actor = actor_on(request)
    found, entry = _to_edit(request, program)
    if entry._state.adding:
        messages.info(request, _("Fyll i uppgifterna om programmet först."))
        return redirect("catalogue:edit", program)
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.retire(entry, form.cleaned_data["reason"], now=real_now(), by=actor)
        messages.success(request, _("Programmet är avvecklat. De som har startat fortsätter till slutet."))
        return redirect(_home(actor, found))
    context = {"program": found, "form": form, "back": _home(actor, found)}
    return render(request, "catalogue/retire.html", context, status=422 if form.errors else 200)


@needs("version:distribute")
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: HttpRequest, program: UUID) -> HttpResponse:
    """Ask, and on POST the program can be started again."""
    actor = actor_on(request)
    found, entry = _to_edit(request, program)
    if request.method == "POST":
        if not entry._state.adding:
            actions.bring_back(entry, now=real_now(), by=actor)
        messages.success(request, _("Programmet kan startas igen på de enheter som har det."))
        return redirect(_home(actor, found))
    context = {
        "title": _("Återuppta %(title)s?") % {"title": found.title},
        "consequences": [
            _("Enheter som har programmet kan starta det igen."),
            _("Det kan delas ut till fler enheter."),
        ],
        "confirm_label": _("Återuppta"),
        "cancel_url": _home(actor, found),
    }
    return render(request, "ui/confirm.html", context)
