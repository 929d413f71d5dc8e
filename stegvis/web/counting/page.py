"""The page of statistics and its file. Each room's view gives what may be counted and the frame around it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from stegvis.care import aggregates
from stegvis.care.aggregates import SMALLEST, Counted, Named, Scope, coarse
from stegvis.course.worlds import real_now
from stegvis.ui.charts.bars import Bar
from stegvis.ui.shell import NavItem
from stegvis.web import sheets
from stegvis.web.counting.asking import ALL, LATEST, Asking, View, asked_for, has_units, spans, ways_of
from stegvis.web.counting.rows import Found, Row, gathered

FEW = f"0–{SMALLEST - 1}"
COUNTED = {View.BEGUN: aggregates.begun, View.ENDED: aggregates.ended, View.ASKED: aggregates.asked}


def statistics(request: HttpRequest, scope: Scope, place: str, template: str, **more: object) -> HttpResponse:
    """What was chosen, as a page; `format=csv` gives the same as a file. `place` says whose numbers they are."""
    today = localdate(real_now())
    asking = asked_for(request.GET, scope, today)
    counts = COUNTED[asking.view](scope, asking.period(today))
    versions = aggregates.versions_of(counts)
    found = gathered([row for row in counts if asking.keeps(row, versions)], asking, scope, versions, today)
    if request.GET.get("format") == "csv":
        return _file(found, asking, scope, versions, place, today)
    context = {
        "place": place,
        "tabs": _tabs(asking),
        "choices": _choices(asking, scope, counts, versions, today),
        "view": asking.view,
        "found": found,
        "whole": whole_words(asking.view),
        "part": part_words(asking.view),
        "heading": _("%(what)s per %(by)s") % {"what": asking.view.label, "by": str(asking.by.label).lower()},
        "sentence": _sentence(found.sums, asking),
        "rules": rules_in_words(asking.view, scope.left_out()),
        "bars": [_bar(row, asking) for row in found.rows],
        "by": asking.by.label,
        "few": FEW,
        "smallest": SMALLEST,
        "file": "?" + urlencode({**_address(asking), "format": "csv"}),
        **more,
    }
    return render(request, template, context)


def whole_words(view: View) -> str:
    """What all together is."""
    return {View.BEGUN: _("Startade"), View.ENDED: _("Slutade"), View.ASKED: _("Skulle besvaras")}[view]


def part_words(view: View) -> str:
    """What the darker part of a bar is."""
    return {View.BEGUN: _("Avslutade"), View.ENDED: _("Avslutade"), View.ASKED: _("Besvarade")}[view]


def told(number: int) -> str:
    """A count in a table: nought to four alike."""
    return str(number) if number else FEW


def _said(number: int) -> str:
    """A count within a sentence."""
    return str(number) if number else _("färre än %(n)s") % {"n": SMALLEST}


def _sentence(sums: Row, asking: Asking) -> str:
    """What the figures say, first of all."""
    words = {"total": sums.total, "part": _said(sums.part)}
    if asking.view is View.BEGUN:
        return _("Minst %(total)s program startades i perioden. Nu är %(part)s av dem avslutade.") % words
    if asking.view is View.ENDED:
        return (
            _("Minst %(total)s program tog slut i perioden. Av dem avslutades %(part)s, och resten lämnades.") % words
        )
    if sums.share is None:
        return _("Minst %(total)s formulär skulle besvaras i perioden, och %(part)s blev besvarade.") % words
    return _("Minst %(total)s formulär skulle besvaras i perioden, och ungefär %(share)s %% blev besvarade.") % {
        **words, "share": sums.share,
    }  # fmt: skip


def _bar(row: Row, asking: Asking) -> Bar:
    words = told(row.total)
    if row.share is not None:
        words = _("%(count)s, ungefär %(share)s %% besvarade") % {"count": words, "share": row.share}
    return Bar(row.label, row.total, row.part, words)


def _address(asking: Asking) -> dict[str, str]:
    said = {"visa": asking.view.value, "efter": asking.by.value, "period": asking.span}
    kept = {"program": asking.program, "version": asking.version, "enhet": asking.unit}
    return said | {name: str(key) for name, key in kept.items() if key is not None}


def _tabs(asking: Asking) -> list[NavItem]:
    """The same choice, of something else."""
    kept = {name: value for name, value in _address(asking).items() if name != "efter"}
    return [
        NavItem(str(view.label), "?" + urlencode({**kept, "visa": view.value}), view is asking.view) for view in View
    ]


def _choices(
    asking: Asking, scope: Scope, counts: Sequence[Counted], versions: dict[UUID, Named], today: date
) -> list[dict[str, object]]:
    """What can be chosen: every unit, and what five or more are counted of in the period."""
    by_program: dict[UUID, int] = defaultdict(int)
    by_version: dict[UUID, int] = defaultdict(int)
    for row in counts:
        if row.version_id in versions:
            by_program[versions[row.version_id].program_id] += row.number
            by_version[row.version_id] += row.number
    ways = [(way.value, str(way.label)) for way in ways_of(scope, asking.view)]
    periods = [(span, span_words(span)) for span in spans(today)]
    found = [
        _choice("efter", _("Visa per"), ways, asking.by.value),
        _choice("period", _("Period"), periods, asking.span),
    ]
    everything = [("", _("Alla"))]
    if scope.program_id is None:
        programs = {
            str(each.program_id): each.title for each in versions.values() if coarse(by_program[each.program_id])
        }
        found.append(_choice("program", _("Program"), everything + _ordered(programs), str(asking.program or "")))
    named = {
        str(pk): _("%(title)s, version %(number)s") % {"title": each.title, "number": each.number}
        for pk, each in versions.items()
        if coarse(by_version[pk]) and asking.program in (None, each.program_id)
    }
    found.append(_choice("version", _("Version"), everything + _ordered(named), str(asking.version or "")))
    if has_units(scope):
        units = {str(pk): name for pk, (name, _zone) in scope.units.items()}
        found.append(_choice("enhet", _("Enhet"), everything + _ordered(units), str(asking.unit or "")))
    return found


def _choice(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> dict[str, object]:
    if chosen not in dict(options):
        # Too few in this period to stand in the list: kept, so that what is shown is what is said.
        options = [*options, (chosen, _("Det valda"))]
    return {"name": name, "label": label, "options": options, "chosen": chosen}


def _ordered(named: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(named.items(), key=lambda pair: pair[1].casefold())


def span_words(span: str) -> str:
    """A period in words."""
    fixed = {LATEST: _("Senaste 12 månaderna"), ALL: _("Hela tiden")}
    return fixed.get(span, span)


def rules_in_words(view: View, left_out: int) -> list[str]:
    """What is counted, what is not told, who is left out, and why: under the table and at the head of the file."""
    said = {
        View.BEGUN: _("Räknas efter när programmet startades, och visar var det står nu."),
        View.ENDED: _("Räknas efter när programmet slutade. Det som har öppnats igen räknas inte."),
        View.ASKED: _(
            "Räknas efter när formuläret öppnades. Det som fortfarande kan besvaras i tid är inte med, och inte heller "
            "det som programmet tog slut före."
        ),
    }
    return [
        said[view],
        _("Noll till fyra skrivs 0–4, och alla andra tal är avrundade nedåt till närmaste femtal."),
        _("Därför går det inte att räkna ut ett litet tal ur en summa eller genom att jämföra två urval."),
        _("Det är alltså minst så många som det står. Summorna är räknade före avrundningen."),
        _("Felstarter och övningar räknas inte."),
        _("De som har invänt mot uppföljning eller mot att uppgifter tas ut är inte med: %(number)s.")
        % {"number": _said(left_out)},
    ]


def _file(
    found: Found, asking: Asking, scope: Scope, versions: dict[UUID, Named], place: str, today: date
) -> HttpResponse:
    """What the page shows, with the rules first."""
    head = [_("Statistik: %(what)s") % {"what": asking.view.label}, place, span_words(asking.span), today.isoformat()]
    head += [f"{name}: {label}" for name, label in _narrowed(asking, scope, versions)]
    shares = [_("Besvarade, ungefär procent")] if asking.view is View.ASKED else []
    columns = [str(asking.by.label), whole_words(asking.view), *found.columns, *shares]
    rows = [*found.rows, found.sums]
    body = sheets.plain(
        [*head, *rules_in_words(asking.view, scope.left_out())], columns, [_cells(row, bool(shares)) for row in rows]
    )
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statistik-{asking.view.value}-{today.isoformat()}.csv"'
    return response


def _narrowed(asking: Asking, scope: Scope, versions: dict[UUID, Named]) -> list[tuple[str, str]]:
    found = []
    if asking.program:
        titles = [each.title for each in versions.values() if each.program_id == asking.program]
        found.append((_("Program"), titles[0] if titles else "–"))
    if asking.version:
        version = versions.get(asking.version)
        found.append((_("Version"), f"{version.title} {version.number}" if version else "–"))
    if asking.unit:
        found.append((_("Enhet"), scope.units.get(asking.unit, ("–", ""))[0]))
    return found


def _cells(row: Row, shares: bool) -> list[str]:
    found = [row.label, *(told(number) for number in (row.total, *(number for _name, number in row.cells)))]
    if shares:
        found.append("" if row.share is None else str(row.share))
    return found
