"""Line charts of scores over time, drawn as SVG on the server, with their words and rows.

Give a `Chart` to `{% line_chart chart %}`, or several as a `Timeline` to `{% timeline_chart timeline %}`. What a score
means, its bands and cut-offs come from the caller: nothing here knows an instrument.
"""

from stegvis.ui.charts.drawing import line_chart, timeline_chart
from stegvis.ui.charts.kinds import (
    Band,
    BandTone,
    CannotDrawChart,
    Change,
    Chart,
    CutOff,
    Meanwhile,
    Series,
    Timeline,
    aligned,
    written,
)
from stegvis.ui.charts.page import chart_context, timeline_context
from stegvis.ui.charts.paper import for_paper
from stegvis.ui.charts.plan import Lane, PlanAxis, PlanBar, PlanMark, plan_chart
from stegvis.ui.charts.words import (
    Cell,
    Row,
    change_cell,
    describe,
    rows,
    spoken,
    timeline_changes,
    timeline_names,
    timeline_rows,
)

__all__ = [
    "Band",
    "BandTone",
    "CannotDrawChart",
    "Cell",
    "Change",
    "Chart",
    "CutOff",
    "Lane",
    "Meanwhile",
    "PlanAxis",
    "PlanBar",
    "PlanMark",
    "Row",
    "Series",
    "Timeline",
    "aligned",
    "change_cell",
    "chart_context",
    "describe",
    "for_paper",
    "line_chart",
    "plan_chart",
    "rows",
    "spoken",
    "timeline_changes",
    "timeline_chart",
    "timeline_context",
    "timeline_names",
    "timeline_rows",
    "written",
]
