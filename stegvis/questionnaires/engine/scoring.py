"""Scores by the rules in the definition: no code per instrument.

An unanswered, hidden or faulty answer is missing. With something missing there
is no total, unless the instrument's own rule lets it be prorated.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from stegvis.questionnaires.engine.definition import (
    Band,
    Better,
    Definition,
    Item,
    ItemType,
    Method,
    MissingRule,
    ScoreItem,
    ScoreRule,
)
from stegvis.questionnaires.engine.parsing.node import plain
from stegvis.questionnaires.engine.places import Answers
from stegvis.questionnaires.engine.reading import points
from stegvis.questionnaires.engine.settling import Settled, settle
from stegvis.questionnaires.engine.validation import fits

# The caller's decimal context must not change a score.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class ScoreResult:
    """`value` is None when something in `missing` is needed. `min` and `max` may be open."""

    code: str
    value: Decimal | None
    missing: tuple[str, ...]
    band: Band | None
    min: Decimal | None
    max: Decimal | None
    prorated: bool = False


@dataclass(frozen=True)
class Change:
    """From an earlier value to a later. `reliable` is None when the rule has no threshold."""

    difference: Decimal
    reliable: bool | None
    better: bool | None


@dataclass(frozen=True)
class BandSpan:
    """A band and the part of the scale it covers: from `low` to below `high` (None: open)."""

    band: Band
    low: Decimal
    high: Decimal | None


def score(definition: Definition, answers: Answers) -> list[ScoreResult]:
    """Every score of the definition, in its order."""
    if not definition.scores:
        return []
    found = settle(definition, answers)
    with localcontext(_EXACT):
        return [_result(definition, rule, found) for rule in definition.scores]


def _result(definition: Definition, rule: ScoreRule, found: Settled) -> ScoreResult:
    worth: list[tuple[ScoreItem, Decimal]] = []
    missing: list[str] = []
    for part in rule.items:
        value = _worth(definition.index[part.link_id], part, found)
        if value is None:
            missing.append(part.link_id)
        else:
            worth.append((part, value))
    value = _total(rule, worth, len(missing))
    low, high = bounds(definition, rule)
    return ScoreResult(
        code=rule.code,
        value=value,
        missing=tuple(missing),
        band=None if value is None else rule.band_for(value),
        min=low,
        max=high,
        prorated=value is not None and bool(missing),
    )


def _worth(item: Item, part: ScoreItem, found: Settled) -> Decimal | None:
    given = found.answers.get(item.link_id)
    if item.link_id not in found.on or not fits(item, given):
        return None
    value = points(item, given)
    if value is None or not part.reverse:
        return value
    low, high = _range(item)
    return None if low is None or high is None else low + high - value


def _total(rule: ScoreRule, worth: list[tuple[ScoreItem, Decimal]], missing: int) -> Decimal | None:
    if missing and (rule.missing is MissingRule.NONE or missing > rule.most_missing):
        return None
    total = sum((part.weight * value for part, value in worth), Decimal(0))
    answered = sum((part.weight for part, _ in worth), Decimal(0))
    if rule.method is Method.MEAN:
        return _rounded(rule, total / answered)
    if missing:
        return _rounded(rule, total * sum((part.weight for part in rule.items), Decimal(0)) / answered)
    return plain(total)


def _rounded(rule: ScoreRule, value: Decimal) -> Decimal:
    """Only what has been divided is rounded; a plain sum is exact."""
    return plain(value.quantize(Decimal(1).scaleb(-rule.decimals), ROUND_HALF_UP))


def bounds(definition: Definition, rule: ScoreRule) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest possible value; None where a number has no limit."""
    lows, highs = [], []
    for part in rule.items:
        low, high = _range(definition.index[part.link_id])
        if low is None or high is None:
            return None, None
        ends = sorted((part.weight * low, part.weight * high))
        lows.append(ends[0])
        highs.append(ends[1])
    low, high = sum(lows, Decimal(0)), sum(highs, Decimal(0))
    if rule.method is Method.MEAN:
        weights = sum((part.weight for part in rule.items), Decimal(0))
        return _rounded(rule, low / weights), _rounded(rule, high / weights)
    return plain(low), plain(high)


def _range(item: Item) -> tuple[Decimal | None, Decimal | None]:
    if item.type is ItemType.BOOLEAN:
        return Decimal(0), Decimal(1)
    if item.type is not ItemType.CHOICE:
        return item.minimum, item.maximum
    worth = [option.points or Decimal(0) for option in item.options]
    if not item.multiple:
        return min(worth), max(worth)
    # At least one is chosen when the question is answered.
    return (
        sum((value for value in worth if value < 0), Decimal(0)) or min(worth),
        sum((value for value in worth if value > 0), Decimal(0)) or max(worth),
    )


def spans(rule: ScoreRule) -> list[BandSpan]:
    """The bands as stretches of the scale, for graphs and tables."""
    lows = [band.low for band in rule.bands]
    ends = [*lows[1:], None][: len(lows)]
    return [BandSpan(band, band.low, end) for band, end in zip(rule.bands, ends, strict=True)]


def change(rule: ScoreRule, earlier: Decimal, later: Decimal) -> Change:
    """How a score has moved, and whether that is more than chance by the rule's threshold."""
    difference = later - earlier
    threshold = rule.reliable_change
    better = None
    if difference and rule.better is not Better.NEITHER:
        better = (difference < 0) == (rule.better is Better.LOWER)
    return Change(difference, None if threshold is None else abs(difference) >= threshold, better)
