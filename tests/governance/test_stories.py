"""Everything that can be written in the story of a piece of work has its own sentence, and says what it names."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from stegvis.governance.kinds import Act
from stegvis.governance.stories import TOLD, sentence

HERE = Path(__file__).parents[2] / "stegvis"
# Acts that are not written out where they are told of, and what they can be.
WORKED_OUT = {
    "act.value": tuple(Act.values),
    # How the demo's own work began, by its lane.
    "begun": ("program:bring_in", "initiative:program"),
    "f'risks:{kind.value}'": ("risks:paper_added", "risks:paper_removed"),
}


@dataclass(frozen=True)
class Written:
    """One place that writes in the story. `details` is None where it is not a dict written out there."""

    place: str
    act: str
    details: frozenset[str] | None


def written() -> Iterator[Written]:
    """Every call of `moving.tell`, wherever it is; the rows of the story are made nowhere else."""
    for path in sorted((HERE / "governance").rglob("*.py")) + sorted((HERE / "demo").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "tell" not in source or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tell":
                act, place = node.args[1], f"{path.relative_to(HERE)}:{node.lineno}"
                names = [act.value] if isinstance(act, ast.Constant) else _worked_out(act, place)
                yield from (Written(place, str(name), _details(node)) for name in names)


def _worked_out(act: ast.expr, place: str) -> tuple[str, ...]:
    if isinstance(act, ast.IfExp):
        return tuple(part.value for part in (act.body, act.orelse) if isinstance(part, ast.Constant))
    said = ast.unparse(act)
    assert said in WORKED_OUT, f"{place}: {said} is not known here"
    return WORKED_OUT[said]


def _details(call: ast.Call) -> frozenset[str] | None:
    given = next((word.value for word in call.keywords if word.arg == "details"), None)
    if given is None:
        return frozenset()
    if not isinstance(given, ast.Dict) or None in given.keys:
        return None
    return frozenset(key.value for key in given.keys if isinstance(key, ast.Constant))


def test_every_act_has_a_sentence_and_every_sentence_an_act():
    found = {each.act for each in written()}
    assert found - TOLD.keys() == set(), "written without a sentence of its own"
    assert TOLD.keys() - found == set(), "a sentence that nothing writes"


def test_the_rows_of_the_story_are_written_in_one_place():
    makers = [
        path.relative_to(HERE).as_posix()
        for path in HERE.rglob("*.py")
        if re.search(
            r"HistoryEntry(\.objects\.(create|bulk_create|get_or_create))?\(", path.read_text(encoding="utf-8")
        )
        and "class HistoryEntry(" not in path.read_text(encoding="utf-8")
        and "migrations" not in path.parts
    ]
    assert makers == ["governance/moving.py"]


@pytest.mark.parametrize("each", list(written()), ids=lambda each: f"{each.act} {each.place}")
def test_a_sentence_names_only_what_is_kept_with_the_act(each):
    named = set(re.findall(r"%\((\w+)\)s", str(TOLD.get(each.act, ""))))
    if each.details is not None:
        assert named - each.details - {"by", "did"} == set()


def test_an_act_of_an_older_installation_is_still_readable():
    assert sentence("something:else", "Tina", {}) == "Tina gjorde en ändring."
    assert "…" in sentence("meeting:plan", "Tina", {})
