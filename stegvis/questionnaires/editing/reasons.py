"""What the engine's parser refuses, as codes of our own: its sentences are English and written for programmers."""

from __future__ import annotations

import re
from collections.abc import Mapping

# The beginning of what the parser says, after whose name it is: the code, and the field that it belongs to.
_ITEMS: Mapping[str, tuple[str, str]] = {
    "the value to begin with is no answer": ("initial_value", "initial"),
    "what is calculated has no value to begin with": ("initial_calculated", "initial"),
    "nobody can answer a hidden question": ("hidden_required", "hidden"),
    "is required, and nobody can answer it": ("hidden_required", "hidden"),
    "minimum is not below maximum": ("limits_turned", "maximum"),
    "plausible_low is not below": ("limits_turned", "plausible_high"),
    "min_length is above": ("limits_turned", "max_length"),
    "earliest_on is after": ("limits_turned", "latest_on"),
    "earliest_at is after": ("limits_turned", "latest_at"),
    "least_rows is above": ("limits_turned", "most_rows"),
    "a group that repeats holds something": ("group_empty", ""),
    "the pattern cannot be used": ("pattern", "pattern"),
    "the calculation cannot be read": ("calculation", "calculated"),
    "is calculated from": ("calculation_question", "calculated"),
    "conditions or calculations go round": ("condition_circle", "conditions"),
    "expected a date": ("not_a_date", ""),
    "too many questions in groups that repeat": ("rows_many", ""),
    "groups in rows inside one another": ("rows_deep", ""),
}
_NAMED = re.compile(r"'([A-Za-z0-9._/-]{1,64})' (is (?:required|calculated).*)", re.DOTALL)


def known_reason(reason: str) -> tuple[str, str, str] | None:
    """Code, field and, where the reason names it, the question; None for a reason that has no words of ours."""
    place = ""
    if named := _NAMED.match(reason):
        place, reason = named.group(1), named.group(2)
    found = next((said for start, said in _ITEMS.items() if reason.startswith(start)), None)
    return (*found, place) if found else None
