"""Where a cut-off's words stand so that they hide nothing: the first of a few places that no line runs through."""

from collections.abc import Iterator
from itertools import pairwise

from stegvis.ui.charts.frame import WIDE, Frame
from stegvis.ui.charts.kinds import Chart, CutOff

Place = tuple[str, float, float]


def free_place(chart: Chart, frame: Frame, cut: CutOff) -> Place:
    """Anchor, x and y of a cut-off's words. Where every place is taken, the first one with its halo."""
    places = list(_places(frame, frame.y(cut.value)))
    taken = list(_drawn(chart, frame))
    wide = len(cut.label) * frame.size.letter
    return next((place for place in places if not _meets(place, wide, taken)), places[0])


def _places(frame: Frame, y: float) -> Iterator[Place]:
    """Above and below the line: at its beginning, in its middle, and at its end where no band is named there."""
    heights = [each for each in (y - 5, y + 14) if frame.size.top + 8 < each < frame.base]
    heights = heights or [y - 5]
    yield from (("start", frame.left + 6, each) for each in heights)
    if frame.size.name == WIDE.name:
        yield from (("end", frame.right - 6, each) for each in heights)
    yield from (("middle", (frame.left + frame.right) / 2, each) for each in heights)


def _drawn(chart: Chart, frame: Frame) -> Iterator[tuple[float, float]]:
    """Points along every line, close enough that words between two of them would be seen, and above its marks."""
    for line in chart.series:
        marks = [(frame.x(on), frame.y(value)) for on, value in line.answered]
        yield from marks
        yield from ((x, y - 15) for x, y in marks)
        for (x, y), (to_x, to_y) in pairwise(marks):
            steps = max(int(abs(to_x - x) // 6), int(abs(to_y - y) // 6), 1)
            yield from ((x + (to_x - x) * n / steps, y + (to_y - y) * n / steps) for n in range(1, steps))


def _meets(place: Place, wide: float, taken: list[tuple[float, float]]) -> bool:
    anchor, x, y = place
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    return any(left - 7 < on < left + wide + 7 and y - 17 < at < y + 7 for on, at in taken)
