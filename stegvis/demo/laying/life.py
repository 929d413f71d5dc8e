"""What comes out of playing a run: answers, exercises, letters and acts, in memory. No rows yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from stegvis.demo.laying.talking import Written
from stegvis.demo.laying.walking import Replay
from stegvis.questionnaires.engine import Definition


@dataclass(frozen=True)
class Answered:
    """One questionnaire, sent or still a draft."""

    occasion: str
    definition: Definition
    answers: dict[str, Any]
    at: datetime
    sent: bool


@dataclass(frozen=True)
class Worked:
    """One exercise, sent or still a draft."""

    block: str
    content: Any
    feedback: str
    at: datetime
    sent: bool


@dataclass(frozen=True)
class Registered:
    """One entry of a diary. `before` is what it said first, where it was corrected."""

    block: str
    definition: Definition
    per_day: bool
    on: date
    at: time | None
    answers: dict[str, Any]
    entered_at: datetime
    before: dict[str, Any] | None = None


@dataclass(frozen=True)
class Acted:
    """Something the log should know: an action's name, by staff or by the resident."""

    at: datetime
    act: str
    by_resident: bool


@dataclass
class Life:
    """What has come of it."""

    replay: Replay
    answered: list[Answered] = field(default_factory=list)
    worked: list[Worked] = field(default_factory=list)
    registered: list[Registered] = field(default_factory=list)
    commented: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    letters: list[Written] = field(default_factory=list)
    # When staff said that nothing needs an answer.
    settled: list[datetime] = field(default_factory=list)
    acted: list[Acted] = field(default_factory=list)
    # The resident's account, as facts name it.
    resident: str = ""
    read_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Program:
    """What a life needs to know of a published program."""

    slug: str
    definitions: Mapping[str, Definition]
    # Block → content and the feedback that belongs to it.
    exercises: Mapping[str, tuple[Any, str]]
    feedback: tuple[str, ...]
