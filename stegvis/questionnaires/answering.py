"""From a posted form to answers. Nothing a browser can send makes this fail.

What cannot be read as an answer but was typed is kept as it is, so that it is
shown again with a sentence on what to do; what no form of ours can send (codes
that do not exist, unknown fields) is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.formats import get_format

from stegvis.questionnaires.engine import (
    Answers,
    Definition,
    Item,
    ItemType,
    Problem,
    ProblemCode,
    answered,
)

PREFIX = "q."
LONGEST_TYPED = 20_000
LONGEST_SHORT = 100

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WHOLE = re.compile(r"-?[0-9]{1,12}")
_WRITTEN_OUT = {ItemType.STRING, ItemType.TEXT}


class Posted(Protocol):
    """What is needed of Django's QueryDict."""

    def getlist(self, key: str) -> list[Any]: ...


@dataclass(frozen=True)
class Received:
    """Answers as posted, and what had to be cut or dropped. Validate before completing."""

    answers: dict[str, object]
    problems: tuple[Problem, ...] = ()


def field_name(link_id: str) -> str:
    """The form field that carries the answer to an item."""
    return f"{PREFIX}{link_id}"


def read_post(
    definition: Definition, data: Posted, earlier: Answers | None = None, only: set[str] | None = None
) -> Received:
    """The answers in a posted form. With `only`, all other answers are taken from `earlier`."""
    answers: dict[str, object] = {}
    problems: list[Problem] = []
    for item in definition.questions:
        if only is not None and item.link_id not in only:
            value = (earlier or {}).get(item.link_id)
        else:
            value, problem = _answer(item, data.getlist(field_name(item.link_id)))
            problems.extend([problem] if problem else [])
        if answered(value):
            answers[item.link_id] = value
    return Received(answers, tuple(problems))


def _answer(item: Item, given: list[Any]) -> tuple[object, Problem | None]:
    texts = [text for text in given if isinstance(text, str)]
    if item.type is ItemType.CHOICE:
        return _choice(item, texts)
    if not texts:
        return None, None
    if item.type is ItemType.BOOLEAN:
        return _boolean(item, texts[-1])
    if item.type in _WRITTEN_OUT:
        return _written(item, texts[-1])
    return _typed(item, texts[-1])


def _choice(item: Item, given: list[str]) -> tuple[object, Problem | None]:
    known = [option.code for option in item.options if option.code in given]
    unknown = any(code and item.option(code) is None for code in given)
    problem = Problem(item.link_id, ProblemCode.NOT_AN_OPTION) if unknown else None
    if item.multiple:
        return known, problem
    last = next((code for code in reversed(given) if code in known), None)
    return last, problem


def _boolean(item: Item, given: str) -> tuple[object, Problem | None]:
    known = {"true": True, "false": False, "": None}
    if given in known:
        return known[given], None
    return None, Problem(item.link_id, ProblemCode.NOT_YES_OR_NO)


def _written(item: Item, given: str) -> tuple[object, Problem | None]:
    text = _CONTROL.sub("", given.replace("\r\n", "\n").replace("\r", "\n"))
    if item.type is ItemType.STRING:
        text = text.replace("\n", " ")
    # Longer than the question allows is kept and pointed out by `validate`: the
    # resident shortens it. Only what no one types by hand is cut here.
    if len(text) > LONGEST_TYPED:
        return text[:LONGEST_TYPED], Problem(item.link_id, ProblemCode.TOO_LONG, str(item.max_length or LONGEST_TYPED))
    return text, None


def _typed(item: Item, given: str) -> tuple[object, Problem | None]:
    """A number or a date as people write it: 7,5 and 7.5, with or without spaces."""
    text = _CONTROL.sub("", given).strip()[:LONGEST_SHORT]
    if item.type is ItemType.DATE:
        return text, None
    number = re.sub(r"\s", "", text).replace("−", "-").replace(",", ".")
    if item.type is ItemType.DECIMAL:
        return (number if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", number) else text), None
    if _WHOLE.fullmatch(number):
        return int(number), None
    return text, None


def as_typed(item: Item, value: object) -> str:
    """A stored answer as it stands in a field: numbers with the decimal sign of the page's language."""
    if isinstance(value, bool) or value is None:
        return ""
    text = str(value)
    if item.type is ItemType.DECIMAL and re.fullmatch(r"-?[0-9.]+", text):
        return text.replace(".", get_format("DECIMAL_SEPARATOR"))
    return text
