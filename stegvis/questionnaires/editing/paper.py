"""The draft as a document: our own format, allowed to be unfinished. Reading and finding in it.

A draft is plain JSON. Nothing here changes what it is given: operations copy first
(`fresh`) and give the copy back, so that a refused change leaves nothing half done.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Doc = dict[str, Any]
Raw = dict[str, Any]

SCHEMA = 1
BASE_URL = "https://stegvis.example/questionnaire/"
LONGEST_ID = 40
LONGEST_KEY = 60


@dataclass(frozen=True)
class Spot:
    """Where an item stands: in which list, at which place, under whom, how deep, and its number from the top."""

    item: Raw
    siblings: list[Raw]
    index: int
    parent: Raw | None
    depth: int
    number: int

    @property
    def link_id(self) -> str:
        return str(self.item.get("link_id", ""))


def blank(key: str, title: str, language: str = "sv") -> Doc:
    """A questionnaire with a name and nothing else."""
    return {
        "schema": SCHEMA,
        "url": f"{BASE_URL}{key}",
        "language": language,
        "licence": {"status": "unknown"},
        "items": [],
        "texts": {language: {"title": title}},
    }


def fresh(doc: Doc) -> Doc:
    """A copy to work on."""
    return deepcopy(doc)


def walk(doc: Doc) -> Iterator[Spot]:
    """Every item from the top, groups before what they hold. A loop: drafts may nest as deep as they like."""
    number = 0
    waiting: list[tuple[list[Raw], int, Raw | None, int]] = [(doc.get("items") or [], 0, None, 0)]
    while waiting:
        siblings, index, parent, depth = waiting.pop()
        if index >= len(siblings):
            continue
        item = siblings[index]
        number += 1
        yield Spot(item, siblings, index, parent, depth, number)
        waiting.append((siblings, index + 1, parent, depth))
        if item.get("items"):
            waiting.append((item["items"], 0, item, depth + 1))


def spot_of(doc: Doc, link_id: str) -> Spot | None:
    """Where an item stands, or None."""
    return next((spot for spot in walk(doc) if spot.link_id == link_id), None)


def link_ids(doc: Doc) -> list[str]:
    """Every link id, from the top."""
    return [spot.link_id for spot in walk(doc)]


def below(item: Raw) -> list[Raw]:
    """An item and everything it holds."""
    return [spot.item for spot in walk({"items": [item]})]


def language_of(doc: Doc) -> str:
    """The questionnaire's own language."""
    return str(doc.get("language") or "sv")


def text(doc: Doc, key: str, language: str = "") -> str:
    """A text, or nothing."""
    return str(((doc.get("texts") or {}).get(language or language_of(doc)) or {}).get(key, ""))


def plain_text(said: str) -> str:
    """What a person can have meant: one kind of line break, no signs that cannot be seen."""
    lines = said.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or sign.isprintable()).strip()


def put_text(doc: Doc, key: str, value: str, language: str = "") -> None:
    """Write a text where it stands; an empty one is taken away. Changes `doc`: for copies only."""
    texts = doc.setdefault("texts", {}).setdefault(language or language_of(doc), {})
    said = plain_text(value)
    if said:
        texts[key] = said
    else:
        texts.pop(key, None)


def move_texts(doc: Doc, renamed: dict[str, str], *, keep: bool = False) -> None:
    """Texts under other keys, in every language; with `keep` the old ones stay as well. Changes `doc`."""
    for language, texts in (doc.get("texts") or {}).items():
        moved = {renamed[key]: value for key, value in texts.items() if key in renamed}
        left = texts if keep else {key: value for key, value in texts.items() if key not in renamed}
        doc["texts"][language] = {**left, **moved}


def slug(words: str, longest: int = LONGEST_ID) -> str:
    """A name for machines, made of what a person wrote."""
    plain = unicodedata.normalize("NFKD", words.replace("ø", "o").replace("æ", "ae"))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(name) > longest:
        name = name[:longest].rsplit("-", 1)[0] if "-" in name[:longest] else name[:longest]
    return name.strip("-")


def free(wanted: str, taken: Iterable[str], otherwise: str) -> str:
    """`wanted` if nobody has it, else with a number."""
    used = set(taken)
    name = wanted or otherwise
    if name not in used and wanted:
        return name
    number = 1 if not wanted else 2
    while f"{name}-{number}" in used:
        number += 1
    return f"{name}-{number}"


def number_or_text(typed: str, *, whole: bool = False) -> int | str | None:
    """A number as the format has it; what is no number is kept as typed, so that it can be pointed out."""
    plain = re.sub(r"\s", "", typed).replace("−", "-").replace(",", ".")
    if not plain:
        return None
    if re.fullmatch(r"-?[0-9]{1,12}", plain):
        return int(plain)
    if not whole and re.fullmatch(r"-?[0-9]{1,12}\.[0-9]{1,9}", plain):
        return plain
    return typed.strip()


def is_number(value: object, *, whole: bool = False) -> bool:
    """Whether a stored value is a number of the format."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return True
    return not whole and isinstance(value, str) and bool(re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,9})?", value))
