"""The checks of a candidate, each with its place; and letting one thing pass with name and reason."""

from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.catalogue.checking import AREA_NAMES, lapse_words, place_of
from stegvis.course.worlds import real_now
from stegvis.governance.candidates import KEY_LENGTH, candidate_of
from stegvis.governance.checking import actions, queries
from stegvis.governance.checking.policies import may_waive
from stegvis.program.checks import Area, Weight, area_of
from stegvis.web.fields import text_field
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.frame import framed
from stegvis.web.process.frozen import place_url

if TYPE_CHECKING:
    from stegvis.governance.checking.queries import CandidateChecks, Remark
    from stegvis.governance.rows import Initiative

UNFIT = 422


class WaiverForm(forms.Form):
    """What is let pass, and why."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    node = forms.CharField(max_length=100, widget=forms.HiddenInput)
    field = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    reason = text_field(gettext_lazy("Skäl"), gettext_lazy("Skriv varför det får vara som det är."), rows=2)


@needs("process:read")
@require_safe
def checks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What must be right, what should be, and what was looked at."""
    return _page(request, initiative_or_404(request, pk))


@needs("process:read")
@require_POST
def waive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let one thing pass; what was typed is kept when it cannot be done."""
    found = initiative_or_404(request, pk)
    form = WaiverForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, UNFIT)
    said = form.cleaned_data
    try:
        actions.waive(
            found, said["code"], said["node"], said["field"], said["reason"], now=real_now(), by=actor_of(request)
        )
    except (actions.CannotWaive, Refused) as refusal:
        if isinstance(refusal, Refused) and not refusal.verdict.found:
            raise
        form.add_error(None, refusal.sentence)
        return _page(request, found, form, UNFIT)
    messages.success(request, _("Undantaget är sparat med ditt namn. Det gäller tills stället ändras."))
    return redirect("process:checks", pk)


@needs("process:read")
@require_POST
def end_waiver(request: HttpRequest, pk: UUID, waiver: UUID) -> HttpResponse:
    """Take a waiver back."""
    found = initiative_or_404(request, pk)
    try:
        actions.end_waiver(found, waiver, now=real_now(), by=actor_of(request))
    except actions.CannotWaive as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Undantaget är borttaget."))
    return redirect("process:checks", pk)


def _page(
    request: HttpRequest, initiative: "Initiative", form: WaiverForm | None = None, status: int = 200
) -> HttpResponse:
    candidate = candidate_of(initiative)
    context: dict[str, Any] = {"candidate": candidate}
    if candidate is not None:
        context |= _checked(initiative, queries.checks_of(candidate), form)
        context["may_waive"] = may_waive(actor_of(request), initiative)
        context["waivers"] = _waivers(initiative)
    return render(request, "process/checks.html", framed(request, initiative, "checks", **context), status=status)


def _checked(initiative: "Initiative", checks: "CandidateChecks", form: WaiverForm | None) -> dict[str, Any]:
    key = checks.candidate.document_id[:KEY_LENGTH]
    rows = [_row(initiative, key, checks, remark, form) for remark in checks.remarks]
    return {
        "musts": [row for row in rows if row["remark"].stops],
        "passed": [row for row in rows if row["remark"].waiver],
        "shoulds": _by_area([row for row in rows if row["remark"].lapse.weight is Weight.SHOULD]),
        "looked": _looked(checks),
        "steps": _steps(initiative, key, checks),
        "key": key,
    }


def _row(
    initiative: "Initiative", key: str, checks: "CandidateChecks", remark: "Remark", form: WaiverForm | None
) -> dict[str, Any]:
    lapse = remark.lapse
    place = place_of(checks.document, lapse.node_id)
    wanted = (lapse.code, lapse.node_id, lapse.field)
    posted = form is not None and wanted == tuple(form.data.get(name, "") for name in ("code", "node", "field"))
    return {
        "remark": remark,
        "area": area_of(lapse.code),
        "name": str(AREA_NAMES[area_of(lapse.code)]),
        "words": lapse_words(lapse),
        "place": place.words,
        "url": place_url(initiative.pk, key, place),
        "form": form if posted else None,
    }


def _by_area(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    order = list(Area)
    rows = sorted(rows, key=lambda row: order.index(row["area"]))
    return [{"name": name, "rows": list(group)} for name, group in groupby(rows, key=lambda row: row["name"])]


def _looked(checks: "CandidateChecks") -> list[dict[str, Any]]:
    """Each kind of check: what was looked at, and what came of it."""
    found = []
    for area, name in AREA_NAMES.items():
        remarks = [remark for remark in checks.remarks if area_of(remark.lapse.code) is area]
        found.append(
            {
                "name": str(name),
                "seen": checks.checked.seen.get(area, 0),
                "musts": sum(remark.stops for remark in remarks),
                "shoulds": sum(remark.lapse.weight is Weight.SHOULD for remark in remarks),
            }
        )
    return found


def _steps(initiative: "Initiative", key: str, checks: "CandidateChecks") -> list[dict[str, Any]]:
    """LIX step by step, by module."""
    read = {each.step_id: each for each in checks.checked.steps}
    document = checks.document
    return [
        {
            "module": document.text(module.key("title")),
            "steps": [
                {
                    "title": document.text(step.key("title")),
                    "read": read[step.id],
                    "url": place_url(initiative.pk, key, place_of(document, step.id)),
                }
                for step in module.steps
            ],
        }
        for module in document.modules
    ]


def _waivers(initiative: "Initiative") -> list[dict[str, Any]]:
    """The record: every waiver of the program, with where it was in its own candidate."""
    return [{"row": row} for row in queries.waivers_of(initiative)]
