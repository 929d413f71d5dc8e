"""Looking at the rules: can every module open, every measurement be asked, every danger be met."""

from collections.abc import Iterator, Mapping
from typing import Any

from stegvis.program.document import PROGRAM_ID, Danger, DiaryBlock, Document, Measurement, Module, QuestionnaireBlock
from stegvis.program.findings.kinds import Code, Finding, Severity
from stegvis.program.kinds import MeasurementWhen, OpeningRule, StartMode
from stegvis.questionnaires.engine import danger_help_key

MOST_DAYS = 3650
MOST_TIMES = 400
# The longest that a dangerous answer which is never sent may wait before it is told.
MOST_UNSENT_MINUTES = 60

_ON_PREVIOUS = frozenset({OpeningRule.WHEN_PREVIOUS_DONE, OpeningRule.DAYS_AFTER_PREVIOUS_OPENED})
_BY_DAYS = frozenset({OpeningRule.DAYS_AFTER_START, OpeningRule.DAYS_AFTER_PREVIOUS_OPENED})
_NEED_PROOF = frozenset({"licensed", "unknown"})


def rule_findings(document: Document) -> Iterator[Finding]:
    """Openings, questionnaires in steps, measurements, then the questionnaires themselves."""
    yield from _number(PROGRAM_ID, "unsent_after", document.settings.unsent_after, MOST_UNSENT_MINUTES)
    for danger in document.settings.dangers:
        yield from _set_danger(document, danger)
    for index, module in enumerate(document.modules):
        yield from _opening(module, is_first=index == 0)
        yield from _unattended(document, module)
    for node, _parent in document.nodes():
        if isinstance(node, QuestionnaireBlock | DiaryBlock) and node.questionnaire not in document.questionnaires:
            yield Finding(Code.QUESTIONNAIRE_UNKNOWN, node.id, "questionnaire")
    for measurement in document.measurements:
        yield from _measurement(document, measurement)
    for digest, definition in sorted(document.questionnaires.items()):
        yield from _licence(digest, definition)
        if StartMode.OPEN in document.start_modes:
            yield from _dangers(document, digest, definition)


def _opening(module: Module, *, is_first: bool) -> Iterator[Finding]:
    rule = module.opening.rule
    if is_first and rule in _ON_PREVIOUS:
        yield Finding(Code.OPENING_IMPOSSIBLE, module.id, "opening", {"rule": rule.value})
    if rule in _BY_DAYS:
        yield from _number(module.id, "days", module.opening.days, MOST_DAYS)


def _unattended(document: Document, module: Module) -> Iterator[Finding]:
    """An open start has no staff who could open anything."""
    if module.opening.rule is OpeningRule.BY_STAFF and StartMode.OPEN in document.start_modes:
        params = {"rule": OpeningRule.BY_STAFF.value, "start_mode": StartMode.OPEN.value}
        only = len(document.start_modes) == 1
        severity = Severity.BLOCKS if only else Severity.WARNS
        yield Finding(Code.OPENING_IMPOSSIBLE, module.id, "opening", params, severity)


def _number(node_id: str, name: str, value: int, most: int) -> Iterator[Finding]:
    if not 1 <= value <= most:
        params = {"value": value, "least": 1, "most": most}
        yield Finding(Code.NUMBER_WRONG, node_id, name, params)


def _measurement(document: Document, measurement: Measurement) -> Iterator[Finding]:
    if measurement.questionnaire not in document.questionnaires:
        yield Finding(Code.QUESTIONNAIRE_UNKNOWN, measurement.id, "questionnaire")
    yield from _number(measurement.id, "window_days", measurement.window_days, MOST_DAYS)
    if measurement.when is MeasurementWhen.EVERY:
        yield from _number(measurement.id, "days", measurement.days, MOST_DAYS)
        yield from _number(measurement.id, "times", measurement.times, MOST_TIMES)
        if measurement.times > 1 and measurement.window_days > measurement.days >= 1:
            params = {"window_days": measurement.window_days, "days": measurement.days}
            code = Code.WINDOW_TOO_LONG
            yield Finding(code, measurement.id, "window_days", params, Severity.WARNS)
    if measurement.when is MeasurementWhen.BEFORE_MODULE:
        if measurement.module not in {module.id for module in document.modules}:
            yield Finding(Code.MODULE_UNKNOWN, measurement.id, "module")


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
