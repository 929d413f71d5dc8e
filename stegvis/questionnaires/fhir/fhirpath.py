"""Reading the part of FHIRPath that calculations in questionnaires are written in, as a tree.

Only the grammar lives here; what a path means for a questionnaire is `calculating`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

LONGEST = 10_000
DEEPEST = 25
DEEPEST_TREE = 150
MOST_TOKENS = 2_000

_TOKEN = re.compile(
    r"\s*(?:([0-9]+(?:\.[0-9]+)?)|'((?:[^'\\]|\\.)*)'|(%[A-Za-z_][A-Za-z0-9_-]*|%`[^`]{1,64}`)"
    r"|(\$?[A-Za-z_][A-Za-z0-9_]*)|(<=|>=|!=|[-+*/.,()\[\]=|<>{}]))"
)
_LOOSEST_FIRST = (("or",), ("and",), ("in",), ("=", "!="), ("<", ">", "<=", ">="), ("|",), ("+", "-"), ("*", "/"))
_UNARY = len(_LOOSEST_FIRST)


class CannotFollow(ValueError):
    """The expression is outside what we can read exactly. The message says what it stumbled on."""


@dataclass(frozen=True)
class Literal:
    value: Decimal | str


@dataclass(frozen=True)
class Name:
    """`item`, `$this`, or with a percent sign a variable."""

    name: str


@dataclass(frozen=True)
class Step:
    """`of.name`, or a call `of.name(arguments)`."""

    of: Path | None
    name: str
    arguments: tuple[Path, ...] | None = None


@dataclass(frozen=True)
class First:
    """`of[0]`."""

    of: Path


@dataclass(frozen=True)
class Binary:
    sign: str
    left: Path
    right: Path


@dataclass(frozen=True)
class Minus:
    of: Path


@dataclass(frozen=True)
class Nothing:
    """`{}`: nothing at all."""


Path = Literal | Name | Step | First | Binary | Minus | Nothing


@lru_cache(maxsize=1024)
def parse_path(text: str) -> Path:
    """Read an expression. Raises CannotFollow."""
    reader = _Reader(_tokens(text))
    found = reader.binary(0, 0)
    if reader.at < len(reader.tokens):
        raise CannotFollow(reader.tokens[reader.at][1])
    _refuse_deep(found)
    return found


def _refuse_deep(path: Path) -> None:
    """A long sum is a deep tree. What reads it is recursive."""
    waiting: list[tuple[Path, int]] = [(path, 1)]
    while waiting:
        here, depth = waiting.pop()
        if depth > DEEPEST_TREE:
            raise CannotFollow(f"> {DEEPEST_TREE}")
        inner: tuple[Path | None, ...] = ()
        if isinstance(here, Step):
            inner = (here.of, *(here.arguments or ()))
        elif isinstance(here, Binary):
            inner = (here.left, here.right)
        elif isinstance(here, (First, Minus)):
            inner = (here.of,)
        waiting += [(each, depth + 1) for each in inner if each is not None]


def _tokens(text: str) -> list[tuple[str, str]]:
    if len(text) > LONGEST:
        raise CannotFollow(f"> {LONGEST}")
    found: list[tuple[str, str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or len(found) >= MOST_TOKENS:
            raise CannotFollow(text[at : at + 20].strip())
        kind = ("number", "text", "variable", "name", "sign")[(match.lastindex or 1) - 1]
        found.append((kind, match[match.lastindex or 0]))
        at = match.end()
    return found


class _Reader:
    """Precedence climbing, with a limit to how deep it goes."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self.at += 1
        return token

    def is_sign(self, sign: str) -> bool:
        return self.peek() == ("sign", sign)

    def expect(self, sign: str) -> None:
        if self.take() != ("sign", sign):
            raise CannotFollow(sign)

    def binary(self, level: int, depth: int) -> Path:
        if level == _UNARY:
            return self.unary(depth)
        found = self.binary(level + 1, depth)
        while (token := self.peek())[1] in _LOOSEST_FIRST[level] and token[0] in ("sign", "name"):
            self.take()
            found = Binary(token[1], found, self.binary(level + 1, depth))
        return found

    def unary(self, depth: int) -> Path:
        if depth > DEEPEST:
            raise CannotFollow("(" * 3)
        if self.is_sign("-"):
            self.take()
            return Minus(self.unary(depth + 1))
        return self.steps(depth)

    def steps(self, depth: int) -> Path:
        found = self.first(depth)
        while self.is_sign(".") or self.is_sign("["):
            if self.take()[1] == "[":
                if self.take() != ("number", "0"):
                    raise CannotFollow("[")
                self.expect("]")
                found = First(found)
                continue
            kind, name = self.take()
            if kind != "name":
                raise CannotFollow(name)
            found = Step(found, name, self.arguments(depth))
        return found

    def first(self, depth: int) -> Path:
        kind, text = self.take()
        if kind == "number":
            return Literal(Decimal(text))
        if kind == "text":
            if "\\" in text:
                raise CannotFollow("\\")
            return Literal(text)
        if kind == "variable":
            return Name(text.replace("`", ""))
        if kind == "name":
            arguments = self.arguments(depth)
            return Name(text) if arguments is None else Step(None, text, arguments)
        if (kind, text) == ("sign", "("):
            found = self.binary(0, depth + 1)
            self.expect(")")
            return found
        if (kind, text) == ("sign", "{"):
            self.expect("}")
            return Nothing()
        raise CannotFollow(text)

    def arguments(self, depth: int) -> tuple[Path, ...] | None:
        if not self.is_sign("("):
            return None
        self.take()
        found: list[Path] = []
        while not self.is_sign(")"):
            if found:
                self.expect(",")
            found.append(self.binary(0, depth + 1))
        self.take()
        return tuple(found)
