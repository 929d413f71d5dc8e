"""Reminders: when they come, how many, and when they do not."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from stegvis.program.document import Document, Measurement, Reminder
from stegvis.program.facts import FactKind
from stegvis.program.kinds import MeasurementWhen, OpeningRule, ReminderWhen
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import About, Effect, EffectKind, about_of, reminded, unfold
from tests.program.samples import Log, Q, after, schedule

WHEN = ReminderWhen


def program(when: WHEN, *, measurement: dict[str, Any] | None = None, **rule: Any) -> Document:
    asked = Measurement("w", Q, **(measurement or {"when": MeasurementWhen.AT_START, "window_days": 20}))
    document = schedule((OpeningRule.AT_START, 0), measurements=(asked,))
    return replace(document, reminders=(Reminder("r", when, **rule),))


def started() -> Log:
    log = Log()
    log.start()
    return log


def reminders(log: Log, document: Document, now: datetime) -> list[Effect]:
    return [e for e in unfold(compile_plan(document), log.standing, now).effects if e.kind is EffectKind.REMINDER]


def days(log: Log, document: Document) -> list[tuple[int, int]]:
    return [(each.due_at.month, each.due_at.day) for each in reminders(log, document, after(300))]


def test_not_started_counts_from_the_beginning_until_the_first_doing() -> None:
    log, document = started(), program(WHEN.NOT_STARTED, after_days=3, pause_days=4, most=3)
    found = reminders(log, document, after(300))

    assert found[0].due_at == datetime(2025, 3, 6, 5, 0, tzinfo=UTC)
    assert days(log, document) == [(3, 6), (3, 10), (3, 14)]
    assert [each.key for each in found] == [f"r.{n}.reminder.e1" for n in (1, 2, 3)]
    assert found[0].payload == {"reminder": "r", "when": "not_started", "occasion": ""}
    assert about_of(found[0]) is About.REMINDER

    log.add(FactKind.WELCOME_READ, at=after(5))
    assert days(log, document) == [(3, 6)]


def test_not_answered_is_for_each_occasion_while_it_can_be_answered() -> None:
    every = {"when": MeasurementWhen.EVERY, "days": 7, "times": 2, "window_days": 3}
    log, document = started(), program(WHEN.NOT_ANSWERED, measurement=every, after_days=2, pause_days=3, most=5)
    found = reminders(log, document, after(300))

    # The first closes when the second opens, on the seventeenth.
    assert days(log, document) == [(3, 12), (3, 15), (3, 19), (3, 22), (3, 25), (3, 28), (3, 31)]
    assert [each.ref for each in found] == ["w.1.e1"] * 2 + ["w.2.e1"] * 5
    assert found[2].key == "r.w.2.1.reminder.e1"

    log.add(FactKind.RESPONSE_SUBMITTED, "w.2.e1", after(20))
    assert days(log, document)[2:] == [(3, 19), (3, 22)]


def test_inactive_counts_whole_days_from_each_last_doing() -> None:
    log, document = started(), program(WHEN.INACTIVE, after_days=2, pause_days=2, most=2)
    assert days(log, document) == []
    log.add(FactKind.STEP_DONE, "m1t1", after(1))
    second = log.add(FactKind.DIARY_NOTED, "d", after(1.5))
    third = log.add(FactKind.MESSAGE_SENT, at=after(10), to="staff")
    found = reminders(log, document, after(300))

    # Active on the fourth: the fifth and the sixth went by without anything.
    assert days(log, document) == [(3, 7), (3, 9), (3, 16), (3, 18)]
    assert [each.key for each in found] == [
        f"r.{doing.seq}.{n}.reminder.e1" for doing in (second, third) for n in (1, 2)
    ]


def test_a_message_from_staff_is_no_doing_of_the_resident() -> None:
    log, document = started(), program(WHEN.NOT_STARTED, after_days=3, most=1)
    log.add(FactKind.MESSAGE_SENT, at=after(1), to="resident")
    assert len(days(log, document)) == 1
    log.add(FactKind.MESSAGE_READ, at=after(2))

    assert days(log, document) == []


@pytest.mark.parametrize("when", list(WHEN))
def test_none_in_a_pause_and_the_rest_come_later(when: WHEN) -> None:
    log, document = started(), program(when, after_days=3, pause_days=3, most=2)
    log.add(FactKind.STEP_DONE, "m1t1", after(0, 1)) if when is WHEN.INACTIVE else None
    plain = [each.due_at for each in reminders(log, document, after(300))]
    log.add(FactKind.PAUSED, at=after(1), **{"from": "2025-03-05", "until": "2025-03-15"})

    assert [
        (later.due_at - at).days for later, at in zip(reminders(log, document, after(300)), plain, strict=True)
    ] == [
        10,
        10,
    ]


@pytest.mark.parametrize("when", list(WHEN))
@pytest.mark.parametrize("phase", ["maintenance", "closed"])
def test_none_in_maintenance_nor_after_the_end(when: WHEN, phase: str) -> None:
    log, document = started(), program(when, after_days=3, pause_days=3, most=2)
    log.add(FactKind.STEP_DONE, "m1t1", after(0, 1)) if when is WHEN.INACTIVE else None
    log.add(FactKind.PHASE_SET, at=after(1), phase=phase)

    assert days(log, document) == []


def test_what_is_asked_in_maintenance_is_reminded_of() -> None:
    end = {"when": MeasurementWhen.AT_END, "window_days": 20}
    log, document = started(), program(WHEN.NOT_ANSWERED, measurement=end, after_days=3, pause_days=3, most=2)
    log.add(FactKind.PHASE_SET, at=after(1), phase="maintenance")

    assert days(log, document) == [(3, 7), (3, 10)]


def test_none_for_the_questions_of_a_hidden_module() -> None:
    before = {"when": MeasurementWhen.BEFORE_MODULE, "module": "m1", "window_days": 20}
    log, document = started(), program(WHEN.NOT_ANSWERED, measurement=before, after_days=3, pause_days=3, most=4)
    for section in ("m1s1", "m1s2"):
        log.add(FactKind.SECTION_HIDDEN, section, after(5))
        log.add(FactKind.SECTION_SHOWN, section, after(11))

    assert days(log, document) == [(3, 6), (3, 15)]
    assert [each.key for each in reminders(log, document, after(300))] == ["r.w.1.1.reminder.e1", "r.w.1.4.reminder.e1"]


def test_a_reminder_of_a_morning_that_was_paused_comes_when_it_goes_on() -> None:
    log, document = started(), program(WHEN.NOT_STARTED, after_days=3, most=1)
    log.add(FactKind.PAUSED, at=datetime(2025, 3, 6, 2, 0, tzinfo=UTC), **{"from": "2025-03-06", "until": None})
    log.add(FactKind.RESUMED, at=datetime(2025, 3, 8, 12, 0, tzinfo=UTC))

    assert [each.due_at for each in reminders(log, document, after(99))] == [datetime(2025, 3, 8, 12, 0, tzinfo=UTC)]


def standing_now(log: Log, document: Document, now: datetime) -> list[str]:
    return [each.key for each in reminded(log.standing, unfold(compile_plan(document), log.standing, now))]


def test_what_is_read_is_the_newest_of_each_thing_until_it_is_done() -> None:
    log, document = started(), program(WHEN.NOT_ANSWERED, after_days=2, pause_days=2, most=3)
    assert standing_now(log, document, after(1)) == []
    assert standing_now(log, document, after(5)) == ["r.w.1.2.reminder.e1"]
    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", after(5))

    assert standing_now(log, document, after(5.1)) == []


@pytest.mark.parametrize("when", [WHEN.NOT_STARTED, WHEN.INACTIVE])
def test_whatever_is_done_answers_a_reminder_of_nothing_done(when: WHEN) -> None:
    log, document = started(), program(when, after_days=2, pause_days=2, most=3)
    log.add(FactKind.STEP_DONE, "m1t1", after(0, 1)) if when is WHEN.INACTIVE else None
    assert len(standing_now(log, document, after(9))) == 1
    log.add(FactKind.STEP_DONE, "m1t2", after(9))

    assert standing_now(log, document, after(9.1)) == []


@pytest.mark.parametrize("when", list(WHEN))
def test_none_is_read_in_a_pause_or_after_the_end(when: WHEN) -> None:
    for kind, payload in ((FactKind.PAUSED, {"from": "2025-03-12", "until": None}), ("phase_set", {"phase": "closed"})):
        log, document = started(), program(when, after_days=2, pause_days=2, most=3)
        log.add(FactKind.STEP_DONE, "m1t1", after(0, 1)) if when is WHEN.INACTIVE else None
        assert standing_now(log, document, after(8))
        log.add(kind, at=after(9), **payload)
        assert standing_now(log, document, after(10)) == []
