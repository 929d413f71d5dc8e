"""Line charts of scores over time, drawn as SVG on the server, with their words and rows.

Give a `Chart` to `{% line_chart chart %}`. What a score means, its bands and cut-offs
come from the caller: nothing here knows an instrument.
"""

from stegvis.ui.charts.drawing import line_chart
from stegvis.ui.charts.kinds import Band, BandTone, CannotDrawChart, Chart, CutOff, Series
from stegvis.ui.charts.page import chart_context
from stegvis.ui.charts.words import Row, describe, rows

__all__ = [
    "Band",
    "BandTone",
    "CannotDrawChart",
    "Chart",
    "CutOff",
    "Row",
    "Series",
    "chart_context",
    "describe",
    "line_chart",
    "rows",
]
