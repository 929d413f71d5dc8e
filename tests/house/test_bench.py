"""The bench asks for the right rows and says what it found in the right shape. Nothing is timed here."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

import bench
from bench.__main__ import read_arguments
from bench.asking import Ask
from bench.database import OPTIONS_OF_SQLITE
from bench.inside import cost_of
from bench.measuring import percentile, slices
from bench.processes import cpu_of, tree_of
from bench.rows import BARE, ROWS, SUBMISSIONS, Result, Row, requests_of, table
from bench.scene.long import QUESTIONS_IN_PART, long_answers, long_definition
from stegvis.questionnaires import engine

BENCH = Path(bench.__file__).parent
KEYS = {"name", "cpu_ms", "ratio_to_bare", "queries"}


def result(row, cpu_ms=2.0, queries=5):
    return Result(row, cpu_ms, 1.0, queries, 0.0021, 0.0042, 2000, 3)


def test_the_rows_and_their_bars():
    assert {row.name: (row.ratio, row.queries) for row in ROWS} == {
        "resident step page": (3.0, 6),
        "questionnaire page": (None, None),
        "questionnaire submission": (8.0, None),
        "caseload page": (6.0, None),
        "patient page with graph": (None, None),
        "message thread": (None, None),
        "300 questions: page": (10.0, None),
        "300 questions: saving": (None, None),
        "300 questions: sending": (None, None),
        "300 questions: read": (None, None),
        "300 questions: settle": (None, None),
        "300 questions: validate": (None, None),
        "300 questions: score": (None, None),
        "300 questions: draw": (None, None),
        "a year: unfold": (None, None),
        "a year: read standing": (None, None),
        "1000 facts: fold": (None, None),
        "2000 facts: fold": (None, None),
        "4000 facts: fold": (None, None),
    }


def test_what_runs_when_nothing_is_said():
    asked = read_arguments([])
    assert (asked.rounds, asked.requests, asked.residents, asked.database) == (3, 2000, 300, "sqlite")
    assert asked.rows == list(ROWS) and not asked.strict
    assert read_arguments(["--quick", "--only", "step"]).requests == 200
    assert [row.key for row in read_arguments(["--only", "step", "--only", "thread"]).rows] == ["step", "thread"]


def test_a_row_as_json():
    told = json.loads(json.dumps(result(ROWS[0]).to_json()))
    assert told.keys() >= KEYS
    assert (told["name"], told["cpu_ms"], told["ratio_to_bare"], told["queries"]) == ("resident step page", 2.0, 2.0, 5)


@pytest.mark.parametrize(
    ("row", "cpu_ms", "queries", "holds"),
    [
        (ROWS[0], 3.0, 6, True),
        (ROWS[0], 3.1, 6, False),
        (ROWS[0], 3.0, 7, False),
        (ROWS[1], 99.0, 99, None),
        (Row(BARE, BARE), 1.0, 3, None),
    ],
)
def test_whether_a_bar_holds(row, cpu_ms, queries, holds):
    assert result(row, cpu_ms, queries).holds is holds


def test_the_table_has_a_line_for_each_row_and_says_what_does_not_hold():
    lines = table([result(Row(BARE, BARE), 1.0, 3), *(result(row, 3.5) for row in ROWS)]).splitlines()
    assert len(lines) == 2 + len(ROWS)
    assert lines[2].startswith("resident step page") and lines[2].endswith("HÅLLER INTE")
    assert lines[4].endswith("  håller")


def test_a_round_takes_turns_and_leaves_nothing_out():
    order = list(slices({"a": 2000, "b": 2000, "c": 300}))
    done: Counter[str] = Counter()
    for key, count in order:
        done[key] += count
    assert done == {"a": 2000, "b": 2000, "c": 300}
    assert [key for key, _ in order[:6]] == ["a", "b", "c"] * 2
    assert list(slices({"a": 3, "b": 1})) == [("a", 3), ("b", 1)]


def test_what_is_used_up_runs_fewer_times():
    submission = next(row for row in ROWS if row.uses_up)
    assert requests_of(submission, 2000) == SUBMISSIONS
    assert requests_of(submission, 20) == 20
    assert requests_of(ROWS[0], 2000) == 2000


def test_percentiles_are_in_milliseconds():
    ordered = [n / 1000 for n in range(1, 101)]
    assert percentile(ordered, 0.5) == 51
    assert percentile(ordered, 0.95) == 96
    assert percentile([0.007], 0.95) == 7


def test_processor_time_is_read_of_a_whole_tree():
    assert os.getpid() in tree_of(os.getppid())
    before = cpu_of([os.getpid()])
    assert before > 0
    assert cpu_of([os.getpid()]) >= before


def test_a_post_carries_its_form():
    ask = Ask("/x/", "a=b", body="q=1", status=302)
    assert ask.method == "POST" and ask.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert Ask("/x/", "a=b").method == "GET"


def test_the_yardstick_is_as_long_as_it_should_be():
    assert 4900 <= (BENCH / "bare/templates/page.html").stat().st_size <= 5300


def test_the_yardstick_stands_on_the_same_kind_of_database(settings):
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        assert settings.DATABASES["default"]["OPTIONS"] == OPTIONS_OF_SQLITE


def test_a_piece_of_work_is_told_with_its_memory():
    cost = cost_of(lambda: [0] * 100_000, 1)
    assert cost.cpu_ms > 0 and cost.walls == sorted(cost.walls)
    assert 700 < cost.peak_kb < 900  # eight bytes each
    row = next(row for row in ROWS if row.inside)
    told = Result(row, cost.cpu_ms, 1.0, 0, 0.1, 0.2, 5, 1, cost.peak_kb)
    assert told.to_json()["peak_kb"] == round(cost.peak_kb) and f"{cost.peak_kb:.0f} kB" in table([told])


def test_the_long_questionnaire_is_what_its_rows_say():
    definition = long_definition()
    asked = [item for item in definition.in_order if item.answerable and not item.calculated]
    answers = long_answers(definition)
    assert len(asked) == 300 == QUESTIONS_IN_PART * len(definition.items)
    assert engine.validate(definition, answers, completed=True) == [] == engine.dangers(definition, answers)
    assert len(engine.score(definition, answers)) == 20
    assert any(item.conditions for item in asked) and len(answers) > 280
