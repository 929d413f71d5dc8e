"""Properties that hold for any questionnaire and any answers."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.questionnaires.engine import (
    Definition,
    canonical,
    clean,
    dangers,
    digest,
    enabled,
    parse,
    score,
    validate,
)

from .documents import choice, document, item, when

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    str.strip
)
KINDS = ["boolean", "choice", "several", "scale", "slider", "integer", "decimal", "string", "text", "date"]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "choice": st.sampled_from(["x", "y", "z"]),
    "several": st.sampled_from(["x", "y", "z"]),
    "scale": st.integers(0, 4),
    "slider": st.integers(0, 10),
    "integer": st.integers(-5, 30),
    "decimal": st.decimals(-5, 30, places=2).map(lambda number: f"{number:f}"),
    "string": st.sampled_from(["ja", "nej", "å"]),
    "text": st.sampled_from(["ja", "nej", "å"]),
    "date": st.dates().map(lambda day: day.isoformat()),
}
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=3),
    st.floats(), st.dictionaries(st.text(max_size=2), st.integers(), max_size=2), *VALUES.values(),
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Up to eight questions; conditions look back, so that there are no circles."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8))
    items = [_question(draw, place, kind, kinds) for place, kind in enumerate(kinds)]
    scored = [i["link_id"] for i in items if i["type"] in ("boolean", "choice", "scale", "slider")]
    rule = {
        "code": "total", "method": draw(st.sampled_from(["sum", "mean"])),
        "items": [{"link_id": link, "weight": draw(st.integers(1, 3)), "reverse": False} for link in scored],
    }  # fmt: skip
    made = document(*items, scores=[rule] if scored else [])
    made["texts"]["sv"]["title"] = draw(TEXTS)
    return made


def _question(draw: st.DrawFn, place: int, kind: str, kinds: list[str]) -> dict[str, Any]:
    more: dict[str, Any] = {"required": draw(st.booleans())}
    if place and draw(st.booleans()):
        asked = draw(st.integers(0, place - 1))
        ordered = kinds[asked] in ("scale", "slider", "integer", "decimal", "date")
        operator = draw(st.sampled_from(["=", "!=", *([">", "<", ">=", "<="] if ordered else [])]))
        more["conditions"] = [when(f"n{asked}", operator, draw(VALUES[kinds[asked]]))]
    if kind in ("scale", "slider"):
        more |= {"minimum": 0, "maximum": 4 if kind == "scale" else 10}
    if kind in ("choice", "several"):
        return choice(f"n{place}", "x", "y", "z", multiple=kind == "several", **more)
    return item(f"n{place}", kind, **more)


@given(documents())
@settings(max_examples=60, deadline=None)
def test_parse_and_canonical_are_each_others_inverse(made: dict[str, Any]) -> None:
    first = parse(made)
    again = parse(canonical(first))
    assert again == first
    assert canonical(again) == canonical(first)
    assert digest(again) == digest(first)


def _answers(draw: st.DataObject, asked: Definition) -> dict[str, Any]:
    links = [*asked.index, "unknown"]
    return draw.draw(st.dictionaries(st.sampled_from(links), ANYTHING))


@given(documents(), st.data())
@settings(max_examples=100, deadline=None)
def test_any_answers_are_judged_without_a_crash(made: dict[str, Any], data: st.DataObject) -> None:
    asked = parse(made)
    answers = _answers(data, asked)
    kept = clean(asked, answers)
    assert clean(asked, kept) == kept
    assert enabled(asked, kept) == enabled(asked, answers)
    assert score(asked, kept) == score(asked, answers)
    assert dangers(asked, kept) == dangers(asked, answers)
    assert set(kept) <= enabled(asked, answers)
    codes = {problem.code for problem in validate(asked, kept, completed=True)}
    assert not codes & {"disabled", "unknown_item", "not_answerable"}
    for result in score(asked, answers):
        assert (result.value is None) == bool(result.missing)
        if result.value is not None and result.min is not None and result.max is not None:
            assert result.min <= result.value <= result.max
