"""enableWhen: reading conditions, following them to what was left out, and finding those that go in a circle."""

from __future__ import annotations

from typing import Any

from stegvis.questionnaires.engine.definition import ORDERED, ORDERING, Operator
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Draft, Whole
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.report import CannotImport
from stegvis.questionnaires.fhir.source import Node
from stegvis.questionnaires.fhir.values import chosen_option, clock, day, moment, number

MOST_CONDITIONS = 50


def read_conditions(whole: Whole) -> None:
    """Give every item its conditions. An item whose condition cannot be read is left out: nobody knows when to ask."""
    for draft in list(whole.walk()):
        if not draft.left_out:
            _read(whole, draft)
    _refuse_circles(whole)
    while settle_conditions(whole):
        pass


def _read(whole: Whole, draft: Draft) -> None:
    node = draft.node
    for each in node.extensions(names.ENABLE_EXPRESSION):
        draft.leave_out(each, "condition-expression", _expression(each))
    behaviour = node.word("enableBehavior")
    listed = node.each("enableWhen")
    if node.has("enableWhen") and not isinstance(node.value.get("enableWhen"), list):  # type: ignore[attr-defined]
        draft.leave_out(node, "condition")
        return
    found: list[dict[str, Any]] = []
    for each in listed:
        condition = _condition(whole, each)
        if condition is None:
            draft.leave_out(each, "condition")
            return
        found.append(condition)
    if len(found) > MOST_CONDITIONS:
        draft.leave_out(node.at("enableWhen", None), "condition", f"> {MOST_CONDITIONS}")
        return
    if behaviour not in (None, "all", "any"):
        draft.leave_out(node.at("enableBehavior", behaviour), "condition", str(behaviour))
        return
    if len(found) > 1 and behaviour is None:
        node.at("enableWhen", None).change("behaviour-unsaid")
        behaviour = "any"
    if found:
        draft.doc["conditions"] = found
    if behaviour == "any":
        draft.doc["behaviour"] = "any"


def _expression(node: Node) -> str:
    value = node.value.get("valueExpression") if isinstance(node.value, dict) else None
    return str(value.get("expression", "")) if isinstance(value, dict) else ""


def _condition(whole: Whole, node: Node) -> dict[str, Any] | None:
    """One line. `source` is kept while links are followed and goes when the document is put together."""
    asked = whole.by_source.get(node.word("question") or "")
    sign = node.word("operator")
    if asked is None or sign not in set(Operator) or (not asked.is_question and not asked.left_out):
        return None
    value: object
    if asked.left_out:
        # It will never have an answer here, whatever it is compared with.
        for each in node.children():
            each.tick()
        value = node.value.get("answerBoolean") is True if isinstance(node.value, dict) else True
    elif sign == Operator.EXISTS:
        value = node.flag("answerBoolean")
    else:
        if sign in ORDERING and asked.doc["type"] not in ORDERED:
            return None
        value = _value(asked, node)
    if value is None:
        return None
    return {"question": asked.link_id, "operator": sign, "value": value, "asked": asked, "node": node}


def _value(asked: Draft, node: Node) -> object:
    kind = asked.doc["type"]
    if kind == "choice":
        return _tick_choice(node, chosen_option(asked, node, "answer"))
    if kind == "boolean":
        return node.flag("answerBoolean")
    if kind in ("integer", "decimal", "scale", "slider"):
        quantity = node.get("answerQuantity")
        found = number(quantity, "value") if quantity else number(node, "answerInteger", "answerDecimal")
        return _whole_number(kind, found)
    if kind == "date":
        return day(node, "answerDate")
    if kind == "time":
        return clock(node, "answerTime")
    if kind == "date-time":
        return moment(node, "answerDateTime")
    return node.text("answerString")


def _tick_choice(node: Node, code: str | None) -> str | None:
    coding = node.get("answerCoding")
    if code is not None and coding is not None:
        for part in ("system", "code", "display"):
            if coding.has(part):
                coding.word(part)
    return code


def _whole_number(kind: str, found: int | str | None) -> int | str | None:
    return found if kind == "decimal" or not isinstance(found, str) else None


def _refuse_circles(whole: Whole) -> None:
    """Raises CannotImport with the linkIds that hang on each other."""
    waits: dict[str, set[str]] = {}
    for draft in whole.walk():
        needed = {each["question"] for each in draft.doc.get("conditions", ())}
        waits[draft.link_id] = needed | ({draft.parent.link_id} if draft.parent else set())
    wakes: dict[str, list[str]] = {link_id: [] for link_id in waits}
    for link_id, needed in waits.items():
        for other in needed:
            wakes[other].append(link_id)
    order = [link_id for link_id, needed in waits.items() if not needed]
    for link_id in order:  # grows while it is walked
        for other in wakes[link_id]:
            waits[other].discard(link_id)
            if not waits[other]:
                order.append(other)
    left = [link_id for link_id, needed in waits.items() if needed]
    if left:
        raise CannotImport("circle", ", ".join(left[:10]))


def settle_conditions(whole: Whole) -> bool:
    """Take conditions on what was left out for what they are: questions that nobody answers. True when something moved."""
    moved = False
    for draft in whole.walk():
        conditions = draft.doc.get("conditions", [])
        lost = [each for each in conditions if each["asked"].gone]
        if not lost or draft.left_out:
            continue
        moved = True
        every = draft.doc.get("behaviour") != "any"
        kept = [each for each in conditions if each not in lost]
        held = [each for each in lost if _holds_unanswered(each)]
        failed = len(held) < len(lost)
        if (every and failed) or (not every and not held and not kept):
            draft.leave_out(lost[0]["node"], "hangs-on-left-out", lost[0]["question"])
            continue
        for each in lost:
            each["node"].change("condition-settled", Affects.ANSWERS, each["question"])
        draft.doc["conditions"] = [] if not every and held else kept
        if not draft.doc["conditions"]:
            draft.doc.pop("conditions")
            draft.doc.pop("behaviour", None)
    return moved


def _holds_unanswered(condition: dict[str, Any]) -> bool:
    if condition["operator"] == Operator.EXISTS:
        return condition["value"] is False
    return bool(condition["operator"] == Operator.NOT_EQUAL)
