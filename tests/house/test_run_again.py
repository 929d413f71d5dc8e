"""A part of `make test` with a second try: what fell is run once more, is named, and fails when it falls again."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import run_tests
from tools.run_tests import Part, run_all

SOMETIMES = """
from pathlib import Path
def test_falls_once():
    told = Path(__file__).with_name("told")
    if not told.exists():
        told.touch()
        raise AssertionError
"""
WELL = "def test_goes_well(): pass\n"
NEVER = "def test_never_goes_well(): raise AssertionError\n"
AROUND = """
import pytest
@pytest.fixture
def service():
    yield
    raise AssertionError("the service complains")
def test_before_it_stops(service): pass
"""


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The last lines of a whole run over these tests."""
    monkeypatch.setattr(run_tests, "ROOT", tmp_path)
    monkeypatch.delenv("CI", raising=False)

    def run(code: int, *stories: str, second_try: bool = True) -> str:
        (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -ra\n")
        (tmp_path / "test_it.py").write_text("\n".join(stories))
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-o", "cache_dir=kept"]
        assert run_all([Part("webbläsare", 60, command, second_try=second_try)], []) == code
        return capsys.readouterr().out

    return run


def test_what_fell_is_run_again_and_named(told: Callable[..., str]) -> None:
    said = told(0, SOMETIMES, WELL)
    assert "-- körs om: test_it.py::test_falls_once --" in said
    assert "körda om: 1" in said
    assert "KÖRDA OM: 1 i webbläsare, gick väl andra gången: test_it.py::test_falls_once" in said
    assert said.endswith("\n2 passed, 0 failed\n")


def test_what_falls_again_fails(told: Callable[..., str]) -> None:
    said = told(1, SOMETIMES, WELL, NEVER)
    assert "KÖRDA OM: 2 i webbläsare, föll igen: test_it.py::test_falls_once, test_it.py::test_never_goes_well" in said
    assert said.endswith("\n2 passed, 1 failed\n")


def test_an_error_around_a_story_that_went_well_is_not_tried_again(told: Callable[..., str]) -> None:
    """The service complains when it is stopped, whichever story came last: alone, that story would go well."""
    said = told(1, SOMETIMES, AROUND)
    assert "körs om" not in said and "KÖRDA OM" not in said
    assert said.endswith("\n1 passed, 2 failed\n")


def test_other_parts_have_one_try(told: Callable[..., str]) -> None:
    assert "KÖRDA OM" not in told(1, SOMETIMES, WELL, second_try=False)
