"""When measurements are asked, when they are late, and what the resident does next."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stegvis.program.document import Document, Measurement
from stegvis.program.facts import FactKind
from stegvis.program.kinds import MeasurementWhen, OpeningRule, Phase
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import EffectKind, NextKind, NextThing, OccasionState, Reach, Unfolded, reach, unfold
from tests.program.samples import START, Log, Q, after, schedule, with_every_kind

WHEN = MeasurementWhen
STATE = OccasionState


def program(when: WHEN, **more: Any) -> Document:
    rules = ((OpeningRule.AT_START, 0), (OpeningRule.WHEN_PREVIOUS_DONE, 0))
    return schedule(*rules, measurements=(Measurement("w", Q, when, **more),))


def started() -> Log:
    log = Log()
    log.start()
    return log


def at(log: Log, document: Document, now: datetime) -> Unfolded:
    return unfold(compile_plan(document), log.standing, now)


def do(log: Log, module: str, when: datetime) -> None:
    for step in (f"{module}t1", f"{module}t2"):
        log.add(FactKind.STEP_DONE, step, when)


def kinds(state: Unfolded) -> list[str]:
    told = (EffectKind.MODULE_OPEN, EffectKind.NOTICE)
    return [effect.kind for effect in state.effects if effect.kind not in told]


def test_a_gate_at_the_start_stands_before_every_step() -> None:
    log, document = started(), program(WHEN.AT_START, gate=True)
    plan = compile_plan(document)
    state = at(log, document, START)

    assert state.gate is not None
    assert state.next == NextThing(NextKind.GATE, "w.1.e1")
    assert reach(plan, log.standing, state, "m1t1") is Reach.GATED

    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", after(1))
    state = at(log, document, after(1))
    assert state.gate is None
    assert state.next == NextThing(NextKind.STEP, "m1t1")
    assert state.occasions[0].state is STATE.ANSWERED
    assert reach(plan, log.standing, state, "m1t1") is Reach.YES


def test_without_a_gate_the_questionnaire_comes_first_but_stops_nothing() -> None:
    log, document = started(), program(WHEN.AT_START)
    state = at(log, document, START)

    assert state.gate is None
    assert state.next.kind is NextKind.QUESTIONNAIRE
    assert reach(compile_plan(document), log.standing, state, "m1t1") is Reach.YES


def test_late_after_its_window_and_staff_are_told_once() -> None:
    log, document = started(), program(WHEN.AT_START, window_days=3)
    due_at = datetime(2025, 3, 6, 5, 0, tzinfo=UTC)

    assert at(log, document, due_at - timedelta(seconds=1)).occasions[0].state is STATE.OPEN
    state = at(log, document, due_at)
    assert state.occasions[0].state is STATE.LATE
    assert kinds(state) == [EffectKind.OCCASION_OPEN, EffectKind.OCCASION_LATE]
    assert state.effects[-1].key == "w.1.occasion_late.e1"
    assert state.effects[-1].ref == "w.1.e1"

    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", after(9))
    assert kinds(at(log, document, after(10))) == kinds(state)


def test_answered_in_time_is_never_late() -> None:
    log, document = started(), program(WHEN.AT_START, window_days=3)
    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", after(1))

    assert kinds(at(log, document, after(99))) == [EffectKind.OCCASION_OPEN]


def test_a_series_closes_one_when_the_next_opens_and_never_the_last() -> None:
    log, document = started(), program(WHEN.EVERY, days=7, times=3, window_days=2)
    state = at(log, document, after(7))
    assert [o.state for o in state.occasions] == [STATE.OPEN, STATE.UPCOMING, STATE.UPCOMING]
    assert state.occasions[0].closes_at == state.occasions[1].opens_at

    assert at(log, document, after(10)).occasions[0].state is STATE.LATE
    assert [o.state for o in at(log, document, after(15)).occasions][:2] == [STATE.CLOSED, STATE.OPEN]
    final = at(log, document, after(500))
    assert [o.state for o in final.occasions] == [STATE.CLOSED, STATE.CLOSED, STATE.LATE]
    assert [o.ordinal for o in final.occasions] == [1, 2, 3]
    assert final.next_due_at is None


def test_what_closes_unanswered_is_told_also_with_a_long_window() -> None:
    log, document = started(), program(WHEN.EVERY, days=7, times=2, window_days=30)

    late = [e for e in at(log, document, after(14)).effects if e.kind is EffectKind.OCCASION_LATE]

    assert [effect.ref for effect in late] == ["w.1.e1"]


def test_a_week_later_is_the_same_hour_across_daylight_saving() -> None:
    log = Log()
    log.start(datetime(2025, 3, 24, 8, 0, tzinfo=UTC))
    state = at(log, program(WHEN.EVERY, days=7, times=1), after(60))

    assert state.occasions[0].opens_at == datetime(2025, 3, 31, 4, 0, tzinfo=UTC)


def test_before_a_module_it_opens_with_the_module_and_stands_before_its_steps_only() -> None:
    log, document = started(), program(WHEN.BEFORE_MODULE, module="m2")
    plan = compile_plan(document)
    first = at(log, document, START)
    assert first.occasions[0].state is STATE.UPCOMING
    assert first.occasions[0].opens_at is None

    do(log, "m1", after(2))
    state = at(log, document, after(2))
    assert state.gate is None
    assert state.modules["m2"].waits_for == "w.1.e1"
    assert state.next == NextThing(NextKind.GATE, "w.1.e1")
    assert reach(plan, log.standing, state, "m2t1") is Reach.GATED
    assert reach(plan, log.standing, state, "m1t1") is Reach.YES

    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", after(3))
    assert at(log, document, after(3)).next == NextThing(NextKind.STEP, "m2t1")


def test_before_a_hidden_module_nothing_is_asked() -> None:
    log, document = started(), program(WHEN.BEFORE_MODULE, module="m2")
    do(log, "m1", after(1))
    for section in ("m2s1", "m2s2"):
        log.add(FactKind.SECTION_HIDDEN, section, after(2))
    state = at(log, document, after(40))

    assert state.occasions[0].state is STATE.CLOSED
    assert EffectKind.OCCASION_LATE not in kinds(state)


def test_at_the_end_it_opens_when_all_is_done_and_then_the_program_is_done() -> None:
    log, document = started(), program(WHEN.AT_END)
    do(log, "m1", after(1))
    do(log, "m2", after(2))
    state = at(log, document, after(2))
    assert state.occasions[0].opens_at == after(2)
    assert kinds(state) == [EffectKind.OCCASION_OPEN]

    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", after(3))
    state = at(log, document, after(3))
    assert kinds(state) == [EffectKind.OCCASION_OPEN, EffectKind.PROGRAM_DONE]
    assert state.next == NextThing(NextKind.FINISHED)


def test_at_the_end_it_also_opens_in_maintenance() -> None:
    log, document = started(), program(WHEN.AT_END)
    log.add(FactKind.PHASE_SET, at=after(5), phase="maintenance")
    state = at(log, document, after(5))

    assert state.phase is Phase.MAINTENANCE
    assert state.occasions[0].state is STATE.OPEN


def test_staff_add_occasions_and_a_correction_takes_one_away_without_renaming_the_other() -> None:
    log, document = started(), program(WHEN.BY_STAFF)
    first = log.add(FactKind.OCCASION_ADDED, at=after(1), measurement="w", on="2025-03-10")
    log.add(FactKind.OCCASION_ADDED, at=after(1, 1), measurement="w", on="2025-03-20")
    assert [o.key for o in at(log, document, after(2)).occasions] == ["w.1.e1", "w.2.e1"]

    log.add(FactKind.ANNULLED, at=after(3), seq=first.seq)
    left = at(log, document, after(3)).occasions
    assert [(o.key, o.ordinal) for o in left] == [("w.2.e1", 1)]
    assert left[0].opens_at == datetime(2025, 3, 20, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize("kind", [FactKind.WRONG_START, FactKind.LEFT])
def test_nothing_is_asked_when_it_is_over(kind: FactKind) -> None:
    log, document = started(), program(WHEN.EVERY, days=7, times=3, gate=True)
    log.add(kind, at=after(8))
    state = at(log, document, after(60))

    assert [o.state for o in state.occasions] == [STATE.CLOSED] * 3
    assert kinds(state) == [EffectKind.OCCASION_OPEN]
    assert (state.gate, state.next.kind) == (None, NextKind.FINISHED)


def test_after_a_reopening_only_the_latest_of_a_series_is_asked() -> None:
    log, document = started(), program(WHEN.EVERY, days=7, times=3)
    log.add(FactKind.PHASE_SET, at=after(3), phase="closed")
    log.add(FactKind.REOPENED, at=after(16))
    state = at(log, document, after(17))

    assert [o.state for o in state.occasions] == [STATE.CLOSED, STATE.OPEN, STATE.UPCOMING]
    assert kinds(state) == [EffectKind.OCCASION_OPEN]


def test_the_welcome_comes_first_and_waiting_says_until_when() -> None:
    document = with_every_kind()
    log = started()
    assert at(log, document, START).next == NextThing(NextKind.WELCOME)
    log.add(FactKind.WELCOME_READ, at=after(0, 1))
    assert at(log, document, after(0, 1)).next == NextThing(NextKind.GATE, "w-start.1.e1")

    plain = schedule((OpeningRule.AT_START, 0), (OpeningRule.DAYS_AFTER_START, 7))
    do(log, "m1", after(1))
    assert at(log, plain, after(2)).next == NextThing(NextKind.WAIT, at=datetime(2025, 3, 10, 5, 0, tzinfo=UTC))


def test_a_message_is_next_when_nothing_else_is() -> None:
    document = with_every_kind()
    log = started()
    log.add(FactKind.WELCOME_READ)
    log.add(FactKind.RESPONSE_SUBMITTED, "w-start.1.e1")
    for step in ("t-1", "t-2"):
        log.add(FactKind.STEP_DONE, step)
    log.add(FactKind.MODULE_CLOSED, "m-2")
    log.add(FactKind.MESSAGE_SENT, at=after(1), to="resident")

    assert at(log, document, after(1)).next.kind is NextKind.MESSAGE
    log.add(FactKind.MESSAGE_READ, at=after(1, 1))
    assert at(log, document, after(1, 1)).next.kind is NextKind.WAIT
