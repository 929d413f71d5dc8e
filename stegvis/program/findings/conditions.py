"""Looking at conditions: can each come true, and does no module wait for itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from stegvis.program.document import Condition, Document, ExerciseBlock, QuestionnaireBlock
from stegvis.program.findings.kinds import Code, Finding
from stegvis.program.findings.numbers import MOST_DAYS, number_finding
from stegvis.program.kinds import Comparison, ConditionKind, OpeningRule
from stegvis.program.plan.instruments import NUMBER_TYPES, items, number, scores

_CHOOSING = frozenset({Comparison.EQUALS, Comparison.DIFFERS})
_ON_PREVIOUS = frozenset({OpeningRule.WHEN_PREVIOUS_DONE, OpeningRule.DAYS_AFTER_PREVIOUS_OPENED})


class ConditionFindings:
    """What a document's conditions can lean on."""

    def __init__(self, document: Document) -> None:
        nodes = [node for node, _parent in document.nodes()]
        self.modules = {module.id for module in document.modules}
        self.exercises = {node.id for node in nodes if isinstance(node, ExerciseBlock)}
        # A diary's entries are no answers that a rule can lean on.
        digests = {node.questionnaire for node in nodes if isinstance(node, QuestionnaireBlock)}
        digests |= {measurement.questionnaire for measurement in document.measurements}
        self.asked: dict[str, list[Mapping[str, Any]]] = {}
        for digest in digests & set(document.questionnaires):
            definition = document.questionnaires[digest]
            self.asked.setdefault(str(definition.get("url", "")), []).append(definition)

    def of(
        self, node_id: str, field: str, conditions: tuple[Condition, ...], *, has_previous: bool
    ) -> Iterator[Finding]:
        """What is wrong with the conditions of one node."""
        for condition in conditions:
            yield from self._one(node_id, field, condition, has_previous=has_previous)

    def _one(self, node_id: str, field: str, condition: Condition, *, has_previous: bool) -> Iterator[Finding]:
        match condition.kind:
            case ConditionKind.SCORE | ConditionKind.ANSWER:
                yield from self._asked(node_id, field, condition)
            case ConditionKind.EXERCISE_SENT:
                if condition.exercise not in self.exercises:
                    yield Finding(Code.EXERCISE_UNKNOWN, node_id, field, {"exercise": condition.exercise})
            case ConditionKind.MODULE_DONE if condition.module:
                if condition.module not in self.modules:
                    yield Finding(Code.MODULE_UNKNOWN, node_id, field, {"module": condition.module})
            case ConditionKind.DAYS_AFTER_START:
                yield from number_finding(node_id, field, condition.days, MOST_DAYS)
            case _:
                if not has_previous:
                    yield Finding(Code.CONDITION_IMPOSSIBLE, node_id, field, {"kind": condition.kind.value})
                elif condition.kind is ConditionKind.DAYS_AFTER_PREVIOUS_OPENED:
                    yield from number_finding(node_id, field, condition.days, MOST_DAYS)

    def _asked(self, node_id: str, field: str, condition: Condition) -> Iterator[Finding]:
        definitions = self.asked.get(condition.questionnaire)
        if not definitions:
            yield Finding(Code.QUESTIONNAIRE_UNKNOWN, node_id, field, {"url": condition.questionnaire})
        elif condition.kind is ConditionKind.SCORE:
            known = {score.get("code") for definition in definitions for score in scores(definition)}
            if condition.score not in known:
                params = {"url": condition.questionnaire, "score": condition.score}
                yield Finding(Code.SCORE_UNKNOWN, node_id, field, params)
            elif number(condition.value) is None:
                yield Finding(Code.VALUE_WRONG, node_id, field, {"value": condition.value})
        else:
            found = [
                item
                for definition in definitions
                for item in items(definition)
                if item.get("link_id") == condition.item
            ]
            yield from _answer(node_id, field, condition, found[0] if found else {})


def _answer(node_id: str, field: str, condition: Condition, item: Mapping[str, Any]) -> Iterator[Finding]:
    kind = item.get("type")
    params = {"url": condition.questionnaire, "item": condition.item}
    if kind in NUMBER_TYPES:
        if number(condition.value) is None:
            yield Finding(Code.VALUE_WRONG, node_id, field, {"value": condition.value})
    elif kind not in ("choice", "boolean"):
        yield Finding(Code.ITEM_UNKNOWN, node_id, field, params)
    elif condition.comparison not in _CHOOSING:
        params = {"comparison": condition.comparison.value, "item": condition.item}
        yield Finding(Code.COMPARISON_WRONG, node_id, field, params)
    elif condition.value not in _codes(item):
        yield Finding(Code.OPTION_UNKNOWN, node_id, field, {**params, "value": condition.value})


def _codes(item: Mapping[str, Any]) -> list[str]:
    if item.get("type") == "boolean":
        return ["true", "false"]
    return [str(option.get("code")) for option in item.get("options") or () if isinstance(option, Mapping)]


def circles(document: Document) -> Iterator[Finding]:
    """Modules that wait for one another by the calendar of their own doings: none of them opens by itself."""
    waits = _waits_for(document)
    told: set[str] = set()
    for module in document.modules:
        circle = _circle(module.id, waits)
        if circle and module.id not in told:
            told.update(circle)
            yield Finding(Code.OPENING_CIRCLE, module.id, "opening", {"modules": circle})


def _waits_for(document: Document) -> dict[str, list[str]]:
    """Module → the modules that must have been opened before it can be."""
    home = {
        block.id: module.id
        for module in document.modules
        for step in module.steps
        for block in step.blocks
        if isinstance(block, ExerciseBlock)
    }
    waits: dict[str, list[str]] = {}
    previous = ""
    for module in document.modules:
        found = [previous] if module.opening.rule in _ON_PREVIOUS else []
        for each in module.opening.conditions if module.opening.rule is OpeningRule.WHEN_ALL else ():
            if each.kind is ConditionKind.EXERCISE_SENT:
                found.append(home.get(each.exercise, ""))
            elif each.kind is ConditionKind.MODULE_DONE:
                found.append(each.module or previous)
            elif each.kind is ConditionKind.DAYS_AFTER_PREVIOUS_OPENED:
                found.append(previous)
        waits[module.id] = [each for each in found if each]
        previous = module.id
    return waits


def _circle(start: str, waits: Mapping[str, list[str]]) -> list[str]:
    """The way from a module back to itself; empty when there is none."""
    seen: set[str] = set()
    ways = [[start]]
    while ways:
        way = ways.pop()
        for following in waits.get(way[-1], ()):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
