"""One way of writing a definition, and the hash that names it.

What has its default value is left out, so that a later version of the engine
with more possibilities writes an old questionnaire with the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.questionnaires.engine.definition import DangerRule, Definition, item_key
from stegvis.questionnaires.engine.moments import PartialDate
from stegvis.questionnaires.engine.parsing import SCHEMA, plain


def as_document(definition: Definition) -> dict[str, object]:
    """The JSON that `parse` reads back to an equal definition."""
    return {"schema": SCHEMA, **_object(definition)}


def canonical(definition: Definition) -> bytes:
    return canonical_json(as_document(definition))


def digest(definition: Definition) -> str:
    return sha256_hex(canonical(definition))


def wording_digest(definition: Definition, language: str = "") -> str:
    """The hash of what the resident reads: the texts of the questions and their answers."""
    language = language or definition.language
    keys = ["title", "intro", "notice"]
    for item in definition.in_order:
        keys += [item_key(item.link_id, part) for part in ("text", "help", "low", "high", "unit")]
        keys += [item_key(item.link_id, f"option:{option.code}") for option in item.options]
    own = definition.texts.get(language, {})
    return sha256_hex(canonical_json([[key, own[key]] for key in keys if key in own]))


def _object(thing: object) -> dict[str, object]:
    written = {}
    for entry in fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, entry.name)
        if value != entry.default:
            written[_name(thing, entry.name)] = _value(value)
    return written


def _name(thing: object, name: str) -> str:
    return "id" if isinstance(thing, DangerRule) and name == "rule_id" else name


def _value(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{plain(value):f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, (date, PartialDate)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _value(value[key]) for key in value}
    if isinstance(value, Iterable):
        return [_value(entry) for entry in value]
    return _object(value)
