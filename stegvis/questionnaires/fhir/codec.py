"""What FHIR has no word for, as extensions: an object is an extension of extensions, a list repeats `entry`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from stegvis.questionnaires.fhir.source import exact, written

# A map whose keys are data, such as answers by place, is written as a list of pairs.
PAIRS = frozenset({"answers", "scores", "bands"})
_EMPTY = {"": "empty-text", "[]": "empty-list", "{}": "empty-object", "null": "nothing"}
_LARGEST = 2**31


def encode(url: str, value: object, *, pairs: bool = False) -> dict[str, Any]:
    """The extension that says `value`."""
    if isinstance(value, Mapping):
        if not value:
            return {"url": url, "valueCode": _EMPTY["{}"]}
        if pairs:
            listed = [{"key": key, "value": inner} for key, inner in value.items()]
            return {"url": url, "extension": [encode("pair", each) for each in listed]}
        return {
            "url": url,
            "extension": [
                encode(key, inner, pairs=key in PAIRS and isinstance(inner, Mapping)) for key, inner in value.items()
            ],
        }
    if isinstance(value, (list, tuple)):
        if not value:
            return {"url": url, "valueCode": _EMPTY["[]"]}
        return {"url": url, "extension": [encode("entry", each) for each in value]}
    return {"url": url, **_value(value)}


def _value(value: object) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, int):
        return {"valueInteger": value} if -_LARGEST <= value < _LARGEST else {"valueDecimal": value}
    if isinstance(value, str) and value.strip():
        return {"valueString": value}
    return {"valueCode": _EMPTY["" if isinstance(value, str) else "null"]}


class CannotDecode(ValueError):
    """Not one of ours, or written over by somebody else."""


def decode(extension: object) -> object:
    """What an extension says. Raises CannotDecode."""
    if not isinstance(extension, Mapping):
        raise CannotDecode
    inner = extension.get("extension")
    if inner is not None:
        return _decode_inner(inner)
    values = [name for name in extension if name not in ("url", "id")]
    if len(values) != 1:
        raise CannotDecode
    return _decode_value(values[0], extension[values[0]])


def _decode_inner(inner: object) -> object:
    if not isinstance(inner, list) or not inner or not all(isinstance(each, Mapping) for each in inner):
        raise CannotDecode
    urls = [each.get("url") for each in inner]
    if not all(isinstance(url, str) for url in urls):
        raise CannotDecode
    if set(urls) == {"entry"}:
        return [decode(each) for each in inner]
    if set(urls) == {"pair"}:
        return _decode_pairs([decode(each) for each in inner])
    if len(set(urls)) < len(urls):
        raise CannotDecode
    return {str(each["url"]): decode(each) for each in inner}


def _decode_pairs(pairs: list[object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for each in pairs:
        if not isinstance(each, dict) or set(each) != {"key", "value"} or not isinstance(each["key"], str):
            raise CannotDecode
        found[each["key"]] = each["value"]
    return found


def _decode_value(name: str, value: object) -> object:
    if name == "valueCode":
        empty: dict[str, object] = {"empty-text": "", "empty-list": [], "empty-object": {}, "nothing": None}
        if not isinstance(value, str) or value not in empty:
            raise CannotDecode
        return empty[value]
    if name == "valueBoolean" and isinstance(value, bool):
        return value
    if name == "valueString" and isinstance(value, str):
        return value
    number = exact(value) if name in ("valueInteger", "valueDecimal") else None
    if number is None or not isinstance(value, (int, Decimal)):
        raise CannotDecode
    return written(number)
