"""A form drawn once with holes in it, and filled for each person.

A hole is a place between two NUL characters, which no text of a questionnaire and no template
can hold: what is to stand there, and the key of the question it belongs to.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from stegvis.questionnaires.answering import date_part, own_words, time_part
from stegvis.questionnaires.engine import Definition, Item
from stegvis.questionnaires.engine.browser import logic

if TYPE_CHECKING:
    from stegvis.questionnaires.form.drawing import Drawing

HIDDEN = " hidden"
CHECKED = " checked"
_EDGE, _INNER = "\x00", "\x01"
MOST_KEPT = 64
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def in_script(value: object) -> SafeString:
    """JSON that may stand in a script element of a page."""
    return SafeString(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT))


def _hole(kind: str, key: str, value: str = "") -> SafeString:
    return SafeString(f"{_EDGE}{kind}{_INNER}{key}{_INNER}{value}{_EDGE}")


class Holes:
    """What is drawn instead of answers."""

    def value(self, key: str) -> str:
        return _hole("value", key)

    def words(self, key: str) -> str:
        return _hole("words", key)

    def date(self, key: str) -> str:
        return _hole("date", key)

    def time(self, key: str) -> str:
        return _hole("time", key)

    def on(self, key: str, value: str) -> str:
        return _hole("on", key, value)

    def off(self, key: str) -> str:
        return _hole("off", key)

    def sure(self, key: str) -> str:
        return _hole("sure", key)

    def note(self, name: str) -> SafeString:
        return _hole("note", name)

    def inside(self, items: Iterable[Item]) -> SafeString:
        return SafeString("".join(_hole("item", item.link_id) for item in items))


Part = str | tuple[str, str, str]


class Skeleton:
    """One questionnaire in one language, item by item: texts with holes between."""

    def __init__(self, draw: Drawing) -> None:
        """`draw` draws for nobody: what answers would say are holes."""
        self._draw = draw
        self._draw.holes = Holes()
        self._parts: dict[str, list[Part]] = {}

    @cached_property
    def logic(self) -> SafeString:
        """What the browser's script reads, ready to stand in a page."""
        return in_script(logic(self._draw.definition))

    def parts(self, link_id: str) -> list[Part]:
        """Drawn the first time somebody sees it."""
        found = self._parts.get(link_id)
        if found is None:
            field = self._draw.field(self._draw.definition.index[link_id])
            html = get_template("questionnaires/item.html").render({"field": field})
            found = self._parts[link_id] = _cut(html)
        return found

    def fill(self, link_id: str, draw: Drawing) -> str:
        """The item with somebody's answers in it."""
        out: list[str] = []
        chosen, on = draw.chosen, draw.on
        for part in self.parts(link_id):
            if isinstance(part, str):
                out.append(part)
                continue
            kind, key, value = part
            if kind == "on":
                if key in chosen and value in chosen[key]:
                    out.append(CHECKED)
            elif kind == "off":
                if key not in on:
                    out.append(HIDDEN)
            else:
                out.append(_filled(draw, kind, key))
        return "".join(out)


def _filled(draw: Drawing, kind: str, key: str) -> str:
    index = draw.definition.index
    if kind == "item":
        return draw.html(index[key], "", "q-")
    if kind == "note":
        return draw.note(key)
    if kind == "sure":
        return draw.sure(key)
    given = draw.answers.get(key)
    if kind == "value":
        return escape(draw.value(index[key], key))
    if given is None:
        return ""
    return escape({"words": own_words, "date": date_part, "time": time_part}[kind](given))


def _cut(html: str) -> list[Part]:
    parts: list[Part] = []
    for number, piece in enumerate(html.split(_EDGE)):
        if number % 2:
            kind, key, value = piece.split(_INNER)
            parts.append((kind, key, value))
        elif piece:
            parts.append(piece)
    return parts


_kept: dict[tuple[int, str, str], tuple[weakref.ref[Definition], Skeleton]] = {}


def of(draw: Drawing) -> Skeleton:
    """Kept by identity: to compare two whole definitions costs more than to draw one."""
    name = (id(draw.definition), draw.language, get_language() or "")
    kept = _kept.get(name)
    if kept is not None and kept[0]() is draw.definition:
        return kept[1]
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    made = Skeleton(type(draw)(draw.definition, {}, (), draw.language))
    _kept[name] = (weakref.ref(draw.definition), made)
    return made
