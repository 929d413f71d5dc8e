"""Looking at the rules: can every module open, every measurement be asked, every danger be met."""

from collections.abc import Iterator, Mapping
from typing import Any

from stegvis.program.document import PROGRAM_ID, Danger, DiaryBlock, Document, Module, QuestionnaireBlock
from stegvis.program.findings.conditions import ConditionFindings, circles
from stegvis.program.findings.kinds import Code, Finding, Severity
from stegvis.program.findings.numbers import MOST_DAYS, number_finding
from stegvis.program.findings.series import measurement_findings
from stegvis.program.findings.timing import timing_findings
from stegvis.program.kinds import OpeningRule, StartMode
from stegvis.questionnaires.engine import danger_help_key

# The longest that a dangerous answer which is never sent may wait before it is told.
MOST_UNSENT_MINUTES = 60

_ON_PREVIOUS = frozenset({OpeningRule.WHEN_PREVIOUS_DONE, OpeningRule.DAYS_AFTER_PREVIOUS_OPENED})
_BY_DAYS = frozenset({OpeningRule.DAYS_AFTER_START, OpeningRule.DAYS_AFTER_PREVIOUS_OPENED})
_NEED_PROOF = frozenset({"licensed", "unknown"})


def rule_findings(document: Document) -> Iterator[Finding]:
    """Openings, questionnaires in steps, measurements, then the questionnaires themselves."""
    yield from number_finding(PROGRAM_ID, "unsent_after", document.settings.unsent_after, MOST_UNSENT_MINUTES)
    for danger in document.settings.dangers:
        yield from _set_danger(document, danger)
    known = ConditionFindings(document)
    for index, module in enumerate(document.modules):
        yield from _opening(module, known, is_first=index == 0)
        yield from _unattended(document, module)
    yield from circles(document)
    for node, _parent in document.nodes():
        if isinstance(node, QuestionnaireBlock | DiaryBlock) and node.questionnaire not in document.questionnaires:
            yield Finding(Code.QUESTIONNAIRE_UNKNOWN, node.id, "questionnaire")
    yield from measurement_findings(document, known)
    yield from timing_findings(document)
    for digest, definition in sorted(document.questionnaires.items()):
        yield from _licence(digest, definition)
        if StartMode.OPEN in document.start_modes:
            yield from _dangers(document, digest, definition)


def _opening(module: Module, known: ConditionFindings, *, is_first: bool) -> Iterator[Finding]:
    rule = module.opening.rule
    if is_first and rule in _ON_PREVIOUS:
        yield Finding(Code.OPENING_IMPOSSIBLE, module.id, "opening", {"rule": rule.value})
    if rule in _BY_DAYS:
        yield from number_finding(module.id, "days", module.opening.days, MOST_DAYS)
    if rule is OpeningRule.WHEN_ALL:
        if not module.opening.conditions:
            yield Finding(Code.CONDITIONS_MISSING, module.id, "conditions")
        yield from known.of(module.id, "conditions", module.opening.conditions, has_previous=not is_first)


def _unattended(document: Document, module: Module) -> Iterator[Finding]:
    """An open start has no staff who could open anything."""
    if module.opening.rule is OpeningRule.BY_STAFF and StartMode.OPEN in document.start_modes:
        params = {"rule": OpeningRule.BY_STAFF.value, "start_mode": StartMode.OPEN.value}
        only = len(document.start_modes) == 1
        severity = Severity.BLOCKS if only else Severity.WARNS
        yield Finding(Code.OPENING_IMPOSSIBLE, module.id, "opening", params, severity)


def _licence(digest: str, definition: Mapping[str, Any]) -> Iterator[Finding]:
    licence = definition.get("licence")
    licence = licence if isinstance(licence, Mapping) else {}
    status = licence.get("status", "unknown")
    if status in _NEED_PROOF and not str(licence.get("reference") or "").strip():
        params = {**_name(definition), "status": status}
        yield Finding(Code.LICENCE_UNPROVEN, digest, "licence", params)


def _dangers(document: Document, digest: str, definition: Mapping[str, Any]) -> Iterator[Finding]:
    """In an open start nobody receives a flag: the resident must meet a text (safety rule 6)."""
    texts = definition.get("texts")
    texts = texts if isinstance(texts, Mapping) else {}
    own = texts.get(document.language) or texts.get(definition.get("language", "")) or {}
    for danger in definition.get("dangers") or ():
        key = danger_help_key(danger["id"])
        if not str(own.get(key) or "").strip():
            params = {**_name(definition), "rule": danger["id"]}
            yield Finding(Code.DANGER_WITHOUT_HELP, digest, key, params)


def _set_danger(document: Document, danger: Danger) -> Iterator[Finding]:
    """What is set for a danger must be about one: a rule that is there, with a number where one is set."""
    rules = [
        rule
        for definition in document.questionnaires.values()
        if definition.get("url") == danger.questionnaire
        for rule in definition.get("dangers") or ()
        if rule["id"] == danger.rule
    ]
    if not rules or (danger.threshold is not None and not all(_is_number(rule["threshold"]) for rule in rules)):
        yield Finding(Code.DANGER_UNKNOWN, PROGRAM_ID, "dangers", {"url": danger.questionnaire, "rule": danger.rule})


def _is_number(threshold: Any) -> bool:
    """A number, or a decimal written as a text; a choice's code is neither."""
    return type(threshold) is int or (isinstance(threshold, str) and threshold.replace(".", "", 1).isdecimal())


def _name(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {"url": definition.get("url", ""), "version": definition.get("version", "")}
