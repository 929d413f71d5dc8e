"""What unfolding gives: plain values and codes, no sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from stegvis.program.kinds import STOPPED_PHASES, Phase


class Openness(StrEnum):
    """How a module stands for this resident."""

    CLOSED = "closed"
    OPEN = "open"
    DONE = "done"
    HIDDEN = "hidden"


class Reason(StrEnum):
    """Why a module stands so."""

    OPENED_AUTOMATICALLY = "opened_automatically"
    OPENED_BY_STAFF = "opened_by_staff"
    CLOSED_BY_STAFF = "closed_by_staff"
    WAITS_FOR_STAFF = "waits_for_staff"
    WAITS_FOR_PREVIOUS = "waits_for_previous"
    WAITS_FOR_TIME = "waits_for_time"
    WAITS_FOR_CONDITIONS = "waits_for_conditions"
    PAUSED = "paused"
    NOT_STARTED = "not_started"
    STOPPED = "stopped"
    HIDDEN = "hidden"


class OccasionState(StrEnum):
    """How an occasion stands."""

    UPCOMING = "upcoming"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"
    ANSWERED = "answered"


class EffectKind(StrEnum):
    """What can happen once."""

    MODULE_OPEN = "module_open"
    OCCASION_OPEN = "occasion_open"
    OCCASION_LATE = "occasion_late"
    DANGER_FLAG = "danger_flag"
    EXERCISE_TO_READ = "exercise_to_read"
    PROGRAM_DONE = "program_done"
    MODULE_DONE = "module_done"
    MESSAGE_WAITING = "message_waiting"
    INACTIVE = "inactive"
    SCORE_WORSENED = "score_worsened"
    ENDING_SOON = "ending_soon"
    PHASE_CHANGE = "phase_change"
    REMINDER = "reminder"
    NOTICE = "notice"


class About(StrEnum):
    """What a notice to the resident is about. The notice itself never says it (safety rule 13)."""

    BEGUN = "begun"
    MODULE = "module"
    OCCASION = "occasion"
    REMINDER = "reminder"
    MESSAGE = "message"
    FEEDBACK = "feedback"
    PHASE = "phase"
    VERSION = "version"


class AheadKind(StrEnum):
    """What is planned ahead."""

    START = "start"
    MODULE = "module"
    OCCASION_OPEN = "occasion_open"
    OCCASION_DUE = "occasion_due"
    REMINDER = "reminder"
    PHASE = "phase"
    PAUSE_BEGINS = "pause_begins"
    PAUSE_ENDS = "pause_ends"


class NextKind(StrEnum):
    """The one thing to do now."""

    WELCOME = "welcome"
    GATE = "gate"
    QUESTIONNAIRE = "questionnaire"
    STEP = "step"
    MESSAGE = "message"
    WAIT = "wait"
    FINISHED = "finished"


class Reach(StrEnum):
    """Whether a step can be opened, and if not, why."""

    YES = "yes"
    MISSING = "missing"
    HIDDEN = "hidden"
    CLOSED = "closed"
    GATED = "gated"


class Progress(NamedTuple):
    """Visible steps done, of all visible steps."""

    done: int
    total: int


class NextThing(NamedTuple):
    """``ref``: an occasion's key or a step's id; ``at``: when waiting may end, if known."""

    kind: NextKind
    ref: str = ""
    at: datetime | None = None


class ModuleState(NamedTuple):
    """One module now. ``waits_for``: the occasion to answer before its steps can be reached."""

    id: str
    state: Openness
    opened_at: datetime | None
    opens_at: datetime | None
    reason: Reason
    progress: Progress
    waits_for: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the resident can go in, done or not."""
        return self.state in (Openness.OPEN, Openness.DONE)


class Occasion(NamedTuple):
    """One planned answering. ``opens_at`` is None while it depends on something not yet done;
    ``ordinal`` counts within its measurement from 1."""

    key: str
    measurement_id: str
    questionnaire: str
    ordinal: int
    gate: bool
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    answered_at: datetime | None
    state: OccasionState

    @property
    def is_answerable(self) -> bool:
        """Whether it can be answered now."""
        return self.state in (OccasionState.OPEN, OccasionState.LATE)


class Effect(NamedTuple):
    """Something that happens exactly once, named by its key."""

    key: str
    kind: EffectKind
    ref: str
    due_at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something planned, if nobody does anything before. ``ref``: a module's id or an occasion's key.

    ``payload``: an occasion's measurement, questionnaire and ordinal; a reminder's rule; a phase's name.
    """

    at: datetime
    kind: AheadKind
    ref: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The whole answer. ``effects`` are all that are due, also those done long ago: the
    uniqueness of their keys is what makes them happen once."""

    phase: Phase
    modules: Mapping[str, ModuleState]
    occasions: tuple[Occasion, ...]
    effects: tuple[Effect, ...]
    next_due_at: datetime | None
    gate: Occasion | None
    progress: Progress
    next: NextThing

    @property
    def is_stopped(self) -> bool:
        """Whether nothing opens any more."""
        return self.phase in STOPPED_PHASES

    def occasion(self, key: str) -> Occasion | None:
        """One occasion by its key."""
        return next((found for found in self.occasions if found.key == key), None)
