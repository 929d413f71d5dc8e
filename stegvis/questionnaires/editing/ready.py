"""From a draft to a definition: tidied as it would be published, or the closest that can be shown."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from stegvis.questionnaires.editing.kinds import FIELDS, HOLDS_ITEMS
from stegvis.questionnaires.editing.paper import SCHEMA, Doc, Raw, fresh, language_of, put_text, text, walk
from stegvis.questionnaires.engine import CannotParse, Definition, parse

UNPUBLISHED = "0"
MISSING_TEXT = "…"


def tidy(doc: Doc, version: str = UNPUBLISHED) -> Doc:
    """As it would be published: without fields of another type, texts of nothing, and empty lists."""
    made = fresh(doc)
    made["schema"] = SCHEMA
    made["version"] = version
    for spot in walk(made):
        _only_own_fields(spot.item)
    for example in made.get("examples") or []:
        for name in ("bands", "dangers"):
            if not example.get(name):
                example.pop(name, None)
    for name in ("scores", "dangers", "examples"):
        if not made.get(name):
            made.pop(name, None)
    _only_own_texts(made)
    return made


def _only_own_fields(item: Raw) -> None:
    allowed = FIELDS.get(str(item.get("type")), frozenset())
    for name in list(item):
        if name not in allowed and allowed:
            item.pop(name)
    if not item.get("conditions"):
        item.pop("conditions", None)
        item.pop("behaviour", None)
    if item.get("items") == [] and item.get("type") not in HOLDS_ITEMS:
        item.pop("items")


def _only_own_texts(doc: Doc) -> None:
    kept = {"title", "intro", "notice", "source", "purpose"}
    for spot in walk(doc):
        start = f"item:{spot.link_id}:"
        kept |= {f"{start}{part}" for part in ("text", "help", "prefix", "error")}
        if spot.item.get("type") in ("scale", "slider"):
            kept |= {f"{start}low", f"{start}high"}
        if spot.item.get("unit"):
            kept.add(f"{start}unit")
        if spot.item.get("open"):
            kept.add(f"{start}own")
        kept |= {f"{start}option:{option.get('code')}" for option in spot.item.get("options") or []}
    for rule in doc.get("scores") or []:
        kept.add(f"score:{rule.get('code')}")
        kept |= {f"score:{rule.get('code')}:band:{band.get('code')}" for band in rule.get("bands") or []}
    for rule in doc.get("dangers") or []:
        kept |= {f"danger:{rule.get('id')}", f"danger:{rule.get('id')}:help"}
    for language, texts in list((doc.get("texts") or {}).items()):
        doc["texts"][language] = {key: said for key, said in texts.items() if key in kept and said.strip()}
        if not doc["texts"][language] and language != language_of(doc):
            doc["texts"].pop(language)


def definition_of(doc: Doc, version: str = UNPUBLISHED) -> Definition:
    """The definition that would be published. Raises CannotParse."""
    return parse(tidy(doc, version))


def presentable(doc: Doc) -> Definition | None:
    """The closest definition that can be drawn and tried, or None when there is nothing to draw.

    What is unfinished is shown as a text that says so little as "…"; rules that cannot be read are left out.
    """
    try:
        return definition_of(doc)
    except CannotParse:
        pass
    made = tidy(doc)
    if not made.get("items"):
        return None
    rules = {name: made.pop(name, []) for name in ("scores", "dangers", "examples")}
    _say_something(made)
    _only_whole_items(made)
    _only_own_texts(made)
    if not _reads(made):
        for spot in walk(made):
            for name in ("conditions", "behaviour", "calculated", "initial"):
                spot.item.pop(name, None)
        if not _reads(made):
            return None
    for name, entries in rules.items():
        for entry in entries:
            _add_if_whole(made, doc, name, entry)
    return parse(made)


def _say_something(doc: Doc) -> None:
    """Texts that must be there, where they are not."""
    if not text(doc, "title"):
        put_text(doc, "title", MISSING_TEXT)
    for spot in walk(doc):
        parts = ["text"] if spot.item.get("type") != "group" else []
        parts += ["low", "high"] if spot.item.get("type") == "scale" else []
        parts += ["unit"] if spot.item.get("unit") else []
        parts += [f"option:{option.get('code')}" for option in spot.item.get("options") or []]
        for part in parts:
            key = f"item:{spot.link_id}:{part}"
            if not text(doc, key):
                put_text(doc, key, MISSING_TEXT)


def _only_whole_items(doc: Doc) -> None:
    """What cannot be read alone becomes a line of text."""
    for spot in list(walk(doc)):
        if spot.item.get("type") in HOLDS_ITEMS and spot.item.get("items"):
            continue
        alone = {k: v for k, v in deepcopy(spot.item).items() if k not in ("conditions", "behaviour", "calculated")}
        alone.pop("items", None)
        if "initial" in alone and not _reads(_mini(doc, alone)):
            alone.pop("initial")
            spot.item.pop("initial")
        if not _reads(_mini(doc, alone)):
            put_text(doc, f"item:{spot.link_id}:text", text(doc, f"item:{spot.link_id}:text") or MISSING_TEXT)
            kept = {name: spot.item[name] for name in ("link_id", "items") if spot.item.get(name)}
            spot.item.clear()
            spot.item.update({**kept, "type": "display"})
    known = {spot.link_id: spot.item for spot in walk(doc)}
    for spot in walk(doc):
        lines = [line for line in spot.item.get("conditions") or [] if _stands(line, known)]
        spot.item.pop("conditions", None)
        if lines:
            spot.item["conditions"] = lines
        else:
            spot.item.pop("behaviour", None)


def _stands(line: Raw, known: dict[str, Raw]) -> bool:
    target = known.get(str(line.get("question")))
    if target is None or target.get("type") in (*HOLDS_ITEMS, "display") or "value" not in line:
        return False
    if target.get("type") == "choice" and line.get("operator") in ("=", "!="):
        return any(option.get("code") == line["value"] for option in target.get("options") or [])
    return bool(line.get("operator"))


def _mini(doc: Doc, item: Raw) -> dict[str, Any]:
    start = f"item:{item.get('link_id')}:"
    own = {k: v for k, v in doc["texts"][language_of(doc)].items() if k == "title" or k.startswith(start)}
    names: tuple[str, ...] = ("schema", "url", "version", "language", "licence")
    head: dict[str, Any] = {name: doc[name] for name in names if name in doc}
    return {**head, "items": [item], "texts": {language_of(doc): own}}


def _add_if_whole(made: Doc, doc: Doc, name: str, entry: Raw) -> None:
    """One rule more, if the whole can still be read with it."""
    before = fresh(made)
    made.setdefault(name, []).append(entry)
    keys = [f"score:{entry.get('code')}", f"danger:{entry.get('id')}", f"danger:{entry.get('id')}:help"]
    for language, texts in (doc.get("texts") or {}).items():
        for key, said in texts.items():
            if key in keys or key.startswith(f"{keys[0]}:band:"):
                put_text(made, key, said, language)
    if not _reads(made):
        made.clear()
        made.update(before)


def _reads(doc: Doc) -> bool:
    try:
        parse(doc)
    except CannotParse:
        return False
    return True
