"""What a difference is made of: parts in reading order, steps in them, and lines that each say one change."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from stegvis.program.wording import Compared


class State(StrEnum):
    """What became of a module, a step or a questionnaire."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Texts:
    """Words that are changed, with what is gone and new inside them. ``language`` is empty for the program's own."""

    kind: ClassVar[str] = "texts"

    what: str
    passages: tuple[Compared, ...]
    node_id: str = ""
    language: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule or a setting as a sentence before and after; one of them is empty when it is new or gone."""

    kind: ClassVar[str] = "rule"

    what: str
    before: str
    after: str
    node_id: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A change that is told in one sentence."""

    kind: ClassVar[str] = "said"

    what: str
    node_id: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was or is: its hash, what it is, and the words that stand for it."""

    media: str
    mime: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """A picture, film, sound or PDF that was exchanged, to be shown side by side."""

    kind: ClassVar[str] = "files"

    what: str
    before: Seen | None
    after: Seen | None
    node_id: str = ""
    danger: bool = False


Line = Texts | Rule | Said | Files


@dataclass(frozen=True, slots=True)
class StepDiffers:
    """A step and everything that differs in it. ``told`` says where it stands when it has moved."""

    id: str
    title: str
    state: State
    lines: tuple[Line, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a score, in a sentence, with the reasons."""

    name: str
    told: str
    reasons: tuple[str, ...] = ()
    comparable: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """Answers that come to something else now, in sentences."""

    name: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A questionnaire: what is changed in it and what that does to its scores."""

    url: str
    title: str
    state: State
    versions: str
    lines: tuple[Line, ...] = ()
    scores: tuple[Score, ...] = ()
    examples: tuple[Example, ...] = ()
    tried: int = 0


@dataclass(frozen=True, slots=True)
class PartDiffers:
    """The program itself, a module, or one kind of rule, with what differs in it."""

    id: str
    name: str
    state: State
    lines: tuple[Line, ...] = ()
    steps: tuple[StepDiffers, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """The whole. ``dangers`` are the lines about dangerous answers, with the name of the part that holds each."""

    parts: tuple[PartDiffers, ...]
    questionnaires: tuple[Asked, ...]
    dangers: tuple[tuple[str, Line], ...]
    counts: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not self.parts and not self.questionnaires
