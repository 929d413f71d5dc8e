"""Filling in: one item, one score, one danger rule, one example, or what the whole says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from stegvis.lib.whole import whole
from stegvis.questionnaires.editing.hanging import drop_texts
from stegvis.questionnaires.editing.moving import CannotEdit
from stegvis.questionnaires.editing.paper import Doc, Raw, free, fresh, language_of, plain_text, put_text, slug, spot_of

ABOUT_TEXTS = ("title", "intro", "notice", "source", "purpose")
_DEFAULTS: dict[str, object] = {"behaviour": "all", "step": 1}


def set_item(doc: Doc, link_id: str, values: Mapping[str, Any], texts: Mapping[str, Mapping[str, str]]) -> Doc:
    """Fields of one item, and its texts by language and part. What has its default value is left out."""
    made = fresh(doc)
    spot = spot_of(made, link_id)
    if spot is None:
        raise CannotEdit("gone")
    for name, value in values.items():
        _put(spot.item, name, value)
    for language, parts in texts.items():
        for part, said in parts.items():
            put_text(made, f"item:{link_id}:{part}", said, language)
    return made


def _put(thing: Raw, name: str, value: Any) -> None:
    if isinstance(value, str):
        value = plain_text(value)
    # An answer to begin with may be "no".
    nothing = value is None or (value is False and name != "initial")
    if nothing or (value is not False and value in ("", [], _DEFAULTS.get(name))):
        thing.pop(name, None)
    else:
        thing[name] = value


def set_options(doc: Doc, link_id: str, rows: list[Raw], words: Mapping[str, list[str]]) -> Doc:
    """All answers of a choice, in order. A row without a code gets one from its text.

    `words` holds the texts by language, one for each row. Of a matrix, every row gets them.
    """
    made = fresh(doc)
    spot = spot_of(made, link_id)
    if spot is None:
        raise CannotEdit("gone")
    own = words.get(language_of(made), [""] * len(rows))
    options: list[Raw] = []
    for row, said in zip(rows, own, strict=True):
        code = str(row.get("code") or "") or free(slug(said), [str(o["code"]) for o in options], "svar")
        option: Raw = {"code": code}
        for name in ("points", "system", "exclusive"):
            _put(option, name, row.get(name))
        options.append(option)
    holders = spot.item.get("items") or [] if spot.item.get("type") == "matrix" else [spot.item]
    for holder in holders:
        holder["options"] = deepcopy(options)
        for language, said_there in words.items():
            drop = f"item:{holder['link_id']}:option:"
            texts = made.setdefault("texts", {}).setdefault(language, {})
            made["texts"][language] = {key: value for key, value in texts.items() if not key.startswith(drop)}
            for option, words_of_it in zip(options, said_there, strict=True):
                put_text(made, f"{drop}{option['code']}", words_of_it, language)
    return made


def set_conditions(doc: Doc, link_id: str, lines: list[Raw], behaviour: str) -> Doc:
    """When the item is asked."""
    return set_item(doc, link_id, {"conditions": lines, "behaviour": behaviour}, {})


# --- Scores, dangers and examples --------------------------------------------------------------


def add_rule(doc: Doc, what: str, words: str) -> tuple[Doc, str]:
    """A new score, danger rule or example, last; and the name it got (an example's is its number)."""
    made = fresh(doc)
    rules = made.setdefault(what, [])
    if what == "examples":
        rules.append({"name": words, "answers": {}, "scores": {}})
        return made, str(len(rules) - 1)
    if what == "scores":
        code = free(slug(words), [str(rule.get("code")) for rule in rules], "poang")
        rules.append({"code": code, "method": "sum", "items": []})
        put_text(made, f"score:{code}", words)
        return made, code
    name = free(slug(words, 30), [str(rule.get("id")) for rule in rules], "risk")
    rules.append({"id": name})
    put_text(made, f"danger:{name}", words)
    return made, name


def rule_of(doc: Doc, what: str, name: str) -> Raw | None:
    """A score by code, a danger rule by id, an example by number."""
    rules: list[Raw] = doc.get(what) or []
    if what == "examples":
        at = whole(name, -1)
        return rules[at] if 0 <= at < len(rules) else None
    key = "code" if what == "scores" else "id"
    return next((rule for rule in rules if str(rule.get(key)) == name), None)


def set_rule(doc: Doc, what: str, name: str, values: Mapping[str, Any], texts: Mapping[str, Mapping[str, str]]) -> Doc:
    """Fields of one rule, and texts by language and whole key."""
    made = fresh(doc)
    rule = rule_of(made, what, name)
    if rule is None:
        raise CannotEdit("gone")
    for field, value in values.items():
        _put(rule, field, value)
    for language, said in texts.items():
        for key, words in said.items():
            put_text(made, key, words, language)
    if what == "examples":
        rule.setdefault("answers", {})
        rule.setdefault("scores", {})
    return made


def set_bands(doc: Doc, code: str, rows: list[Raw], words: Mapping[str, list[str]]) -> Doc:
    """The bands of a score from the lowest, with their labels by language, one for each row."""
    made = fresh(doc)
    rule = rule_of(made, "scores", code)
    if rule is None:
        raise CannotEdit("gone")
    bands: list[Raw] = []
    for row, said in zip(rows, words.get(language_of(made), [""] * len(rows)), strict=True):
        name = str(row.get("code") or "") or free(slug(said), [str(band["code"]) for band in bands], "niva")
        band: Raw = {"code": name}
        for field in ("low", "tone", "source"):
            _put(band, field, row.get(field))
        bands.append(band)
    drop_texts(made, f"score:{code}:band:")
    for language, said_there in words.items():
        for band, label in zip(bands, said_there, strict=True):
            put_text(made, f"score:{code}:band:{band['code']}", label, language)
    order = sorted(bands, key=lambda band: float(band["low"]) if _is_float(band.get("low")) else float("inf"))
    _put(rule, "bands", order)
    return made


def _is_float(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True


def remove_rule(doc: Doc, what: str, name: str) -> Doc:
    """Away with it, and with what the examples say of it."""
    made = fresh(doc)
    rule = rule_of(made, what, name)
    if rule is None:
        raise CannotEdit("gone")
    made[what].remove(rule)
    if not made[what]:
        made.pop(what)
    for example in made.get("examples") or []:
        if what == "scores":
            (example.get("scores") or {}).pop(name, None)
            (example.get("bands") or {}).pop(name, None)
        elif what == "dangers":
            example["dangers"] = [found for found in example.get("dangers") or [] if found != name]
    if what != "examples":
        drop_texts(made, f"{'score' if what == 'scores' else 'danger'}:{name}")
    return made


# --- The whole ---------------------------------------------------------------------------------


def set_about(
    doc: Doc, texts: Mapping[str, Mapping[str, str]], *, status: str, reference: str, layout: str = "page"
) -> Doc:
    """Title, introduction, notice, source; licence; how the questions are put."""
    made = fresh(doc)
    for language, said in texts.items():
        for key in ABOUT_TEXTS:
            if key in said:
                put_text(made, key, said[key], language)
    proof = plain_text(reference)
    made["licence"] = {"status": status, **({"reference": proof} if proof else {})}
    if layout == "page":
        made.pop("layout", None)
    else:
        made["layout"] = layout
    return made


def set_language(doc: Doc, language: str, *, on: bool) -> Doc:
    """Begin or end a translation. Ending one that holds texts keeps them nowhere: asked for above."""
    made = fresh(doc)
    if on:
        made.setdefault("texts", {}).setdefault(language, {})
    elif language != language_of(made):
        made.get("texts", {}).pop(language, None)
    return made


def copied(doc: Doc, key: str, title: str, url: str) -> Doc:
    """The whole questionnaire once more under a new key, with every rule intact."""
    made = fresh(doc)
    made.pop("version", None)
    made["url"] = url
    put_text(made, "title", title)
    return made


def translated(doc: Doc) -> str:
    """The language it is translated to, or nothing."""
    return next((name for name in doc.get("texts") or {} if name != language_of(doc)), "")
