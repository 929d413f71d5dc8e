"""Small values that components print. A component also takes dicts with the same keys."""

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["neutral", "info", "success", "warning", "danger", "crisis"]


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something that happened, or will. `when` is ready to print; `iso` is for machines."""

    when: str
    title: str
    text: str = ""
    iso: str = ""
    icon: str = ""
    tone: Tone = "neutral"
    upcoming: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer in a group of radio buttons or check boxes."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its value in a definition list."""

    term: str
    value: object
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stat:
    """One number on a tile, with the words that make it mean something."""

    label: str
    value: object
    note: str = ""
    tone: Tone = "neutral"
    url: str = ""
    icon: str = field(default="")
