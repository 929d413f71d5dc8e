"""The list of what a security standard asks for: every number once, each with an answer, and only files that are here."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/asvs.md").read_text(encoding="utf-8")
# The standard's own numbers at levels 1 and 2 of version 5.0.0, and nothing else of it.
NUMBERS = Path(__file__).with_name("asvs_numbers.txt").read_text(encoding="utf-8").split()
ROW = re.compile(r"^\| ([\d., ]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ANSWERS = {"met", "**partly**", "**not met**", "*installation*", "*n/a*"}


def rows():
    return [
        (numbers.split(", "), answer.removesuffix(" ★"), where) for numbers, _asks, answer, where in ROW.findall(PAGE)
    ]


def test_every_requirement_stands_there_once_in_its_order():
    found = [number for numbers, _answer, _where in rows() for number in numbers]
    assert [number for number, times in Counter(found).items() if times > 1] == []
    assert set(found) == set(NUMBERS) and len(NUMBERS) == 253
    # Several on one row only where none of them is anything to us.
    assert {answer for numbers, answer, _where in rows() if len(numbers) > 1} == {"*n/a*"}


def test_every_row_has_an_answer_and_what_is_met_says_where():
    answers = Counter(dict.fromkeys(ANSWERS, 0))
    for numbers, answer, where in rows():
        answers[answer] += len(numbers)
        assert len(where) > 3, numbers
    assert set(answers) == ANSWERS
    for word, answer in (
        ("met", "met"),
        ("partly", "**partly**"),
        ("installation", "*installation*"),
        ("n/a", "*n/a*"),
    ):
        assert f"*{word}* {answers[answer]}" in PAGE, (word, answers[answer])
    starred = sum(len(numbers.split(", ")) for numbers, _a, answer, _w in ROW.findall(PAGE) if answer.endswith("★"))
    assert f"({starred})" in PAGE and starred >= 40


def test_every_file_and_test_that_the_list_names_is_here():
    named = set(re.findall(r"`((?:stegvis|tests|docs|tools)/[\w./-]+|requirements\.lock|pyproject\.toml)`", PAGE))
    assert len(named) > 100
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
