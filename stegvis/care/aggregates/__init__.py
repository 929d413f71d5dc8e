"""Counts only: no ids of patients, no names of theirs, and no number small enough to point at somebody."""

from stegvis.care.aggregates.coarse import SMALLEST, Line, Table, coarse, share, shown, tabled, whole
from stegvis.care.aggregates.counted import (
    ENDINGS,
    PHASES,
    Answered,
    Counted,
    Named,
    asked,
    begun,
    ended,
    versions_of,
)
from stegvis.care.aggregates.older import Running, running_before
from stegvis.care.aggregates.scope import Period, Scope, of_program, of_provider, of_unit
from stegvis.care.aggregates.watched import (
    UnitConcerned,
    Waiting,
    assessed_since,
    dangers_waiting,
    uncovered_units,
    units_concerned,
    unwatched_units,
)

__all__ = [
    "ENDINGS",
    "PHASES",
    "SMALLEST",
    "Answered",
    "Counted",
    "Line",
    "Named",
    "Period",
    "Running",
    "Scope",
    "Table",
    "UnitConcerned",
    "Waiting",
    "asked",
    "assessed_since",
    "begun",
    "coarse",
    "dangers_waiting",
    "ended",
    "of_program",
    "of_provider",
    "of_unit",
    "running_before",
    "share",
    "shown",
    "tabled",
    "uncovered_units",
    "units_concerned",
    "unwatched_units",
    "versions_of",
    "whole",
]
