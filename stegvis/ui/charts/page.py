"""What `{% line_chart %}` prints: the drawings, the sentence and the table's rows."""

from typing import Any

from django.utils.translation import gettext as _

from stegvis.ui.charts.drawing import line_chart
from stegvis.ui.charts.kinds import Chart
from stegvis.ui.charts.scale import is_lone, scale_bar
from stegvis.ui.charts.words import rows, spoken


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
        "table_label": _("Visa som tabell"),
    }
