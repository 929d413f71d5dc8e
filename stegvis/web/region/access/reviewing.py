"""The recurring review: everything that anybody has access to, kept or withdrawn, one by one or many at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.access.granting import actions, queries
from stegvis.access.granting.actions import Verdicts
from stegvis.access.granting.queries import Line
from stegvis.lib.clock import local_day, utc_now
from stegvis.web import papers, sheets
from stegvis.web.clinician.trying import tried
from stegvis.web.region.asking import actor_of

LEFT, ALL = "kvar", "alla"
COLUMNS = (
    "Namn",
    "HSA-id",
    "Vad",
    "Var",
    "Sedan",
    "Till och med",
    "Skäl",
    "Senast använd",
    "Beslut",
    "Varför",
    "Av",
    "När",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, ready to print."""

    line: Line
    used_at: datetime | None
    decision: Any
    own: bool


@needs("access:read")
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The round that goes on, with its lines; without one, when the next is due. Rounds that are done last."""
    actor, now = actor_of(request), utc_now()
    provider = queries.provider_of(actor)
    if provider is None:
        raise Http404
    going = queries.review_under_way(actor)
    done = queries.decisions(going) if going else {}
    shown = ALL if going is None or request.GET.get("visa") == ALL else LEFT
    place = request.GET.get("plats", "")
    rows = list(_rows(actor.account, queries.lines_of(provider, local_day(now)), done, provider, now))
    fitting = [row for row in rows if place in {"", row.line.place_key} and (shown == ALL or row.decision is None)]
    due, earlier = queries.due_on(actor), queries.reviews(actor)
    outcomes = queries.outcomes(earlier)
    context = {
        "going": going,
        "rows": fitting,
        "total": len(rows),
        "left": sum(row.decision is None and not row.own for row in rows),
        "own_left": sum(row.decision is None and row.own for row in rows),
        "shown": shown,
        "place": place,
        "places": sorted({(row.line.place, row.line.place_key) for row in rows}),
        "due": due,
        "late": due is None or due < local_day(now),
        "used_within": queries.USED_WITHIN.days,
        "history": [(each, *outcomes.get(each.pk, (0, 0))) for each in earlier],
    }
    return render(request, "region/access_review.html", context)


def _rows(me: UUID, lines: Iterable[Line], done: dict[str, Any], provider: Any, now: datetime) -> Iterator[Row]:
    used = queries.last_used(provider, now)
    for line in lines:
        yield Row(line, used.get(line.used_key), done.get(line.key), line.account_id == me)


@needs("access:grant")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    actor = actor_of(request)
    provider = queries.provider_of(actor)
    if provider is None:
        raise Http404
    tried(
        request,
        lambda: actions.begin_review(provider, now=utc_now(), by=actor),
        _("Genomgången har börjat. Pröva rad för rad."),
    )
    return redirect("region:access_review")


@needs("access:grant")
@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep or withdraw what is marked, or the one row whose own button was pressed."""
    actor = actor_of(request)
    found = queries.review(actor, pk)
    if found is None:
        raise Http404
    one = request.POST.get("behall", "")
    keys = [one] if one else request.POST.getlist("rad")
    kept = bool(one) or request.POST.get("gor") != "ta-bort"
    verdicts = Verdicts(tuple(keys[:5000]), kept, request.POST.get("skal", ""))
    count: list[int] = []
    done = tried(
        request,
        lambda: count.append(actions.decide(found, verdicts, now=utc_now(), by=actor)),
        "",
    )
    if done:
        _say(request, sum(count), kept=kept)
    return redirect(f"{reverse('region:access_review')}?{_where(request)}")


def _say(request: HttpRequest, count: int, *, kept: bool) -> None:
    if not count:
        messages.info(request, _("Inget ändrades: raderna fanns inte kvar."))
    elif kept:
        messages.success(request, ngettext("%(n)d rad behålls.", "%(n)d rader behålls.", count) % {"n": count})
    else:
        messages.success(
            request, ngettext("%(n)d rad är borttagen.", "%(n)d rader är borttagna.", count) % {"n": count}
        )


def _where(request: HttpRequest) -> str:
    """The same choice of lines as before."""
    kept = request.GET.copy()
    return kept.urlencode()


@needs("access:grant")
@require_POST
def finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The round is done."""
    actor = actor_of(request)
    found = queries.review(actor, pk)
    if found is None:
        raise Http404
    tried(request, lambda: actions.finish_review(found, now=utc_now(), by=actor), _("Genomgången är avslutad."))
    return redirect("region:access_review")


@needs("access:read")
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Every live access, with what has been decided in the round that goes on."""
    actor, now = actor_of(request), utc_now()
    provider = queries.provider_of(actor)
    if provider is None:
        raise Http404
    going = queries.review_under_way(actor)
    done = queries.decisions(going) if going else {}
    lines = queries.lines_of(provider, local_day(now))
    rows = [
        (*_cells(row.line), _said(row.used_at), *_decided(row.decision))
        for row in _rows(actor.account, lines, done, provider, now)
    ]
    return _file((provider.name, _said(now)), rows, now)


@needs("access:read")
@require_safe
def export_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was decided in one round."""
    actor, now = actor_of(request), utc_now()
    found = queries.review(actor, pk)
    if found is None:
        raise Http404
    rows = [(*_cells(queries.line_of(each)), "", *_decided(each)) for each in queries.decisions(found).values()]
    ended = _said(found.done_at) or "pågår"
    return _file((found.provider.name, f"Genomgång {_said(found.begun_at)} – {ended}"), rows, now)


def _file(head: tuple[str, ...], rows: Iterable[Iterable[str]], now: datetime) -> HttpResponse:
    content = sheets.plain(head, COLUMNS, rows)
    return papers.as_file(content, "text/csv; charset=utf-8", "behorigheter", "csv", now)


def _cells(line: Line) -> tuple[str, ...]:
    return (line.name, line.hsa_id, line.what, line.place, _said(line.since), _said(line.until), line.why)


def _decided(decision: Any) -> tuple[str, str, str, str]:
    if decision is None:
        return "", "", "", ""
    said = "behålls" if decision.kept else "borttagen"
    return said, decision.reason, decision.by.get_full_name(), _said(decision.at)


def _said(at: date | datetime | None) -> str:
    if at is None:
        return ""
    return f"{localtime(at):%Y-%m-%d %H:%M}" if isinstance(at, datetime) else at.isoformat()
