"""Faults that only a late worker, or a move or one taken back brings out, each with the course that showed it."""

from dataclasses import replace
from datetime import datetime, timedelta

from stegvis.program.document import Document, Measurement, PhaseRule
from stegvis.program.facts import FactKind
from stegvis.program.kinds import MeasurementWhen, OpeningRule, Phase, PhaseWhen
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import EffectKind, unfold
from stegvis.program.upgrading import taken_back
from tests.program.samples import Log, Q, after, schedule
from tests.program.test_unfold_properties import Happened, settle
from tests.program.test_upgrading_properties import Case

BY_STAFF = Measurement("w", Q, MeasurementWhen.BY_STAFF, window_days=3)
AT_END = Measurement("e", Q, MeasurementWhen.AT_END, window_days=3)
WHEN_DONE = PhaseRule("p", Phase.MAINTENANCE, PhaseWhen.PROGRAM_DONE, 0)


def program(*rules: PhaseRule, measurements: tuple[Measurement, ...] = ()) -> Document:
    return replace(schedule((OpeningRule.AT_START, 0), measurements=measurements), phases=rules)


def done_on_the_second_day(*, staff_ask_at: datetime | None, worker_comes_at: datetime, document: Document) -> Happened:
    log, happened = Log(), {}
    log.start()
    settle(compile_plan(document), log, after(0), happened)
    done: list[tuple[datetime, FactKind, str, dict[str, str]]] = [
        (after(2), FactKind.STEP_DONE, "m1t1", {}),
        (after(2), FactKind.STEP_DONE, "m1t2", {}),
    ]
    if staff_ask_at:
        done.append((staff_ask_at, FactKind.OCCASION_ADDED, "", {"measurement": "w", "on": "2025-03-10"}))
    for at, kind, ref, payload in sorted(done, key=lambda each: each[0]):
        log.add(kind, ref, at, **payload)
    settle(compile_plan(document), log, worker_comes_at, happened)
    return happened


def phases(happened: Happened) -> list[tuple[str, datetime]]:
    kind = EffectKind.PHASE_CHANGE
    return [(each.payload["phase"], each.due_at) for each in happened.values() if each.kind is kind]


def test_a_program_that_was_done_stays_so_though_staff_ask_for_more_before_the_worker_comes() -> None:
    document = program(WHEN_DONE, measurements=(BY_STAFF,))
    for asked_at in (None, after(2, 1), after(2, 30)):
        happened = done_on_the_second_day(staff_ask_at=asked_at, worker_comes_at=after(2, 45), document=document)
        assert phases(happened) == [("maintenance", after(2))], asked_at


def test_what_staff_asked_for_before_all_else_was_done_is_waited_for() -> None:
    document = program(WHEN_DONE, measurements=(BY_STAFF,))
    happened = done_on_the_second_day(staff_ask_at=after(1), worker_comes_at=after(3), document=document)
    assert phases(happened) == []


def test_what_staff_ask_besides_a_closing_measurement_holds_it_up_only_when_it_was_asked_before() -> None:
    document = program(WHEN_DONE, measurements=(BY_STAFF, AT_END))
    log, happened = Log(), {}
    log.start()
    for step in ("m1t1", "m1t2"):
        log.add(FactKind.STEP_DONE, step, after(2))
    log.add(FactKind.RESPONSE_SUBMITTED, "e.1.e1", after(4))
    log.add(FactKind.OCCASION_ADDED, at=after(4, 1), measurement="w", on="2025-03-12")
    state = settle(compile_plan(document), log, after(5), happened)
    assert phases(happened) == [("maintenance", after(4))]
    # It is asked all the same.
    assert [each.measurement_id for each in state.occasions if each.answered_at is None] == ["w"]


def test_after_a_version_is_taken_back_the_old_ones_change_of_phase_still_comes() -> None:
    def after_days(days: int) -> PhaseRule:
        return PhaseRule("p", Phase.MAINTENANCE, PhaseWhen.DAYS_AFTER_START, days)

    old, new = program(after_days(20)), program(after_days(5))
    log = Log()
    log.start()
    case = Case(old, new, log, (), after(6))
    found = case.move()
    kind = EffectKind.PHASE_CHANGE
    (first,) = (each for each in found.after.effects if each.kind is kind)
    assert unfold(case.plan, case.standing, after(6)).phase is Phase.MAINTENANCE
    back = taken_back(case.walked, "old", found.after.facts, found.after.effects, case.plans, after(7), "x")
    assert back is not None
    case.standing = back.after.standing
    case.known |= {each.key: each for each in back.after.effects}
    assert unfold(case.plan, case.standing, after(7)).phase is Phase.ACTIVE
    case.at = after(7)
    case.step_until(after(30))
    second = next(each for each in case.known.values() if each.kind is kind and each.key != first.key)
    assert second.due_at - first.due_at > timedelta(days=13)
    assert unfold(case.plan, case.standing, after(30)).phase is Phase.MAINTENANCE
    assert sum(each.kind is kind for each in case.known.values()) == 2


def test_a_program_that_was_done_stays_so_in_a_version_that_has_more_of_it() -> None:
    old = program(WHEN_DONE)
    new = replace(schedule((OpeningRule.AT_START, 0), (OpeningRule.AT_START, 0)), phases=(WHEN_DONE,))
    log = Log()
    log.start()
    for step in ("m1t1", "m1t2"):
        log.add(FactKind.STEP_DONE, step, after(2))
    case = Case(old, new, log, (), after(6))
    case.settle(after(5))
    done = {each.key: each.due_at for each in case.known.values() if each.kind is EffectKind.PROGRAM_DONE}
    assert list(done.values()) == [after(2)]
    found = case.move().after
    assert done.items() <= {each.key: each.due_at for each in found.state.effects}.items()
    assert found.state.phase is Phase.MAINTENANCE
    assert not {EffectKind.PROGRAM_DONE, EffectKind.PHASE_CHANGE} & {each.kind for each in found.effects}
