"""Danger answers (safety rules 1 and 2) and exercises: told once, never held back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from stegvis.program.facts import FactKind
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import Effect, EffectKind, unfold
from tests.program.samples import Log, after, with_every_kind

PLAN = compile_plan(with_every_kind())
KEY = "w-start.1.e1"


def started() -> Log:
    log = Log()
    log.start()
    return log


def flags(log: Log, now: datetime) -> list[Effect]:
    return [e for e in unfold(PLAN, log.standing, now).effects if e.kind is EffectKind.DANGER_FLAG]


def give(log: Log, minute: float, value: int = 1) -> None:
    log.add(FactKind.DANGER_GIVEN, KEY, after(0, minute), rule="fara", item="9", value=value)


def send(log: Log, minute: float, value: int | None = 1) -> None:
    dangers = [{"rule": "fara", "item": "9", "value": value}] if value else []
    log.add(FactKind.RESPONSE_SUBMITTED, KEY, after(0, minute), scores={"total": 3}, dangers=dangers)


def told(log: Log, minute: float) -> list[tuple[datetime, bool, Any]]:
    return [(e.due_at, e.payload["unsent"], e.payload["value"]) for e in flags(log, after(0, minute))]


def test_sent_is_told_at_once() -> None:
    log = started()
    send(log, 1, 2)

    assert told(log, 1) == [(after(0, 1), False, 2)]
    assert flags(log, after(0, 1))[0].key == f"{KEY}.fara.9.danger_flag"


def test_given_and_not_sent_is_told_after_ten_minutes() -> None:
    log = started()
    give(log, 5)

    assert told(log, 14.9) == []
    assert unfold(PLAN, log.standing, after(0, 14.9)).next_due_at == after(0, 15)
    assert told(log, 15) == [(after(0, 15), True, 1)]


def test_an_entry_of_a_diary_is_sent_as_it_is_given() -> None:
    log = started()
    log.add(FactKind.DANGER_GIVEN, "b-diary.d1", after(0, 5), rule="fara", item="9", value=1, sent=True)

    assert told(log, 5) == [(after(0, 5), False, 1)]


def test_tried_and_then_saved_an_entry_of_a_diary_is_one_flag() -> None:
    log = started()
    for minute, sent in ((5, False), (7, True)):
        log.add(FactKind.DANGER_GIVEN, "b-diary.d1", after(0, minute), rule="fara", item="9", value=1, sent=sent)

    assert told(log, 60) == [(after(0, 7), False, 1)]


def test_given_and_sent_is_one_flag() -> None:
    log = started()
    give(log, 5)
    send(log, 7)

    assert told(log, 60) == [(after(0, 7), False, 1)]


def test_sent_after_it_was_told_is_still_one_flag_under_the_same_name() -> None:
    log = started()
    give(log, 5)
    before = flags(log, after(0, 20))
    send(log, 25)

    assert flags(log, after(0, 30)) == before


def test_another_dangerous_answer_sent_later_is_told_again() -> None:
    log = started()
    give(log, 5, 1)
    send(log, 25, 3)
    send(log, 30, 3)
    send(log, 40, 2)

    assert told(log, 24) == [(after(0, 15), True, 1)]
    assert told(log, 60) == [
        (after(0, 15), True, 1),
        (after(0, 25), False, 3),
        (after(0, 40), False, 2),
    ]


def test_a_correction_to_a_worse_answer_is_told_again() -> None:
    log = started()
    send(log, 1, 1)
    send(log, 90, 3)

    assert told(log, 120) == [(after(0, 1), False, 1), (after(0, 90), False, 3)]
    assert len({effect.key for effect in flags(log, after(1))}) == 2


def test_the_same_answer_is_told_anew_where_the_first_was_marked_as_wrong() -> None:
    log = started()
    send(log, 1, 2)
    send(log, 30, 2)
    before = flags(log, after(1))
    again = [{"rule": "fara", "item": "9", "value": 2, "anew": True}]
    log.add(FactKind.RESPONSE_SUBMITTED, KEY, after(0, 60), dangers=again)
    send(log, 90, 2)

    found = flags(log, after(1))
    assert found[:1] == before and [(e.due_at, e.payload.get("anew")) for e in found[1:]] == [(after(0, 60), True)]
    assert found[1].key != found[0].key


def test_changing_the_answer_never_removes_the_flag() -> None:
    log = started()
    give(log, 5, 3)
    send(log, 6, None)

    assert told(log, 6) == [(after(0, 6), True, 3)]


def test_the_latest_unsent_value_is_the_one_told() -> None:
    log = started()
    give(log, 5, 1)
    give(log, 9, 3)
    give(log, 40, 2)

    assert told(log, 49) == [(after(0, 15), True, 3)]


def test_another_answer_never_sent_is_told_after_its_own_minutes() -> None:
    log = started()
    give(log, 5, 1)
    give(log, 40, 3)

    assert told(log, 49) == [(after(0, 15), True, 1)]
    assert told(log, 60) == [(after(0, 15), True, 1), (after(0, 50), True, 3)]


def test_two_questions_are_two_flags() -> None:
    log = started()
    give(log, 5)
    log.add(FactKind.DANGER_GIVEN, KEY, after(0, 5), rule="annat", item="3", value=1)

    assert len(flags(log, after(1))) == 2


@pytest.mark.parametrize("kind", [FactKind.WRONG_START, FactKind.LEFT, FactKind.PHASE_SET])
def test_no_phase_holds_a_flag_back(kind: FactKind) -> None:
    log = started()
    log.add(kind, at=after(0, 1), **({"phase": "closed"} if kind is FactKind.PHASE_SET else {}))
    give(log, 5)

    assert told(log, 15) == [(after(0, 15), True, 1)]


def test_no_correction_and_no_restart_holds_a_flag_back() -> None:
    log = started()
    send(log, 1)
    before = flags(log, after(1))
    log.add(FactKind.ANNULLED, at=after(0, 2), seq=2)
    log.start(after(0, 3), epoch=2)

    assert flags(log, after(1)) == before


def test_an_occasion_that_the_plan_does_not_know_is_flagged_all_the_same() -> None:
    log = Log()
    log.add(FactKind.DANGER_GIVEN, "elsewhere.1.e1", after(), rule="fara", item="9", value=1)

    assert len(flags(log, after(1))) == 1


def test_every_sending_of_an_exercise_is_to_be_read() -> None:
    log = started()
    first = log.add(FactKind.EXERCISE_SENT, "b-exercise", after(1))
    log.add(FactKind.EXERCISE_SENT, "b-exercise", after(2))
    log.add(FactKind.ANNULLED, at=after(3), seq=first.seq)

    found = [e for e in unfold(PLAN, log.standing, after(4)).effects if e.kind is EffectKind.EXERCISE_TO_READ]

    assert [(e.key, e.payload["step"]) for e in found] == [("b-exercise.2.exercise_to_read.e1", "t-1")]


def test_an_exercise_of_ones_own_is_nobodys_to_read() -> None:
    log = started()
    log.add(FactKind.EXERCISE_SENT, "b-exercise", after(1))
    own = replace(PLAN, own_exercises=frozenset({"b-exercise"}))

    kinds = {each.kind for each in unfold(own, log.standing, after(4)).effects}

    assert EffectKind.EXERCISE_TO_READ not in kinds
    assert compile_plan(with_every_kind()).own_exercises == frozenset()


def test_the_minutes_are_the_programs_own() -> None:
    document = with_every_kind()
    slower = compile_plan(replace(document, settings=replace(document.settings, unsent_after=30)))
    log = started()
    give(log, 5)

    found = [e for e in unfold(slower, log.standing, after(0, 40)).effects if e.kind is EffectKind.DANGER_FLAG]

    assert [e.due_at for e in found] == [after(0, 35)]


def test_a_level_set_by_the_program_goes_with_the_flag_and_the_highest_is_not_said() -> None:
    log = started()
    log.add(FactKind.DANGER_GIVEN, KEY, after(0, 5), rule="fara", item="9", value=1, level="ordinary")
    log.add(FactKind.DANGER_GIVEN, KEY, after(0, 5), rule="annat", item="3", value=1)

    found = {effect.payload["rule"]: effect.payload.get("level") for effect in flags(log, after(1))}

    assert found == {"fara": "ordinary", "annat": None}
