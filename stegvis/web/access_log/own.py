"""Who has looked at my data: the resident's own log by day, and as an extract to keep. Works without scripts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access import own_log
from stegvis.access.doors import needs
from stegvis.access.own_log import Entry, Wanted
from stegvis.lib.clock import utc_now
from stegvis.ui.print import Heading, Paper, Table, Words
from stegvis.web import papers
from stegvis.web.access_log import words
from stegvis.web.fields import day_field
from stegvis.web.shell import actor_on


class Narrowing(forms.Form):
    """The filter. Everything is optional; what cannot be read narrows nothing and is said."""

    fran = day_field(gettext_lazy("Från och med"), required=False)
    till = day_field(gettext_lazy("Till och med"), required=False)
    enhet = forms.ChoiceField(label=gettext_lazy("Enhet"), required=False)
    mina = forms.BooleanField(label=gettext_lazy("Visa även det jag själv har gjort"), required=False)


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody did on a day: once, or several times."""

    times: str
    what: str
    who: str
    unit: str
    provider: str
    purpose: str
    emergency: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its lines, newest first."""

    day: date
    lines: tuple[Line, ...]


@needs("own:account")
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """By day, a hundred entries a page."""
    actor = actor_on(request)
    form, wanted = _asked(request)
    found = own_log.entries(actor, wanted, _page(request))
    context = {
        "form": form,
        "days": days_of(found.rows),
        "page": Paginator(range(found.total), own_log.PAGE).page(found.page),
        "narrowed": wanted != Wanted(),
        "query": request.GET.urlencode(),
        "named": any(own_log.names_shown(found.rows).values()),
    }
    return render(request, "access_log/own.html", context)


@needs("own:account")
@require_safe
def log_pdf(request: HttpRequest) -> HttpResponse:
    """The whole extract, as the filter narrows it, to keep."""
    actor, now = actor_on(request), utc_now()
    wanted = _asked(request)[1]
    days = days_of(own_log.everything(actor, wanted))
    own_log.note_extract(actor)
    parts: list[Heading | Table | Words] = [
        Words(_("Här står vem som har öppnat eller ändrat dina uppgifter. Fråga enheten om något ser konstigt ut."))
    ]
    heads = (_("Klockan"), _("Vad"), _("Vem"), _("Ändamål"))
    for day in days:
        rows = tuple((line.times, line.what, place_of(line), line.purpose) for line in day.lines)
        parts += [Heading(date_format(day.day, "j F Y")), Table(heads, rows, (2, 4, 4, 2))]
    if not days:
        parts.append(Words(_("Ingen har öppnat eller ändrat dina uppgifter.")))
    title = _("Vem har tittat på mina uppgifter")
    about = ((_("Namn"), actor.name), (_("Utskrivet"), papers.said_at(now)))
    return papers.as_pdf(Paper(title, get_language() or "sv", about, tuple(parts), foot=title), "logg", now)


@needs("own:account")
@require_safe
def log_json(request: HttpRequest) -> HttpResponse:
    """The same for another system to read: one object for each entry."""
    actor, now = actor_on(request), utc_now()
    rows = own_log.everything(actor, _asked(request)[1])
    shown = own_log.names_shown(rows)
    own_log.note_extract(actor)
    body = {
        "made": localtime(now).isoformat(),
        "entries": [_as_json(row, named=shown[row.provider_id]) for row in rows],
    }
    content = json.dumps(body, ensure_ascii=False, indent=1).encode()
    return papers.as_file(content, "application/json", "logg", "json", now)


def _as_json(row: Entry, *, named: bool) -> dict[str, str]:
    return {
        "id": str(row.uid),
        "time": localtime(row.at).isoformat(),
        "activity": row.activity,
        "what": _what(row),
        "who": words.who(row.account_id, row.name, row.hat, named=named),
        "unit": row.unit_name,
        "provider": row.provider_name,
        "purpose": row.purpose,
    }


def days_of(rows: Iterable[Entry]) -> list[Day]:
    """Entries by day; the same thing done by the same one is one line with its times."""
    found = list(rows)
    shown = own_log.names_shown(found)
    days: dict[date, dict[tuple[str, ...], list[tuple[datetime, Entry]]]] = {}
    for row in found:
        at = localtime(row.at)
        key = (row.account_id, row.unit_id, row.provider_id, row.purpose, _what(row))
        days.setdefault(at.date(), {}).setdefault(key, []).append((at, row))
    return [
        Day(day, tuple(_line(each, named=shown[each[0][1].provider_id]) for each in lines.values()))
        for day, lines in days.items()
    ]


def _line(rows: list[tuple[datetime, Entry]], *, named: bool) -> Line:
    row = rows[0][1]
    clocks = list(dict.fromkeys(date_format(at, "TIME_FORMAT") for at, _row in reversed(rows)))
    times = ", ".join(clocks)
    if len(clocks) > 3:
        said = {"first": clocks[0], "last": clocks[-1], "n": len(rows)}
        times = _("%(first)s–%(last)s, %(n)d gånger") % said
    return Line(
        times=times,
        what=_what(row),
        who=words.who(row.account_id, row.name, row.hat, named=named),
        unit=row.unit_name,
        provider=row.provider_name,
        purpose=words.purpose(row.purpose) if not row.hat.startswith(("resident", "system")) else "",
        emergency=row.activity == "Nödöppning",
    )


def _what(row: Entry) -> str:
    """What was done, and at an opening by choice the reason that was given."""
    said, why = words.said(row.act, row.activity), words.why(row.reason)
    return f"{said}: {why}" if why and row.act == "enrolment:choose_to_open" else said


def place_of(line: Line) -> str:
    """Who it was and where, a line each."""
    return "\n".join(dict.fromkeys(each for each in (line.who, line.unit, line.provider) if each))


def _asked(request: HttpRequest) -> tuple[Narrowing, Wanted]:
    form = Narrowing(request.GET)
    field: forms.ChoiceField = form.fields["enhet"]  # type: ignore[assignment]
    field.choices = [("", _("Alla enheter")), *((name, name) for name in own_log.units(actor_on(request)))]
    form.is_valid()
    read = form.cleaned_data
    return form, Wanted(read.get("fran"), read.get("till"), read.get("enhet", ""), bool(read.get("mina")))


def _page(request: HttpRequest) -> int:
    text = request.GET.get("sida", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
