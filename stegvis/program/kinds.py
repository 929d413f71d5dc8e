"""The enumerations a frozen document and its unfolding are written in.

Sentences for people do not live here: every value is a code.
"""

from enum import StrEnum


class ProgramKind(StrEnum):
    """What a program is meant for."""

    SUPPORT = "support"
    TREATMENT = "treatment"


class StartMode(StrEnum):
    """How a published version may be started."""

    GUIDED = "guided"
    OPEN = "open"


class ResultsShown(StrEnum):
    """What the resident sees of the own results."""

    NONE = "none"
    SENTENCE = "sentence"
    GRAPH = "graph"


class OpeningRule(StrEnum):
    """What opens a module when staff do nothing."""

    AT_START = "at_start"
    BY_STAFF = "by_staff"
    WHEN_PREVIOUS_DONE = "when_previous_done"
    DAYS_AFTER_START = "days_after_start"
    DAYS_AFTER_PREVIOUS_OPENED = "days_after_previous_opened"
    WHEN_ALL = "when_all"


class ConditionKind(StrEnum):
    """One thing that must have come true, for a module to open or a series to stop."""

    SCORE = "score"
    ANSWER = "answer"
    EXERCISE_SENT = "exercise_sent"
    MODULE_DONE = "module_done"
    DAYS_AFTER_START = "days_after_start"
    DAYS_AFTER_PREVIOUS_OPENED = "days_after_previous_opened"


class Comparison(StrEnum):
    """How a score or an answer is held against a value."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    EQUALS = "="
    DIFFERS = "!="


class MeasurementWhen(StrEnum):
    """When a planned questionnaire is asked."""

    AT_START = "at_start"
    EVERY = "every"
    ON_DAYS = "on_days"
    WEEKDAYS = "weekdays"
    AFTER_MODULE_OPENED = "after_module_opened"
    AFTER_MODULE_DONE = "after_module_done"
    BEFORE_MODULE = "before_module"
    AT_END = "at_end"
    BY_STAFF = "by_staff"


class DangerLevel(StrEnum):
    """How staff are told of a dangerous answer: all of the unit at once, or the resident's own therapist."""

    PRIORITY = "priority"
    ORDINARY = "ordinary"


class ReminderWhen(StrEnum):
    """What the resident is reminded of."""

    NOT_STARTED = "not_started"
    NOT_ANSWERED = "not_answered"
    INACTIVE = "inactive"


class FlagWhen(StrEnum):
    """What staff are told of where the program asks for it, besides what they are always told of."""

    MODULE_DONE = "module_done"
    MESSAGE_WAITING = "message_waiting"
    INACTIVE = "inactive"
    SCORE_WORSENED = "score_worsened"
    ENDING_SOON = "ending_soon"


class PhaseWhen(StrEnum):
    """When a program goes over into another phase by itself."""

    PROGRAM_DONE = "program_done"
    DAYS_AFTER_START = "days_after_start"
    DAYS_AFTER_MAINTENANCE = "days_after_maintenance"


class CalloutTone(StrEnum):
    """The voice of a callout."""

    INFO = "info"
    TIP = "tip"
    WARNING = "warning"
    IMPORTANT = "important"


class ExerciseForm(StrEnum):
    """The shape of a worksheet."""

    TEXT = "text"
    LIST = "list"
    TABLE = "table"


class DiaryPer(StrEnum):
    """How often a diary is filled in: once for each day, or whenever there is something to note."""

    DAY = "day"
    ANY = "any"


class Phase(StrEnum):
    """Where a whole course stands."""

    UPCOMING = "upcoming"
    ACTIVE = "active"
    PAUSED = "paused"
    MAINTENANCE = "maintenance"
    CLOSED = "closed"
    LEFT = "left"
    WRONG_START = "wrong_start"


STOPPED_PHASES = frozenset({Phase.CLOSED, Phase.LEFT, Phase.WRONG_START})
