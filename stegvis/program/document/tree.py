"""The frozen document: structure, words per language, questionnaires, media.

Only values and ways to look in them. Reading and writing are beside it; who
may freeze and where documents are kept is no business of this room.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from stegvis.program.document.blocks import AccordionBlock, Block, Node
from stegvis.program.kinds import (
    DangerLevel,
    MeasurementWhen,
    OpeningRule,
    ProgramKind,
    ResultsShown,
    StartMode,
)
from stegvis.program.reading import LATER

CURRENT_SCHEMA = 1
PROGRAM_ID = "program"
PROGRAM_TEXTS = ("title", "lead", "welcome", "intended_purpose")


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a module."""

    rule: OpeningRule
    days: int = 0


@dataclass(frozen=True, slots=True)
class Step(Node):
    """One page."""

    words: ClassVar[tuple[str, ...]] = ("title",)

    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Section(Node):
    """A part of a module; a hideable one can be hidden for one resident."""

    words: ClassVar[tuple[str, ...]] = ("title",)

    hideable: bool = True
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Module(Node):
    """A chapter with its opening rule."""

    words: ClassVar[tuple[str, ...]] = ("title", "lead")

    opening: Opening = Opening(OpeningRule.BY_STAFF)
    sections: tuple[Section, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step of the module, in order."""
        return tuple(step for section in self.sections for step in section.steps)


@dataclass(frozen=True, slots=True)
class Measurement(Node):
    """A questionnaire planned in time.

    ``days`` and ``times`` belong to ``every`` (the first occasion falls n days
    after the start), ``module`` to ``before_module``. An occasion is late
    ``window_days`` after it opened.
    """

    words: ClassVar[tuple[str, ...]] = ("title",)

    questionnaire: str
    when: MeasurementWhen
    gate: bool = False
    days: int = 0
    times: int = 0
    module: str | None = None
    window_days: int = 7


@dataclass(frozen=True, slots=True)
class Danger:
    """How this program takes one danger rule of a questionnaire, as its risk analysis decided (safety rule 1).

    ``questionnaire`` is its address, whatever version. Without ``threshold`` the questionnaire's own holds.
    """

    questionnaire: str
    rule: str
    level: DangerLevel = DangerLevel.PRIORITY
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """What the resident sees of one score, where it differs from the rest. ``questionnaire`` is its address."""

    questionnaire: str
    score: str
    results: ResultsShown


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program switches on. ``unsent_after``: minutes until a dangerous answer never sent is told.

    ``results`` holds for every score that ``scores`` says nothing of.
    """

    messages: bool = False
    results: ResultsShown = ResultsShown.NONE
    unsent_after: int = field(default=10, metadata=LATER)
    dangers: tuple[Danger, ...] = field(default=(), metadata=LATER)
    scores: tuple[ScoreShown, ...] = field(default=(), metadata=LATER)

    def shown(self, questionnaire: str, score: str) -> ResultsShown:
        """What the resident sees of one score."""
        own = (each.results for each in self.scores if (each.questionnaire, each.score) == (questionnaire, score))
        return next(own, self.results)

    @property
    def shows_any(self) -> bool:
        """Whether the resident sees anything of the results at all."""
        return any(each is not ResultsShown.NONE for each in (self.results, *(one.results for one in self.scores)))


@dataclass(frozen=True, slots=True)
class Media:
    """What is known of a file that is kept under its sha256."""

    mime: str
    bytes: int
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole program, frozen."""

    program: str
    kind: ProgramKind
    start_modes: tuple[StartMode, ...]
    language: str
    texts: Mapping[str, Mapping[str, str]]
    settings: Settings = Settings()
    modules: tuple[Module, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    questionnaires: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    media: Mapping[str, Media] = field(default_factory=dict)
    schema: int = CURRENT_SCHEMA

    def text(self, key: str, lang: str | None = None) -> str:
        """The words under ``key``; the program's own language is the fallback,
        and what has no words gives the empty string."""
        if lang is not None and lang != self.language:
            found = self.texts.get(lang, {}).get(key, "")
            if found:
                return found
        return self.texts.get(self.language, {}).get(key, "")

    def words(self, node: Node, lang: str | None = None) -> dict[str, str]:
        """All words of one node, by field."""
        return {name: self.text(node.key(name), lang) for name in node.text_fields}

    def nodes(self) -> Iterator[tuple[Node, str]]:
        """Every node with its parent's id, in reading order."""
        for module in self.modules:
            yield module, PROGRAM_ID
            for section in module.sections:
                yield section, module.id
                for step in section.steps:
                    yield step, section.id
                    yield from _blocks(step)
        for measurement in self.measurements:
            yield measurement, PROGRAM_ID


def _blocks(step: Step) -> Iterator[tuple[Node, str]]:
    for block in step.blocks:
        yield block, step.id
        if isinstance(block, AccordionBlock):
            for item in block.items:
                yield item, block.id
