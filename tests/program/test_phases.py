"""Phases that a program goes over to by itself, rounds, notices, and what lies ahead of them."""

from dataclasses import replace
from datetime import UTC, datetime

from stegvis.program.document import Document, Measurement, PhaseRule, Reminder
from stegvis.program.facts import FactKind
from stegvis.program.kinds import MeasurementWhen, OpeningRule, Phase, PhaseWhen, ReminderWhen
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import About, AheadKind, Effect, EffectKind, about_of, ahead, first_round, unfold
from tests.program.samples import START, Log, Q, after, schedule
from tests.program.test_unfold_properties import Happened, settle

WHEN = PhaseWhen
TO_MAINTENANCE = PhaseRule("p1", Phase.MAINTENANCE, WHEN.DAYS_AFTER_START, 10)
TO_CLOSED = PhaseRule("p2", Phase.CLOSED, WHEN.DAYS_AFTER_MAINTENANCE, 20)


def program(*rules: PhaseRule) -> Document:
    end = Measurement("w", Q, MeasurementWhen.AT_END, window_days=3)
    return replace(schedule((OpeningRule.AT_START, 0), measurements=(end,)), phases=rules)


def started() -> Log:
    log = Log()
    log.start()
    return log


def changes(log: Log, document: Document, now: datetime) -> list[tuple[str, datetime]]:
    happened: Happened = {}
    settle(compile_plan(document), log, now, happened)
    kind = EffectKind.PHASE_CHANGE
    return [(each.payload["phase"], each.due_at) for each in happened.values() if each.kind is kind]


def test_one_phase_after_another_by_itself() -> None:
    log = started()
    found = changes(log, program(TO_MAINTENANCE, TO_CLOSED), after(99))

    assert found == [
        ("maintenance", datetime(2025, 3, 13, 5, 0, tzinfo=UTC)),
        ("closed", datetime(2025, 4, 2, 4, 0, tzinfo=UTC)),
    ]
    assert unfold(compile_plan(program()), log.standing, after(99)).phase is Phase.CLOSED


def test_staff_may_do_it_before_and_then_the_rule_does_nothing() -> None:
    log = started()
    log.add(FactKind.PHASE_SET, at=after(3), phase="maintenance")

    assert changes(log, program(TO_MAINTENANCE, TO_CLOSED), after(99)) == [
        ("closed", datetime(2025, 3, 26, 5, 0, tzinfo=UTC))
    ]


def test_reopened_by_staff_it_is_not_closed_by_the_same_rule_again() -> None:
    log, document = started(), program(PhaseRule("p", Phase.CLOSED, WHEN.DAYS_AFTER_START, 10))
    settle(compile_plan(document), log, after(12), {})
    log.add(FactKind.REOPENED, at=after(15))

    assert unfold(compile_plan(document), log.standing, after(99)).phase is Phase.ACTIVE


def test_when_all_is_done() -> None:
    log, document = started(), program(PhaseRule("p", Phase.MAINTENANCE, WHEN.PROGRAM_DONE, 0))
    for step in ("m1t1", "m1t2"):
        log.add(FactKind.STEP_DONE, step, after(2))
    assert changes(log, document, after(30)) == []
    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", after(31))

    assert changes(log, document, after(31)) == [("maintenance", after(31))]


def test_a_pause_moves_a_phase() -> None:
    log = started()
    log.add(FactKind.PAUSED, at=after(1), **{"from": "2025-03-06", "until": "2025-03-11"})

    assert changes(log, program(TO_MAINTENANCE), after(99)) == [
        ("maintenance", datetime(2025, 3, 18, 5, 0, tzinfo=UTC))
    ]


def test_a_round_ends_with_the_first_phase_change() -> None:
    def effect(key: str, day: int, kind: EffectKind = EffectKind.OCCASION_OPEN) -> Effect:
        return Effect(key, kind, "", after(day), {})

    change, other = effect("b", 2, EffectKind.PHASE_CHANGE), effect("c", 2, EffectKind.PHASE_CHANGE)
    same, later, before = effect("d", 2), effect("e", 3), effect("f", 1)

    found = [later, other, same, change, before]
    assert first_round(found, set()) == (before, change, same)
    assert first_round(found, {"f", "b", "d"}) == (other,)
    assert first_round(found, {"b", "c"}) == (before, same, later)


def test_whom_an_effect_is_told_to() -> None:
    def about(kind: EffectKind, **payload: object) -> About | None:
        return about_of(Effect("k", kind, "", START, payload))

    assert about(EffectKind.MODULE_OPEN) is About.MODULE
    assert about(EffectKind.MODULE_OPEN, at_begin=True) is None
    assert about(EffectKind.OCCASION_OPEN) is About.OCCASION
    assert about(EffectKind.OCCASION_OPEN, at_begin=True) is None
    assert about(EffectKind.NOTICE, about="feedback") is About.FEEDBACK
    assert about(EffectKind.DANGER_FLAG) is None
    assert about(EffectKind.PHASE_CHANGE) is None


def test_each_fact_that_concerns_the_resident_is_told_once() -> None:
    log = started()
    log.add(FactKind.MESSAGE_SENT, at=after(1), to="resident")
    log.add(FactKind.MESSAGE_SENT, at=after(2), to="staff")
    log.add(FactKind.FEEDBACK_GIVEN, "b", after(3))
    log.add(FactKind.MODULE_CLOSED, "m1", after(4))
    log.add(FactKind.MODULE_OPENED, "m1", after(5))
    log.add(FactKind.PHASE_SET, at=after(6), phase="maintenance")
    log.add(FactKind.PHASE_SET, at=after(7), phase="maintenance")
    log.add(FactKind.LEFT, at=after(8))
    happened: Happened = {}
    settle(compile_plan(program()), log, after(9), happened)
    notices = sorted((e for e in happened.values() if e.kind is EffectKind.NOTICE), key=lambda e: e.due_at)

    assert [(each.payload["about"], each.ref, each.due_at) for each in notices] == [
        ("begun", "", START),
        ("message", "", after(1)),
        ("feedback", "b", after(3)),
        ("module", "m1", after(5)),
        ("phase", "", after(6)),
    ]


def test_after_a_wrong_start_nothing_is_told() -> None:
    log = Log()
    log.start(on=after(5).date())
    log.add(FactKind.WRONG_START, at=after(1))
    log.add(FactKind.MESSAGE_SENT, at=after(2), to="resident")

    assert unfold(compile_plan(program()), log.standing, after(9)).effects == ()


def test_what_lies_ahead_ends_where_the_program_does() -> None:
    weekly = Measurement("e", Q, MeasurementWhen.EVERY, days=7, times=9, window_days=3)
    document = replace(
        program(PhaseRule("p", Phase.CLOSED, WHEN.DAYS_AFTER_START, 10)),
        measurements=(weekly,),
        reminders=(Reminder("r", ReminderWhen.NOT_ANSWERED, 2, 2, 9),),
    )
    found = ahead(compile_plan(document), started().standing, after(1), after(99))

    assert [(each.kind, each.at.day) for each in found] == [
        (AheadKind.OCCASION_OPEN, 10),
        (AheadKind.REMINDER, 12),
        (AheadKind.OCCASION_DUE, 13),
        (AheadKind.PHASE, 13),
    ]


def test_before_the_start_the_start_lies_ahead() -> None:
    log = Log()
    log.start(on=after(5).date())
    found = ahead(compile_plan(program()), log.standing, after(1), after(99))

    assert [each.kind for each in found] == [AheadKind.START, AheadKind.MODULE]
