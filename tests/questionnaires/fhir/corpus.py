"""The real files, where they are at hand: a folder beside the project, which is not part of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from stegvis.questionnaires.fhir import import_questionnaire
from stegvis.questionnaires.fhir.report import shortened

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "fhir"
CORPUS = sorted(FOLDER.glob("*.json")) if FOLDER.is_dir() else []
EXPECTED = 98

needs_corpus = pytest.mark.skipif(not CORPUS, reason=f"the collection of FHIR files is not at hand: {FOLDER}")


def outcome(path: Path) -> tuple[str, str]:
    """One row of the table in docs/questionnaires-fhir.md: what became of a file, and why."""
    found = import_questionnaire(path.read_bytes())
    refused = found.report.refused
    if refused:
        return "refused", f"{refused.code}: {shortened(refused.detail, 90)}".rstrip(": ")
    counted = Counter(remark.code for remark in found.report.weighty)
    remarks = ", ".join(f"{code} ×{number}" if number > 1 else code for code, number in sorted(counted.items()))
    return ("whole" if found.report.whole else "with remarks"), remarks


def table() -> list[str]:
    return [f"| {path.name} | {' | '.join(outcome(path))} |" for path in CORPUS]
