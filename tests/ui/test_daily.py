"""Numbers day by day: where dots stand, where the line is broken, what the axis begins at, what is said in words."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.ui.charts.daily import DailyChart, DailyLine, Dot, described, drawn, nice_ends

FIRST = date(2026, 3, 2)


def chart(*values: float | None, **more) -> DailyChart:
    dots = tuple(Dot(FIRST + timedelta(days=n), value) for n, value in enumerate(values) if value is not None)
    given = {"unit": "timmar", "first": FIRST, "last": FIRST + timedelta(days=27), **more}
    return DailyChart("Sömn", lines=(DailyLine("Sömn", dots),), **given)


def test_a_day_without_an_entry_breaks_the_line():
    path = re.search(r'chart-line" d="([^"]*)"', drawn(chart(6, 7, None, 5)).wide)
    assert path and (path[1].count("M"), path[1].count("L")) == (2, 1)


def test_every_dot_is_drawn_inside_the_drawing():
    for svg, width in ((drawn(chart(*range(1, 29))).wide, 680), (drawn(chart(*range(1, 29))).narrow, 304)):
        xs = [float(x) for x in re.findall(r'cx="([^"]+)"', svg)]
        assert len(xs) == 28 and min(xs) > 0 and max(xs) < width


def test_the_words_say_means_extremes_and_how_many_days():
    said = described(chart(6, 7.5, None, 4.5))
    assert "i snitt 6 timmar" in said and "lägst 4,5 den 5 mars" in said and "högst 7,5 den 3 mars" in said
    assert said.endswith("3 av 28 dagar har ett värde.")
    assert described(chart()) == "Sömn: inget registrerat de här dagarna."


def test_two_lines_of_the_same_days_say_how_many_once():
    line = chart(5, 6).lines[0]
    both = DailyChart("Två", "min", FIRST, FIRST + timedelta(days=27), (line, DailyLine("Vaken", line.dots)))
    assert described(both).count("dagar har ett värde") == 1


def test_an_axis_begins_at_nought_unless_that_would_hide_the_change():
    assert nice_ends([3.0, 8.5])[0] == 0
    assert nice_ends([78.2, 80.1])[0] > 70
    assert nice_ends([3.0, 4.0], 1.0, 5.0) == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert nice_ends([76.0, 81.0], 0.0, 100.0) == [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]


@given(st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 2)), min_size=1, max_size=40))
def test_the_axis_always_holds_every_value(values):
    ticks = nice_ends(values)
    assert ticks == sorted(set(ticks)) and len(ticks) <= 12
    assert ticks[0] <= min(values) + 1e-6 and ticks[-1] >= max(values) - 1e-6


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", '"><img src=x>'])
def test_names_are_escaped(nasty):
    made = drawn(DailyChart(nasty, nasty, FIRST, FIRST, (DailyLine(nasty, (Dot(FIRST, 1.0),)),) * 2))
    assert "<script>" not in made.wide and "<img" not in made.narrow
