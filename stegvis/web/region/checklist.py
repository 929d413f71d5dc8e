"""The region's own checklist for making a program: lines in order, each version kept."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.access.queries import provider_of
from stegvis.course.worlds import real_now
from stegvis.governance.checklist import actions, queries
from stegvis.governance.checklist.default import Line
from stegvis.governance.checklist.kinds import Part, Ticker, Verifies
from stegvis.lib.whole import whole
from stegvis.web.region.asking import actor_of

UNFIT = 422
NEW_ROWS = 3
KEY_LENGTH = 50


@dataclass(slots=True)
class Row:
    """One line of the form, as typed."""

    number: int
    key: str
    text: str
    help: str
    who: str
    verifies: str
    leans_on: list[str]
    required: bool
    place: str
    removed: bool = False


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest) -> HttpResponse:
    """The list as it is; on POST its next version. What was typed is kept when it cannot be saved."""
    actor = actor_of(request)
    provider = provider_of(actor)
    if provider is None:
        raise Http404
    if request.method != "POST":
        template = queries.template_of(provider.pk)
        return _page(request, _rows(template.lines), template.number)
    rows = _posted(request.POST)
    base = request.POST.get("base", "")
    try:
        made = actions.change_template(
            provider,
            _lines(rows),
            request.POST.get("note", ""),
            whole(base, -1),
            now=real_now(),
            by=actor,
        )
    except actions.CannotChangeTemplate as refusal:
        return _page(request, rows, base, refusal.sentence, UNFIT)
    messages.success(
        request, _("Version %(n)s av checklistan gäller nu. Kryss som redan finns står kvar.") % {"n": made.number}
    )
    return redirect("region:checklist")


def _page(request: HttpRequest, rows: list[Row], base: int | str, refusal: str = "", status: int = 200) -> HttpResponse:
    blank = [Row(len(rows) + n, "", "", "", Ticker.ANYONE, "", [], True, "") for n in range(1, NEW_ROWS + 1)]
    context: dict[str, Any] = {
        "rows": rows,
        "blank": blank,
        "base": base,
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "tickers": Ticker.choices,
        "verifies": Verifies.choices,
        "parts": Part.choices,
        "templates": queries.templates(actor_of(request)),
    }
    return render(request, "region/checklist.html", context, status=status)


def _rows(lines: tuple[Line, ...]) -> list[Row]:
    return [
        Row(
            number,
            line.key,
            str(line.text),
            str(line.help),
            line.who.value,
            line.verifies.value if line.verifies else "",
            [part.value for part in line.leans_on],
            line.required,
            str(number),
        )
        for number, line in enumerate(lines, start=1)
    ]


def _posted(data: QueryDict) -> list[Row]:
    """Every row that has a text or was there before, in the order of the numbers that were typed."""
    found = []
    for number in range(1, actions.MOST_LINES + NEW_ROWS + 1):
        if f"text-{number}" not in data:
            continue
        row = Row(
            number,
            slugify(data.get(f"key-{number}", ""))[:KEY_LENGTH],
            str(data[f"text-{number}"]).strip()[: actions.TEXT_LENGTH],
            data.get(f"help-{number}", "").strip()[: actions.NOTE_LENGTH],
            _one_of(data.get(f"who-{number}", ""), Ticker.values, Ticker.ANYONE),
            _one_of(data.get(f"verifies-{number}", ""), Verifies.values, ""),
            [part for part in data.getlist(f"leans-{number}") if part in Part.values],
            f"required-{number}" in data,
            data.get(f"place-{number}", ""),
            f"remove-{number}" in data,
        )
        if row.text or row.key:
            found.append(row)
    return sorted(found, key=lambda row: (_place(row), row.number))


def _place(row: Row) -> float:
    said = row.place.strip().replace(",", ".")
    try:
        return float(said) if said else float("inf")
    except ValueError:
        return float(row.number)


def _one_of(value: str, known: list[str], otherwise: str) -> str:
    return value if value in known else otherwise


def _lines(rows: list[Row]) -> list[Line]:
    """The rows that stay, as lines; a new one gets a key from its text."""
    taken = {row.key for row in rows if row.key}
    found = []
    for row in rows:
        if row.removed:
            continue
        key = row.key or _new_key(row.text, taken)
        taken.add(key)
        verifies = Verifies(row.verifies) if row.verifies else None
        parts = tuple(Part(part) for part in row.leans_on)
        found.append(Line(key, row.text, row.help, Ticker(row.who), verifies, parts, row.required))
    return found


def _new_key(text: str, taken: set[str]) -> str:
    stem = slugify(text)[: KEY_LENGTH - 4].strip("-") or "punkt"
    number = 1
    while (key := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return key
