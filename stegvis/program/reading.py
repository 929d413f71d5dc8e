"""Typed dataclasses to JSON and strictly back again.

Knows nothing of programs: only how a dataclass tree is written as plain JSON,
and how JSON is read so that whatever does not fit is refused with its path.

A field marked ``LATER`` was added after documents had been kept: it is written
only where it says something else than its default, so that every document kept
before it reads as it did and keeps its name.
"""

import re
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

LATER: Mapping[str, Any] = MappingProxyType({"later": True})

_HEX64 = re.compile(r"[0-9a-f]{64}")


class CannotRead(ValueError):
    """The JSON is not what it says it is; ``path`` names the place."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path or 'document'}: {reason}")
        self.path = path
        self.reason = reason


def write(value: Any) -> Any:
    """Give the plain JSON of a dataclass tree."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        plain = {f.name: write(getattr(value, f.name)) for f in fields(value) if _is_written(f, value)}
        kind = getattr(type(value), "kind", None)
        return {"kind": kind, **plain} if isinstance(kind, str) else plain
    if isinstance(value, Mapping):
        return {key: write(value[key]) for key in value}
    if isinstance(value, (tuple, list)):
        return [write(item) for item in value]
    return value


def read(wanted: Any, value: Any, path: str = "") -> Any:
    """Read ``value`` as the type ``wanted``, or say where it does not fit."""
    origin = get_origin(wanted)
    if wanted is Any:
        return value
    if origin in (UnionType, Union):
        return _read_choice(get_args(wanted), value, path)
    if origin is tuple:
        return _read_list(get_args(wanted)[0], value, path)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(wanted)[1], value, path)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _read_enum(wanted, value, path)
    if is_dataclass(wanted):
        return _read_dataclass(wanted, value, path)
    return _read_plain(wanted, value, path)


def below(path: str, key: object) -> str:
    """The path of something inside ``path``."""
    return f"{path}.{key}" if path else str(key)


def is_sha256(value: str) -> bool:
    """Whether the string is a lower-case sha256 in hexadecimal."""
    return _HEX64.fullmatch(value) is not None


def _read_plain(wanted: Any, value: Any, path: str) -> Any:
    fits = type(value) is wanted or (wanted is float and type(value) is int)
    if not fits:
        name = getattr(wanted, "__name__", str(wanted))
        raise CannotRead(path, f"expected {name}, got {type(value).__name__}")
    if wanted is str:
        return _read_text(value, path)
    if wanted is float:
        return _read_number(float(value), path)
    return value


def _read_text(value: str, path: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise CannotRead(path, "holds a broken character") from error
    return value


def _read_number(value: float, path: str) -> float:
    if value != value or value in (float("inf"), float("-inf")):
        raise CannotRead(path, "is not a finite number")
    return value


def _read_enum(wanted: type[Enum], value: Any, path: str) -> Enum:
    try:
        return wanted(value)
    except ValueError as error:
        known = ", ".join(str(member.value) for member in wanted)
        raise CannotRead(path, f"{value!r} is none of {known}") from error


def _read_list(wanted: Any, value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise CannotRead(path, "expected a list")
    return tuple(read(wanted, item, f"{path}[{index}]") for index, item in enumerate(value))


def _read_mapping(wanted: Any, value: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CannotRead(path, "expected an object")
    return {_read_plain(str, key, path): read(wanted, item, below(path, key)) for key, item in value.items()}


def _read_choice(choices: tuple[Any, ...], value: Any, path: str) -> Any:
    if value is None and NoneType in choices:
        return None
    real = [choice for choice in choices if choice is not NoneType]
    if len(real) == 1:
        return read(real[0], value, path)
    if not isinstance(value, dict):
        raise CannotRead(path, "expected an object")
    for choice in real:
        if choice.kind == value.get("kind"):
            return _read_dataclass(choice, value, path)
    raise CannotRead(path, f"unknown kind {value.get('kind')!r}")


def _read_dataclass(wanted: Any, value: Any, path: str) -> Any:
    if not isinstance(value, dict):
        raise CannotRead(path, "expected an object")
    hints = _hints(wanted)
    kind = getattr(wanted, "kind", None)
    extra = set(value) - set(hints) - ({"kind"} if isinstance(kind, str) else set())
    if extra:
        raise CannotRead(below(path, min(extra, key=str)), "is not known here")
    later = {field.name for field in fields(wanted) if "later" in field.metadata}
    for name in hints:
        if name not in value and name not in later:
            raise CannotRead(below(path, name), "is missing")
    given = {name: read(hint, value[name], below(path, name)) for name, hint in hints.items() if name in value}
    made = wanted(**given)
    for name in later & set(value):
        if not _is_written(next(f for f in fields(wanted) if f.name == name), made):
            raise CannotRead(below(path, name), "is what it would be without being said")
    return made


def _is_written(found: "Field[Any]", value: Any) -> bool:
    """Each document has one way to be written: a later field's default is never said."""
    return "later" not in found.metadata or bool(getattr(value, found.name) != found.default)


@cache
def _hints(wanted: Any) -> dict[str, Any]:
    hints = get_type_hints(wanted)
    return {field.name: hints[field.name] for field in fields(wanted)}
