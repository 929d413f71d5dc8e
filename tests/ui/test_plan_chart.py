"""A plan drawn on one axis: everything inside the drawing, each mark where its day is, and what is meanwhile."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stegvis.ui.charts import (
    Chart,
    Lane,
    Meanwhile,
    PlanAxis,
    PlanBar,
    PlanMark,
    Series,
    Timeline,
    plan_chart,
    timeline_context,
)

TODAY = date(2026, 3, 2)
KINDS = ("done", "open", "missed", "coming", "flag", "told")


def an_axis(lanes, first=TODAY - timedelta(days=30), last=TODAY + timedelta(days=60), pauses=()):
    return PlanAxis("Planen", "Ord om planen.", tuple(lanes), first, last, TODAY, tuple(pauses))


def numbers(svg, name):
    return [float(found) for found in re.findall(rf'\b{name}="(-?[\d.]+)"', svg)]


days = st.integers(-30, 60).map(lambda n: TODAY + timedelta(days=n))
lanes = st.lists(
    st.builds(
        Lane,
        st.text(st.characters(categories=["L", "Zs"]), max_size=80),
        st.lists(st.builds(PlanMark, days, st.sampled_from(KINDS)), max_size=6).map(tuple),
    ),
    min_size=1,
    max_size=16,
)


@given(lanes, st.booleans())
def test_nothing_is_drawn_outside(found, narrow):
    svg = plan_chart(an_axis(found), narrow=narrow)
    width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    assert all(0 <= x <= width for name in ("cx", "x", "x1", "x2") for x in numbers(svg, name))
    assert all(0 <= y <= height for name in ("cy", "y", "y1", "y2") for y in numbers(svg, name))
    assert "<title" in svg and "Ord om planen." in svg


def test_later_days_stand_further_to_the_right():
    marks = tuple(PlanMark(TODAY + timedelta(days=n), "coming") for n in (1, 8, 40))
    places = numbers(plan_chart(an_axis([Lane("Mätning", marks)])), "cx")[:3]
    assert places == sorted(places) and len(set(places)) == 3


def test_a_label_is_text_and_never_markup():
    svg = plan_chart(an_axis([Lane("<script>x</script>", (PlanMark(TODAY, "done"),))]))
    assert "<script" not in svg


def test_a_pause_without_an_end_reaches_to_the_edge_and_one_outside_is_not_drawn():
    open_ended = plan_chart(an_axis([Lane("x")], pauses=[(TODAY, None)]))
    gone = plan_chart(an_axis([Lane("x")], pauses=[(TODAY - timedelta(days=90), TODAY - timedelta(days=80))]))
    assert open_ended.count("plan-pause") == 1 and gone.count("plan-pause") == 0
    assert numbers(open_ended, "width")[0] > 200


def test_bars_are_at_least_as_wide_as_a_mark():
    svg = plan_chart(an_axis([Lane("x", (), (PlanBar(TODAY, TODAY, "open"),))]))
    assert min(numbers(svg, "width")) >= 8


def test_what_happened_meanwhile_is_drawn_and_said_and_the_rest_left_out():
    points = tuple((TODAY + timedelta(days=n), float(n)) for n in (0, 7, 14))
    chart = Chart("Summa", (Series("Summa", points),), 0, 27)
    marks = (
        Meanwhile(TODAY + timedelta(days=3), "Modul 2 öppnades", "M2"),
        Meanwhile(TODAY + timedelta(days=90), "Modul 3 öppnades", "M3"),
    )
    pauses = ((TODAY + timedelta(days=8), TODAY + timedelta(days=10)),)
    shown = timeline_context(Timeline("Allt", (chart,), marks=marks, pauses=pauses))
    assert shown["wide"].count("chart-meanwhile") == 1 and "M2" in shown["wide"] and "M3" not in shown["wide"]
    assert shown["wide"].count("chart-paused") == 1
    assert len(shown["meanwhile"]) == 2 and "Modul 2 öppnades" in shown["meanwhile"][0]
