"""The editor's choices in lists: kinds of questions, comparisons, bands."""

from __future__ import annotations

from django.utils.functional import Promise

from stegvis.questionnaires.kind_words import (
    BETTER,
    EXISTS,
    KIND_WORDS,
    KINDS,
    LAYOUTS,
    METHODS,
    MISSING,
    MISSING_RULES,
    OPERATOR_WORDS,
    OPERATORS,
    TONES,
    Words,
)
from stegvis.web.studio.questionnaires.fields import Choice

__all__ = [
    "BETTER",
    "EXISTS",
    "KINDS",
    "KIND_WORDS",
    "LAYOUTS",
    "METHODS",
    "MISSING",
    "MISSING_RULES",
    "OPERATORS",
    "OPERATOR_WORDS",
    "STAYS",
    "TONES",
    "choices",
    "operators_for",
]

# A question may become another kind of question; groups and grids hold others and stay what they are.
STAYS = frozenset({"group", "matrix", "display"})
_UNORDERED = ("=", "!=", EXISTS, MISSING)


def choices(words: Words, empty: str | Promise = "") -> tuple[Choice, ...]:
    """As alternatives in a list, with an empty one first where that is asked for."""
    first = (Choice("", str(empty)),) if empty else ()
    return (*first, *(Choice(value, str(label)) for value, label in words))


def operators_for(kind: str, *, ordered: bool) -> tuple[Choice, ...]:
    """The comparisons that a question can be put to."""
    allowed = dict(OPERATORS) if ordered else {name: OPERATOR_WORDS[name] for name in _UNORDERED}
    if kind in ("string", "text"):
        allowed = {name: OPERATOR_WORDS[name] for name in (EXISTS, MISSING, "=", "!=")}
    return choices(tuple(allowed.items()))
