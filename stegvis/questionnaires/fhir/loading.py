"""From bytes to JSON that is safe to walk, or a refusal. Size is looked at before anything else."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import NoReturn

from stegvis.questionnaires.fhir.report import CannotImport

LARGEST = 4_000_000
MOST_VALUES = 400_000
DEEPEST = 100

_BOM = b"\xef\xbb\xbf"


def load(raw: bytes | dict[str, object]) -> dict[str, object]:
    """The JSON object. Raises CannotImport."""
    value = _read(raw) if isinstance(raw, bytes) else raw
    if not isinstance(value, dict):
        raise CannotImport("not-an-object")
    plain = _checked(value)
    assert isinstance(plain, dict)  # noqa: S101 - an object stays an object; this is for the type checker
    return plain


def _read(raw: bytes) -> object:
    if len(raw) > LARGEST:
        raise CannotImport("too-large", f"{LARGEST // 1_000_000} MB")
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        raise CannotImport("not-utf-8") from None
    if _depth(text) > DEEPEST:
        raise CannotImport("too-deep")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_float=Decimal, parse_constant=_no_constant)
    except CannotImport:
        raise
    except (ValueError, ArithmeticError, RecursionError):
        raise CannotImport("not-json") from None


def _depth(text: str) -> int:
    """How deep brackets go, texts left aside: the reader below is recursive and must not be led astray."""
    deepest = depth = 0
    inside = escaped = False
    for sign in text:
        if inside:
            if escaped:
                escaped = False
            elif sign == "\\":
                escaped = True
            elif sign == '"':
                inside = False
        elif sign == '"':
            inside = True
        elif sign in "[{":
            depth += 1
            if depth > deepest:
                deepest = depth
                if deepest > DEEPEST:
                    break
        elif sign in "]}":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise CannotImport("key-twice", twice)
    return found


def _no_constant(name: str) -> NoReturn:
    raise CannotImport("not-a-number", name)


def _checked(top: object) -> object:
    """The same JSON, with exact numbers. Made without recursion, in bounded steps."""
    counted = 0
    holder: list[object] = [None]
    waiting: list[tuple[object, dict[str, object] | list[object], str | int, int]] = [(top, holder, 0, 0)]
    while waiting:
        value, into, key, depth = waiting.pop()
        counted += 1
        if counted > MOST_VALUES:
            raise CannotImport("too-many-values")
        if depth > DEEPEST:
            raise CannotImport("too-deep")
        made: object
        if isinstance(value, dict):
            # The places are laid first, so that the order is the source's own.
            new: dict[str, object] = dict.fromkeys(_key(each) for each in value)
            waiting += [(inner, new, name, depth + 1) for name, inner in value.items()]
            made = new
        elif isinstance(value, (list, tuple)):
            listed: list[object] = [None] * min(len(value), MOST_VALUES)
            waiting += [(inner, listed, place, depth + 1) for place, inner in enumerate(value[:MOST_VALUES])]
            made = listed
        else:
            made = _plain(value)
        into[key] = made  # type: ignore[index]
    return holder[0]


def _key(name: object) -> str:
    if not isinstance(name, str):
        raise CannotImport("not-json")
    return _text(name)


def _plain(value: object) -> object:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise CannotImport("not-a-number", str(value))
        return value
    raise CannotImport("not-json")


def _text(text: str) -> str:
    if not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
        raise CannotImport("not-utf-8")
    return text
