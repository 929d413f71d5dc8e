"""How long work stands in each stage of the process: a chart, a table, and a file for spreadsheets."""

import csv
import io
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance.aggregates import ENOUGH, Spent, quarters, spent, stays
from stegvis.governance.kinds import Lane
from stegvis.lib.clock import local_day
from stegvis.ui.charts.spread import Spread
from stegvis.web.region.asking import actor_of

BOM = "\ufeff"


@needs("region:read")
@require_safe
def process_time(request: HttpRequest) -> HttpResponse:
    """By stage; by lane and quarter where one is chosen. `format=csv` gives the file."""
    found = stays(actor_of(request))
    known = quarters(found)
    said = request.GET.get("spar", "")
    lane = Lane(said) if said in Lane.values else None
    asked = request.GET.get("kvartal", "")
    quarter = asked if asked in known else ""
    rows = spent(found, lane, quarter)
    if request.GET.get("format") == "csv":
        return _file(rows, lane, quarter, local_day(real_now()))
    context = {
        "rows": [(row, _days(row.median)) for row in rows],
        "lines": [_line(row) for row in rows],
        "enough": ENOUGH,
        "lanes": Lane.choices,
        "lane": lane.value if lane else "",
        "quarters": known,
        "quarter": quarter,
        "file": f"?format=csv&spar={lane.value if lane else ''}&kvartal={quarter}",
    }
    return render(request, "region/process_time.html", context)


def _line(row: Spent) -> Spread:
    words = ngettext("%(n)s arbete", "%(n)s arbeten", row.count) % {"n": row.count}
    if row.median is not None:
        words = f"{_days(row.median)}, {words}"
    return Spread(str(row.stage.label), row.median, row.low, row.high, words)


def _days(median: float | None) -> str:
    whole = round(median or 0)
    return "–" if median is None else ngettext("%(n)s dag", "%(n)s dagar", whole) % {"n": number_format(whole)}


def _file(rows: list[Spent], lane: Lane | None, quarter: str, today: date) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [
            _("Steg"), _("Slags arbete"), _("Kvartal"), _("Antal"), _("Median, dagar"), _("Undre kvartil"),
            _("Övre kvartil"), _("Längst"), _("Står där nu"),
        ]
    )  # fmt: skip
    for row in rows:
        days = [row.median, row.low, row.high, row.longest]
        writer.writerow(
            [row.stage.label, lane.label if lane else _("Alla"), quarter or _("Alla"), row.count]
            + ["" if day is None else f"{day:.1f}".replace(".", ",") for day in days]
            + [row.standing]
        )
    response = HttpResponse(BOM + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="processtid-{today.isoformat()}.csv"'
    return response
