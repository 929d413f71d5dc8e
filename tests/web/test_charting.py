"""From scores to charts: the instrument's own scale and threshold, and nothing compared that was counted in another way."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stegvis.course.series import Point, Series
from stegvis.questionnaires import load
from stegvis.questionnaires.engine import parse
from stegvis.web import charting

SHIPPED = Path(load.__file__).with_name("data")


def shipped(key, **changed):
    document = json.loads((SHIPPED / f"{key}.json").read_text())
    document["scores"][0] |= changed
    return parse(document)


def series(*values, key="gad-7", digests=("new", "new")):
    days = [date(2026, 1, 5), date(2026, 2, 2)]
    points = tuple(
        Point(f"o{n}", on, Decimal(value), digest=digest)
        for n, (on, value, digest) in enumerate(zip(days, values, digests, strict=True))
    )
    return Series(key, "total", digests[-1], points)


@pytest.fixture
def library(monkeypatch):
    known = {"new": shipped("gad-7"), "old": shipped("gad-7", method="mean"), "week": shipped("vardagen")}
    monkeypatch.setattr(charting.library, "definition_by_digest", known.__getitem__)
    return known


@pytest.mark.parametrize(("first", "last", "reliable"), [(12, 8, True), (12, 9, False), (8, 12, True), (8, 8, False)])
def test_a_change_is_judged_by_the_instruments_own_threshold(library, first, last, reliable):
    change = charting.change_of(series(first, last), library["new"])
    assert (change.difference, change.reliable, change.least) == (last - first, reliable, 4)
    assert change.source == "Toussaint med flera 2020"


def test_what_was_counted_in_another_way_is_not_compared(library):
    assert charting.change_of(series(2, 8, digests=("old", "new")), library["new"]) is None


def test_the_axis_is_the_scale_itself(library):
    chart = charting.chart_of(series(3, 5), library["new"], "sv")
    assert (chart.low, chart.high) == (0, 21)
    assert [(band.low, band.high) for band in chart.bands] == [(0, 4), (5, 9), (10, 14), (15, 21)]


def test_only_scores_with_the_same_scale_and_no_bands_share_a_plot(library):
    week = library["week"]
    days = (date(2026, 1, 5), date(2026, 2, 2))
    pair = [
        charting.chart_of(
            Series(
                "vardagen", code, "week", tuple(Point("", on, Decimal(n), digest="week") for n, on in enumerate(days))
            ),
            week,
            "sv",
        )
        for code in ("maende", "ork")
    ]
    gad = charting.chart_of(series(3, 5), library["new"], "sv")
    timeline = charting.timeline_of([gad, *pair])
    assert [len(chart.series) for chart in timeline.panels] == [1, 2]
