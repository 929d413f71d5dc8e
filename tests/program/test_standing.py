"""Folding: what a fact leaves, and what a correction takes away."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from stegvis.program.facts import CannotRecord, Fact, FactKind, check
from stegvis.program.reading import CannotRead
from stegvis.program.standing import ACTIVITY, MESSAGES, CannotFold, Standing, fold, fold_all
from tests.program.samples import START, Log, after


def test_nothing_at_all_is_a_course_without_facts() -> None:
    assert Standing.from_json({}) == Standing()
    assert Standing().start is None


def test_json_keeps_everything() -> None:
    log = Log()
    log.start()
    log.add(
        FactKind.RESPONSE_SUBMITTED, "w.1.e1", scores={"total": 12}, dangers=[{"rule": "a", "item": "9", "value": 2}]
    )
    log.add(FactKind.MESSAGE_SENT, to="resident")
    log.add("sung_to", "x")

    assert Standing.from_json(json.loads(json.dumps(log.standing.to_json()))) == log.standing
    assert log.standing.scores("w.1.e1") == {"total": 12}


@pytest.mark.parametrize("broken", [{"format": 9}, {"format": 1}, {"format": 1, "seq": 0, "unknown": 0, "tables": 3}])
def test_a_broken_standing_asks_to_be_folded_again(broken: dict[str, Any]) -> None:
    with pytest.raises(CannotRead, match="fold the facts again"):
        Standing.from_json(broken)


def test_a_kind_of_the_future_is_counted_and_harms_nothing() -> None:
    log = Log()
    log.start()
    before = log.standing
    log.add("walked_the_dog", "x", anything=[1])

    assert log.standing.unknown == 1
    assert log.standing.tables == before.tables
    assert log.standing.seq == 2


def test_facts_follow_on_one_another() -> None:
    log = Log()
    fact = log.start()
    with pytest.raises(CannotFold):
        fold(log.standing, fact)


def test_a_correction_counts_as_never_having_happened() -> None:
    log = Log()
    log.start()
    without = fold_all(log.facts)
    wrong = log.add(FactKind.STEP_DONE, "t1")
    log.add(FactKind.ANNULLED, seq=wrong.seq)

    # The resident was there all the same.
    assert {**log.standing.tables, "activity": {}} == {**without.tables, "activity": {}}
    assert not log.standing.is_step_done("t1")


def test_a_correction_of_a_correction_changes_nothing() -> None:
    log = Log()
    log.start()
    wrong = log.add(FactKind.STEP_DONE, "t1")
    correction = log.add(FactKind.ANNULLED, seq=wrong.seq)
    log.add(FactKind.ANNULLED, seq=correction.seq)

    assert not log.standing.is_step_done("t1")


def test_a_danger_answer_survives_the_correction_of_its_response() -> None:
    log = Log()
    log.start()
    wrong = log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", dangers=[{"rule": "a", "item": "9", "value": 2}])
    log.add(FactKind.ANNULLED, seq=wrong.seq)

    assert log.standing.answered_at("w.1.e1") is None
    assert dict(log.standing.of_all_epochs("danger"))["w.1.e1"][0].value["value"] == 2


def test_what_came_before_a_restart_belongs_to_the_past() -> None:
    log = Log()
    log.start()
    log.add(FactKind.STEP_DONE, "t1")
    log.add(FactKind.WELCOME_READ)
    log.start(after(9), epoch=2)
    log.add(FactKind.STEP_DONE, "t2", after(9))

    assert log.standing.epoch == 2
    assert set(log.standing.done_steps()) == {"t2"}
    assert not log.standing.has_read_welcome


def test_a_moved_start_keeps_what_is_done() -> None:
    log = Log()
    log.start()
    log.add(FactKind.STEP_DONE, "t1")
    log.start(after(1), on=after(5).date())

    assert log.standing.is_step_done("t1")
    start = log.standing.start
    assert start is not None
    assert start.value["start_on"] == after(5).date().isoformat()


@pytest.mark.parametrize(
    ("kind", "ref", "payload"),
    [
        (FactKind.STARTED, "", {}),
        (FactKind.STARTED, "", {"start_on": "tomorrow", "tz": "Europe/Stockholm"}),
        (FactKind.STARTED, "", {"start_on": "2025-01-01", "tz": "Europe/Atlantis"}),
        (FactKind.STARTED, "", {"start_on": "2025-01-01", "tz": "Europe/Stockholm", "epoch": 0}),
        (FactKind.STEP_DONE, "", {}),
        (FactKind.MODULE_OPENED, "", {}),
        (FactKind.RESPONSE_SUBMITTED, "w", {"dangers": [{"rule": "a"}]}),
        (FactKind.DANGER_GIVEN, "w", {"rule": "a", "item": "9"}),
        (FactKind.OCCASION_ADDED, "", {"measurement": "w", "on": "2025-02-30"}),
        (FactKind.PHASE_SET, "", {"phase": "wrong_start"}),
        (FactKind.PHASE_SET, "", {"phase": "asleep"}),
        (FactKind.PAUSED, "", {}),
        (FactKind.PAUSED, "", {"from": "2025-03-10", "until": "2025-03-10"}),
        (FactKind.RESUMED, "", {"of": "x"}),
        (FactKind.STARTED, "", {"start_on": "2025-01-01", "tz": "Europe/Stockholm", "seed": 7}),
        (FactKind.RESPONSE_SUBMITTED, "w", {"answers": 3}),
        (FactKind.FEEDBACK_GIVEN, "", {}),
        (FactKind.ANNULLED, "", {}),
        (FactKind.ANNULLED, "", {"seq": 5}),
        (FactKind.ANNULLED, "", {"seq": "x"}),
    ],
)
def test_a_fact_that_lacks_what_it_needs_is_refused(kind: FactKind, ref: str, payload: dict[str, Any]) -> None:
    fact = Fact(5, kind, ref, payload, occurred_at=START, recorded_at=START)
    with pytest.raises(CannotRecord):
        check(fact)
    with pytest.raises(CannotFold, match="fact 5"):
        fold(Standing(), fact)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2025, 1, 1, 12, 0)  # noqa: DTZ001
    with pytest.raises(CannotRecord, match="zone"):
        check(Fact(1, FactKind.WELCOME_READ, "", occurred_at=naive, recorded_at=START))


def test_a_message_to_a_guardian_alone_is_an_answer_and_nothing_for_the_resident_to_read() -> None:
    log = Log()
    log.start()
    log.add(FactKind.MESSAGE_SENT, at=after(1), to="staff")
    active = log.standing.entries(ACTIVITY, "")
    log.add(FactKind.MESSAGE_SENT, at=after(2), to="guardian")
    assert not log.standing.has_unread_message and log.standing.entries(ACTIVITY, "") == active
    assert [len(log.standing.entries(MESSAGES, ref)) for ref in ("staff", "settled", "resident")] == [1, 1, 0]


def test_unread_messages() -> None:
    log = Log()
    log.start()
    log.add(FactKind.MESSAGE_SENT, at=after(1), to="staff")
    assert not log.standing.has_unread_message
    log.add(FactKind.MESSAGE_SENT, at=after(2), to="resident")
    assert log.standing.has_unread_message
    log.add(FactKind.MESSAGE_READ, at=after(3))
    assert not log.standing.has_unread_message


class Counted(list[Fact]):
    """Facts that count how often they are looked at."""

    looked = 0

    def __iter__(self) -> Iterator[Fact]:
        for fact in list.__iter__(self):
            self.looked += 1
            yield fact


def many(number: int) -> list[Fact]:
    """A start, and so many doings of all kinds."""
    log = Log()
    log.start()
    kinds = [FactKind.STEP_DONE, FactKind.RESPONSE_SUBMITTED, FactKind.EXERCISE_SENT, FactKind.DIARY_NOTED]
    for place in range(number):
        log.facts.append(
            Fact(place + 2, kinds[place % 4], f"t{place % 7}", {}, occurred_at=after(place / 9), recorded_at=START)
        )
    return log.facts


def test_folding_is_linear() -> None:
    """Every fact is looked at once, and twice as many facts take twice as many lines of code to fold."""
    made = []
    for number in (200, 400):
        facts = Counted(many(number))
        fold_all(facts)
        assert facts.looked == number + 1
        lines: list[int] = []

        def trace(frame: Any, event: str, _arg: Any, lines: list[int] = lines) -> Any:
            if "standing" in frame.f_code.co_filename and event == "line":
                lines.append(1)
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        fold_all(facts)
        sys.settrace(before)
        made.append(len(lines))

    assert made[1] < 2.05 * made[0]


def test_the_residents_doings_are_kept_as_the_last_of_each_run() -> None:
    log = Log()
    log.start()
    for day in (0, 0.5, 1.5, 2.5, 5, 5.9):
        log.add(FactKind.DIARY_NOTED, "d", after(day))
    log.add(FactKind.MESSAGE_SENT, at=after(9), to="resident")

    kept = log.standing.entries("activity")
    assert [entry.at for entry in kept] == [after(2.5), after(5.9)]
    assert fold_all(log.facts).entries("activity") == kept


def test_a_year_of_a_daily_diary_is_a_small_standing() -> None:
    log = Log()
    log.start()
    facts = [*log.facts, *(f for f in many(4 * 365) if f.kind is FactKind.DIARY_NOTED)]

    assert len(json.dumps(fold_all(facts).to_json())) < 400


def test_pauses_answers_and_feedback_are_kept() -> None:
    log = Log()
    log.start(seed="frö")
    log.add(FactKind.PAUSED, **{"from": "2025-03-10", "until": None})
    log.add(FactKind.RESUMED, of=2)
    log.add(FactKind.FEEDBACK_GIVEN, "b-1")
    log.add(FactKind.RESPONSE_SUBMITTED, "w.1.e1", answers={"9": 2})
    read = Standing.from_json(json.loads(json.dumps(log.standing.to_json())))

    assert read == log.standing
    assert read.seed == "frö"
    assert [entry.value for entry in read.entries("pause")] == [{"from": "2025-03-10", "until": None}, {"of": 2}]
    assert read.entries("answer", "w.1.e1")[0].value == {"9": 2}
    assert read.first_at("feedback", "b-1") == START
