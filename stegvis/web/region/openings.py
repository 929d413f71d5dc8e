"""Opening a program for everyone: what stands in the way, for whom and on what ground, how many have begun, closing."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.access.queries import provider_of
from stegvis.catalogue import actions, queries
from stegvis.catalogue.alone import reasons
from stegvis.catalogue.policies.opening import Opening, may_open, may_reopen
from stegvis.course.aggregates import open_counts
from stegvis.course.worlds import real_now
from stegvis.lib.clock import local_day
from stegvis.web.open.words import Told
from stegvis.web.region.asking import actor_of, version_or_404
from stegvis.web.region.opening_form import OpeningForm

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import OpenProgram


@needs("version:open")
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """What is open, with counts in fives, and what could be."""
    actor = actor_of(request)
    rows = queries.openings(actor)
    taken = {row.program_id for row in rows}
    context = {
        "rows": [(Told(row), open_counts(actor, row)) for row in rows],
        "others": [
            each.newest.version for each in queries.programs(actor) if each.newest and each.program.pk not in taken
        ],
    }
    return render(request, "region/openings.html", context)


@needs("version:open")
@require_http_methods(["GET", "HEAD", "POST"])
def open_version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form; or, of a program that needs staff, what has to be changed first and where."""
    actor, version = actor_of(request), version_or_404(request, pk)
    provider = provider_of(actor)
    if provider is None:
        raise Http404
    known = next((row for row in queries.openings(actor) if row.program_id == version.program_id), None)
    if known is not None:
        return redirect("region:opening", known.pk)
    verdict = may_open(actor, Opening(version, provider))
    initial = {"opens_on": local_day(real_now()), "keep_days": 365, "code": version.program.code}
    form = OpeningForm(request.POST or None, initial=initial, area=queries.municipalities(provider.pk))
    if request.method == "POST" and verdict and form.is_valid():
        try:
            row = actions.open_program(
                Opening(version, provider), form.cleaned_data["code"], form.terms(), now=real_now(), by=actor
            )
        except actions.CannotOpen as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Programmet är öppet på de villkor som du har angett."))
            return redirect("region:opening", row.pk)
    context = {"version": version, "form": form, "verdict": verdict, "reasons": _reasons(version)}
    return render(request, "region/open_version.html", context, status=422 if form.errors else 200)


@needs("version:open")
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One open program: its counts, its ways in, its terms, and the way to close it."""
    actor = actor_of(request)
    row = queries.opening(actor, pk)
    if row is None:
        raise Http404
    do = request.POST.get("do", "")
    form = _form(request, row, posted=do == "change")
    if request.method == "POST":
        try:
            if do == "change" and form.is_valid():
                actions.change_opening(
                    row, form.terms(), _number(request.POST.get("revision")), now=real_now(), by=actor
                )
                messages.success(request, _("Sparat. Det gäller för dem som börjar från och med nu."))
                return redirect("region:opening", pk)
            if do != "change":
                _steer(request, row, do)
                return redirect("region:opening", pk)
        except actions.CannotOpen as error:
            form.add_error(None, error.sentence)
    told = Told(row)
    newest = queries.newest_version(row.program)
    context = {
        "told": told,
        "row": row,
        "form": form,
        "counts": open_counts(actor, row),
        "stops": reverse("region:stops", args=[row.version_id]),
        "newer": newest if newest and newest.number > row.version.number else None,
        "newer_reasons": reasons(newest.document_id) if newest and newest.number > row.version.number else [],
        "reopen": may_reopen(actor, row),
        "card": told.whole_address + "kort/",
    }
    return render(request, "region/opening.html", context, status=422 if form.errors else 200)


def _steer(request: HttpRequest, row: "OpenProgram", do: str) -> None:
    actor = actor_of(request)
    if do == "close":
        actions.close_opening(row, now=real_now(), by=actor)
        messages.success(request, _("Stängt för nya. De som redan går programmet kan fortsätta."))
    elif do == "reopen":
        actions.reopen(row, now=real_now(), by=actor)
        messages.success(request, _("Programmet är öppet igen."))
    elif do == "renew":
        newest = queries.newest_version(row.program)
        if newest is not None:
            actions.renew(row, newest, now=real_now(), by=actor)
            messages.success(request, _("De som börjar nu får den nya versionen."))


def _form(request: HttpRequest, row: "OpenProgram", *, posted: bool) -> OpeningForm:
    initial: dict[str, Any] = {
        name: getattr(row, name)
        for name in (
            "code", "municipalities", "youngest", "oldest", "opens_on", "closes_on", "controller", "legal_basis",
            "preview", "keep_days",
        )
    }  # fmt: skip
    area = queries.municipalities(row.provider_id)
    return OpeningForm(
        request.POST if posted else None, initial=initial, area=area, known=row.municipalities, new=False
    )


def _reasons(version: Any) -> list[tuple[str, str, str]]:
    """Words, place, and where in the preview it is."""
    return [
        (
            each.words,
            each.place,
            reverse("region:version_step", args=[version.pk, each.step_id]) if each.step_id else "",
        )
        for each in reasons(version.document_id)
    ]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
