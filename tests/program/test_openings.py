"""When modules open: every rule, staff's word, hiding, stops, and the days of the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from stegvis.program.document import Document
from stegvis.program.facts import FactKind
from stegvis.program.kinds import OpeningRule, Phase
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import EffectKind, Openness, Reach, Reason, Unfolded, reach, unfold
from tests.program.samples import START, Log, after, schedule

RULE = OpeningRule


def opened(state: Unfolded) -> list[str]:
    return [effect.ref for effect in state.effects if effect.kind is EffectKind.MODULE_OPEN]


def at(log: Log, document: Document, now: datetime) -> Unfolded:
    return unfold(compile_plan(document), log.standing, now)


def do(log: Log, document: Document, module: str, when: datetime) -> None:
    for step in (f"{module}t1", f"{module}t2"):
        log.add(FactKind.STEP_DONE, step, when)


def test_before_any_start_everything_is_closed() -> None:
    state = at(Log(), schedule((RULE.AT_START, 0)), START)

    assert state.phase is Phase.UPCOMING
    assert state.modules["m1"].state is Openness.CLOSED
    assert (state.effects, state.next_due_at) == ((), None)


def test_nothing_opens_before_the_start_date() -> None:
    log, document = Log(), schedule((RULE.AT_START, 0), (RULE.DAYS_AFTER_START, 2))
    log.start(on=date(2025, 3, 10))
    begins = datetime(2025, 3, 10, 5, 0, tzinfo=UTC)

    early, there = at(log, document, begins - timedelta(seconds=1)), at(log, document, begins)

    assert early.phase is Phase.UPCOMING
    assert early.modules["m1"].reason is Reason.NOT_STARTED
    assert early.modules["m1"].opens_at == early.next_due_at == begins
    assert there.phase is Phase.ACTIVE
    assert there.modules["m1"].opened_at == begins
    assert there.modules["m2"].opens_at == datetime(2025, 3, 12, 5, 0, tzinfo=UTC)


def test_a_start_today_begins_when_it_is_made() -> None:
    log, document = Log(), schedule((RULE.AT_START, 0))
    log.start()

    assert at(log, document, START).modules["m1"].opened_at == START


def test_a_start_in_the_small_hours_begins_at_once() -> None:
    """A start at two in the morning is that day's, and does not wait for six."""
    log, document = Log(), schedule((RULE.AT_START, 0), (RULE.DAYS_AFTER_START, 1))
    night = datetime(2025, 3, 3, 23, 30, tzinfo=UTC)  # half past midnight on the fourth, in Stockholm
    log.start(night, on=date(2025, 3, 4))
    state = at(log, document, night)

    assert state.modules["m1"].opened_at == night
    assert state.modules["m2"].opens_at == datetime(2025, 3, 5, 5, 0, tzinfo=UTC)


def test_when_the_previous_is_done() -> None:
    log, document = Log(), schedule((RULE.AT_START, 0), (RULE.WHEN_PREVIOUS_DONE, 0))
    log.start()
    assert at(log, document, after(5)).modules["m2"].reason is Reason.WAITS_FOR_PREVIOUS
    do(log, document, "m1", after(6))
    state = at(log, document, after(6))

    assert state.modules["m1"].state is Openness.DONE
    assert state.modules["m2"].opened_at == after(6)
    assert [e.key for e in state.effects if e.kind is EffectKind.MODULE_OPEN] == [
        "m1.1.module_open.e1",
        "m2.1.module_open.e1",
    ]


def test_days_after_the_previous_opened() -> None:
    log, document = Log(), schedule((RULE.BY_STAFF, 0), (RULE.DAYS_AFTER_PREVIOUS_OPENED, 7))
    log.start()
    assert at(log, document, after(30)).modules["m2"].opens_at is None
    log.add(FactKind.MODULE_OPENED, "m1", after(2))
    state = at(log, document, after(3))

    assert state.modules["m1"].reason is Reason.OPENED_BY_STAFF
    assert state.modules["m2"].opens_at == datetime(2025, 3, 12, 5, 0, tzinfo=UTC)
    assert state.modules["m2"].reason is Reason.WAITS_FOR_TIME


def test_staff_close_before_the_time_and_have_the_last_word() -> None:
    log, document = Log(), schedule((RULE.AT_START, 0), (RULE.DAYS_AFTER_START, 7))
    log.start()
    log.add(FactKind.MODULE_CLOSED, "m2", after(3))
    state = at(log, document, after(20))
    assert state.modules["m2"].reason is Reason.CLOSED_BY_STAFF
    assert opened(state) == ["m1"]

    log.add(FactKind.MODULE_OPENED, "m2", after(21))
    assert at(log, document, after(21)).modules["m2"].state is Openness.OPEN


def test_staff_close_what_has_opened_by_itself() -> None:
    log, document = Log(), schedule((RULE.AT_START, 0))
    log.start()
    log.add(FactKind.MODULE_OPENED, "m1", START)
    log.add(FactKind.MODULE_CLOSED, "m1", after(1))
    state = at(log, document, after(2))

    assert state.modules["m1"].state is Openness.CLOSED
    assert reach(compile_plan(document), log.standing, state, "m1t1") is Reach.CLOSED


def test_a_late_worker_does_not_overrule_staff() -> None:
    log, document = Log(), schedule((RULE.DAYS_AFTER_START, 1))
    log.start()
    log.add(FactKind.MODULE_CLOSED, "m1", after(2))
    log.add(FactKind.MODULE_OPENED, "m1", datetime(2025, 3, 4, 5, 0, tzinfo=UTC))

    assert at(log, document, after(3)).modules["m1"].state is Openness.CLOSED


def test_a_hidden_module_is_walked_past() -> None:
    done = (RULE.WHEN_PREVIOUS_DONE, 0)
    log, document = Log(), schedule((RULE.AT_START, 0), done, done)
    log.start()
    log.add(FactKind.SECTION_HIDDEN, "m2s1", after(1))
    log.add(FactKind.SECTION_HIDDEN, "m2s2", after(1))
    assert at(log, document, after(2)).modules["m3"].state is Openness.CLOSED
    do(log, document, "m1", after(3))
    state = at(log, document, after(4))

    assert state.modules["m2"].state is Openness.HIDDEN
    assert state.modules["m3"].state is Openness.OPEN
    assert state.progress == (2, 4)
    assert "m2" not in opened(state)
    assert reach(compile_plan(document), log.standing, state, "m2t1") is Reach.HIDDEN


def test_a_module_shown_again_opens_then() -> None:
    log, document = Log(), schedule((RULE.DAYS_AFTER_START, 2))
    log.start()
    for section in ("m1s1", "m1s2"):
        log.add(FactKind.SECTION_HIDDEN, section, after(1))
    log.add(FactKind.SECTION_SHOWN, "m1s2", after(5))

    assert at(log, document, after(6)).modules["m1"].opened_at == after(5)


def test_a_section_shown_again_closes_nothing_that_has_opened() -> None:
    log, document = Log(), schedule((RULE.AT_START, 0), (RULE.WHEN_PREVIOUS_DONE, 0))
    log.start()
    log.add(FactKind.SECTION_HIDDEN, "m1s2", after(1))
    log.add(FactKind.STEP_DONE, "m1t1", after(2))
    log.add(FactKind.SECTION_SHOWN, "m1s2", after(3))
    state = at(log, document, after(4))

    assert state.modules["m1"].state is Openness.OPEN
    assert state.modules["m2"].opened_at == after(2)


@pytest.mark.parametrize("kind", [FactKind.WRONG_START, FactKind.LEFT])
def test_nothing_opens_when_it_is_over(kind: FactKind) -> None:
    log, document = Log(), schedule((RULE.AT_START, 0), (RULE.DAYS_AFTER_START, 7))
    log.start()
    log.add(kind, at=after(3))
    state = at(log, document, after(60))

    assert state.modules["m1"].is_open
    assert state.modules["m2"].reason is Reason.STOPPED
    assert opened(state) == ["m1"]
    assert state.next_due_at is None


def test_what_fell_during_a_closed_time_opens_at_the_reopening() -> None:
    log, document = Log(), schedule((RULE.AT_START, 0), (RULE.DAYS_AFTER_START, 7))
    log.start()
    log.add(FactKind.PHASE_SET, at=after(3), phase="closed")
    log.add(FactKind.REOPENED, at=after(12))

    assert at(log, document, after(13)).modules["m2"].opened_at == after(12)


def test_a_restart_begins_anew_under_new_names() -> None:
    log, document = Log(), schedule((RULE.AT_START, 0), (RULE.WHEN_PREVIOUS_DONE, 0))
    log.start()
    do(log, document, "m1", after(2))
    log.start(after(10), epoch=2)
    state = at(log, document, after(10))

    assert state.progress == (0, 4)
    assert [e.key for e in state.effects if e.kind is EffectKind.MODULE_OPEN] == ["m1.1.module_open.e2"]


@pytest.mark.parametrize(
    ("start_on", "days", "opens_at"),
    [
        (date(2025, 3, 28), 2, datetime(2025, 3, 30, 4, 0, tzinfo=UTC)),  # clocks go forward that night
        (date(2025, 3, 29), 0, datetime(2025, 3, 29, 5, 0, tzinfo=UTC)),
        (date(2025, 10, 24), 2, datetime(2025, 10, 26, 5, 0, tzinfo=UTC)),  # and back
        (date(2025, 10, 24), 1, datetime(2025, 10, 25, 4, 0, tzinfo=UTC)),
        (date(2024, 2, 27), 2, datetime(2024, 2, 29, 5, 0, tzinfo=UTC)),  # leap day
        (date(2025, 2, 27), 2, datetime(2025, 3, 1, 5, 0, tzinfo=UTC)),
        (date(2024, 2, 29), 366, datetime(2025, 3, 1, 5, 0, tzinfo=UTC)),
    ],
)
def test_days_fall_at_six_local_time(start_on: date, days: int, opens_at: datetime) -> None:
    log, document = Log(), schedule((RULE.DAYS_AFTER_START, days))
    log.start(datetime(2023, 1, 1, tzinfo=UTC), on=start_on)

    before, there = at(log, document, opens_at - timedelta(seconds=1)), at(log, document, opens_at)

    assert before.modules["m1"].state is Openness.CLOSED
    assert there.modules["m1"].opened_at == opens_at


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        at(Log(), schedule(), datetime(2025, 1, 1))  # noqa: DTZ001


def test_a_step_that_does_not_exist_is_missing() -> None:
    document = schedule((RULE.AT_START, 0))
    log = Log()
    log.start()

    assert reach(compile_plan(document), log.standing, at(log, document, START), "zzz") is Reach.MISSING
