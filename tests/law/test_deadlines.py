"""The clock of an incident: hours run through weekends, nothing goes back, and the unjudged count as the worst."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.law.deadlines import (
    DUTIES,
    LEFT,
    LEVELS,
    ZONE,
    DueState,
    Happening,
    Level,
    dues,
    ends,
    next_due,
    remind_at,
)
from stegvis.law.kinds import IncidentKind

FIRST, DAYS = datetime(2024, 1, 1, tzinfo=UTC), timedelta(days=2500)
moments = st.timedeltas(timedelta(0), DAYS).map(lambda after: FIRST + after)
spans = st.timedeltas(timedelta(0), timedelta(days=120))
RANK = {DueState.PROMPT: 0, DueState.WAITING: 0, DueState.SOON: 1, DueState.LATE: 2}


@st.composite
def happenings(draw):
    kinds = draw(st.sets(st.sampled_from(list(IncidentKind)), min_size=1))
    levels = {kind: draw(st.sampled_from([None, *LEVELS[kind]])) for kind in sorted(kinds)}
    known = draw(moments)
    happened = draw(st.none() | spans.map(lambda before: known - before))
    codes = [duty.code for duty in DUTIES if duty.kind in levels]
    done = {code: known + draw(spans) for code in draw(st.sets(st.sampled_from(codes)))}
    return Happening(known, levels, happened, done)


def only(code, happening, now):
    return next(due for due in dues(happening, now) if due.duty.code == code)


# A Friday afternoon, the Friday before Christmas, and the night when clocks go forward.
@pytest.mark.parametrize(
    "known", [datetime(2026, *rest, tzinfo=UTC) for rest in ((11, 20, 15, 30), (12, 23, 9, 0), (3, 28, 22, 0))]
)
def test_hours_run_through_weekends_holidays_and_the_change_of_clocks(known):
    happening = Happening(known, {IncidentKind.BREACH: Level.RISK, IncidentKind.CYBER: Level.SIGNIFICANT})
    assert only("imy", happening, known).at == known + timedelta(hours=72)
    assert only("cyber_warning", happening, known).at == known + timedelta(hours=24)
    assert only("cyber_report", happening, known).at == known + timedelta(hours=72)


def test_days_and_months_end_with_their_day_in_sweden():
    known = datetime(2026, 1, 30, 23, 30, tzinfo=UTC)  # the 31st in Sweden
    cyber = Happening(known, {IncidentKind.CYBER: Level.SIGNIFICANT}, None, {"cyber_report": known})
    assert only("cyber_final", cyber, known).at == datetime(2026, 2, 28, 23, 59, 59, tzinfo=ZONE)
    device = Happening(known, {IncidentKind.DEVICE: Level.DEATH})
    assert only("device_agency", device, known).at == datetime(2026, 2, 10, 23, 59, 59, tzinfo=ZONE)
    maria = Happening(known, {IncidentKind.CARE_INJURY: Level.SERIOUS}, datetime(2025, 12, 31, 12, tzinfo=UTC))
    assert only("ivo", maria, known).at == datetime(2026, 2, 28, 23, 59, 59, tzinfo=ZONE)


def test_the_last_report_follows_the_notification_and_is_unsure_before_it():
    known = datetime(2026, 11, 20, 15, tzinfo=UTC)
    before = only("cyber_final", Happening(known, {IncidentKind.CYBER: Level.SIGNIFICANT}), known)
    assert (before.sure, before.at) == (False, datetime(2026, 12, 23, 23, 59, 59, tzinfo=ZONE))
    done = Happening(known, {IncidentKind.CYBER: Level.SIGNIFICANT}, None, {"cyber_report": known + timedelta(hours=2)})
    after = only("cyber_final", done, known + timedelta(hours=3))
    assert (after.sure, after.at) == (True, datetime(2026, 12, 20, 23, 59, 59, tzinfo=ZONE))


@given(happenings(), spans, spans)
def test_time_only_makes_it_worse_and_what_is_done_stays_done(happening, one, more):
    early, late = happening.known_at + one, happening.known_at + one + more
    for first, then in zip(dues(happening, early), dues(happening, late), strict=True):
        assert (first.at, first.left) == (then.at, then.left)
        if first.left:
            assert RANK[first.state] <= RANK[then.state]
        else:
            assert first.state is then.state


@given(happenings(), spans)
def test_what_nobody_has_judged_is_never_later_than_what_somebody_could_judge(happening, since):
    now = happening.known_at + since
    for kind, levels in LEVELS.items():
        if kind not in happening.levels:
            continue
        unjudged = Happening(happening.known_at, {kind: None}, happening.happened_at, {})
        for due in dues(unjudged, now):
            assert due.left
            for level in levels:
                judged = only(
                    due.duty.code, Happening(happening.known_at, {kind: level}, happening.happened_at, {}), now
                )
                assert judged.state is DueState.NOT_NEEDED or judged.at is None or (due.at and due.at <= judged.at)


@given(happenings(), spans)
def test_the_first_to_do_is_the_earliest_and_a_reminder_lies_ahead_of_it(happening, since):
    now = happening.known_at + since
    found = dues(happening, now)
    first = next_due(found)
    left = [due for due in found if due.left]
    assert (first is None) == (not left)
    if first and first.at:
        assert all(due.at is None or first.at <= due.at for due in left)
    moment = remind_at(found)
    ahead = [due.at for due in found if due.state in {DueState.WAITING, DueState.SOON}]
    assert (moment is None) == (not ahead)
    if moment:
        assert now <= moment <= min(ahead)


@given(moments)
def test_done_in_time_or_late_is_told_apart_by_the_second(known):
    happening = {IncidentKind.BREACH: Level.HIGH}
    limit = ends(known, DUTIES[0].terms[Level.HIGH])
    for at, state in ((limit, DueState.DONE), (limit + timedelta(seconds=1), DueState.DONE_LATE)):
        assert only("imy", Happening(known, happening, None, {"imy": at}), at).state is state


def test_every_duty_has_levels_of_its_kind_and_every_state_is_known():
    assert all(set(duty.terms) <= set(LEVELS[duty.kind]) for duty in DUTIES)
    assert LEFT | {DueState.DONE, DueState.DONE_LATE, DueState.NOT_NEEDED} == set(DueState)
