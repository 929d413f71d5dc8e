"""A drawing for paper: the style sheet's classes with colours of their own, since a PDF has no style sheet.

The shades are told apart in black and white too; the bands are named and the lines marked as on the screen.
"""

from django.utils.safestring import SafeString

_STYLE = """
text { font-family: "Libertinus Serif", serif; font-size: 14px; fill: #000; }
.chart-soft { fill: #333; }
.chart-value, .chart-name, .chart-title { font-weight: bold; }
.chart-band { fill: #f4f4f4; }
.chart-band[data-tone="mild"] { fill: #ebebeb; }
.chart-band[data-tone="moderate"] { fill: #e1e1e1; }
.chart-band[data-tone="marked"] { fill: #d7d7d7; }
.chart-band[data-tone="severe"] { fill: #cdcdcd; }
.chart-grid, .chart-when { stroke: #bbb; stroke-width: 0.75; }
.chart-axis { stroke: #555; stroke-width: 1; }
.chart-edge { fill: none; stroke: #555; stroke-width: 1; }
.chart-cut { stroke: #333; stroke-width: 1.25; stroke-dasharray: 5 4; }
.chart-level { stroke: #333; stroke-width: 1; stroke-dasharray: 1 4; }
.chart-change path { fill: none; stroke: #000; stroke-width: 1.25; stroke-dasharray: 3 2; }
.chart-change[data-reliable="yes"] path { stroke-width: 2; stroke-dasharray: none; }
.chart-halo { stroke: #fff; stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; }
.chart-line { fill: none; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
.chart-mark { stroke: #fff; stroke-width: 1.5; }
.chart-missing { fill: none; stroke-width: 2; }
""" + "".join(
    f".series-{number} .chart-line, .series-{number} .chart-missing {{ stroke: {colour}; }}\n"
    f".series-{number} .chart-mark, .series-{number} .chart-name {{ fill: {colour}; }}\n"
    f".series-{number} .chart-line {{ stroke-dasharray: {dashes}; }}\n"
    for number, colour, dashes in (
        (1, "#0e5159", "none"), (2, "#98301d", "7 5"), (3, "#5a3c8c", "2 5"), (4, "#6a5200", "10 4 2 4"),
    )
)  # fmt: skip


def for_paper(drawing: SafeString) -> str:
    """The same drawing with its colours inside."""
    head, _end, rest = str(drawing).partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{_STYLE}</style>{rest}'
