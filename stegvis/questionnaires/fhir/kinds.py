"""What a remark is about."""

from __future__ import annotations

from enum import StrEnum


class Affects(StrEnum):
    """`ANSWERS`: what is asked and calculated. `LOOK`: how it is shown. `RECORD`: what the source says of itself."""

    ANSWERS = "answers"
    LOOK = "look"
    RECORD = "record"
