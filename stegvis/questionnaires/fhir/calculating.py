"""Calculations in the file: which become scores, which become calculated questions, and which cannot be read."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from stegvis.questionnaires.engine.definition import item_key, score_key
from stegvis.questionnaires.engine.expressions import (
    LONGEST,
    Call,
    CannotRead,
    Expression,
    Negated,
    Number,
    Operation,
    Reference,
    parse_expression,
    references,
)
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Draft, Whole
from stegvis.questionnaires.fhir.fhirpath import CannotFollow
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.meaning import rows_above, understood
from stegvis.questionnaires.fhir.source import Node, written

_CALCULATED = re.compile(r"/(?:sdc-questionnaire-|questionnaire-|sdf-)calculatedExpression$")
_NUMBERS = ("integer", "decimal")
_TIGHTNESS = {"+": 1, "-": 1, "*": 2, "/": 2}


def read_variables(whole: Whole) -> None:
    """The names that expressions may use, where they are defined. A name defined twice means nothing."""
    _define(whole.root, whole.variables)
    for draft in whole.walk():
        _define(draft.node, draft.variables)
        for each in _calculations(draft.node):
            draft.calculation = (_expression(each), each)


def _calculations(node: Node) -> list[Node]:
    listed = [each for each in node.each("extension") if isinstance(each.value, dict)]
    return [each for each in listed if _CALCULATED.search(str(each.value.get("url")))]  # type: ignore[attr-defined]


def _define(node: Node, into: dict[str, tuple[str, Node]]) -> None:
    for each in (*node.extensions(names.VARIABLE), *_calculations(node)):
        expression = each.value.get("valueExpression") if isinstance(each.value, dict) else None
        name = expression.get("name") if isinstance(expression, dict) else None
        if isinstance(name, str):
            into[name] = ("" if name in into else _expression(each), each)


def _expression(node: Node) -> str:
    """The text of an expression in FHIRPath, or nothing."""
    value: dict[str, Any] = node.value if isinstance(node.value, dict) else {}
    plain, expression = value.get("valueString"), value.get("valueExpression")
    if isinstance(plain, str):
        return plain
    if not isinstance(expression, dict) or expression.get("language") != names.FHIRPATH:
        return ""
    text = expression.get("expression")
    return text if isinstance(text, str) else ""


def read_calculations(whole: Whole) -> None:
    for draft in list(whole.walk()):
        if draft.calculation is None or draft.left_out or draft.doc.get("calculated"):
            continue
        if any(draft.node.extensions(names.OWN_SCORE_ITEM)):
            continue
        _calculate(whole, draft, *draft.calculation)


def _calculate(whole: Whole, draft: Draft, text: str, node: Node) -> None:
    try:
        if draft.doc["type"] not in _NUMBERS or draft.doc.get("rows"):
            raise CannotFollow(draft.kind)
        found = understood(whole, draft, text)
        made = as_text(found)
        if len(made) > LONGEST:
            raise CannotFollow(f"> {LONGEST}")
        parse_expression(made)
    except (CannotFollow, CannotRead):
        _unreadable(draft, node, text)
        return
    node.tick()
    draft.doc["calculated"] = made
    parts = _score_parts(whole, found)
    if parts is not None and not rows_above(draft) and not _in_rows(whole, parts):
        draft.score_of = _add_score(whole, draft, parts)
        if isinstance(found, Call):
            node.change("score-waits", detail=draft.score_of)
        return
    _settle_decimals(whole, draft, found, node)
    draft.doc.pop("initial", None)
    if draft.node.value.get("readOnly") is not True and not draft.doc.get("hidden"):  # type: ignore[attr-defined]
        node.change("not-editable", Affects.ANSWERS)


def _unreadable(draft: Draft, node: Node, text: str) -> None:
    """Only a calculation could have answered what nobody may write in: then the question goes too."""
    locked = isinstance(draft.node.value, dict) and draft.node.value.get("readOnly") is True
    if draft.is_question and (locked or draft.doc.get("hidden")):
        draft.leave_out(node, "calculation-left-out", text)
    else:
        node.refuse("calculation", detail=text)


def _settle_decimals(whole: Whole, draft: Draft, found: Expression, node: Node) -> None:
    """FHIRPath keeps every decimal; here a calculated value has a number of them that is known."""
    digits = None
    if isinstance(found, Call) and found.name == "round" and isinstance(found.arguments[1], Number):
        digits = int(found.arguments[1].value)
    if draft.doc["type"] == "decimal":
        if draft.doc.get("decimals") is None and digits is not None:
            draft.doc["decimals"] = digits
        elif draft.doc.get("decimals") is None and not _is_whole(whole, found):
            node.change("decimals-settled", detail="2")
    elif digits != 0 and not _is_whole(whole, found):
        node.change("decimals-settled", detail="0")


def _is_whole(whole: Whole, found: Expression) -> bool:
    """Whether the value is sure to be a whole number."""
    if isinstance(found, Number):
        return found.value == found.value.to_integral_value()
    if isinstance(found, Operation):
        return found.sign != "/" and _is_whole(whole, found.left) and _is_whole(whole, found.right)
    if isinstance(found, Negated):
        return _is_whole(whole, found.of)
    if isinstance(found, Call):
        return found.name in ("sum", "min", "max", "count") and all(_is_whole(whole, each) for each in found.arguments)
    draft = next((each for each in whole.walk() if each.link_id == found.link_id), None)
    return draft is not None and draft.doc["type"] in ("integer", "slider", "scale")


def as_text(found: Expression, outer: int = 0) -> str:
    """The expression in our own language, with no more parentheses than it needs."""
    if isinstance(found, Number):
        return f"{found.value:f}"
    if isinstance(found, Reference):
        return f"{{{found.link_id}}}"
    if isinstance(found, Negated):
        return f"-{as_text(found.of, 3)}"
    if isinstance(found, Call):
        return f"{found.name}({', '.join(as_text(each) for each in found.arguments)})"
    tight = _TIGHTNESS[found.sign]
    text = f"{as_text(found.left, tight)} {found.sign} {as_text(found.right, tight + 1)}"
    return f"({text})" if tight < outer else text


def _score_parts(whole: Whole, found: Expression) -> list[tuple[str, Number]] | None:
    """The questions and weights of a sum of points, or None when it is another calculation."""
    terms = list(found.arguments) if isinstance(found, Call) and found.name == "sum" else _terms(found)
    parts: list[tuple[str, Number]] = []
    choices = {draft.link_id for draft in whole.walk() if draft.doc["type"] == "choice"}
    for term in terms:
        weight, of = _weighed(term)
        if not isinstance(of, Reference) or of.link_id not in choices:
            return None
        parts.append((of.link_id, weight))
    if len({link_id for link_id, _ in parts}) < len(parts):
        return None
    return parts if len(parts) > 1 or isinstance(found, Call) else None


def _in_rows(whole: Whole, parts: list[tuple[str, Number]]) -> bool:
    """Rows cannot be scored: how many there are would count as much as what they say."""
    wanted = {link_id for link_id, _ in parts}
    return any(rows_above(draft) for draft in whole.walk() if draft.link_id in wanted)


def _weighed(term: Expression) -> tuple[Number, Expression]:
    if isinstance(term, Operation) and term.sign == "*":
        if isinstance(term.left, Number):
            return term.left, term.right
        if isinstance(term.right, Number):
            return term.right, term.left
    return Number(Decimal(1)), term


def _terms(found: Expression) -> list[Expression]:
    terms: list[Expression] = []
    while isinstance(found, Operation) and found.sign == "+":
        terms.append(found.right)
        found = found.left
    return [found, *reversed(terms)]


def _add_score(whole: Whole, draft: Draft, parts: list[tuple[str, Number]]) -> str:
    taken = {rule["code"] for rule in whole.scores}
    stem = re.sub(r"[^a-z0-9_-]+", "-", draft.link_id.lower()).strip("-_")[:56] or "summa"
    code, number = stem, 2
    while code in taken:
        code = f"{stem}-{number}"
        number += 1
    items: list[dict[str, Any]] = []
    for link_id, weight in parts:
        items.append({"link_id": link_id})
        if weight.value != 1:
            items[-1]["weight"] = written(weight.value)
    rule: dict[str, Any] = {"code": code, "method": "sum", "items": items}
    if draft.doc.get("codes"):
        rule["codes"] = draft.doc["codes"]
    whole.scores.append(rule)
    for language, texts in list(whole.texts.items()):
        if text := texts.get(item_key(draft.link_id)):
            whole.say(score_key(code), text, language)
    return code


def settle_calculations(whole: Whole) -> bool:
    """Let go of calculations from questions that are gone. True when something moved."""
    gone = {draft.link_id for draft in whole.walk() if draft.gone}
    moved = False
    for draft in whole.walk():
        made = draft.doc.get("calculated")
        if not isinstance(made, str) or draft.gone or draft.calculation is None:
            continue
        lost = _links(made) & gone
        if lost:
            moved = True
            draft.doc.pop("calculated")
            whole.scores = [rule for rule in whole.scores if rule["code"] != draft.score_of]
            draft.score_of = ""
            draft.leave_out(draft.calculation[1], "calculation-left-out", ", ".join(sorted(lost)))
    return moved


def _links(made: str) -> frozenset[str]:
    try:
        return references(parse_expression(made))
    except CannotRead:
        return frozenset()


def let_go_of_score_items(whole: Whole) -> None:
    """A sum that became a score is shown as one. It stays as a question only where something hangs on it."""
    used: set[str] = set()
    for draft in whole.walk():
        used |= {each["question"] for each in draft.doc.get("conditions", ())}
        made = draft.doc.get("calculated")
        if isinstance(made, str):
            used |= _links(made)
    for draft in whole.walk():
        if draft.score_of and draft.link_id not in used and not draft.items:
            draft.becomes_score = True
            draft.stands.change("became-score", Affects.LOOK, draft.score_of)
        elif draft.score_of:
            draft.doc.pop("initial", None)
