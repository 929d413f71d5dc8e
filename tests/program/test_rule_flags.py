"""What staff are told of by the program's own flags, and what phases and notices it gives."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from stegvis.program.document import Document, FlagRule, Measurement
from stegvis.program.facts import FactKind
from stegvis.program.kinds import FlagWhen, MeasurementWhen, OpeningRule
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import Effect, EffectKind, about_of, unfold
from tests.program.samples import DEFINITION, Log, Q, after, schedule

WHEN = FlagWhen
WEEKLY = Measurement("w", Q, MeasurementWhen.EVERY, days=7, times=9)
SCORE = {"code": "t", "reliable_change": "4.5", "reliable_change_source": "x"}


def program(when: WHEN, days: int = 3, score: dict[str, Any] | None = None) -> Document:
    document = schedule((OpeningRule.AT_START, 0), (OpeningRule.AT_START, 0), measurements=(WEEKLY,))
    return replace(
        document,
        flags=(FlagRule("f", when, days),),
        settings=replace(document.settings, length_days=28),
        questionnaires={Q: {**DEFINITION, "scores": [score or {**SCORE, "better": "lower"}]}},
    )


def started() -> Log:
    log = Log()
    log.start()
    return log


def flags(log: Log, document: Document, now: datetime | None = None) -> list[Effect]:
    kind = EffectKind(document.flags[0].when.value)
    found = unfold(compile_plan(document), log.standing, now or after(300)).effects
    assert all(about_of(each) is None for each in found if each.kind is kind)
    return [each for each in found if each.kind is kind]


def test_a_module_done_is_told_once_and_a_hidden_one_never() -> None:
    log, document = started(), program(WHEN.MODULE_DONE)
    for section in ("m2s1", "m2s2"):
        log.add(FactKind.SECTION_HIDDEN, section, after(1))
    for step in ("m1t1", "m1t2", "m1t1"):
        log.add(FactKind.STEP_DONE, step, after(2))

    assert [(each.key, each.ref, each.due_at) for each in flags(log, document)] == [
        ("f.m1.1.module_done.e1", "m1", after(2))
    ]


def test_a_message_waits_from_the_first_until_it_is_answered_or_settled() -> None:
    log, document = started(), program(WHEN.MESSAGE_WAITING, 2)
    first = log.add(FactKind.MESSAGE_SENT, at=after(1), to="staff")
    log.add(FactKind.MESSAGE_SENT, at=after(2), to="staff")
    told = [(f"f.{first.seq}.1.message_waiting.e1", datetime(2025, 3, 6, 5, 0, tzinfo=UTC))]
    assert [(each.key, each.due_at) for each in flags(log, document)] == told

    log.add(FactKind.MESSAGE_SENT, at=after(5), to="resident")
    log.add(FactKind.MESSAGE_SENT, at=after(6), to="staff")
    log.add(FactKind.MESSAGE_SETTLED, at=after(7))
    assert [(each.key, each.due_at) for each in flags(log, document)] == told


def test_a_message_waits_in_a_pause_too() -> None:
    log, document = started(), program(WHEN.MESSAGE_WAITING, 2)
    log.add(FactKind.PAUSED, at=after(1), **{"from": "2025-03-04", "until": None})
    log.add(FactKind.MESSAGE_SENT, at=after(2), to="staff")

    assert [each.due_at.day for each in flags(log, document)] == [7]


def test_inactive_is_told_once_for_each_stillness_also_from_the_beginning() -> None:
    log, document = started(), program(WHEN.INACTIVE, 5)
    assert [each.key for each in flags(log, document)] == ["f.0.1.inactive.e1"]
    doing = log.add(FactKind.STEP_DONE, "m1t1", after(20))
    found = flags(log, document)

    assert [(each.key, each.due_at.day) for each in found] == [
        ("f.0.1.inactive.e1", 9),
        (f"f.{doing.seq}.1.inactive.e1", 29),
    ]


def test_inactive_is_not_told_in_maintenance_but_when_it_goes_on() -> None:
    log, document = started(), program(WHEN.INACTIVE, 5)
    log.add(FactKind.PHASE_SET, at=after(1), phase="maintenance")
    assert flags(log, document) == []
    log.add(FactKind.PHASE_SET, at=after(30), phase="active")

    assert [each.due_at for each in flags(log, document)] == [after(30)]


def scored(log: Log, number: int, value: Any, day: float | None = None) -> None:
    log.add(FactKind.RESPONSE_SUBMITTED, f"w.{number}.e1", after(day or 7 * number + 1), scores={"t": value})


def test_a_score_worse_than_the_first_by_a_reliable_change_is_told_once_for_each_occasion() -> None:
    log, document = started(), program(WHEN.SCORE_WORSENED)
    for number, value in enumerate(["10", "14", "14.5", None, "3", "20"], start=1):
        scored(log, number, value)
    scored(log, 6, "21", 60)

    assert [(each.key, each.ref, each.payload["value"], each.payload["first"]) for each in flags(log, document)] == [
        ("f.w.3.t.1.score_worsened.e1", "w.3.e1", "14.5", "10"),
        ("f.w.6.t.1.score_worsened.e1", "w.6.e1", "20", "10"),
    ]


def test_a_corrected_first_score_is_what_later_ones_are_held_against() -> None:
    log, document = started(), program(WHEN.SCORE_WORSENED)
    scored(log, 1, "10", 8)
    scored(log, 1, "16", 9)
    scored(log, 2, "20")
    assert flags(log, document) == []

    scored(log, 2, "21", 16)
    assert [each.due_at for each in flags(log, document)] == [after(16)]


BANDS = [{"code": code, "low": low, "tone": tone} for code, low, tone in (("a", 0, "severe"), ("b", 9, "calm"))]


@pytest.mark.parametrize(
    ("score", "told"),
    [
        ({**SCORE, "better": "lower"}, [2]),
        ({**SCORE, "better": "higher"}, [3]),
        # The bands say it where nothing else does: here the low ones are the severe ones.
        ({**SCORE, "bands": BANDS}, [3]),
        ({**SCORE, "bands": [{**BANDS[0], "tone": "calm"}, {**BANDS[1], "tone": "mild"}]}, [2]),
        # Where nobody has said which way is worse, nothing is guessed.
        (SCORE, []),
        ({**SCORE, "better": "neither"}, []),
        ({"code": "t", "better": "lower"}, []),
    ],
)
def test_which_way_is_worse_is_the_questionnaires_own_word(score: dict[str, Any], told: list[int]) -> None:
    log, document = started(), program(WHEN.SCORE_WORSENED, score=score)
    for number, value in enumerate(["10", "20", "1"], start=1):
        scored(log, number, value)

    assert [each.ref for each in flags(log, document)] == [f"w.{number}.e1" for number in told]


def test_the_first_of_each_epoch_is_its_own() -> None:
    log, document = started(), program(WHEN.SCORE_WORSENED)
    scored(log, 1, "1")
    log.start(after(20), epoch=2)
    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e2", after(28), scores={"t": "20"})

    assert flags(log, document) == []


def test_ending_soon_counts_the_days_of_a_pause() -> None:
    log, document = started(), program(WHEN.ENDING_SOON, 7)
    assert [each.due_at for each in flags(log, document)] == [datetime(2025, 3, 24, 5, 0, tzinfo=UTC)]
    log.add(FactKind.PAUSED, at=after(1), **{"from": "2025-03-10", "until": "2025-03-20"})

    assert [each.due_at for each in flags(log, document)] == [datetime(2025, 4, 3, 4, 0, tzinfo=UTC)]


def test_ending_soon_is_not_told_where_it_has_ended() -> None:
    log, document = started(), program(WHEN.ENDING_SOON, 7)
    log.add(FactKind.PHASE_SET, at=after(10), phase="maintenance")

    assert flags(log, document) == []
