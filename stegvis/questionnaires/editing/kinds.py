"""Which fields belong to which type of item, and the words for places in the editor."""

from __future__ import annotations

from enum import StrEnum

from stegvis.questionnaires.engine.definition import (
    CONTAINERS,
    MOMENTS,
    NUMBERS,
    UNANSWERABLE,
    WRITTEN,
    ItemType,
)

_ALWAYS = frozenset({"link_id", "type", "conditions", "behaviour", "codes", "hidden"})
_QUESTION = _ALWAYS | {"required", "items"}
_VALUE = frozenset({"initial", "calculated"})
_NUMBER = _QUESTION | _VALUE | {"minimum", "maximum", "unit", "plausible_low", "plausible_high"}
_WRITTEN = _QUESTION | {"min_length", "max_length", "pattern", "initial"}

FIELDS: dict[str, frozenset[str]] = {
    ItemType.GROUP: _ALWAYS | {"items", "repeats", "least_rows", "most_rows"},
    ItemType.MATRIX: _ALWAYS | {"items"},
    ItemType.DISPLAY: _ALWAYS,
    ItemType.BOOLEAN: _QUESTION | {"initial"},
    ItemType.CHOICE: _QUESTION | {"options", "multiple", "open", "initial"},
    ItemType.SCALE: _QUESTION | {"minimum", "maximum", "initial"},
    ItemType.SLIDER: _QUESTION | {"minimum", "maximum", "step", "unit", "initial"},
    ItemType.INTEGER: _NUMBER,
    ItemType.DECIMAL: _NUMBER | {"decimals"},
    ItemType.STRING: _WRITTEN,
    ItemType.TEXT: _WRITTEN,
    ItemType.DATE: _QUESTION | {"earliest_on", "latest_on", "partial", "initial"},
    ItemType.TIME: _QUESTION | {"earliest_at", "latest_at", "initial"},
    ItemType.DATE_TIME: _QUESTION | {"earliest_on", "latest_on", "initial"},
}

HOLDS_ITEMS = frozenset(kind.value for kind in CONTAINERS)
SILENT = frozenset(kind.value for kind in UNANSWERABLE)
COUNTED = frozenset(kind.value for kind in NUMBERS)
TYPED_MOMENTS = frozenset(kind.value for kind in MOMENTS)
TYPED_TEXT = frozenset(kind.value for kind in WRITTEN)
SCORABLE = COUNTED | {ItemType.CHOICE.value, ItemType.BOOLEAN.value}


class Tab(StrEnum):
    """The parts of the editor."""

    QUESTIONS = "fragor"
    SCORES = "poang"
    DANGERS = "risk"
    EXAMPLES = "exempel"
    ABOUT = "om"


class Severity(StrEnum):
    """Whether a finding stops publication or is only worth a thought."""

    BLOCKS = "blocks"
    ADVISES = "advises"
