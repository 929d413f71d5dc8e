"""What differs between two definitions, as codes with both wordings. The sentences are `draft_words`.

Major is what can change an answer, a number or who is warned; minor is wording that leaves them as they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal

from stegvis.questionnaires.engine import Definition, Item, ScoreRule, as_document, danger_help_key, item_key
from stegvis.questionnaires.engine.definition import Coding, DangerRule

_OWN_ROWS = {"link_id", "items", "conditions", "behaviour", "options"}


@dataclass(frozen=True)
class Change:
    """`code` says what kind, `name` of what, `before` and `after` how it read."""

    code: str
    name: str = ""
    before: str = ""
    after: str = ""
    major: bool = False
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


def difference(old: Definition, new: Definition) -> list[Change]:
    """From the old to the new, in the order of the new one."""
    return [
        *_whole(old, new),
        *_questions(old, new),
        *_scores(old, new),
        *_dangers(old, new),
        *_examples(old, new),
        *_translation(old, new),
    ]


def is_major(changes: list[Change]) -> bool:
    """Whether anything that counts has changed."""
    return any(change.major for change in changes)


def next_version(version: str, *, major: bool) -> str:
    """The number to suggest after this one: 1.4 becomes 2.0 or 1.5."""
    parts = [int(part) for part in version.split(".") if part.isascii() and part.isdigit()]
    first = parts[0] if parts else 1
    second = parts[1] if len(parts) > 1 else 0
    return f"{first + 1}.0" if major else f"{first}.{second + 1}"


def _whole(old: Definition, new: Definition) -> Iterator[Change]:
    for part in ("title", "intro", "notice", "source", "purpose"):
        before, after = old.text(part), new.text(part)
        if before != after:
            yield Change(part, "", before, after)
    if old.licence != new.licence:
        before, after = (f"{at.licence.status.value}|{at.licence.reference}" for at in (old, new))
        yield Change("licence", "", before, after)
    if old.layout is not new.layout:
        yield Change("layout", "", old.layout.value, new.layout.value)


# --- Questions ---------------------------------------------------------------------------------


def _name(definition: Definition, link_id: str) -> str:
    return definition.text(item_key(link_id)) or link_id


def _questions(old: Definition, new: Definition) -> Iterator[Change]:
    for item in old.in_order:
        if item.link_id not in new.index:
            yield Change("question_removed", _name(old, item.link_id), major=True)
    moved = _moved(old, new)
    for item in new.in_order:
        before = old.index.get(item.link_id)
        if before is None:
            yield Change("question_added", _name(new, item.link_id), major=True)
            continue
        if item.link_id in moved:
            yield Change("question_moved", _name(new, item.link_id), major=True)
        yield from _question(old, new, before, item)


def _moved(old: Definition, new: Definition) -> set[str]:
    """The fewest items whose moving explains the new order: all but the longest run that kept theirs."""
    both = [item.link_id for item in new.in_order if item.link_id in old.index]
    place = {item.link_id: number for number, item in enumerate(old.in_order)}
    tails: list[int] = []
    back: dict[int, int] = {}
    ends: list[int] = []
    for here, link_id in enumerate(both):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if tails[middle] < place[link_id]:
                low = middle + 1
            else:
                high = middle
        if low:
            back[here] = ends[low - 1]
        tails[low:] = [place[link_id], *tails[low + 1 :]]
        ends[low:] = [here, *ends[low + 1 :]]
    kept: set[str] = set()
    at: int | None = ends[-1] if ends else None
    while at is not None:
        kept.add(both[at])
        at = back.get(at)
    regrouped = {name for name in both if old.parents.get(name, "") != new.parents.get(name, "")}
    # Inside a group that moved as a whole, nothing moved.
    loose = {name for name in both if name not in kept} | regrouped
    return {name for name in loose if new.parents.get(name) not in loose or name in regrouped}


def _question(old: Definition, new: Definition, before: Item, item: Item) -> Iterator[Change]:
    name = _name(new, item.link_id)
    for part in ("text", "help", "prefix", "error", "low", "high", "unit", "own"):
        was, now = old.text(item_key(item.link_id, part)), new.text(item_key(item.link_id, part))
        if was != now:
            yield Change(f"wording_{part}", name, was, now)
    yield from _options(old, new, before, item, name)
    if (before.conditions, before.behaviour) != (item.conditions, item.behaviour):
        yield Change("conditions", name, _condition_words(old, before), _condition_words(new, item), True)
    for entry in fields(item):
        was, now = getattr(before, entry.name), getattr(item, entry.name)
        if entry.name not in _OWN_ROWS and was != now:
            first, then = _plain(was), _plain(now)
            if entry.name == "initial" and item.options:
                first, then = _chosen(old, before, was), _chosen(new, item, now)
            yield Change("setting", name, first, then, entry.name != "codes", {"field": entry.name})


def _chosen(definition: Definition, item: Item, value: object) -> str:
    """Answers to begin with, in their own words."""
    given = value if isinstance(value, tuple) else (value,)
    return ", ".join(definition.text(item_key(item.link_id, f"option:{code}")) or _plain(code) for code in given)


def _options(old: Definition, new: Definition, before: Item, item: Item, name: str) -> Iterator[Change]:
    def said(definition: Definition, code: str) -> str:
        return definition.text(item_key(item.link_id, f"option:{code}")) or code

    for option in before.options:
        if item.option(option.code) is None:
            yield Change("option_removed", name, said(old, option.code), "", True)
    for option in item.options:
        was = before.option(option.code)
        if was is None:
            yield Change("option_added", name, "", said(new, option.code), True)
            continue
        if said(old, option.code) != said(new, option.code):
            yield Change("option_wording", name, said(old, option.code), said(new, option.code))
        if was.points != option.points:
            params = {"option": said(new, option.code)}
            yield Change("option_points", name, _plain(was.points), _plain(option.points), True, params)
        if was.system != option.system:
            yield Change("setting", name, was.system, option.system, False, {"field": "codes"})
        if was.exclusive != option.exclusive:
            yield Change("option_exclusive", name, "", said(new, option.code), True)
    both = [option.code for option in item.options if before.option(option.code)]
    if both != [option.code for option in before.options if option.code in both]:
        yield Change("options_moved", name)


def _condition_words(definition: Definition, item: Item) -> str:
    """Conditions as one line of signs: `Sover du? = Ja; …`. The words between are the sentence's."""
    lines = []
    for line in item.conditions:
        target = definition.index[line.question]
        value = _plain(line.value)
        if target.options:
            value = definition.text(item_key(line.question, f"option:{value}")) or value
        lines.append(f"{_name(definition, line.question)} {line.operator.value} {value}")
    return "; ".join(lines)


# --- Rules -------------------------------------------------------------------------------------


def _scores(old: Definition, new: Definition) -> Iterator[Change]:
    for rule in old.scores:
        if new.score_rule(rule.code) is None:
            yield Change("score_removed", old.text(f"score:{rule.code}"), major=True)
    for rule in new.scores:
        before = old.score_rule(rule.code)
        name = new.text(f"score:{rule.code}")
        if before is None:
            yield Change("score_added", name, major=True)
            continue
        if old.text(f"score:{rule.code}") != name:
            yield Change("score_wording", name, old.text(f"score:{rule.code}"), name)
        if before.items != rule.items:
            yield Change("score_items", name, _parts(old, before), _parts(new, rule), True)
        for entry in fields(rule):
            was, now = getattr(before, entry.name), getattr(rule, entry.name)
            if entry.name not in ("items", "bands", "code") and was != now:
                yield Change("score_setting", name, _plain(was), _plain(now), True, {"field": entry.name})
        was_bands, now_bands = _bands(old, before), _bands(new, rule)
        if was_bands != now_bands:
            edges = [(band.low, band.tone) for band in before.bands] != [(band.low, band.tone) for band in rule.bands]
            yield Change("bands", name, was_bands, now_bands, edges)


def _parts(definition: Definition, rule: ScoreRule) -> str:
    said = []
    for part in rule.items:
        weight = f" × {_plain(part.weight)}" if part.weight != 1 else ""
        said.append(f"{_name(definition, part.link_id)}{weight}{' ↔' if part.reverse else ''}")
    return "; ".join(said)


def _bands(definition: Definition, rule: ScoreRule) -> str:
    return "; ".join(
        f"{_plain(band.low)}– {definition.text(f'score:{rule.code}:band:{band.code}')} ({band.source})"
        for band in rule.bands
    )


def _dangers(old: Definition, new: Definition) -> Iterator[Change]:
    was = {rule.rule_id: rule for rule in old.dangers}
    now = {rule.rule_id: rule for rule in new.dangers}
    for rule_id in was.keys() - now.keys():
        yield Change("danger_removed", old.text(f"danger:{rule_id}"), _danger(old, was[rule_id]), "", True)
    for rule_id, rule in now.items():
        name = new.text(f"danger:{rule_id}")
        if rule_id not in was:
            yield Change("danger_added", name, "", _danger(new, rule), True)
            continue
        if was[rule_id] != rule:
            yield Change("danger_rule", name, _danger(old, was[rule_id]), _danger(new, rule), True)
        if old.text(f"danger:{rule_id}") != name:
            yield Change("danger_wording", name, old.text(f"danger:{rule_id}"), name, True)
        helped, helps = (definition.text(danger_help_key(rule_id)) for definition in (old, new))
        if helped != helps:
            yield Change("danger_help", name, helped, helps, True)


def _danger(definition: Definition, rule: DangerRule) -> str:
    value = _plain(rule.threshold)
    if isinstance(rule.threshold, str):
        value = definition.text(item_key(rule.link_id, f"option:{value}")) or value
    return f"{_name(definition, rule.link_id)} {rule.operator.value} {value}"


def _examples(old: Definition, new: Definition) -> Iterator[Change]:
    if as_document(old).get("examples") != as_document(new).get("examples"):
        yield Change("examples", "", str(len(old.examples)), str(len(new.examples)))


def _translation(old: Definition, new: Definition) -> Iterator[Change]:
    for language in sorted({*old.texts, *new.texts} - {old.language, new.language}):
        was, now = old.texts.get(language, {}), new.texts.get(language, {})
        changed = sum(was.get(key) != now.get(key) for key in {*was, *now})
        if changed:
            yield Change("translation", language, params={"n": changed})


def _plain(value: object) -> str:
    """A value as it stands in a sentence."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Coding):
        return f"{value.system}|{value.code}"
    if isinstance(value, (tuple, list)):
        return ", ".join(_plain(part) for part in value)
    return str(value)
