"""What a change of a questionnaire does to its numbers: may they be compared, and what do the same answers give now.

The worked examples that are kept with both versions are scored with both; only where that differs is it told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from stegvis.questionnaires.engine import (
    Definition,
    Item,
    ScoreRule,
    bounds,
    dangers,
    item_key,
    option_key,
    score,
    validate,
)


class Fate(StrEnum):
    """What became of a score."""

    ADDED = "added"
    REMOVED = "removed"
    # Counted in another way: numbers from before say something else.
    OTHER = "other"
    # Counted as before, of questions that are put in other words.
    REWORDED = "reworded"
    # The number is the same, what it is called is not.
    BANDS = "bands"


class Why(StrEnum):
    """What makes a score another one."""

    ITEMS_ADDED = "items_added"
    ITEMS_REMOVED = "items_removed"
    WEIGHTS = "weights"
    POINTS = "points"
    METHOD = "method"
    MISSING = "missing"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class ScoreEffect:
    """A score whose meaning has changed. ``lowest`` and ``highest`` are before and after, None without a limit."""

    code: str
    fate: Fate
    why: tuple[Why, ...] = ()
    before: tuple[Decimal | None, Decimal | None] = (None, None)
    after: tuple[Decimal | None, Decimal | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Result:
    """What some answers come to."""

    value: Decimal | None
    band: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One example whose outcome differs. ``refused``: the answers can no longer be given."""

    name: str
    refused: bool
    scores: tuple[tuple[str, Result, Result], ...]
    dangers_gone: tuple[str, ...] = ()
    dangers_come: tuple[str, ...] = ()


def score_effects(old: Definition, new: Definition) -> tuple[ScoreEffect, ...]:
    """Every score that does not mean what it did, in the order of the new version and then what is gone."""
    found = [effect for rule in new.scores if (effect := _effect(old, new, rule))]
    gone = [ScoreEffect(rule.code, Fate.REMOVED) for rule in old.scores if new.score_rule(rule.code) is None]
    return (*found, *gone)


def cases(old: Definition, new: Definition) -> tuple[Case, ...]:
    """The worked examples of both versions, scored with both: those that come to something else now."""
    return tuple(case for name, answers in _examples(old, new) if (case := _case(old, new, name, answers)))


# --- What a score is ---------------------------------------------------------------------------


def _effect(old: Definition, new: Definition, rule: ScoreRule) -> ScoreEffect | None:
    before = old.score_rule(rule.code)
    if before is None:
        return ScoreEffect(rule.code, Fate.ADDED)
    ends = bounds(old, before), bounds(new, rule)
    why = tuple(_why(old, new, before, rule))
    if why or ends[0] != ends[1]:
        return ScoreEffect(rule.code, Fate.OTHER, why or (Why.RANGE,), *ends)
    if _wording(old, before) != _wording(new, rule):
        return ScoreEffect(rule.code, Fate.REWORDED, (), *ends)
    if [(band.code, band.low) for band in before.bands] != [(band.code, band.low) for band in rule.bands]:
        return ScoreEffect(rule.code, Fate.BANDS, (), *ends)
    return None


def _why(old: Definition, new: Definition, before: ScoreRule, after: ScoreRule) -> Iterator[Why]:
    was = {part.link_id: part for part in before.items}
    now = {part.link_id: part for part in after.items}
    if now.keys() - was.keys():
        yield Why.ITEMS_ADDED
    if was.keys() - now.keys():
        yield Why.ITEMS_REMOVED
    both = [link for link in was if link in now]
    if any(was[link] != now[link] for link in both):
        yield Why.WEIGHTS
    if any(_worth(old.index[link]) != _worth(new.index[link]) for link in both):
        yield Why.POINTS
    if (before.method, before.decimals) != (after.method, after.decimals):
        yield Why.METHOD
    if (before.missing, before.most_missing) != (after.missing, after.most_missing):
        yield Why.MISSING


def _worth(item: Item) -> object:
    """What answers to a question can give: points by option, or the ends of a scale."""
    if item.options:
        return {option.code: option.points for option in item.options}
    return item.type, item.minimum, item.maximum, item.calculated


def _wording(definition: Definition, rule: ScoreRule) -> list[str]:
    """The words that a score's questions are put in."""
    found = []
    for part in rule.items:
        item = definition.index[part.link_id]
        found.append(definition.text(item_key(item.link_id)))
        found += [definition.text(option_key(item.link_id, option.code)) for option in item.options]
    return found


# --- What answers come to ----------------------------------------------------------------------


def _examples(old: Definition, new: Definition) -> Iterator[tuple[str, Mapping[str, object]]]:
    seen: list[Mapping[str, object]] = []
    for example in (*old.examples, *new.examples):
        if example.answers not in seen:
            seen.append(example.answers)
            yield example.name, example.answers


def _case(old: Definition, new: Definition, name: str, answers: Mapping[str, object]) -> Case | None:
    was, now = _results(old, answers), _results(new, answers)
    changed = tuple((code, was[code], now[code]) for code in now if code in was and was[code] != now[code])
    hit_before = {hit.rule_id for hit in dangers(old, answers)}
    hit_after = {hit.rule_id for hit in dangers(new, answers)}
    # Examples of the new version need not be possible answers to the old one.
    before_ok = not validate(old, answers, completed=False)
    refused = before_ok and bool(validate(new, answers, completed=False))
    case = Case(name, refused, changed, tuple(sorted(hit_before - hit_after)), tuple(sorted(hit_after - hit_before)))
    return case if replace(case, name="") != Case("", False, ()) and before_ok else None


def _results(definition: Definition, answers: Mapping[str, object]) -> dict[str, Result]:
    return {each.code: Result(each.value, each.band.code if each.band else "") for each in score(definition, answers)}
