"""Pictures that show how something hangs together: curves, bars and circles."""

from __future__ import annotations

import math

from stegvis.demo.draw import palette as p
from stegvis.demo.draw.svg import (
    arrow,
    circle,
    moon,
    page,
    rect,
    shape,
    smooth,
    stroke,
    through,
    words,
)

LEFT, RIGHT, FLOOR, TOP = 110.0, 1120.0, 540.0, 120.0


def _axis(labels: dict[float, str], title: str) -> str:
    marks = "".join(
        stroke(f"M{x:.0f},{FLOOR} l0,14", p.INK, 4) + words(x, FLOOR + 52, said, 28) for x, said in labels.items()
    )
    return stroke(f"M{LEFT},{FLOOR} L{RIGHT},{FLOOR}", p.INK, 5) + marks + words(LEFT, 76, title, 40, p.TEAL, "start")


def _hour(hour: float, first: float = 7) -> float:
    """Where an hour of the day lies when the day begins at `first`."""
    return LEFT + (hour - first) % 24.0001 / 24 * (RIGHT - LEFT)


def pressure() -> str:
    def y(level: float) -> float:
        return FLOOR - 10 - 360 * level

    rise = [(_hour(7 + n), y((n / 16) ** 0.85)) for n in range(17)]
    fall = [(_hour(23 + n), y(1 - (n / 8) ** 0.7)) for n in range(8)] + [(RIGHT, y(0))]
    nap = [(_hour(15), y(0.56)), (_hour(16), y(0.34)), (_hour(16.5), y(0.27))]
    after = [(_hour(16.5 + n), y(0.27 + 0.062 * n)) for n in range(1, 7)] + [(_hour(23), y(0.68))]
    area = through([*rise, *fall]) + f" L{RIGHT},{FLOOR} L{LEFT},{FLOOR}Z"
    return page(
        rect(_hour(23), 110, RIGHT - _hour(23), FLOOR - 110, p.NIGHT_SOFT, 0, 0.28),
        shape(area, p.TEAL_SOFT, 0.4),
        stroke(smooth(nap), p.CORAL, 8, "4 18"),
        stroke(smooth([nap[-1], *after]), p.CORAL, 8, "4 18"),
        stroke(smooth(rise), p.TEAL, 11),
        stroke(smooth(fall), p.TEAL, 11),
        moon(1045, 170, 32),
        circle(_hour(7) + 46, 170, 34, p.GOLD),
        words(470, 232, "Vaken hela dagen", 30, p.TEAL),
        words(640, 492, "Med en lång tupplur", 30, "#b9502f"),
        words(958, 300, "Sömn", 32, p.NIGHT),
        _axis(
            {_hour(7): "07", _hour(11): "11", _hour(15): "15", _hour(19): "19", _hour(23): "23"} | {RIGHT: "07"},
            "Sömntrycket under ett dygn",
        ),
    )


def night_rounds() -> str:
    levels = {"Vaken": 150.0, "Dröm": 235.0, "Lätt": 330.0, "Djup": 450.0}
    letters = "VLDLRVLDLRLDLVRLRVLRLVR"
    names = {"V": "Vaken", "L": "Lätt", "D": "Djup", "R": "Dröm"}
    order = [names[letter] for letter in letters]
    spans = [10, 18, 62, 14, 12, 4, 16, 54, 14, 22, 18, 30, 24, 4, 30, 34, 30, 4, 36, 36, 18, 4, 20]
    scale = (RIGHT - LEFT - 60) / sum(spans)
    points, wakes, x = [], [], LEFT + 60
    for name, span in zip(order, spans, strict=True):
        points += [(x, levels[name]), (x + span * scale, levels[name])]
        if name == "Vaken" and len(points) > 2:
            wakes.append(circle(x + span * scale / 2, levels[name], 13, p.CORAL))
        x += span * scale
    last = circle(x, levels["Vaken"], 13, p.CORAL)
    bands = "".join(
        stroke(f"M{LEFT + 60},{y} L{RIGHT},{y}", p.NIGHT_SOFT, 2, "2 12", 0.8)
        + words(LEFT + 36, y + 10, said, 28, p.SAND_SOFT, "end")
        for said, y in levels.items()
    )
    filled = through(points) + f" L{x},{FLOOR} L{LEFT + 60},{FLOOR}Z"
    return page(
        bands,
        shape(filled, p.TEAL_MID, 0.35),
        stroke(through(points), p.TEAL_SOFT, 7),
        stroke(f"M{x},{levels['Dröm']} L{x},{levels['Vaken']}", p.TEAL_SOFT, 7),
        *wakes,
        last,
        words(LEFT + 60, 590, "23", 28, p.SAND_SOFT),
        words((LEFT + RIGHT) / 2 + 30, 590, "03", 28, p.SAND_SOFT),
        words(RIGHT, 590, "07", 28, p.SAND_SOFT),
        words(LEFT - 30, 76, "En vanlig natt", 40, p.SAND_SOFT, "start"),
        top=p.NIGHT,
        bottom=p.NIGHT_MID,
    )


def rhythm() -> str:
    points = [
        (7.0, 0.45), (9, 0.78), (11, 0.95), (13, 0.84), (14.5, 0.72), (16.5, 0.9), (19, 1.0),
        (21, 0.82), (23, 0.42), (25, 0.18), (27.5, 0.08), (29, 0.16), (30.9, 0.43),
    ]  # fmt: skip
    curve = [(_hour(hour), FLOOR - 20 - 330 * level) for hour, level in points]
    area = smooth(curve) + f" L{RIGHT},{FLOOR} L{LEFT},{FLOOR}Z"
    return page(
        rect(_hour(22.5), 110, RIGHT - _hour(22.5), FLOOR - 110, p.NIGHT_SOFT, 0, 0.28),
        shape(area, p.GOLD, 0.3),
        stroke(smooth(curve), p.CORAL, 11),
        circle(_hour(8.6), 190, 38, p.GOLD),
        *(
            stroke(
                f"M{_hour(8.6) + 52 * math.cos(a):.0f},{190 + 52 * math.sin(a):.0f} "
                f"L{_hour(8.6) + 68 * math.cos(a):.0f},{190 + 68 * math.sin(a):.0f}",
                p.GOLD,
                7,
            )
            for a in (n * math.tau / 10 for n in range(10))
        ),
        moon(_hour(27), 170, 40),
        circle(_hour(14.5), FLOOR - 20 - 330 * 0.72, 13, p.TEAL),
        words(_hour(14.7), 390, "Svackan", 28, p.TEAL),
        words(_hour(14.7), 424, "efter lunch", 28, p.TEAL),
        _axis(
            {_hour(7): "07", _hour(12): "12", _hour(17): "17", _hour(22): "22", _hour(27): "03"},
            "Din vakenhet under ett dygn",
        ),
    )


def circle_of_sleep() -> str:
    stops = (
        (600, 135, p.NIGHT_MID, p.SAND_SOFT, "En dålig natt"),
        (935, 340, p.CORAL_SOFT, p.INK, "Oro för sömnen"),
        (600, 545, p.TEAL_SOFT, p.INK, "Mer tid i sängen"),
        (265, 340, p.GOLD, p.INK, "Kroppen på vakt"),
    )
    boxes = "".join(
        rect(x - 170, y - 58, 340, 116, fill, 58) + words(x, y + 11, said, 34, ink) for x, y, fill, ink, said in stops
    )
    return page(
        arrow((785, 140), (930, 160), (950, 262), p.TEAL),
        arrow((950, 416), (930, 520), (790, 545), p.TEAL),
        arrow((415, 545), (270, 520), (252, 416), p.TEAL),
        arrow((250, 262), (270, 160), (412, 138), p.TEAL),
        boxes,
        circle(600, 340, 104, p.NIGHT_SOFT),
        moon(600, 340, 52),
    )


def sleep_window() -> str:
    def bar(y: float, start: float, end: float, gaps: list[tuple[float, float]]) -> str:
        asleep = rect(start, y, end - start, 92, p.NIGHT_MID, 20)
        awake = "".join(rect(x, y, w, 92, p.CORAL_SOFT) for x, w in gaps)
        return asleep + awake

    return page(
        words(110, 96, "Nio timmar i sängen", 36, p.TEAL, "start"),
        bar(126, 110, 1090, [(110, 90), (330, 60), (470, 110), (690, 70), (850, 50), (990, 100)]),
        words(310, 350, "Sex timmar i sängen", 36, p.TEAL, "start"),
        bar(380, 310, 890, [(310, 28), (610, 24), (872, 18)]),
        stroke("M200,560 L1000,560", p.SAND, 4),
        rect(330, 586, 40, 40, p.NIGHT_MID, 8),
        words(386, 617, "Sover", 30, p.INK, "start"),
        rect(640, 586, 40, 40, p.CORAL_SOFT, 8),
        words(696, 617, "Ligger vaken", 30, p.INK, "start"),
    )


def breathing() -> str:
    points = []
    for turn in range(3):
        start = 90 + turn * 345
        points += [(start, 430.0), (start + 60, 270.0), (start + 120, 215.0)]
        points += [(start + 190, 260.0), (start + 270, 365.0)]
    points.append((1125, 430.0))
    return page(
        circle(600, 340, 290, p.TEAL_SOFT, 0.18),
        circle(600, 340, 210, p.TEAL_SOFT, 0.22),
        circle(600, 340, 130, p.TEAL_SOFT, 0.28),
        stroke(smooth(points), p.TEAL, 13),
        words(115, 190, "In", 44, p.CORAL),
        words(115, 240, "1 2 3", 28, p.INK),
        words(352, 190, "Ut", 44, p.TEAL),
        words(352, 240, "1 2 3 4 5", 28, p.INK),
        arrow((90, 500), (150, 500), (205, 500), p.CORAL),
        arrow((232, 500), (330, 500), (430, 500), p.TEAL),
        top=p.CREAM,
        bottom=p.MIST,
    )


def five_points() -> str:
    points = [(180.0, 250.0), (390.0, 215.0), (600.0, 345.0), (810.0, 320.0), (1020.0, 430.0)]
    grid = "".join(stroke(f"M{LEFT},{y} L{RIGHT},{y}", p.SAND, 3, "2 14") for y in (180, 300, 420))
    marks = "".join(
        circle(x, y, 22, p.CREAM) + circle(x, y, 15, p.CORAL) + words(x, FLOOR + 52, said, 28)
        for (x, y), said in zip(points, ("I dag", "2 veckor", "4 veckor", "6 veckor", "8 veckor"), strict=True)
    )
    area = smooth(points) + f" L1020,{FLOOR} L180,{FLOOR}Z"
    return page(
        grid,
        shape(area, p.TEAL_SOFT, 0.35),
        stroke(smooth(points), p.TEAL, 10),
        stroke(f"M{LEFT},{FLOOR} L{RIGHT},{FLOOR}", p.INK, 5),
        marks,
        words(LEFT, 90, "Fem tillfällen på åtta veckor", 40, p.TEAL, "start"),
    )
