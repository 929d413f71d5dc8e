"""What a finding is: a code, a place, what the sentence needs, and how much it matters."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """Whether the document can be frozen with it."""

    BLOCKS = "blocks"
    WARNS = "warns"


class Code(StrEnum):
    """Everything that can be wrong. One sentence per code is written above."""

    TITLE_MISSING = "title_missing"
    WELCOME_MISSING = "welcome_missing"
    INTENDED_PURPOSE_MISSING = "intended_purpose_missing"
    START_MODE_MISSING = "start_mode_missing"
    MODULE_MISSING = "module_missing"
    SECTION_MISSING = "section_missing"
    STEP_MISSING = "step_missing"
    BLOCK_MISSING = "block_missing"
    ITEM_MISSING = "item_missing"
    COLUMN_MISSING = "column_missing"
    TEXT_MISSING = "text_missing"
    FILE_MISSING = "file_missing"
    ALT_MISSING = "alt_missing"
    CAPTIONS_MISSING = "captions_missing"
    DESCRIPTION_UNDECLARED = "description_undeclared"
    TRANSCRIPT_MISSING = "transcript_missing"
    HARD_TO_READ = "hard_to_read"
    OPENING_IMPOSSIBLE = "opening_impossible"
    NUMBER_WRONG = "number_wrong"
    MODULE_UNKNOWN = "module_unknown"
    QUESTIONNAIRE_UNKNOWN = "questionnaire_unknown"
    WINDOW_TOO_LONG = "window_too_long"
    LICENCE_UNPROVEN = "licence_unproven"
    DANGER_WITHOUT_HELP = "danger_without_help"
    DANGER_UNKNOWN = "danger_unknown"
    # A module opens "when all of these are true", and no condition is there. Field "conditions".
    CONDITIONS_MISSING = "conditions_missing"
    # A condition names an exercise that the program does not have. params: exercise.
    EXERCISE_UNKNOWN = "exercise_unknown"
    # A condition names a score that the questionnaire does not have. params: url, score.
    SCORE_UNKNOWN = "score_unknown"
    # A condition names a question that the questionnaire does not have, or that cannot be compared. params: url, item.
    ITEM_UNKNOWN = "item_unknown"
    # A condition names an answer that the question does not offer. params: url, item, value.
    OPTION_UNKNOWN = "option_unknown"
    # A condition's value must be a number. params: value. Field "value".
    VALUE_WRONG = "value_wrong"
    # The comparison is only for numbers, and the question has answers to choose among. params: comparison, item.
    COMPARISON_WRONG = "comparison_wrong"
    # A condition leans on the module before (or its opening) where there is none. params: kind.
    CONDITION_IMPOSSIBLE = "condition_impossible"
    # Modules wait for one another to be done, so none of them ever opens. params: modules (ids).
    OPENING_CIRCLE = "opening_circle"
    # A measurement on days has no days. Field "on_days".
    DAYS_MISSING = "days_missing"
    # The same day stands twice. params: day. Warns.
    DAY_TWICE = "day_twice"
    # A measurement on weekdays has no weekdays. Field "weekdays".
    WEEKDAYS_MISSING = "weekdays_missing"
    # The two hours must be from 0 to 24, the first before the second. params: hours. Field "between_hours".
    HOURS_WRONG = "hours_wrong"
    # Occasions may be drawn so late that they meet the next: the days are shortened. params: within_days, days. Warns.
    WITHIN_TOO_LONG = "within_too_long"
    # A stop rule stands where there is no series to stop. Fields "stop", "stop_after_missed". Warns.
    STOP_WITHOUT_SERIES = "stop_without_series"
    # Two phase rules say the same, or closing comes before maintenance. params: rule (the other one's id).
    PHASES_CONTRADICT = "phases_contradict"
    # The phase cannot be gone over to by itself: only maintenance and closed can. params: to.
    PHASE_WRONG = "phase_wrong"
    # Days after maintenance, where no rule leads there. params: rule. Warns (staff may still set it).
    MAINTENANCE_NEVER = "maintenance_never"
    # "Program about to end" needs a planned length in the settings.
    LENGTH_MISSING = "length_missing"
    # A score worsened needs a questionnaire with a reliable change and a direction; none has. Warns.
    WORSENING_UNKNOWN = "worsening_unknown"
    # Message waiting, where the program has no messages. Warns.
    MESSAGES_OFF = "messages_off"
    # The rule needs staff, and an open start has none. params: rule. Blocks where the start is only open, else warns.
    STAFF_MISSING = "staff_missing"
    # The same flag or reminder stands twice. params: rule (the other one's id). Warns.
    RULE_TWICE = "rule_twice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to see to. ``node_id`` is a stable id, ``program``, or a questionnaire's digest."""

    code: Code
    node_id: str
    field: str = ""
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    severity: Severity = Severity.BLOCKS
