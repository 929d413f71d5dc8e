"""When measurements fall: fixed days, weekdays, after a module or the end, drawn within a window, and when they stop."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from stegvis.program.document import Condition, Document, Measurement
from stegvis.program.facts import FactKind
from stegvis.program.kinds import ConditionKind, MeasurementWhen, OpeningRule
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import EffectKind, OccasionState, Unfolded, unfold
from tests.program.faults import ITEMS, SCORES, score
from tests.program.samples import DEFINITION, START, Log, Q, after, schedule

WHEN = MeasurementWhen
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def program(when: WHEN, **more: Any) -> Document:
    rules = ((OpeningRule.AT_START, 0), (OpeningRule.WHEN_PREVIOUS_DONE, 0))
    document = schedule(*rules, measurements=(Measurement("w", Q, when, **more),))
    return replace(document, questionnaires={Q: {**DEFINITION, "items": ITEMS, "scores": SCORES}})


def started(seed: str = "") -> Log:
    log = Log()
    log.start(seed=seed)
    return log


def at(log: Log, document: Document, now: datetime) -> Unfolded:
    return unfold(compile_plan(document), log.standing, now)


def opens(log: Log, document: Document, now: datetime = START) -> list[datetime]:
    times = [occasion.opens_at for occasion in at(log, document, now).occasions]
    return [at.astimezone(STOCKHOLM).replace(tzinfo=None) for at in times if at is not None]


def do(log: Log, module: str, when: datetime) -> None:
    for step in (f"{module}t1", f"{module}t2"):
        log.add(FactKind.STEP_DONE, step, when)


def test_fixed_days_fall_on_their_days_across_the_clocks() -> None:
    found = opens(started(), program(WHEN.ON_DAYS, on_days=(0, 7, 28)))

    assert found == [datetime(2025, 3, 3, 9, 0, 30), datetime(2025, 3, 10, 6, 0), datetime(2025, 3, 31, 6, 0)]  # noqa: DTZ001


def test_weekdays_from_the_start_on_so_many_in_all() -> None:
    log = Log()
    log.start(on=date(2025, 3, 5))  # a Wednesday
    found = opens(log, program(WHEN.WEEKDAYS, weekdays=(1, 4), times=4))

    assert [(each.isoweekday(), each.day) for each in found] == [(4, 6), (1, 10), (4, 13), (1, 17)]


def test_a_weekday_stays_a_weekday_through_a_pause() -> None:
    log, document = started(), program(WHEN.WEEKDAYS, weekdays=(1, 4), times=4)
    log.add(FactKind.PAUSED, at=after(1), **{"from": "2025-03-05", "until": "2025-03-12"})
    found = opens(log, document)

    # The third was a Monday; those of the pause are not counted, and none is lost.
    assert [(each.isoweekday(), each.day) for each in found] == [(1, 3), (4, 13), (1, 17), (4, 20)]


def test_some_days_after_a_module_was_opened_or_done() -> None:
    log = started()
    opened = program(WHEN.AFTER_MODULE_OPENED, module="m2", days=3)
    done = program(WHEN.AFTER_MODULE_DONE, module="m1", days=0)
    assert opens(log, opened) == opens(log, done) == []
    do(log, "m1", after(2))

    assert opens(log, opened) == [datetime(2025, 3, 8, 6, 0)]  # noqa: DTZ001
    assert at(log, done, after(2)).occasions[0].opens_at == after(2)
    assert at(log, done, after(2)).occasions[0].is_answerable


def test_after_a_hidden_module_nothing_is_asked_and_nothing_waits_for_it() -> None:
    log, document = started(), program(WHEN.AFTER_MODULE_DONE, module="m2", days=3)
    for section in ("m2s1", "m2s2"):
        log.add(FactKind.SECTION_HIDDEN, section, after(1))
    do(log, "m1", after(2))
    state = at(log, document, after(40))

    assert state.occasions[0].state is OccasionState.CLOSED
    assert EffectKind.OCCASION_OPEN not in [effect.kind for effect in state.effects]
    assert [effect.due_at for effect in state.effects if effect.kind is EffectKind.PROGRAM_DONE] == [after(2)]


def test_some_days_after_the_end() -> None:
    log, document = started(), program(WHEN.AT_END, days=90)
    do(log, "m1", after(1))
    do(log, "m2", after(2))

    assert opens(log, document) == [datetime(2025, 6, 3, 6, 0)]  # noqa: DTZ001


def test_what_is_drawn_is_the_same_for_one_resident_and_not_for_all() -> None:
    document = program(WHEN.EVERY, days=7, times=8, within_days=5, between_hours=(9, 21))
    found = [opens(started(seed), document) for seed in ("a", "b", "a")]

    assert found[0] == found[2]
    assert found[0] != found[1]
    for number, each in enumerate(found[0], start=1):
        own = START.date() + timedelta(days=7 * number)
        assert own <= each.date() <= own + timedelta(days=4)
        assert 9 <= each.hour < 21
    assert len({(each.hour, each.minute) for each in found[0]}) > 3


def test_what_is_drawn_never_meets_the_next() -> None:
    document = program(WHEN.EVERY, days=2, times=30, within_days=9, between_hours=(0, 24))
    found = opens(started("a"), document)

    # The last has none after it.
    assert [(each.date() - START.date()).days // 2 for each in found[:-1]] == list(range(1, 30))


def test_a_moved_start_keeps_what_was_drawn() -> None:
    document = program(WHEN.EVERY, days=7, times=5, within_days=5, between_hours=(9, 21))
    log = Log()
    log.start(on=date(2025, 3, 10), seed="a")
    first = opens(log, document)
    log.start(after(1), on=date(2025, 3, 17))

    assert opens(log, document) == [each + timedelta(days=7) for each in first]


def test_a_series_stops_when_a_score_is_reached_and_what_came_before_stays() -> None:
    log, document = started(), program(WHEN.EVERY, days=7, times=5, stop=(score(value="4", comparison="<="),))
    plan_document = replace(document)
    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", after(8), scores={"total": "9"})
    log.add(FactKind.RESPONSE_SUBMITTED, "w.2.e1", after(15), scores={"total": "3"})
    state = at(log, plan_document, after(60))

    assert [each.state for each in state.occasions] == [OccasionState.ANSWERED] * 2 + [OccasionState.CLOSED] * 3
    assert [each.key for each in state.occasions] == [f"w.{n}.e1" for n in range(1, 6)]
    assert [e.ref for e in state.effects if e.kind is EffectKind.OCCASION_OPEN] == ["w.1.e1", "w.2.e1"]
    assert state.next_due_at is None


def test_a_series_stops_after_so_many_missed_in_a_row() -> None:
    log, document = started(), program(WHEN.EVERY, days=7, times=6, stop_after_missed=2)
    log.add(FactKind.RESPONSE_SUBMITTED, "w.2.e1", after(15))
    # The first was missed, the second answered, the third and fourth missed: the fifth never comes.
    assert [e.ref for e in at(log, document, after(34)).effects if e.kind is EffectKind.OCCASION_OPEN][-1] == "w.4.e1"
    state = at(log, document, after(99))

    assert [e.ref for e in state.effects if e.kind is EffectKind.OCCASION_OPEN] == [f"w.{n}.e1" for n in range(1, 5)]
    assert [each.state for each in state.occasions][4:] == [OccasionState.CLOSED] * 2


def test_what_staff_ask_besides_is_not_stopped() -> None:
    stop = (Condition(ConditionKind.DAYS_AFTER_START, days=10),)
    log, document = started(), program(WHEN.EVERY, days=7, times=5, stop=stop)
    log.add(FactKind.OCCASION_ADDED, at=after(12), measurement="w", on="2025-03-20")
    state = at(log, document, after(30))

    assert [each.key for each in state.occasions if each.is_answerable] == ["w.1001.e1"]


@pytest.mark.parametrize("missed", [0, 2])
def test_a_stopped_series_does_not_keep_the_program_from_being_done(missed: int) -> None:
    stop = () if missed else (Condition(ConditionKind.DAYS_AFTER_START, days=10),)
    document = program(WHEN.EVERY, days=7, times=40, window_days=3, stop=stop, stop_after_missed=missed)
    log = started()
    do(log, "m1", after(1))
    do(log, "m2", after(2))
    done = [e.due_at for e in at(log, document, after(60)).effects if e.kind is EffectKind.PROGRAM_DONE]

    assert done == [datetime(2025, 3, 24 if missed else 13, 5, 0, tzinfo=UTC)]
