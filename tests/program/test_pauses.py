"""Pauses: what begins them and ends them, what they move, and what comes all the same."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from stegvis.program.document import Document, Measurement
from stegvis.program.facts import FactKind
from stegvis.program.kinds import MeasurementWhen, OpeningRule, Phase
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import AheadKind, EffectKind, OccasionState, Reason, Unfolded, ahead, unfold
from tests.program.samples import START, Log, Q, after, schedule

WEEKLY = Measurement("w", Q, MeasurementWhen.EVERY, days=7, times=4, window_days=3)
PROGRAM = schedule((OpeningRule.AT_START, 0), (OpeningRule.DAYS_AFTER_START, 14), measurements=(WEEKLY,))
LATE = EffectKind.OCCASION_LATE


def started(tz: str = "Europe/Stockholm", at: datetime = START, on: date | None = None) -> Log:
    log = Log()
    log.start(at, on=on, tz=tz)
    return log


def pause(log: Log, said: datetime, first: str, until: str | None = None) -> int:
    return log.add(FactKind.PAUSED, at=said, **{"from": first, "until": until}).seq


def at(log: Log, now: datetime, document: Document = PROGRAM) -> Unfolded:
    return unfold(compile_plan(document), log.standing, now)


def opens(log: Log, document: Document = PROGRAM) -> list[Any]:
    return [each.opens_at for each in at(log, START, document).occasions]


def six(month: int, day: int, hour: int = 5, year: int = 2025) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def test_a_planned_pause_begins_and_ends_at_midnight_and_its_days_do_not_count() -> None:
    log = started()
    pause(log, after(1), "2025-03-12", "2025-03-19")

    assert opens(log) == [six(3, 10), six(3, 24), six(3, 31, 4), six(4, 7, 4)]
    assert at(log, datetime(2025, 3, 11, 22, 59, tzinfo=UTC)).phase is Phase.ACTIVE
    assert at(log, datetime(2025, 3, 11, 23, 0, tzinfo=UTC)).phase is Phase.PAUSED
    assert at(log, datetime(2025, 3, 18, 22, 59, tzinfo=UTC)).phase is Phase.PAUSED
    assert at(log, datetime(2025, 3, 18, 23, 0, tzinfo=UTC)).phase is Phase.ACTIVE
    assert at(log, after(3)).next_due_at == six(3, 10)
    assert at(log, after(8)).next_due_at == datetime(2025, 3, 11, 23, 0, tzinfo=UTC)


def test_a_pause_from_today_begins_at_once_and_what_has_come_stays() -> None:
    log = started()
    said = datetime(2025, 3, 10, 12, 0, tzinfo=UTC)
    pause(log, said, "2025-03-10")
    state = at(log, after(60))

    assert state.phase is Phase.PAUSED
    assert [each.opens_at for each in state.occasions] == [six(3, 10), None, None, None]
    assert state.occasions[0].state is OccasionState.OPEN
    assert state.modules["m2"].reason is Reason.PAUSED
    assert state.next_due_at is None
    assert not [effect for effect in state.effects if effect.kind is LATE]


def test_what_was_open_is_not_late_until_its_days_have_gone() -> None:
    log = started()
    pause(log, datetime(2025, 3, 11, 12, 0, tzinfo=UTC), "2025-03-11", "2025-03-25")

    assert next(e.due_at for e in at(log, after(40)).effects if e.kind is LATE) == six(3, 27)


def test_resumed_the_same_day_moves_nothing() -> None:
    log = started()
    pause(log, after(3), "2025-03-06")
    log.add(FactKind.RESUMED, at=after(3, 60))

    assert opens(log) == opens(started())


def test_resumed_the_next_days_come_that_many_days_later() -> None:
    log = started()
    pause(log, after(3), "2025-03-06")
    log.add(FactKind.RESUMED, at=after(8))

    assert opens(log)[:2] == [six(3, 15), six(3, 22)]
    assert at(log, after(8)).phase is Phase.ACTIVE


def test_a_planned_pause_can_be_ended_before_its_time_and_taken_back_before_it_begins() -> None:
    early, back, named = started(), started(), started()
    pause(early, after(1), "2025-03-06", "2025-03-20")
    early.add(FactKind.RESUMED, at=after(5))
    assert opens(early)[0] == six(3, 12)

    taken = pause(back, after(1), "2025-03-06", "2025-03-20")
    back.add(FactKind.RESUMED, at=after(1.5))
    assert opens(back) != opens(started())
    back.add(FactKind.RESUMED, at=after(2), of=taken)
    assert opens(back) == opens(started())

    first = pause(named, after(1), "2025-03-06", "2025-03-08")
    pause(named, after(1, 1), "2025-03-12", "2025-03-19")
    named.add(FactKind.RESUMED, at=after(2), of=first)
    assert opens(named)[:2] == [six(3, 10), six(3, 24)]


def test_pauses_that_overlap_count_each_day_once() -> None:
    log = started()
    pause(log, after(1), "2025-03-06", "2025-03-11")
    pause(log, after(1, 1), "2025-03-08", "2025-03-13")
    pause(log, after(1, 2), "2025-03-13", "2025-03-14")

    assert opens(log)[0] == six(3, 18)


def test_what_is_done_in_a_pause_is_kept_and_opens_the_next_when_it_goes_on() -> None:
    document = schedule((OpeningRule.AT_START, 0), (OpeningRule.WHEN_PREVIOUS_DONE, 0))
    log = started()
    pause(log, after(1), "2025-03-04")
    for step in ("m1t1", "m1t2"):
        log.add(FactKind.STEP_DONE, step, after(2))
    assert at(log, after(3), document).modules["m2"].reason is Reason.PAUSED
    log.add(FactKind.RESUMED, at=after(4))

    assert at(log, after(5), document).modules["m2"].opened_at == after(4)


def test_a_module_opened_by_staff_in_a_pause_counts_only_the_days_left_of_it() -> None:
    document = schedule((OpeningRule.BY_STAFF, 0), (OpeningRule.DAYS_AFTER_PREVIOUS_OPENED, 2))
    log = started()
    pause(log, after(0, 5), "2025-03-04", "2025-03-14")
    log.add(FactKind.MODULE_OPENED, "m1", datetime(2025, 3, 10, 12, 0, tzinfo=UTC))

    # Two days after the tenth is the twelfth; four days of the pause were left.
    assert at(log, after(3), document).modules["m2"].opens_at == six(3, 16)


def test_a_start_inside_a_pause_is_on_the_day_that_it_goes_on() -> None:
    log = started(on=date(2025, 3, 10))
    pause(log, after(1), "2025-03-08", "2025-03-12")
    state = at(log, after(2))

    assert state.phase is Phase.UPCOMING
    assert state.modules["m1"].opens_at == six(3, 12)
    assert opens(log)[0] == six(3, 19)


@pytest.mark.parametrize(
    ("tz", "start_on", "first", "until", "falls"),
    [
        # Clocks go forward on 30 March in Stockholm and on 9 March in New York; back on 26 October and 2 November.
        ("Europe/Stockholm", date(2025, 3, 24), "2025-03-28", "2025-04-02", six(4, 5, 4)),
        ("Europe/Stockholm", date(2025, 10, 20), "2025-10-24", "2025-10-29", six(11, 1)),
        ("America/New_York", date(2025, 3, 4), "2025-03-06", "2025-03-11", six(3, 16, 10)),
        ("America/New_York", date(2025, 10, 28), "2025-10-30", "2025-11-04", six(11, 9, 11)),
        # 29 February is a day like others.
        ("Europe/Stockholm", date(2024, 2, 24), "2024-02-27", "2024-03-01", six(3, 5, year=2024)),
        ("Europe/Stockholm", date(2025, 2, 24), "2025-02-27", "2025-03-01", six(3, 5)),
    ],
)
def test_days_of_a_pause_are_days_of_the_calendar(
    tz: str, start_on: date, first: str, until: str, falls: datetime
) -> None:
    log = started(tz, datetime(2024, 1, 1, tzinfo=UTC), start_on)
    pause(log, datetime(2024, 1, 2, tzinfo=UTC), first, until)

    assert opens(log)[0] == falls


def test_danger_is_told_in_a_pause() -> None:
    log = started()
    pause(log, after(1), "2025-03-04")
    log.add(FactKind.DANGER_GIVEN, "w.1.e1", after(2), rule="fara", item="9", value=1)

    flags = [effect.due_at for effect in at(log, after(3)).effects if effect.kind is EffectKind.DANGER_FLAG]
    assert flags == [after(2, 10)]


def test_the_resident_is_told_when_a_pause_begins_and_when_it_goes_on() -> None:
    log = started()
    pause(log, after(1), "2025-03-06", "2025-03-08")
    pause(log, after(4), "2025-03-08", "2025-03-10")
    notices = [effect for effect in at(log, after(30)).effects if effect.kind is EffectKind.NOTICE]

    assert [(e.key, e.payload.get("phase")) for e in notices] == [
        ("begun.1.notice.e1", None),
        ("pause.2.1.notice.e1", "paused"),
        ("resumed.2.1.notice.e1", "active"),
    ]


def test_a_pause_stands_in_what_lies_ahead() -> None:
    log = started()
    pause(log, after(1), "2025-03-12", "2025-03-19")
    found = ahead(compile_plan(PROGRAM), log.standing, after(2), after(21))

    assert [(each.kind, each.at.day) for each in found] == [
        (AheadKind.OCCASION_OPEN, 10),
        (AheadKind.PAUSE_BEGINS, 11),
        (AheadKind.PAUSE_ENDS, 18),
        (AheadKind.OCCASION_DUE, 20),
        (AheadKind.MODULE, 24),
        (AheadKind.OCCASION_OPEN, 24),
    ]
