"""What is left to do in a draft, as codes with their places. The sentences are `draft_words`.

The engine's own parser has the last word: what it refuses and nothing here foresaw becomes one
finding that carries its reason. Worked examples are run as they will be when it is published.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from stegvis.questionnaires.editing.finding_items import item_findings
from stegvis.questionnaires.editing.finding_rules import rule_findings
from stegvis.questionnaires.editing.kinds import Severity, Tab
from stegvis.questionnaires.editing.paper import Doc, Raw, language_of, text, walk
from stegvis.questionnaires.editing.ready import definition_of, tidy
from stegvis.questionnaires.editing.reasons import known_reason
from stegvis.questionnaires.engine import CannotParse, Definition, run_examples
from stegvis.questionnaires.engine.examples import ExampleFailure
from stegvis.questionnaires.engine.parsing import text_keys

NEED_PROOF = frozenset({"licensed", "unknown"})
_PLACE = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Finding:
    """`tab` and `place` say where (a link id, a score's code …), `field` which field there."""

    code: str
    tab: Tab
    place: str = ""
    field: str = ""
    params: dict[str, object] = dataclasses.field(default_factory=dict)
    severity: Severity = Severity.BLOCKS

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKS


def findings(doc: Doc) -> list[Finding]:
    """Everything, in the order of the editor."""
    found = [*_about(doc), *_items(doc), *_rules(doc)]
    if not any(finding.blocks for finding in found):
        found += _engine(doc)
    return found + list(_translation(doc))


def _about(doc: Doc) -> Iterator[Finding]:
    if not text(doc, "title"):
        yield Finding("title_missing", Tab.ABOUT, field="title")
    licence = doc.get("licence") or {}
    status = str(licence.get("status") or "unknown")
    if status in NEED_PROOF and not str(licence.get("reference") or "").strip():
        yield Finding(f"licence_{status}", Tab.ABOUT, field="reference")
    if not text(doc, "source"):
        yield Finding("source_missing", Tab.ABOUT, field="source", severity=Severity.ADVISES)


def _items(doc: Doc) -> Iterator[Finding]:
    if not any(spot.item.get("type") not in ("group", "display", "matrix") for spot in walk(doc)):
        yield Finding("no_questions", Tab.QUESTIONS)
    for place, code, where, params, blocks in item_findings(doc):
        yield Finding(code, Tab.QUESTIONS, place, where, params, Severity.BLOCKS if blocks else Severity.ADVISES)


def _rules(doc: Doc) -> Iterator[Finding]:
    for tab, place, code, where, params, blocks in rule_findings(doc):
        yield Finding(code, tab, place, where, params, Severity.BLOCKS if blocks else Severity.ADVISES)


def _engine(doc: Doc) -> Iterator[Finding]:
    try:
        definition = definition_of(doc)
    except CannotParse as refusal:
        tab, place = _whose(tidy(doc), refusal.path)
        if known := known_reason(refusal.reason):
            code, field, named = known
            yield Finding(code, Tab.QUESTIONS, named or place, field)
            return
        yield Finding("cannot_parse", tab, place, "", {"reason": refusal.reason})
        return
    places = {example.name: str(number) for number, example in reversed(list(enumerate(definition.examples)))}
    for failure in run_examples(definition):
        yield _failed(definition, places[failure.name], failure)
    if (definition.scores or definition.dangers) and not definition.examples:
        yield Finding("example_missing", Tab.EXAMPLES)
    checked = {code for example in definition.examples for code in example.scores}
    for rule in definition.scores:
        if definition.examples and rule.code not in checked:
            yield Finding("score_unchecked", Tab.EXAMPLES, "", "", {"name": text(doc, f"score:{rule.code}")})


def _failed(definition: Definition, place: str, failure: ExampleFailure) -> Finding:
    kind, _, name = failure.what.partition(" ")
    name = name.removeprefix("of ")
    code = {"score": "example_score", "band": "example_band", "dangers": "example_dangers"}.get(kind, "example_answer")
    said = definition.text(f"score:{name}") if kind in ("score", "band") else definition.text(f"item:{name}:text")
    expected, found = failure.expected, failure.found
    if kind == "band":
        expected, found = (definition.text(f"score:{name}:band:{band}") or band for band in (expected, found))
    if kind == "dangers":
        expected, found = (_dangers(definition, names) for names in (expected, found))
    params: dict[str, object] = {"example": failure.name, "name": said, "expected": expected, "found": found}
    return Finding(code, Tab.EXAMPLES, place, "", params)


def _dangers(definition: Definition, names: str) -> str:
    return ", ".join(definition.text(f"danger:{name}") for name in names.split(", ") if name)


def _whose(doc: Doc, path: str) -> tuple[Tab, str]:
    """Which part of the editor a path in the document belongs to."""
    numbers = [int(found) for found in _PLACE.findall(path)]
    if path.startswith("$.items"):
        named = re.match(r"\$\.items\(([^)]+)\)", path)
        return Tab.QUESTIONS, named.group(1) if named else _item_at(doc.get("items") or [], numbers)
    for name, tab, key in (("scores", Tab.SCORES, "code"), ("dangers", Tab.DANGERS, "id")):
        if path.startswith(f"$.{name}"):
            entries = doc.get(name) or []
            whose = str(entries[numbers[0]].get(key, "")) if numbers and numbers[0] < len(entries) else ""
            return tab, whose
    if path.startswith("$.examples"):
        return Tab.EXAMPLES, str(numbers[0]) if numbers else ""
    return (Tab.QUESTIONS if path.startswith("$.texts") else Tab.ABOUT), ""


def _item_at(items: list[Raw], numbers: list[int]) -> str:
    place = ""
    for number in numbers:
        if number >= len(items):
            break
        place = str(items[number].get("link_id", ""))
        items = items[number].get("items") or []
    return place


def _translation(doc: Doc) -> Iterator[Finding]:
    """Texts that the other language lacks: it falls back to the first, so this only advises."""
    if not set(doc.get("texts") or {}) - {language_of(doc)}:
        return
    try:
        definition = definition_of(doc)
    except CannotParse:
        return
    needed, _ = text_keys(definition)
    for language in definition.texts:
        missing = len(needed - set(definition.texts[language])) if language != language_of(doc) else 0
        if missing:
            yield Finding("translation", Tab.ABOUT, "", "", {"n": missing}, Severity.ADVISES)
