"""Every real file that is at hand: taken or refused by name, whole there and back, and nothing passed over in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from stegvis.questionnaires.engine import canonical, parse
from stegvis.questionnaires.fhir import Report, as_json, export_questionnaire, import_questionnaire

from .corpus import CORPUS, EXPECTED, needs_corpus, table

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "questionnaires-fhir.md"


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """The path of every value that holds no other."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    empty = True
    for key, each in inner:
        empty = False
        yield from leaves(each, f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}".lstrip("."))
    if empty:
        yield path


def named(report: Report) -> set[str]:
    found = {remark.path for remark in (*report.changed, *report.unsupported)}
    for taken in report.taken:
        found |= {f"{taken.path}.{element}".lstrip(".") for element in taken.elements}
    return found


def silent(raw: Any, report: Report) -> list[str]:
    """The paths of which the report says nothing."""
    known = named(report)
    passed = []
    for path in leaves(raw):
        above = path
        while above and above not in known:
            above = above[: max(above.rfind("."), above.rfind("["), 0)]
        if not above:
            passed.append(path)
    return passed


@needs_corpus
def test_the_whole_collection_is_there() -> None:
    assert len(CORPUS) == EXPECTED


@needs_corpus
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_a_real_file_is_taken_or_refused_by_name(path: Path) -> None:
    raw = path.read_bytes()
    found = import_questionnaire(raw)
    json.dumps(found.report.as_json()).encode()
    for remark in (*found.report.changed, *found.report.unsupported):
        assert remark.sentence
    if found.definition is None:
        assert found.report.refused and found.report.refused.sentence
        return
    assert parse(canonical(found.definition)) == found.definition
    assert silent(json.loads(raw), found.report) == []
    sent = as_json(export_questionnaire(found.definition)).encode()
    Questionnaire.model_validate_json(sent)
    back = import_questionnaire(sent)
    assert back.definition is not None, back.report.refused
    assert canonical(back.definition) == canonical(found.definition)
    assert not [(each.code, each.path) for each in (*back.report.changed, *back.report.unsupported)]


@needs_corpus
def test_the_table_in_the_docs_is_true() -> None:
    written = [line for line in DOCUMENT.read_text("utf-8").splitlines() if ".json |" in line]
    assert written == table()
