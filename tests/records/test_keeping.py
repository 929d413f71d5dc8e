"""Which rule applies to what, from when, and what is held: without a database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stegvis.records.keeping import (
    LEAST_MONTHS,
    Hold,
    Kept,
    Rule,
    judge_all,
    judge_ordered,
    months_after,
    months_before,
    permitted,
    strictest,
)
from stegvis.records.kinds import DataClass, Since, Why

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MONTHS = st.integers(0, 1200)
TODAY = date(2026, 11, 23)


@st.composite
def records(draw):
    last = draw(st.dates(date(1995, 1, 1), TODAY))
    ended = draw(st.none() | st.dates(date(1995, 1, 1), TODAY))
    return Kept(draw(st.uuids()), draw(st.integers(0, 3)), draw(st.integers(0, 2)), last, ended, draw(st.booleans()))


RECORDS = st.lists(records(), max_size=12)
HOLDS = st.lists(
    st.builds(
        Hold,
        patient=st.none() | st.integers(0, 3),
        program=st.none() | st.integers(0, 2),
        until=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    ),
    max_size=3,
)
RULES = st.builds(Rule, st.just(DataClass.RECORD), st.integers(120, 600), st.sampled_from(Since))


@given(DAYS, MONTHS)
def test_so_many_months_later_is_never_a_day_early(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month in {months, months + 1}
    assert later.day == day.day or (later.day == 1 and day.day > 28)
    assert months_after(day, months) <= months_after(day + timedelta(days=1), months)


@given(DAYS, st.integers(0, 600))
def test_what_reaches_back_finds_all_that_is_due_and_nothing_else(day, months):
    reach = months_before(day, months)
    assert months_after(reach, months) <= day
    assert months_after(reach + timedelta(days=1), months) > day


def test_the_leap_day_gives_ten_full_years():
    assert months_after(date(2016, 2, 29), 120) == date(2026, 3, 1)
    assert months_after(date(2024, 12, 31), 2) == date(2025, 3, 1)


@given(RULES, RECORDS, HOLDS)
def test_nothing_goes_before_the_laws_time_while_it_runs_is_held_or_has_an_open_flag(rule, rows, holds):
    for each in judge_all(rule, rows, holds, TODAY):
        if not each.goes:
            continue
        row = each.kept
        assert row.ended_on is not None and not row.flagged
        assert months_after(row.last_entry_on, LEAST_MONTHS[DataClass.RECORD]) <= TODAY
        assert not any(hold.covers(row, TODAY) for hold in holds)
        if rule.since is Since.PATIENT:
            of_patient = [other for other in rows if other.patient == row.patient]
            assert all(other.ended_on for other in of_patient)
            assert all(months_after(other.last_entry_on, rule.months) <= TODAY for other in of_patient)


@given(RULES, RECORDS, HOLDS, HOLDS)
def test_one_more_hold_never_lets_more_go_and_a_longer_rule_neither(rule, rows, holds, more):
    goes = {each.kept.key for each in judge_all(rule, rows, holds, TODAY) if each.goes}
    assert {each.kept.key for each in judge_all(rule, rows, [*holds, *more], TODAY) if each.goes} <= goes
    longer = Rule(rule.kind, rule.months + 12, rule.since)
    assert {each.kept.key for each in judge_all(longer, rows, holds, TODAY) if each.goes} <= goes


@given(RULES, RECORDS, HOLDS)
def test_each_record_is_judged_once_and_the_day_is_told(rule, rows, holds):
    found = judge_all(rule, rows, holds, TODAY)
    assert [each.kept for each in found] == rows
    for each in found:
        assert (each.due_on is None) == (each.why is Why.RUNNING)
        assert (each.why is Why.YOUNG) == (each.due_on is not None and each.due_on > TODAY)


@given(RECORDS, HOLDS)
def test_an_order_asks_no_age_but_stops_at_what_runs_and_what_is_held(rows, holds):
    for each in judge_ordered(rows, holds, TODAY):
        blocked = each.kept.ended_on is None or each.kept.flagged or any(h.covers(each.kept, TODAY) for h in holds)
        assert each.goes == (not blocked)


def test_a_hold_of_nothing_named_holds_everything_until_its_last_day():
    row = Kept("a", 1, 2, date(2000, 1, 1), date(2000, 1, 1))
    assert Hold(until=TODAY).covers(row, TODAY)
    assert not Hold(until=TODAY - timedelta(days=1)).covers(row, TODAY)
    assert Hold(patient=1, program=2).covers(row, TODAY) and not Hold(patient=1, program=3).covers(row, TODAY)


def test_a_rule_that_gives_less_than_the_law_is_not_permitted():
    assert permitted(Rule(DataClass.RECORD, 120)) and not permitted(Rule(DataClass.RECORD, 119))
    assert permitted(Rule(DataClass.LOG, 60)) and not permitted(Rule(DataClass.LOG, 59))


@given(RECORDS, HOLDS, RULES, RULES)
def test_by_two_rules_nothing_goes_that_stays_by_one(rows, holds, decided, now):
    both = zip(judge_all(decided, rows, holds, TODAY), judge_all(now, rows, holds, TODAY), strict=True)
    for pair in both:
        found = strictest(pair)
        assert found.goes == all(each.goes for each in pair)
        if found.goes:
            assert found.due_on == max(each.due_on for each in pair)
    assert strictest([]) is None
