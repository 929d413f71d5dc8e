"""JSON with exact decimals: the standard writer would turn them into floats or refuse them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal


def as_json(value: object) -> str:
    """The JSON text of what an export gives. Raises TypeError on anything else."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_text(str(key))}:{as_json(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(as_json(inner) for inner in value) + "]"
    if isinstance(value, float):
        raise TypeError("a float is never exact")
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
