"""The list: one's own, or the whole unit's, narrowed by phase, program and name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.care import queries
from stegvis.care.queries import Caseload, Filters, Listed
from stegvis.care.unreached import unreached
from stegvis.course import worlds
from stegvis.course.kinds import Phase
from stegvis.messaging import queries as letters
from stegvis.web.moments import said
from stegvis.web.shell import actor_on

OWN, UNIT = "mina", "enheten"
SELECTED = mark_safe(" selected")
TONES = {Phase.UPCOMING: "info", Phase.ACTIVE: "primary", Phase.PAUSED: "warning", Phase.MAINTENANCE: "success"}


class Narrowing(forms.Form):
    """The filters. Everything is optional; what cannot be read narrows nothing."""

    visa = forms.ChoiceField(label=_("Visa"), choices=[(OWN, _("Mina")), (UNIT, _("Hela enheten"))], required=False)
    fas = forms.ChoiceField(
        label=_("Fas"),
        choices=[("", _("Alla faser")), *Phase.choices],
        required=False,
    )
    program = forms.ChoiceField(label=_("Program"), required=False)
    namn = forms.CharField(
        label=_("Namn"), required=False, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list, ready to print."""

    row: Listed
    active: str
    phase: str
    tone: str
    unread: bool
    own: bool
    unreached: bool


@needs("caseload:read")
@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    """Fifty a page, priority flags first, then the latest activity."""
    actor = actor_on(request)
    form, filters = _filters(request, actor)
    found = queries.caseload(actor, filters, _page(request))
    context = {
        "form": form,
        "selects": _selects(form),
        "text": form.data.get("namn", ""),
        "lines": _lines(actor, found, worlds.now_for(actor)),
        "found": found,
        "page": Paginator(range(found.total), queries.PAGE).page(found.page),
        "own": filters.own,
        "chosen": _chosen(form),
        "narrowed": bool(filters.text or filters.phase or filters.program),
        "unit_name": actor.hat.unit_name,
    }
    return render(request, "clinician/caseload.html", context)


@dataclass(frozen=True, slots=True)
class Select:
    """One filter to choose in. Drawn here: the list is opened all day, and widgets of a form cost a tenth of it."""

    name: str
    label: str
    options: SafeString


def _selects(form: Narrowing) -> list[Select]:
    found = []
    for name in ("visa", "fas", "program"):
        field = cast(forms.ChoiceField, form.fields[name])
        chosen = form.data.get(name, "")
        choices = cast(Iterable[tuple[Any, Any]], field.choices)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in choices),
        )
        found.append(Select(name, str(field.label), options))
    return found


def _filters(request: HttpRequest, actor: Actor) -> tuple[Narrowing, Filters]:
    # A resident administrator treats nobody: the unit's list is theirs.
    usual = OWN if actor.can("thread:write") else UNIT
    form = Narrowing({"visa": usual, **request.GET.dict()})
    field: forms.ChoiceField = form.fields["program"]  # type: ignore[assignment]
    field.choices = [("", _("Alla program")), *queries.programs_on_unit(actor)]
    form.is_valid()
    read = form.cleaned_data
    own = (read.get("visa") or usual) == OWN
    return form, Filters(own, read.get("fas", ""), read.get("namn", ""), read.get("program", ""))


def _chosen(form: Narrowing) -> list[str]:
    """What the list is narrowed by, in words: for the folded form on a phone."""
    found = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name, "")
        if isinstance(field, forms.ChoiceField):
            choices = cast(Iterable[tuple[Any, Any]], field.choices)
            found += [str(label) for key, label in choices if str(key) == value and (value or name != "visa")]
        elif value:
            found.append(f"”{value}”")
    return found


def _page(request: HttpRequest) -> int:
    text = request.GET.get("sida", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _lines(actor: Actor, found: Caseload, now: datetime) -> list[Line]:
    unread = letters.unread(actor, found.rows)
    # A colleague's resident is opened by an active choice; until then name and status are enough.
    mine = [row.pk for row in found.rows if str(row.therapist_id) == actor.account_id]
    failed = unreached(actor, mine) if mine else frozenset()
    phases = {phase.value: str(phase.label) for phase in Phase}
    return [
        Line(
            row=row,
            active=said(row.last_active_at, now),
            phase=phases[row.phase],
            tone=TONES.get(Phase(row.phase), "neutral"),
            unread=row.pk in unread,
            own=str(row.therapist_id) == actor.account_id,
            unreached=row.pk in failed,
        )
        for row in found.rows
    ]
