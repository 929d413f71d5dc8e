"""A chart never says something its values do not: gaps stay gaps, bands are named, words agree."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.ui.charts import (
    Band,
    CannotDrawChart,
    Change,
    Chart,
    CutOff,
    Series,
    Timeline,
    chart_context,
    describe,
    line_chart,
    rows,
    timeline_chart,
    timeline_context,
)
from stegvis.ui.charts.frame import NARROW, WIDE, Frame, room_for, spread, ticks

BANDS = (
    Band("Ingen", 0, 4, "calm"),
    Band("Lindrig", 5, 9, "mild"),
    Band("Medelsvår", 10, 19, "moderate"),
    Band("Svår", 20, 27, "severe"),
)
COURSE = Series("PHQ-9", ((date(2025, 3, 3), 16), (date(2025, 3, 31), None), (date(2025, 5, 12), 9)))


def chart(*series: Series, bands: tuple[Band, ...] = BANDS, **more: object) -> Chart:
    return Chart("PHQ-9 över tid", series or (COURSE,), 0, 27, bands, **more)


def drawn(whole: Chart, narrow: bool = False) -> ET.Element:
    return ET.fromstring(line_chart(whole, narrow=narrow))


def texts(picture: ET.Element) -> list[str]:
    return [element.text or "" for element in picture.iter("text")]


def by_class(picture: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in picture.iter() if name in element.get("class", "").split()]


def box(text: ET.Element, letter: float = 6.7) -> tuple[float, float, float, float]:
    """About where a piece of text stands: left, right, top, bottom."""
    x, y, wide = float(text.get("x")), float(text.get("y")), len(text.text or "") * letter
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.get("text-anchor", "start")]
    return left, left + wide, y - 10, y + 2


def _touching(found: list[ET.Element]) -> list[tuple[str, str]]:
    boxes = [(each.text or "", box(each, 6.2)) for each in found]
    return [
        (first, second)
        for n, (first, (left, right, top, bottom)) in enumerate(boxes)
        for second, (other_left, other_right, other_top, other_bottom) in boxes[n + 1 :]
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom
    ]


@pytest.mark.parametrize("narrow", [False, True])
def test_the_picture_has_a_name_and_a_description(narrow):
    picture = drawn(chart(), narrow)
    assert picture.get("role") == "img"
    named = picture.get("aria-labelledby", "").split()
    assert [picture.find("title").get("id"), picture.find("desc").get("id")] == named
    assert picture.find("desc").text == describe(COURSE, BANDS)


def test_an_unanswered_occasion_is_a_gap_with_a_cross():
    picture = drawn(chart())
    (line,) = by_class(picture, "chart-line")
    assert line.get("d").count("M") == 2 and "L" not in line.get("d")
    assert len(by_class(picture, "chart-mark")) == 2
    (cross,) = by_class(picture, "chart-missing")
    (axis, *_rest) = [e for e in by_class(picture, "chart-axis") if e.get("x1") != e.get("x2")]
    assert cross.get("transform").endswith(f" {axis.get('y1')})")
    assert texts(picture).count("inte besvarad") == 1


def test_one_answer_is_a_mark_on_its_scale_not_a_line():
    lone = chart(Series("PHQ-9", ((date(2025, 3, 3), 16),)), cut_offs=(CutOff(10, "Gräns 10"),))
    shown = chart_context(lone)
    assert shown["wide"] == shown["narrow"] == "" and "16" in shown["words"]
    picture = ET.fromstring(shown["scale"])
    (mark,) = by_class(picture, "chart-mark")
    (_calm, _mild, moderate, _severe) = by_class(picture, "chart-band")
    low = float(moderate.get("x"))
    assert low < float(mark.get("cx")) < low + float(moderate.get("width"))
    assert "Gräns 10" in texts(picture) and "10" not in texts(picture)


def test_one_answer_without_bands_is_its_sentence_alone():
    shown = chart_context(chart(Series("Timmar", ((date(2025, 3, 3), 7),)), bands=()))
    assert shown["scale"] == shown["wide"] == "" and shown["words"]


def test_bands_meet_and_are_named():
    picture = drawn(chart())
    shades = by_class(picture, "chart-band")
    assert [shade.get("data-tone") for shade in shades] == ["calm", "mild", "moderate", "severe"]
    edges = [(float(s.get("y")), float(s.get("y")) + float(s.get("height"))) for s in shades]
    for lower, upper in pairwise(edges):
        assert lower[0] == pytest.approx(upper[1], abs=0.11)
    assert {band.label for band in BANDS} <= set(texts(picture))


def test_values_dates_and_cut_offs_are_written_out():
    found = texts(drawn(chart(cut_offs=(CutOff(10, "Gräns"),))))
    for words in ("16", "9", "3 mars", "12 maj", "2025", "Gräns"):
        assert words in found


def test_names_in_a_narrow_picture_never_meet_the_points():
    frame = Frame.of(chart(), NARROW)
    assert frame.x(date(2025, 5, 12)) <= frame.right - 70


def test_two_lines_differ_in_more_than_colour():
    other = Series("GAD-7", ((date(2025, 3, 3), 11), (date(2025, 5, 12), 9)))
    picture = drawn(chart(COURSE, other, bands=()))
    assert len(by_class(picture, "series-1")) and len(by_class(picture, "series-2"))
    names = by_class(picture, "chart-name")
    assert [name.text for name in names] == ["PHQ-9 9", "GAD-7 9"]
    assert not _touching(names)
    assert all(float(name.get("y")) < Frame.of(chart(COURSE, other, bands=()), WIDE).size.top for name in names)


def test_nothing_answered_is_still_a_picture():
    picture = drawn(chart(Series("PHQ-9", ())))
    assert not by_class(picture, "chart-mark")
    assert describe(Series("PHQ-9", ())) == "PHQ-9 har inget svar än."


@pytest.mark.parametrize("value", [-1, 28])
def test_a_value_outside_the_range_is_refused(value):
    with pytest.raises(CannotDrawChart):
        chart(Series("PHQ-9", ((date(2025, 3, 3), value),)))


def test_an_empty_range_and_a_fifth_line_are_refused():
    with pytest.raises(CannotDrawChart):
        Chart("x", (), 5, 5)
    with pytest.raises(CannotDrawChart):
        chart(*[COURSE] * 5)


def test_the_sentence():
    assert describe(COURSE, BANDS, higher_is_worse=True) == (
        "PHQ-9 har gått från 16 (medelsvår) den 3 mars till 9 (lindrig) den 12 maj. "
        "1 av 3 mättillfällen är inte besvarade. Lägre poäng betyder mindre besvär."
    )


def test_the_sentence_about_one_answer_and_about_no_change():
    one = Series("GAD-7", ((date(2025, 3, 3), 4.5),))
    assert describe(one) == "GAD-7 var 4,5 den 3 mars."
    same = Series("GAD-7", ((date(2024, 12, 3), 4), (date(2025, 1, 7), 4)))
    assert describe(same) == "GAD-7 var 4 den 3 december 2024 och är 4 även den 7 januari 2025."


def test_the_sentence_never_calls_a_change_good_or_bad():
    worse = Series("PHQ-9", ((date(2025, 3, 3), 5), (date(2025, 5, 12), 25)))
    assert not {"bättre", "sämre"} & set(describe(worse, BANDS, higher_is_worse=True).lower().split())


def test_the_rows_are_newest_first_and_say_what_is_missing():
    found = rows(COURSE, BANDS)
    assert [(row.when, row.cells[0].text) for row in found] == [
        ("12 maj 2025", "9 (lindrig)"),
        ("31 mars 2025", "inte besvarad"),
        ("3 mars 2025", "16 (medelsvår)"),
    ]


def test_labels_are_escaped():
    assert "<b>" not in line_chart(chart(Series("<b>x</b>", COURSE.points)))


def test_two_drawings_have_ids_of_their_own():
    context = chart_context(chart(key="a"))
    assert 'id="a-wide-t"' in context["wide"] and 'id="a-narrow-t"' in context["narrow"]


def test_months_follow_the_language():
    with translation.override("en"):
        assert "3 March" in texts(drawn(chart()))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 27, [0, 5, 10, 15, 20, 27]),
        (0, 21, [0, 5, 10, 15, 21]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 3, [0, 1, 2, 3]),
    ],
)
def test_the_scale_has_round_numbers(low, high, expected):
    assert ticks(low, high) == expected


points = st.lists(
    st.tuples(st.integers(0, 800), st.one_of(st.none(), st.integers(0, 27))), max_size=40, unique_by=lambda p: p[0]
).map(lambda found: tuple((date(2024, 1, 1) + timedelta(days=day), value) for day, value in found))


@given(points, st.booleans())
def test_every_answer_is_drawn_inside_the_plot(found, narrow):
    picture = drawn(chart(Series("PHQ-9", found)), narrow)
    width, height = (float(number) for number in picture.get("viewBox").split()[2:])
    marks = by_class(picture, "chart-mark")
    assert len(marks) == sum(value is not None for _on, value in found)
    assert len(by_class(picture, "chart-missing")) == sum(value is None for _on, value in found)
    for mark in marks:
        assert 0 < float(mark.get("cx")) < width and 0 < float(mark.get("cy")) < height


@given(points)
def test_the_words_and_the_table_have_every_occasion(found):
    series = Series("PHQ-9", found)
    assert len(rows(series, BANDS)) == len(found)
    assert describe(series, BANDS).startswith("PHQ-9 ")


@given(st.lists(st.tuples(st.floats(0, 600), st.text("abc", max_size=12)), max_size=20))
def test_printed_labels_never_touch(found):
    words = sorted(found)
    kept = [(words[i][0], len(words[i][1]) * 6.7 / 2) for i in room_for(words, 6.7)]
    for (x, half), (next_x, next_half) in pairwise(kept):
        assert x + half < next_x - next_half


@given(st.lists(st.floats(20, 260), min_size=1, max_size=4))
def test_names_are_moved_apart(places):
    moved = sorted(spread(places, 17, 14, 270))
    assert all(after - before >= 16.9 for before, after in pairwise(moved))


def test_two_answers_on_one_day_are_two_rows():
    line = Series("PHQ-9", ((date(2025, 3, 3), 16), (date(2025, 3, 3), 9)))
    assert [row.cells[0].text for row in rows(line)] == ["9", "16"]


# --- How far from the first answer

SURE = Change(-7, True, 4, "Toussaint med flera 2020")
NOT_SURE = Change(-2, False, 4, "Toussaint med flera 2020")


def test_a_change_that_counts_is_said_drawn_and_in_the_table():
    line = Series("GAD-7", COURSE.points, SURE)
    assert (
        "Det är 7 poäng lägre än första gången. "
        "Det är en säker förändring enligt Toussaint med flera 2020 (minst 4 poäng)." in describe(line)
    )
    picture = drawn(chart(line))
    (mark,) = by_class(picture, "chart-change")
    assert mark.get("data-reliable") == "yes"
    assert "\u22127 sedan första gången · säker förändring" in texts(picture)
    assert [cell.text for cell in chart_context(chart(line))["changes"]] == ["\u22127 (säker förändring)"]


def test_a_change_that_does_not_count_is_said_to_be_too_small():
    line = Series("GAD-7", COURSE.points, NOT_SURE)
    assert "för lite för en säker förändring" in describe(line)
    (mark,) = by_class(drawn(chart(line)), "chart-change")
    assert mark.get("data-reliable") == "no"
    assert chart_context(chart(line))["changes"][0].text == "\u22122 (inte säker förändring)"


def test_where_nobody_has_said_what_counts_only_the_difference_is_said():
    line = Series("PHQ-9", COURSE.points, Change(-7))
    assert "7 poäng lägre" in describe(line) and "säker" not in describe(line)
    assert chart_context(chart(line))["changes"][0].text == "\u22127"


def test_a_score_that_is_an_amount_is_said_in_its_unit():
    hours = Series("Timmar", ((date(2025, 3, 3), 5.5), (date(2025, 5, 12), 7)), Change(1.5, unit="timmar"))
    assert "Det är 1,5 timmar mer än första gången." in describe(hours)


def test_no_change_has_no_bracket():
    same = Series("GAD-7", ((date(2024, 12, 3), 4), (date(2025, 1, 7), 4)), Change(0, False, 4))
    assert not by_class(drawn(chart(same)), "chart-change")
    assert "första gången" not in describe(same)


# --- Several on one axis

HOURS = Chart("Timmar sovit", (Series("Timmar sovit", ((date(2025, 4, 7), 6), (date(2025, 6, 2), 7))),), 0, 11, key="t")


def test_several_scales_stand_under_each_other_on_the_same_days():
    picture = ET.fromstring(timeline_chart(Timeline("Allt", (chart(), HOURS))))
    assert [text.text for text in by_class(picture, "chart-title")] == ["PHQ-9 över tid", "Timmar sovit"]
    first, second = by_class(picture, "chart-line")
    assert first.get("d") and second.get("d")
    tops = sorted({float(line.get("y1")) for line in by_class(picture, "chart-when")})
    assert len(tops) == 2 and len(by_class(picture, "chart-when")) == 2 * 5
    columns = [{line.get("x1") for line in by_class(picture, "chart-when") if float(line.get("y1")) == y} for y in tops]
    assert columns[0] == columns[1]


def test_one_table_has_every_occasion_of_them_all():
    shown = timeline_context(Timeline("Allt", (chart(Series("PHQ-9", COURSE.points, Change(-7))), HOURS)))
    assert shown["names"] == ("PHQ-9", "Timmar sovit")
    assert [(row.when, [cell.text for cell in row.cells]) for row in shown["rows"]] == [
        ("2 juni 2025", ["–", "7"]),
        ("12 maj 2025", ["9 (lindrig)", "–"]),
        ("7 april 2025", ["–", "6"]),
        ("31 mars 2025", ["inte besvarad", "–"]),
        ("3 mars 2025", ["16 (medelsvår)", "–"]),
    ]
    assert [cell.text for cell in shown["changes"]] == ["\u22127", "–"]
    assert len(shown["said"]) == 2


LONG = "Ett mycket långt namn på något som bara kan mätas med många ord"
labels = st.sampled_from(["PHQ-9", "Ork", LONG])


@settings(max_examples=40)
@given(points, points, labels, labels, st.booleans(), st.sampled_from([SURE, NOT_SURE, None]))
def test_no_words_in_a_drawing_meet_or_fall_outside(found, other, name, second, narrow, change):
    one = Series(name, found, change if sum(value is not None for _on, value in found) > 1 else None)
    panels = (chart(one, cut_offs=(CutOff(10, "Gräns 10"),)), chart(one, Series(second, other), bands=()))
    for whole in (line_chart(panels[0], narrow), timeline_chart(Timeline("Allt", panels), narrow)):
        picture = ET.fromstring(whole)
        width, height = (float(number) for number in picture.get("viewBox").split()[2:])
        words = list(picture.iter("text"))
        soft = [each for each in words if "chart-halo" not in each.get("class", "")]
        assert not _touching(soft)
        for left, right, top, bottom in map(box, soft):
            assert left >= -2 and right <= width + 12 and top >= 0 and bottom <= height
