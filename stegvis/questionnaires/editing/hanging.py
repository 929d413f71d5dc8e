"""What hangs on a question: conditions, scores, danger rules and worked examples that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from stegvis.questionnaires.editing.paper import Doc, Raw, below, fresh, move_texts, spot_of, text, walk

_IN_EXPRESSION = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Hanger:
    """One thing that would lose its footing. `kind`: condition, calculated, score, danger or example."""

    kind: str
    id: str
    name: str


def hanging_on(doc: Doc, link_id: str) -> list[Hanger]:
    """What outside an item, and outside what it holds, speaks of it."""
    spot = spot_of(doc, link_id)
    if spot is None:
        return []
    going = {str(item.get("link_id")) for item in below(spot.item)}
    return [*_in_items(doc, going), *_in_rules(doc, going)]


def _in_items(doc: Doc, going: set[str]) -> list[Hanger]:
    found = []
    for spot in walk(doc):
        if spot.link_id in going:
            continue
        name = text(doc, f"item:{spot.link_id}:text") or spot.link_id
        if any(line.get("question") in going for line in spot.item.get("conditions") or []):
            found.append(Hanger("condition", spot.link_id, name))
        if going & set(_IN_EXPRESSION.findall(str(spot.item.get("calculated", "")))):
            found.append(Hanger("calculated", spot.link_id, name))
    return found


def _in_rules(doc: Doc, going: set[str]) -> list[Hanger]:
    found = [
        Hanger("score", str(rule.get("code")), text(doc, f"score:{rule.get('code')}"))
        for rule in doc.get("scores") or []
        if any(part.get("link_id") in going for part in rule.get("items") or [])
    ]
    found += [
        Hanger("danger", str(rule.get("id")), text(doc, f"danger:{rule.get('id')}"))
        for rule in doc.get("dangers") or []
        if rule.get("link_id") in going
    ]
    return found + [
        Hanger("example", str(number), str(example.get("name", "")))
        for number, example in enumerate(doc.get("examples") or [])
        if going & {str(key).rsplit("#", 1)[-1] for key in example.get("answers") or {}}
    ]


def let_go(doc: Doc, going: Iterable[str]) -> None:
    """Take away what speaks of these items, and their texts. Changes `doc`."""
    gone = set(going)
    for spot in walk(doc):
        _without_conditions(spot.item, gone)
        if gone & set(_IN_EXPRESSION.findall(str(spot.item.get("calculated", "")))):
            spot.item.pop("calculated")
    for rule in doc.get("scores") or []:
        rule["items"] = [part for part in rule.get("items") or [] if part.get("link_id") not in gone]
    lost = [str(rule.get("id")) for rule in doc.get("dangers") or [] if rule.get("link_id") in gone]
    doc["dangers"] = [rule for rule in doc.get("dangers") or [] if str(rule.get("id")) not in lost]
    for example in doc.get("examples") or []:
        answers = example.get("answers") or {}
        example["answers"] = {k: v for k, v in answers.items() if str(k).rsplit("#", 1)[-1] not in gone}
        example["dangers"] = [name for name in example.get("dangers") or [] if name not in lost]
    drop_texts(doc, *(f"item:{link_id}:" for link_id in gone), *(f"danger:{name}" for name in lost))


def _without_conditions(item: Raw, gone: set[str]) -> None:
    lines = [line for line in item.get("conditions") or [] if line.get("question") not in gone]
    if lines:
        item["conditions"] = lines
    else:
        item.pop("conditions", None)


def drop_texts(doc: Doc, *starts: str) -> None:
    """Texts under keys that begin like this (or are this), in every language. Changes `doc`."""
    for language, texts in (doc.get("texts") or {}).items():
        doc["texts"][language] = {
            key: value
            for key, value in texts.items()
            if not any(key == start or key.startswith(start if start[-1] == ":" else f"{start}:") for start in starts)
        }


def renamed(doc: Doc, names: dict[str, str], item: Any) -> None:
    """Conditions and calculated values inside an item, pointed at the new names. Changes `item`."""
    for inner in below(item):
        for line in inner.get("conditions") or []:
            line["question"] = names.get(line.get("question"), line.get("question"))
        if inner.get("calculated"):
            inner["calculated"] = _IN_EXPRESSION.sub(
                lambda found: "{" + names.get(found.group(1), found.group(1)) + "}", str(inner["calculated"])
            )


def rename_item(doc: Doc, old: str, new: str) -> Doc:
    """Another link id, everywhere it is spoken of."""
    made = fresh(doc)
    spot = spot_of(made, old)
    if spot is None:
        return made
    for each in walk(made):
        if each.parent is None:
            renamed(made, {old: new}, each.item)
    spot.item["link_id"] = new
    for rule in made.get("scores") or []:
        for part in rule.get("items") or []:
            part["link_id"] = new if part.get("link_id") == old else part.get("link_id")
    for rule in made.get("dangers") or []:
        rule["link_id"] = new if rule.get("link_id") == old else rule.get("link_id")
    for example in made.get("examples") or []:
        answers = example.get("answers") or {}
        example["answers"] = {_renamed_key(str(key), old, new): value for key, value in answers.items()}
    start = f"item:{old}:"
    keys = {key for texts in (made.get("texts") or {}).values() for key in texts if key.startswith(start)}
    move_texts(made, {key: f"item:{new}:{key[len(start) :]}" for key in keys})
    return made


def _renamed_key(key: str, old: str, new: str) -> str:
    return "#".join(new if part == old else part for part in key.split("#"))
