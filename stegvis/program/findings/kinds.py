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


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to see to. ``node_id`` is a stable id, ``program``, or a questionnaire's digest."""

    code: Code
    node_id: str
    field: str = ""
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    severity: Severity = Severity.BLOCKS
