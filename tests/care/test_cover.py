"""Cover: every day the unit is open has somebody and one more."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from stegvis.care.cover import Away, Duty, Gap, Lack, Roster, gaps, nobody_days
from stegvis.care.hours import Hours

MONDAY = date(2026, 11, 23)
WEEK = (*((((480, 990),)) for _day in range(5)), (), ())
HOURS = Hours(ZoneInfo("Europe/Stockholm"), tuple(tuple(day) for day in WEEK))
WORKDAYS = frozenset(range(5))
ALL = Duty("anna", "bo", MONDAY - timedelta(days=100), None, WORKDAYS)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def roster(*lines, aways=(), handlers=("anna", "bo", "cia")) -> Roster:
    return Roster(lines, aways, lambda _day: handlers)


def found(roster_, days=14):
    return [(gap.day, gap.why) for gap in gaps(HOURS, roster_, MONDAY, days)]


def test_somebody_and_a_deputy_every_day_is_cover():
    assert found(roster(ALL)) == []


def test_two_planned_people_are_each_others_second():
    assert found(roster(Duty("anna", "", MONDAY, None, WORKDAYS), Duty("bo", "", MONDAY, None, WORKDAYS))) == []


def test_nobody_planned_on_a_weekday():
    lines = Duty("anna", "bo", MONDAY, None, frozenset({0, 1, 2, 3}))
    assert found(roster(lines)) == [(day(4), Lack.NOBODY_PLANNED), (day(11), Lack.NOBODY_PLANNED)]


def test_a_roster_that_ends_leaves_the_days_after_it():
    lines = Duty("anna", "bo", MONDAY, day(9), WORKDAYS)
    assert found(roster(lines)) == [(day(10), Lack.NOBODY_PLANNED), (day(11), Lack.NOBODY_PLANNED)]


def test_an_absence_leaves_one_and_a_replacement_mends_it():
    away = Away("bo", day(1), day(1))
    assert found(roster(ALL, aways=[away])) == [(day(1), Lack.NO_SECOND)]
    assert found(roster(ALL, aways=[Away("bo", day(1), day(1), "cia")])) == []
    assert found(roster(ALL, aways=[Away("bo", day(1), day(1), "anna")])) == [(day(1), Lack.NO_SECOND)]


def test_one_whose_role_has_ended_is_not_there():
    assert found(roster(ALL, handlers=("bo",)), 1) == [(MONDAY, Lack.NO_SECOND)]
    assert found(roster(ALL, handlers=()), 1) == [(MONDAY, Lack.NOBODY_THERE)]


def test_people_who_replace_each_other_in_a_ring_are_nobody():
    ring = [Away("anna", MONDAY, MONDAY, "bo"), Away("bo", MONDAY, MONDAY, "anna")]
    assert found(roster(ALL, aways=ring), 1) == [(MONDAY, Lack.NOBODY_THERE)]


def test_closed_days_need_nobody():
    shut = HOURS.without([day(n) for n in range(14)])
    assert gaps(shut, roster(), MONDAY, 14) == ()


def test_a_unit_without_hours_has_nobody():
    assert gaps(Hours(ZoneInfo("UTC")), roster(ALL), MONDAY, 14) == (Gap(MONDAY, Lack.NO_HOURS),)


def test_the_owner_is_the_therapist_else_who_stands_in_else_the_deputy_else_who_is_there():
    day_off = Away("anna", MONDAY, MONDAY)
    assert roster(ALL).owner("anna", MONDAY) == "anna"
    assert roster(ALL).owner("cia", MONDAY) == "cia"
    assert roster(ALL, aways=[Away("anna", MONDAY, MONDAY, "cia")]).owner("anna", MONDAY) == "cia"
    assert roster(ALL, aways=[day_off]).owner("anna", MONDAY) == "bo"
    assert roster(ALL, aways=[Away("cia", MONDAY, MONDAY)]).owner("cia", MONDAY) == "anna"
    assert roster(ALL, handlers=()).owner("anna", MONDAY) == ""


PEOPLE = st.sampled_from(["anna", "bo", "cia"])
OR_NOBODY = st.sampled_from(["anna", "bo", "cia", ""])
WEEKDAYS = st.sampled_from([WORKDAYS, frozenset({0, 2}), frozenset({1, 3, 4}), frozenset()])
SPAN = st.tuples(st.integers(-3, 16), st.integers(0, 20))
DUTIES = st.tuples(PEOPLE, OR_NOBODY, SPAN, WEEKDAYS).map(
    lambda row: Duty(row[0], row[1], day(row[2][0]), day(sum(row[2])), row[3])
)
AWAYS = st.tuples(PEOPLE, SPAN, OR_NOBODY).map(lambda row: Away(row[0], day(row[1][0]), day(sum(row[1])), row[2]))


@given(st.lists(DUTIES, max_size=4), st.lists(AWAYS, max_size=3), st.sets(PEOPLE))
def test_a_covered_day_has_two_people_who_are_there_and_may(lines, aways, handlers):
    known = roster(*lines, aways=aways, handlers=tuple(handlers))
    lacking = {gap.day for gap in gaps(HOURS, known, MONDAY, 14)}
    for number in range(14):
        people = known.watch(day(number)).all
        assert len(people) == len(set(people))
        assert all(known.is_there(each, day(number)) for each in people)
        if HOURS.is_open_on(day(number)):
            assert (day(number) in lacking) == (len(people) < 2)
    assert set(nobody_days(HOURS, known, MONDAY, 14)) <= lacking


@given(st.lists(DUTIES, max_size=4), st.lists(AWAYS, max_size=3), AWAYS)
def test_one_more_absence_without_a_replacement_mends_nothing(lines, aways, one_more):
    before = set(found(roster(*lines, aways=aways)))
    alone = Away(one_more.person, one_more.first, one_more.last)
    after = roster(*lines, aways=[*aways, alone])
    assert {day for day, _why in before} <= {day for day, _why in found(after)}
