"""One answer alone: where it stands on its scale. A line of one point would say less and take more room."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stegvis.ui.charts.kinds import Chart, written

WIDTH, LEFT, RIGHT = 320, 10, 310
TOP, BASE = 24, 36
LETTER = 6.7


def is_lone(chart: Chart) -> bool:
    """Whether there is one answer and no more to draw."""
    return len(chart.series) == 1 and len(chart.series[0].answered) == 1


def scale_bar(chart: Chart) -> SafeString:
    """The bands side by side with a mark at the answer. Without bands nothing: the sentence says it all."""
    if not any(band.tone != "level" for band in chart.bands):
        return SafeString("")
    ((_on, value),) = chart.series[0].answered
    place = _x(chart, value)
    mark = format_html(
        '<g class="series-1"><circle class="chart-mark" cx="{0}" cy="{1}" r="7"/>'
        '<text class="chart-value" text-anchor="middle" x="{0}" y="{2}">{3}</text></g>',
        place, (TOP + BASE) / 2, TOP - 9, written(value),
    )  # fmt: skip
    # The sentence under the drawing says the same: nothing here is for the ear.
    return format_html(
        '<svg class="chart-scale" viewBox="0 0 {} 58" aria-hidden="true" focusable="false">{}{}{}</svg>',
        WIDTH, _bands(chart), _labels(chart), mark,
    )  # fmt: skip


def _x(chart: Chart, value: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * (value - chart.low) / (chart.high - chart.low), 1)


def _starts(chart: Chart) -> list[float]:
    return sorted(band.low for band in chart.bands if chart.low <= band.low < chart.high)


def _bands(chart: Chart) -> SafeString:
    ordered = sorted(chart.bands, key=lambda band: band.low)
    ends = [*(band.low for band in ordered[1:]), chart.high]
    shades = format_html_join(
        "",
        '<rect class="chart-band" data-tone="{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (band.tone, _x(chart, band.low), TOP, round(_x(chart, end) - _x(chart, band.low), 1), BASE - TOP)
            for band, end in zip(ordered, ends, strict=True)
        ),
    )
    edge = format_html(
        '<rect class="chart-edge" x="{}" y="{}" width="{}" height="{}" rx="2"/>', LEFT, TOP, RIGHT - LEFT, BASE - TOP
    )
    return shades + edge


def _labels(chart: Chart) -> SafeString:
    """The number where each band begins, and the cut-offs' own words, which go before numbers."""
    cuts = [(_x(chart, cut.value), cut.label) for cut in chart.cut_offs]
    kept = list(cuts)
    for value in (chart.low, chart.high, *_starts(chart)):
        x, text = _x(chart, value), written(value)
        if all(abs(x - other) >= (len(text) + len(words)) * LETTER / 2 + 6 for other, words in kept):
            kept.append((x, text))
    lines = format_html_join(
        "", '<line class="chart-cut" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>', ((x, TOP, BASE + 5) for x, _t in cuts)
    )
    return lines + format_html_join(
        "", '<text class="chart-soft" text-anchor="middle" x="{}" y="{}">{}</text>', ((x, 53, text) for x, text in kept)
    )
