"""What `{% line_chart %}` prints: the drawings, the sentence and the table's rows."""

from typing import Any

from django.utils.translation import gettext as _

from stegvis.ui.charts.drawing import line_chart, timeline_chart
from stegvis.ui.charts.kinds import Chart, Timeline
from stegvis.ui.charts.marks import said
from stegvis.ui.charts.scale import is_lone, scale_bar
from stegvis.ui.charts.words import (
    Cell,
    change_cell,
    rows,
    spoken,
    timeline_changes,
    timeline_names,
    timeline_rows,
)


def chart_context(chart: Chart) -> dict[str, Any]:
    """Both drawings are sent; the style sheet shows the one that fits where it stands. One answer is no line."""
    lone = is_lone(chart)
    return {
        "title": chart.title,
        "lone": lone,
        "scale": scale_bar(chart) if lone else "",
        "wide": "" if lone else line_chart(chart),
        "narrow": "" if lone else line_chart(chart, narrow=True),
        "words": spoken(chart),
        "names": [line.label for line in chart.series],
        "rows": rows(chart.series, chart.bands),
        "changes": _changes(chart),
        "table_label": _("Visa som tabell"),
    }


def timeline_context(timeline: Timeline) -> dict[str, Any]:
    """What `{% timeline_chart %}` prints: the drawings, a sentence for each chart, and one table with everything."""
    return {
        "title": timeline.title,
        "wide": timeline_chart(timeline),
        "narrow": timeline_chart(timeline, narrow=True),
        "said": [spoken(chart) for chart in timeline.panels],
        "meanwhile": said(timeline),
        "names": timeline_names(timeline),
        "rows": timeline_rows(timeline),
        "changes": timeline_changes(timeline),
        "table_label": _("Visa som tabell"),
    }


def _changes(chart: Chart) -> tuple[Cell, ...]:
    found = tuple(Cell(line.label, change_cell(line.change)) for line in chart.series)
    return found if any(line.change for line in chart.series) else ()
