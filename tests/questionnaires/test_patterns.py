"""Patterns: the same on the server and in the browser, and never a way to make either hang."""

from __future__ import annotations

import re
import time

import pytest

from stegvis.questionnaires.engine import validate
from stegvis.questionnaires.engine.patterns import CannotUse, browser_pattern, compiled, fits

from .documents import definition, item


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"[0-9]{3} ?[0-9]{2}", "123 45", "123  45"),
        (r"^\d{3}$", "123", "1234"),
        (r"\d+\.\d", "12.5", "12,5"),
        (r"(ja|nej)", "nej", "nejj"),
        (r"ja|nej", "nej", "xnej"),
        (r"[A-ZÅÄÖ][a-zåäö]*", "Örebro", "örebro"),
        (r"\p{L}+", "Åsa", "Åsa 2"),
        (r"[^ab]+", "ccc", "cca"),
        (r".\w\s?", "å1 ", "å"),
        (r"a{2,}", "aaa", "a"),
        (r"(?:ab)?c", "abc", "ab"),
        (r"[\d\-/]+", "1-2/3", "1_2"),
        (r"a\$", "a$", "a"),
        (r"\\", "\\", "/"),
    ],
)
def test_the_whole_answer_fits_or_not(pattern: str, good: str, bad: str) -> None:
    assert fits(pattern, good)
    assert not fits(pattern, bad)
    assert browser_pattern(pattern) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        "(", ")", "[", "[]", "a**", "*a", "a{2,1}", "a{1001}", "a{x}", "(?=a)", "(?<!a)b", r"(a)\1", "(?P<n>a)", "(?i)a",
        "[[:alpha:]]", r"\b", r"\x41", r"\pL", r"\p{Greek}", "\\", "[z-a]", "[a-\\d]", "(" * 20 + "a" + ")" * 20,
        "a" * 501, "a\nb", "^a|b$", "(((a{200}){200}){200})",
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(pattern: str) -> None:
    with pytest.raises(CannotUse):
        compiled(pattern)


@pytest.mark.parametrize("pattern", [r"(a+)+", r"(a|aa)+", r"(a*)*b", r"\d*\d*\d*x", r"((a?){40})*", r"(.*a){12}b*",
                                     "a?" * 60 + "a" * 60, "a{0,40}" * 12 + "b", "(a|aa)" * 60 + "b",
                                     "(?:(?:a|a)(?:a|a)){20}b", r"a{0,50}a{0,50}\d*\d*x"])  # fmt: skip
def test_evil_patterns_are_quick_here_and_stay_away_from_the_browser(pattern: str) -> None:
    started = time.perf_counter()
    fits(pattern, "a" * 20_000 + "!")
    assert time.perf_counter() - started < 2
    assert browser_pattern(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (r"\d", r"^(?:[0-9])$"),
        (r"a/b", r"^(?:a\/b)$"),
        (r".", r"^(?:[^\n])$"),
        (r"\s", r"^(?:[\t\n\f\r ])$"),
        (r"(a|b)c", r"^(?:(?:a|b)c)$"),
        (r"^x$", r"^(?:x)$"),
        (r"x\$", r"^(?:x\$)$"),
    ],
)
def test_how_the_browser_reads_it(pattern: str, written: str) -> None:
    assert browser_pattern(pattern) == written
    re.compile(written)


def test_a_wrong_answer_is_pointed_out_and_length_comes_first() -> None:
    asked = definition(item("a", "string", pattern=r"\d{5}", max_length=6))
    assert [each.code for each in validate(asked, {"a": "1234"}, completed=False)] == ["wrong_pattern"]
    assert [each.code for each in validate(asked, {"a": "1234567"}, completed=False)] == ["too_long"]
    assert validate(asked, {"a": " 12345 "}, completed=True) == []
