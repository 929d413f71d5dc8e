"""Patterns for written answers: RE2 on the server, and the same in the browser where that is safe.

Only what RE2 and a browser's regular expressions mean alike is allowed: letters,
classes, groups, alternatives and counts. The whole answer must fit. RE2 takes linear
time whatever the pattern; a browser does not, so it gets only patterns that cannot
make it hang: few open counts, none inside one another, and few ways in which a text
can be shared out between the parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import re2

LONGEST = 500
DEEPEST = 10
MOST_REPEATS = 1_000
# By the number of counts without an end: how many ways there may be beside them.
_MOST_WAYS = (10_000, 1_000, 50)
_TOO_MANY = 1_000_000
_META = set("\\^$.|?*+()[]{}")
_SPACE = r"\t\n\f\r "
_ESCAPES = {"d": "0-9", "w": "0-9A-Za-z_", "s": _SPACE}
_PROPERTIES = {"L", "Lu", "Ll", "N", "Nd"}
_CONTROLS = {"t": r"\t", "n": r"\n"}


class CannotUse(ValueError):
    """The pattern is outside what can be used; the message says why."""


@dataclass
class _Written:
    """What has been read, as the browser would write it, and what it costs there."""

    text: str = ""
    # Counts without an end, and whether anything in it can be of more than one length.
    open_counts: int = 0
    # How many choices a browser can have made before it gives a text up, open counts aside.
    ways: int = 1
    varies: bool = False
    nested: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def all_ways(self) -> int:
        """With the alternatives at its top."""
        return self.ways * (1 + len(self.parts))


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re2._Regexp:
    """The pattern for the server. Raises CannotUse."""
    _read(pattern)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options)
    except re2.error as wrong:
        raise CannotUse("it is too large or cannot be read") from wrong


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text fits the pattern."""
    return compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=512)
def browser_pattern(pattern: str) -> str | None:
    """The same for a browser's RegExp with the flag u, or None where it might hang. Raises CannotUse."""
    written = _read(pattern)
    if written.nested or written.open_counts >= len(_MOST_WAYS) or written.all_ways > _MOST_WAYS[written.open_counts]:
        return None
    return f"^(?:{written.text})$"


def _read(pattern: str) -> _Written:
    if len(pattern) > LONGEST:
        raise CannotUse(f"it is longer than {LONGEST} characters")
    inner = pattern
    inner = inner.removeprefix("^")
    if inner.endswith("$") and (len(inner) - len(inner[:-1].rstrip("\\")) - 1) % 2 == 0:
        inner = inner[:-1]
    reader = _Reader(inner)
    found = reader.alternatives(0)
    if reader.at < len(inner):
        raise CannotUse("a parenthesis closes that never opened")
    # With an alternative at the top, ^a|b$ would mean something else than the whole answer.
    if inner != pattern and "|" in found.parts:
        raise CannotUse("put alternatives inside a parenthesis")
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def peek(self, ahead: int = 0) -> str:
        return self.text[self.at + ahead : self.at + ahead + 1]

    def take(self) -> str:
        self.at += 1
        return self.text[self.at - 1 : self.at]

    def alternatives(self, depth: int) -> _Written:
        if depth > DEEPEST:
            raise CannotUse("too many parentheses inside one another")
        found = _Written()
        while self.at < len(self.text) and self.peek() != ")":
            if self.peek() == "|":
                found.text += self.take()
                found.parts.append("|")
            else:
                self.counted(found, depth)
        return found

    def counted(self, found: _Written, depth: int) -> None:
        piece, inner = self.piece(depth)
        count, many = self.count()
        found.text += piece + count
        if inner is not None:
            found.open_counts += inner.open_counts
            # Something of many lengths many times over is where a browser hangs.
            again = bool(count) and not count.startswith("?")
            found.nested |= inner.nested or (again and (inner.varies or "|" in inner.parts))
            found.varies |= inner.varies or "|" in inner.parts
        found.ways = min(found.ways * _ways(inner.all_ways if inner else 1, count), _TOO_MANY)
        found.open_counts += many
        found.varies |= "," in count or count.startswith(("*", "+", "?"))

    def piece(self, depth: int) -> tuple[str, _Written | None]:
        first = self.take()
        if first == "(":
            return self.group(depth)
        if first == "[":
            return self.kind(), None
        if first == "\\":
            return self.escape(inside=False), None
        if first == ".":
            return r"[^\n]", None
        if first in _META or first == "/":
            if first == "/":
                return r"\/", None
            raise CannotUse(f"{first!r} is not expected there")
        return _literal(first), None

    def group(self, depth: int) -> tuple[str, _Written]:
        if self.peek() == "?":
            if self.peek(1) != ":":
                raise CannotUse("only plain parentheses can be used")
            self.at += 2
        inner = self.alternatives(depth + 1)
        if self.take() != ")":
            raise CannotUse("a parenthesis is never closed")
        return f"(?:{inner.text})", inner

    def count(self) -> tuple[str, bool]:
        """What comes after a piece: how many times, and whether there is no end to it."""
        sign = self.peek()
        if sign not in ("*", "+", "?", "{") or not sign:
            return "", False
        many = sign in ("*", "+")
        if sign == "{":
            written, many = self.times()
        else:
            written = self.take()
        if self.peek() == "?":
            written += self.take()
        if self.peek() in ("*", "+", "?", "{") and self.peek():
            raise CannotUse("two counts follow one another")
        return written, many

    def times(self) -> tuple[str, bool]:
        end = self.text.find("}", self.at)
        inside = self.text[self.at + 1 : end] if end > 0 else ""
        low, comma, high = inside.partition(",")
        numbers = [low, high] if high else [low]
        if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in numbers):
            raise CannotUse("a count is written {2} or {2,5}")
        if any(int(part) > MOST_REPEATS for part in numbers) or (high and int(high) < int(low)):
            raise CannotUse(f"a count goes from low to high and is at most {MOST_REPEATS}")
        self.at = end + 1
        return f"{{{inside}}}", bool(comma and not high) or any(int(part) > 50 for part in numbers)

    def escape(self, *, inside: bool) -> str:
        sign = self.take()
        if sign in _ESCAPES:
            return _ESCAPES[sign] if inside else f"[{_ESCAPES[sign]}]"
        if sign.lower() in _ESCAPES and not inside:
            return f"[^{_ESCAPES[sign.lower()]}]"
        if sign in _CONTROLS:
            return _CONTROLS[sign]
        if sign == "p":
            end = self.text.find("}", self.at)
            name = self.text[self.at + 1 : end] if self.peek() == "{" and end > 0 else ""
            if name not in _PROPERTIES:
                raise CannotUse("of \\p only L, Lu, Ll, N and Nd can be used")
            self.at = end + 1
            return f"\\p{{{name}}}"
        if sign and not sign.isalnum() and sign.isascii() and sign.isprintable() and sign != " ":
            return _literal(sign, inside=inside)
        raise CannotUse(f"\\{sign} cannot be used")

    def kind(self) -> str:
        """A class of characters, such as [A-Za-z0-9_]."""
        written = "["
        if self.peek() == "^":
            written += self.take()
        members = 0
        while self.peek() not in ("]", ""):
            written += self.member()
            members += 1
        if self.take() != "]" or not members:
            raise CannotUse("a class of characters needs something in it and an end")
        return written + "]"

    def member(self) -> str:
        first = self.single()
        if self.peek() != "-" or self.peek(1) in ("]", ""):
            return first
        self.take()
        last = self.single()
        ends = [each[-1] if each.startswith("\\") else each for each in (first, last)]
        if any(len(each) > 2 or each in ("\\t", "\\n") for each in (first, last)) or ends[0] > ends[1]:
            raise CannotUse("a range goes from one character to a later one")
        return f"{first}-{last}"

    def single(self) -> str:
        sign = self.take()
        if sign == "\\":
            return self.escape(inside=True)
        if sign == "[":
            raise CannotUse("write \\[ inside a class of characters")
        return _literal(sign, inside=True)


def _ways(one: int, count: str) -> int:
    """The ways of a piece that is there so many times, when it has so many once."""
    if count.startswith("?"):
        return one + 1
    low, comma, high = count[1 : count.find("}")].partition(",") if count.startswith("{") else ("1", "", "")
    times = min(int(high or low), 20 if one > 1 else 1)
    lengths = int(high) - int(low) + 1 if comma and high else 1
    return min(lengths * int(one**times), _TOO_MANY)


def _literal(sign: str, *, inside: bool = False) -> str:
    if not sign:
        raise CannotUse("something is missing at the end")
    if sign in _META or sign == "/" or (inside and sign == "-"):
        return f"\\{sign}"
    if not sign.isprintable():
        raise CannotUse("control characters cannot be used")
    return sign
