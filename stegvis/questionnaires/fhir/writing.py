"""Our definitions' calculations as FHIRPath, so that other systems can compute the same numbers."""

from __future__ import annotations

from stegvis.questionnaires.engine.definition import Definition, Item, ItemType, Method, MissingRule, ScoreRule
from stegvis.questionnaires.engine.expressions import (
    Call,
    Expression,
    Negated,
    Number,
    Operation,
    Reference,
    parse_expression,
)

_NAMES = {"sum": "sum", "mean": "avg", "min": "min", "max": "max", "count": "count"}
_TIGHTNESS = {"+": 1, "-": 1, "*": 2, "/": 2}


class CannotWrite(ValueError):
    """There is no FHIRPath that means exactly the same."""


def answer_path(definition: Definition, link_id: str) -> str:
    """The answer to a question outside groups in rows, from the top and step by step, through answers too."""
    steps: list[str] = []
    name: str | None = link_id
    while name is not None:
        parent = definition.parents.get(name)
        steps.append(f"item.where(linkId='{name}')")
        if parent is not None and definition.index[parent].answerable:
            steps.append("answer")
        name = parent
    return "%resource." + ".".join(reversed(steps)) + ".answer"


def calculation_path(definition: Definition, item: Item) -> str | None:
    """The calculatedExpression of a calculated question, or None where FHIRPath cannot say the same."""
    try:
        return _written(definition, item, parse_expression(item.calculated), 0)
    except CannotWrite:
        return None


def _written(definition: Definition, item: Item, found: Expression, outer: int) -> str:
    if isinstance(found, Number):
        return f"{found.value:f}"
    if isinstance(found, Reference):
        return _value(definition, item, found.link_id)
    if isinstance(found, Negated):
        return f"-{_written(definition, item, found.of, 3)}"
    if isinstance(found, Operation):
        tight = _TIGHTNESS[found.sign]
        left = _written(definition, item, found.left, tight)
        text = f"{left} {found.sign} {_written(definition, item, found.right, tight + 1)}"
        return f"({text})" if tight < outer else text
    return _called(definition, item, found)


def _called(definition: Definition, item: Item, found: Call) -> str:
    if found.name == "round" and isinstance(found.arguments[1], Number):
        return f"({_written(definition, item, found.arguments[0], 0)}).round({found.arguments[1].value:f})"
    links = [each.link_id for each in found.arguments if isinstance(each, Reference)]
    if found.name not in _NAMES or len(links) < len(found.arguments) or len(set(links)) < len(links):
        raise CannotWrite
    parents = {definition.parents.get(link) for link in links}
    targets = [definition.index[link] for link in links]
    points = {target.type is ItemType.CHOICE for target in targets}
    if len(parents) > 1 or len(points) > 1 or any(target.type is ItemType.BOOLEAN for target in targets):
        raise CannotWrite
    for link in links:
        _value(definition, item, link)
    where = " or ".join(f"linkId='{link}'" for link in links)
    path = answer_path(definition, links[0]).replace(f"where(linkId='{links[0]}')", f"where({where})")
    return f"{path}.value{'.weight()' if True in points else ''}.{_NAMES[found.name]}()"


def _value(definition: Definition, item: Item, link_id: str) -> str:
    """One question's number. Rows, several answers, yes and no, and moments have no such path."""
    target = definition.index[link_id]
    if definition.repeating_above[link_id] or definition.repeating_above[item.link_id] or target.multiple:
        raise CannotWrite
    if target.type is ItemType.CHOICE and not target.open and all(each.points is not None for each in target.options):
        return f"{answer_path(definition, link_id)}.value.weight()"
    if target.type in (ItemType.INTEGER, ItemType.DECIMAL, ItemType.SCALE, ItemType.SLIDER):
        return f"{answer_path(definition, link_id)}.value"
    raise CannotWrite


def score_path(definition: Definition, rule: ScoreRule) -> str | None:
    """The calculatedExpression of a score that needs every answer, or None where FHIRPath cannot say the same."""
    if rule.missing is not MissingRule.NONE:
        return None
    terms = []
    for part in rule.items:
        try:
            path = _value(definition, definition.index[part.link_id], part.link_id)
        except CannotWrite:
            return None
        if part.reverse:
            ends = _ends(definition.index[part.link_id])
            if ends is None:
                return None
            path = f"({ends} - {path})"
        terms.append(path if part.weight == 1 else f"{part.weight:f} * {path}")
    if any(part.weight < 0 for part in rule.items):
        return None
    total = " + ".join(terms)
    if rule.method is Method.SUM:
        return total
    weights = sum(part.weight for part in rule.items)
    return f"(({total}) / {weights:f}).round({rule.decimals})"


def _ends(item: Item) -> str | None:
    """The lowest and the highest worth together: what a reversed answer is taken from."""
    if item.type is ItemType.CHOICE:
        worth = [option.points for option in item.options if option.points is not None]
        return f"{min(worth) + max(worth):f}" if worth else None
    if item.minimum is None or item.maximum is None:
        return None
    return f"{item.minimum + item.maximum:f}"
