"""Opening hours: deadlines count open time only, and the clock on the wall decides when it moves."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.care.hours import DAY, NO_WEEK, CannotReadSpans, Hours, tidy

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OFFICE = ((8 * 60, 12 * 60), (13 * 60, 16 * 60 + 30))
WEEK = (*(OFFICE for _day in range(5)), (), ())
ALWAYS = (((0, DAY),),) * 7


def at(text: str) -> datetime:
    """A moment as the clock on the wall in Stockholm shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


def hours(week=WEEK, **days) -> Hours:
    return Hours(STOCKHOLM, week, {date.fromisoformat(key[1:].replace("_", "-")): value for key, value in days.items()})


def test_open_in_its_hours_and_in_no_others():
    open_at = {"2026-11-23T07:59": False, "2026-11-23T08:00": True, "2026-11-23T12:30": False}
    open_at |= {"2026-11-23T16:29": True, "2026-11-23T16:30": False, "2026-11-28T10:00": False}
    assert {when: hours().is_open(at(when)) for when in open_at} == open_at


def test_two_hours_on_a_friday_afternoon_end_on_monday():
    assert hours().add_open_time(at("2026-11-27T15:30"), timedelta(hours=2)) == at("2026-11-30T09:00")


def test_a_lunch_break_does_not_count_and_does_not_end_the_day():
    assert hours().add_open_time(at("2026-11-23T11:30"), timedelta(hours=1)) == at("2026-11-23T13:30")
    assert hours().closes_at(at("2026-11-23T11:30")) == at("2026-11-23T16:30")
    assert hours().closes_at(at("2026-11-23T12:30")) == at("2026-11-23T16:30")


def test_a_closed_day_and_a_day_with_other_hours():
    found = hours(_2026_12_24=(), _2026_12_25=(), _2026_12_28=((600, 660),))
    assert found.next_open(at("2026-12-23T17:00")) == at("2026-12-28T10:00")
    assert found.add_open_time(at("2026-12-23T16:00"), timedelta(hours=2)) == at("2026-12-29T08:30")
    assert found.closes_at(at("2026-12-24T09:00")) == at("2026-12-28T11:00")


def test_after_closing_the_next_closing_is_the_next_open_days():
    assert hours().closes_at(at("2026-11-27T17:00")) == at("2026-11-30T16:30")


@pytest.mark.parametrize("week", [NO_WEEK, ((), (), (), (), (), (), ())])
def test_a_unit_that_never_opens_gives_no_time(week):
    found = hours(week)
    assert (found.next_open(at("2026-11-23T09:00")), found.closes_at(at("2026-11-23T09:00"))) == (None, None)
    assert found.add_open_time(at("2026-11-23T09:00"), timedelta(minutes=1)) is None


def test_hours_that_end_with_a_closed_year_give_no_time():
    first = date(2026, 11, 23)
    shut = {first + timedelta(days=n): () for n in range(500)}
    assert Hours(STOCKHOLM, WEEK, shut).next_open(at("2026-11-23T09:00")) is None


def test_always_open_never_closes():
    assert hours(ALWAYS).closes_at(at("2026-11-23T09:00")) is None


def test_open_over_midnight_closes_in_the_morning():
    night = tuple(((0, 6 * 60), (22 * 60, DAY)) for _day in range(7))
    assert hours(night).closes_at(at("2026-11-23T23:00")) == at("2026-11-24T06:00")
    assert hours(night).closes_at(at("2026-11-23T05:00")) == at("2026-11-23T06:00")


def test_the_night_when_clocks_go_forward_is_an_hour_shorter():
    assert hours(ALWAYS).add_open_time(at("2026-03-29T00:00"), timedelta(hours=23)) == at("2026-03-30T00:00")
    assert hours().add_open_time(at("2026-03-27T16:00"), timedelta(hours=1)) == at("2026-03-30T08:30")


def test_the_night_when_clocks_go_back_is_an_hour_longer():
    assert hours(ALWAYS).add_open_time(at("2026-10-25T00:00"), timedelta(hours=25)) == at("2026-10-26T00:00")


def test_spans_that_meet_are_one_and_wrong_ones_are_refused():
    assert tidy([(600, 700), (480, 600), (650, 720)]) == ((480, 720),)
    for wrong in ((600, 600), (700, 600), (-1, 5), (0, DAY + 1)):
        with pytest.raises(CannotReadSpans):
            tidy([wrong])


DAYS_HOURS = [(), OFFICE, ((0, DAY),), ((600, 615),), ((0, 360), (1320, DAY)), ((60, 165),), ((1380, DAY),)]
SPANS = st.sampled_from(DAYS_HOURS)
CLOSED = st.sampled_from([date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26), date(2026, 11, 2)])
WEEKS = st.tuples(*[SPANS] * 7)
HOURS = st.builds(lambda week, day, spans: Hours(STOCKHOLM, week, {day: spans}), WEEKS, CLOSED, SPANS)
OCTOBER = datetime(2026, 10, 10, tzinfo=UTC)
MOMENTS = st.integers(0, 31 * DAY).map(lambda minutes: OCTOBER + timedelta(minutes=minutes))
AMOUNTS = st.integers(1, 40 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(HOURS, MOMENTS, AMOUNTS)
def test_a_deadline_has_exactly_its_open_time_before_it(unit, moment, amount):
    deadline = unit.add_open_time(moment, amount)
    if deadline is None:
        assert not any(unit.week)
    else:
        assert unit.open_time(moment, deadline) == amount


@given(HOURS, MOMENTS, AMOUNTS, AMOUNTS)
def test_two_waits_are_one_longer_wait(unit, moment, first, second):
    between = unit.add_open_time(moment, first)
    whole = unit.add_open_time(moment, first + second)
    assert whole == (between and unit.add_open_time(between, second))


@given(HOURS, MOMENTS)
def test_it_is_open_when_it_opens_and_shut_when_it_closes(unit, moment):
    opens, closes = unit.next_open(moment), unit.closes_at(moment)
    if opens is not None:
        assert opens >= moment and unit.is_open(opens)
        assert opens != moment or unit.is_open(moment)
    if closes is not None:
        assert closes > moment and not unit.is_open(closes)


@given(HOURS, MOMENTS, AMOUNTS, st.dates(date(2026, 10, 10), date(2026, 11, 10)))
def test_a_closed_day_never_makes_a_deadline_come_sooner(unit, moment, amount, day):
    before, after = unit.add_open_time(moment, amount), unit.without([day]).add_open_time(moment, amount)
    assert after is None or (before is not None and before <= after)
