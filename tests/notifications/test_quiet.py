"""Quiet hours by a person's own clock, also when the clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.notifications.quiet import next_allowed

SWEDEN = ZoneInfo("Europe/Stockholm")
NIGHT = (time(21), time(8))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN)


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-03-02T20:59", "2026-03-02T20:59"),
        ("2026-03-02T21:00", "2026-03-03T08:00"),
        ("2026-03-03T00:00", "2026-03-03T08:00"),
        ("2026-03-03T07:59", "2026-03-03T08:00"),
        ("2026-03-03T08:00", "2026-03-03T08:00"),
        # The night that is an hour short, and the one that is an hour long.
        ("2026-03-28T22:00", "2026-03-29T08:00"),
        ("2026-10-24T22:00", "2026-10-25T08:00"),
        ("2028-02-28T23:00", "2028-02-29T08:00"),
        ("2026-12-31T23:00", "2027-01-01T08:00"),
    ],
)
def test_a_night(moment, allowed):
    assert next_allowed(at(moment), SWEDEN, *NIGHT) == at(allowed)


def test_the_short_night_is_an_hour_shorter():
    slept = next_allowed(at("2026-03-28T22:00"), SWEDEN, *NIGHT) - at("2026-03-28T22:00").astimezone(UTC)
    assert slept == timedelta(hours=9)


def test_an_end_that_the_clock_skips_or_shows_twice():
    skipped = next_allowed(at("2026-03-28T23:00"), SWEDEN, time(21), time(2, 30))
    assert skipped == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    twice = next_allowed(at("2026-10-24T23:00"), SWEDEN, time(21), time(2, 30))
    assert twice == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_in_the_middle_of_a_day():
    assert next_allowed(at("2026-03-02T13:00"), SWEDEN, time(12), time(15)) == at("2026-03-02T15:00")
    assert next_allowed(at("2026-03-02T15:00"), SWEDEN, time(12), time(15)) == at("2026-03-02T15:00")


def test_equal_times_are_no_quiet_hours():
    assert next_allowed(at("2026-03-02T23:00"), SWEDEN, time(8), time(8)) == at("2026-03-02T23:00")


@settings(max_examples=200, deadline=None)
@given(
    minutes=st.integers(0, 2 * 365 * 24 * 60),
    begins=st.times(),
    ends=st.times(),
    zone=st.sampled_from(["Europe/Stockholm", "Europe/Helsinki", "America/St_Johns", "Asia/Kolkata"]),
)
def test_never_before_and_never_more_than_a_day_and_two_hours_after(minutes, begins, ends, zone):
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = next_allowed(moment, ZoneInfo(zone), begins, ends)
    assert moment <= found <= moment + timedelta(hours=26)
