"""Where a course stands: its facts folded to a small indexed value.

`fold` only ever adds an entry (or takes away the entries of an annulled fact),
so folding is linear, the order of unrelated facts does not matter, and folding
one by one equals folding all. What the entries mean in time is `unfold`.

An annulled fact counts as never having happened, with two exceptions: a danger
answer once given stays given (a safety rule), and the resident was there.
"""

from stegvis.program.standing.folding import fold, fold_all
from stegvis.program.standing.tables import (
    ACTIVITY,
    ANSWERS,
    COUNTED,
    DANGERS,
    EXERCISES,
    FEEDBACK,
    FORMAT,
    MESSAGES,
    MODULES,
    OCCASIONS,
    PAUSES,
    PHASES,
    RESPONSES,
    SECTIONS,
    STARTS,
    STEPS,
    VERSIONS,
    WELCOME,
    CannotFold,
    Entry,
    Tables,
)
from stegvis.program.standing.value import Standing

__all__ = [
    "ACTIVITY",
    "ANSWERS",
    "COUNTED",
    "DANGERS",
    "EXERCISES",
    "FEEDBACK",
    "FORMAT",
    "MESSAGES",
    "MODULES",
    "OCCASIONS",
    "PAUSES",
    "PHASES",
    "RESPONSES",
    "SECTIONS",
    "STARTS",
    "STEPS",
    "VERSIONS",
    "WELCOME",
    "CannotFold",
    "Entry",
    "Standing",
    "Tables",
    "fold",
    "fold_all",
]
