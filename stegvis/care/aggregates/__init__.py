"""Counts only: no ids of patients, no names of theirs, and no number small enough to point at somebody."""

from stegvis.care.aggregates.coarse import SMALLEST, Line, Table, coarse, share, tabled, whole
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
from stegvis.care.aggregates.older import Running, running_before, running_on
from stegvis.care.aggregates.scope import Period, Scope, of_program, of_provider, of_unit
from stegvis.care.aggregates.watched import (
    Waiting,
    assessed_since,
    dangers_waiting,
    uncovered_units,
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
    "running_on",
    "share",
    "tabled",
    "uncovered_units",
    "unwatched_units",
    "versions_of",
    "whole",
]
