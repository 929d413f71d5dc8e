"""Refusing items that nobody could answer, or that say two things at once."""

from __future__ import annotations

from stegvis.questionnaires.engine.definition import WHOLE_NUMBERS, WRITTEN, Item, ItemType
from stegvis.questionnaires.engine.parsing.node import Node
from stegvis.questionnaires.engine.settling import as_answer
from stegvis.questionnaires.engine.validation import fits

MOST_SCALE_STEPS = 21


def refuse_impossible(node: Node, item: Item) -> None:
    """Raises CannotParse where the item's own parts do not go together."""
    _refuse_impossible_numbers(node, item)
    _refuse_impossible_order(node, item)
    _refuse_impossible_choice(node, item)
    _refuse_impossible_rows(node, item)
    _refuse_impossible_start(node, item)


def _refuse_impossible_numbers(node: Node, item: Item) -> None:
    low, high = item.minimum, item.maximum
    if item.type in (ItemType.SCALE, ItemType.SLIDER) and (low is None or high is None):
        raise node.refuse(f"a {item.type} needs minimum and maximum")
    if low is not None and high is not None:
        if low > high or (low == high and item.type in (ItemType.SCALE, ItemType.SLIDER)):
            raise node.refuse("minimum is not below maximum")
        if item.type is ItemType.SCALE and high - low >= MOST_SCALE_STEPS:
            raise node.refuse(f"a scale has at most {MOST_SCALE_STEPS} steps; use a slider")
    if item.type in WHOLE_NUMBERS and any(v is not None and v != int(v) for v in (low, high)):
        raise node.refuse("minimum and maximum must be whole numbers")
    plausible = (item.plausible_low, item.plausible_high)
    if None not in plausible and plausible[0] >= plausible[1]:  # type: ignore[operator]
        raise node.refuse("plausible_low is not below plausible_high")


def _refuse_impossible_order(node: Node, item: Item) -> None:
    if item.type in WRITTEN and (item.min_length or 0) > (item.max_length or 20_000):
        raise node.refuse("min_length is above max_length")
    if item.earliest_on and item.latest_on and item.earliest_on > item.latest_on:
        raise node.refuse("earliest_on is after latest_on")
    if item.earliest_at and item.latest_at and item.earliest_at > item.latest_at:
        raise node.refuse("earliest_at is after latest_at")


def _refuse_impossible_choice(node: Node, item: Item) -> None:
    if any(option.exclusive for option in item.options) and not item.multiple:
        raise node.refuse("an exclusive option needs a question with several answers")
    if item.type is not ItemType.MATRIX:
        return
    if not item.items:
        raise node.refuse("a matrix needs rows")
    first = item.items[0]
    for row in item.items:
        alike = (row.type, row.options, row.multiple) == (ItemType.CHOICE, first.options, first.multiple)
        if not alike or row.open or row.items:
            raise node.refuse("the rows of a matrix are choices with the same options, and hold nothing")


def _refuse_impossible_rows(node: Node, item: Item) -> None:
    if not item.repeats and (item.least_rows or item.most_rows):
        raise node.refuse("least_rows and most_rows go with repeats")
    if item.least_rows and item.most_rows and item.least_rows > item.most_rows:
        raise node.refuse("least_rows is above most_rows")
    if item.repeats and not item.items:
        raise node.refuse("a group that repeats holds something")


def _refuse_impossible_start(node: Node, item: Item) -> None:
    if item.calculated and item.initial is not None:
        raise node.refuse("what is calculated has no value to begin with")
    if item.initial is not None and not fits(item, as_answer(item, item.initial)):
        raise node.refuse("the value to begin with is no answer to the question")
    if item.hidden and item.required and not item.calculated and item.initial is None:
        raise node.refuse("nobody can answer a hidden question")
