"""A line of the process's own log is one line, with the time that it is for everybody."""

import logging
import re
import sys

import pytest

from stegvis.config.lines import Line

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def line(message, *words, fault=None):
    return Line(FORMAT).format(logging.LogRecord("a.b", logging.WARNING, __file__, 1, message, words, fault))


@pytest.mark.parametrize(
    "said", ["x\n2026-01-01 ERROR forged", "x\r\nforged", "x\x1b[2Jforged", "x\u2028forged", "\x00"]
)
def test_nothing_that_is_said_makes_a_line_of_its_own(said):
    written = line("Not Found: %s", said)
    assert len(written.splitlines()) == 1 and written.isprintable() and "\\x" in written


def test_the_time_is_utc_and_says_so_and_a_fault_is_told_whole():
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING a\.b hej och åäö$", line("hej och %s", "åäö"))
    try:
        raise ValueError("så")
    except ValueError:
        assert "\nValueError: så" in line("hej", fault=sys.exc_info())
