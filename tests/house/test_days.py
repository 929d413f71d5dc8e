"""What day it is, is asked where the service runs: in UTC it is still yesterday for an hour or two after midnight."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(path for room in ("stegvis", "tests", "bench") for path in (ROOT / room).rglob("*.py"))
# Written in UTC from end to end: moments there are made up.
PURE = ROOT / "tests/program"
NOW = {"now", "utc_now", "real_now", "now_for"}


def days_in_utc(source: str) -> list[int]:
    """The lines that take the date of a moment called now, as it stands."""
    return [node.lineno for node in ast.walk(ast.parse(source)) if _is_day(node) and _is_now(node.func.value)]


def _is_day(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"


def _is_now(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=func):
            return _is_now(func)
        case ast.BinOp(left=left):
            return _is_now(left)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in NOW
    return False


def test_the_day_is_the_local_one() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for path in CODE
        if PURE not in path.parents and (lines := days_in_utc(path.read_text()))
    }
    assert not found, "use local_day(now) (stegvis.lib.clock)"


@pytest.mark.parametrize(
    "line", ["now.date()", "utc_now().date()", "case.now.date()", "worlds.now_for(x).date()", "(now + step).date()"]
)
def test_it_is_seen(line: str) -> None:
    assert days_in_utc(line) == [1]


def test_others_are_left_alone() -> None:
    assert days_in_utc("local_day(now)\nnow.astimezone(zone).date()\nrow.starts.date()") == []
