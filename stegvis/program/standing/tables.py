"""The tables of a standing, and what is kept of one fact in them."""

from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

FORMAT = 1

ACTIVITY = "activity"
ANSWERS = "answer"
DANGERS = "danger"
EXERCISES = "exercise"
FEEDBACK = "feedback"
MESSAGES = "message"
MODULES = "module"
OCCASIONS = "occasion"
PAUSES = "pause"
PHASES = "phase"
RESPONSES = "response"
SECTIONS = "section"
STARTS = "start"
STEPS = "step"
VERSIONS = "version"
WELCOME = "welcome"

# Their entries are named by their place, so an annulled one leaves its place empty (value None).
COUNTED = frozenset({EXERCISES, OCCASIONS})
# What an annulled fact leaves all the same: a danger answer was given, the resident was there, and what came after a
# change of version came by the new one (such a change is taken back by a change of its own).
KEPT = frozenset({DANGERS, ACTIVITY, VERSIONS})

# Of the resident's doings closer to each other than this only the last is kept. To be inactive for the least time,
# one whole local day, takes thirty hours from the end of a day on, and an hour or two less when clocks go forward.
RUN = timedelta(hours=28)


class CannotFold(ValueError):
    """The fact does not follow on the standing, or lacks what its kind needs."""


class Entry(NamedTuple):
    """What is kept of one fact."""

    seq: int
    at: datetime
    value: Any


Tables = dict[str, dict[str, tuple[Entry, ...]]]
in_time = attrgetter("at", "seq")
