"""Reading a whole questionnaire, and checking that its parts fit together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from stegvis.questionnaires.engine.definition import (
    CONTAINERS,
    MOMENTS,
    NUMBERS,
    Definition,
    Item,
    ItemType,
    Layout,
    Licence,
    LicenceStatus,
    band_key,
    danger_help_key,
    danger_key,
    item_key,
    option_key,
    score_key,
)
from stegvis.questionnaires.engine.expressions import parse_expression, references
from stegvis.questionnaires.engine.graph import judging_order
from stegvis.questionnaires.engine.parsing.items import MOST_ITEMS, read_items, settle_condition
from stegvis.questionnaires.engine.parsing.node import CannotParse, Node
from stegvis.questionnaires.engine.parsing.rules import read_danger, read_example, read_score
from stegvis.questionnaires.engine.places import MOST_ROWS

SCHEMA = 1
LARGEST = 4_000_000
# A group in rows inside a group in rows is as far as a person can follow.
DEEPEST_ROWS = 2
MOST_PLACES = 200_000

_KEYS = {
    "schema", "url", "version", "language", "licence", "items", "texts", "scores", "dangers",
    "examples", "layout",
}  # fmt: skip
_URL = re.compile(r"https?://[a-z0-9.:-]+(/[A-Za-z0-9._~-]+)*/[a-z0-9][a-z0-9-]{0,63}")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def parse(document: str | bytes | Mapping[str, object]) -> Definition:
    """Read a questionnaire, or raise `CannotParse` with the path of what is wrong."""
    node = Node(_load(document) if isinstance(document, (str, bytes)) else dict(document))
    node.only(_KEYS)
    node.need("schema").whole(SCHEMA, SCHEMA)
    licence = node.need("licence").only({"status", "reference"})
    reference = licence.get("reference")
    items = _settled(node.need("items"))
    index = {item.link_id: item for item in _flat(items)}
    layout = node.get("layout")
    definition = Definition(
        url=node.need("url").matching(_URL, "a web address that ends in the questionnaire's key"),
        version=node.need("version").matching(_VERSION, "a version of at most 32 characters"),
        language=node.need("language").matching(_LANGUAGE, "a language code such as sv"),
        licence=Licence(
            status=licence.need("status").one_of(LicenceStatus),
            reference=reference.text(500) if reference else "",
        ),
        items=items,
        texts=_texts(node.need("texts")),
        scores=tuple(read_score(entry, index) for entry in _each(node, "scores", 100)),
        dangers=tuple(read_danger(entry, index) for entry in _each(node, "dangers", 100)),
        examples=tuple(read_example(entry) for entry in _each(node, "examples", 500)),
        layout=layout.one_of(Layout) if layout else Layout.PAGE,
    )
    _refuse_impossible_rows(node, definition)
    _refuse_unanswerable(node, definition)
    _refuse_twice(node, "scores", (rule.code for rule in definition.scores))
    _refuse_twice(node, "dangers", (rule.rule_id for rule in definition.dangers))
    _refuse_wrong_texts(node.need("texts"), definition)
    return definition


def _load(document: str | bytes) -> object:
    if len(document) > LARGEST:
        raise CannotParse("$", f"larger than {LARGEST} bytes")
    try:
        return json.loads(document, object_pairs_hook=_no_key_twice)
    except CannotParse:
        raise
    except (ValueError, RecursionError) as wrong:
        raise CannotParse("$", f"not readable as JSON ({type(wrong).__name__})") from None


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise CannotParse("$", "the same key is written twice in one object")
    return found


def _each(node: Node, key: str, most: int) -> Iterable[Node]:
    found = node.get(key)
    return found.each(most) if found else ()


def _flat(items: tuple[Item, ...]) -> list[Item]:
    flat: list[Item] = []
    for item in items:
        flat.append(item)
        flat.extend(_flat(item.items))
    return flat


def _settled(node: Node) -> tuple[Item, ...]:
    items = read_items(node)
    flat = _flat(items)
    if not flat or len(flat) > MOST_ITEMS:
        raise node.refuse(f"expected from 1 to {MOST_ITEMS} items")
    _refuse_twice(node, "link_id", (item.link_id for item in flat))
    index = {item.link_id: item for item in flat}
    settled = tuple(_settle(item, index, node.path) for item in items)
    for item in flat:
        _refuse_wrong_calculation(node, item, index)
    _, circling = judging_order(flat)
    if circling:
        raise node.refuse(f"conditions or calculations go round in a circle: {', '.join(circling[:10])}")
    return settled


def _settle(item: Item, index: Mapping[str, Item], path: str) -> Item:
    here = f"{path}({item.link_id})"
    for condition in item.conditions:
        if condition.question not in index:
            raise CannotParse(here, f"a condition names {condition.question!r}, which is no item")
    return replace(
        item,
        conditions=tuple(
            settle_condition(condition, index[condition.question], f"{here}.conditions")
            for condition in item.conditions
        ),
        items=tuple(_settle(child, index, path) for child in item.items),
    )


def _refuse_wrong_calculation(node: Node, item: Item, index: Mapping[str, Item]) -> None:
    if not item.calculated:
        return
    for link_id in sorted(references(parse_expression(item.calculated))):
        target = index.get(link_id)
        if target is None:
            raise node.refuse(f"{item.link_id!r} is calculated from {link_id!r}, which is no item")
        if target.type not in NUMBERS | MOMENTS | {ItemType.CHOICE, ItemType.BOOLEAN}:
            raise node.refuse(f"{item.link_id!r} is calculated from {link_id!r}, which gives no number")


def _refuse_impossible_rows(node: Node, definition: Definition) -> None:
    """Rows cannot be scored, and cannot be so many that a form could never be drawn."""
    above = definition.repeating_above
    if any(len(groups) > DEEPEST_ROWS for groups in above.values()):
        raise node.refuse(f"groups in rows inside one another deeper than {DEEPEST_ROWS}")
    if sum(MOST_ROWS ** len(groups) for groups in above.values()) > MOST_PLACES:
        raise node.refuse("too many questions in groups that repeat")
    for rule in definition.scores:
        for part in rule.items:
            if above[part.link_id]:
                raise node.refuse(f"score {rule.code!r}: {part.link_id!r} is in a group that repeats")


def _refuse_unanswerable(node: Node, definition: Definition) -> None:
    """What is hidden hides what it holds: nothing there can be required that has no answer from the start."""
    for link_id in sorted(definition.out_of_sight):
        item = definition.index[link_id]
        if item.required and not item.calculated and item.initial is None:
            raise node.refuse(f"{link_id!r} is required, and nobody can answer it where it is hidden")


def _refuse_twice(node: Node, what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise node.refuse(f"{what}: {name!r} is used twice")
        seen.add(name)


def _texts(node: Node) -> Mapping[str, Mapping[str, str]]:
    languages: dict[str, Mapping[str, str]] = {}
    for language, texts in node.named():
        if not _LANGUAGE.fullmatch(language):
            raise node.refuse(f"{language!r} is no language code")
        languages[language] = MappingProxyType({key: text.text() for key, text in texts.named()})
    return MappingProxyType(languages)


def text_keys(definition: Definition) -> tuple[set[str], set[str]]:
    """The text keys a questionnaire must have, and those it may have besides."""
    needed, allowed = {"title"}, {"intro", "notice", "source", "purpose"}
    for item in definition.in_order:
        ends = {item_key(item.link_id, "low"), item_key(item.link_id, "high")}
        needed.update(option_key(item.link_id, option.code) for option in item.options)
        (allowed if item.type in CONTAINERS else needed).add(item_key(item.link_id))
        if item.type is ItemType.SCALE:
            needed |= ends
        elif item.type is ItemType.SLIDER:
            allowed |= ends
        if item.unit:
            needed.add(item_key(item.link_id, "unit"))
        allowed.update(item_key(item.link_id, part) for part in ("help", "prefix", "error"))
        if item.open:
            allowed.add(item_key(item.link_id, "own"))
    for rule in definition.scores:
        needed.add(score_key(rule.code))
        needed.update(band_key(rule.code, band.code) for band in rule.bands)
    needed.update(danger_key(rule.rule_id) for rule in definition.dangers)
    allowed.update(danger_help_key(rule.rule_id) for rule in definition.dangers)
    return needed, allowed


def _refuse_wrong_texts(node: Node, definition: Definition) -> None:
    needed, allowed = text_keys(definition)
    own = definition.texts.get(definition.language, {})
    for key in sorted(needed - set(own)):
        raise node.refuse(f"the text {key!r} is missing in {definition.language!r}")
    for language, texts in definition.texts.items():
        for key in sorted(set(texts) - needed - allowed):
            raise node.refuse(f"{language!r} has a text for {key!r}, which does not exist")
