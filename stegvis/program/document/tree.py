"""The frozen document: structure, words per language, questionnaires, media.

Only values and ways to look in them. Reading and writing are beside it; who
may freeze and where documents are kept is no business of this room.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from stegvis.program.document.blocks import AccordionBlock, Block, Node
from stegvis.program.kinds import (
    Comparison,
    ConditionKind,
    DangerLevel,
    FlagWhen,
    MeasurementWhen,
    OpeningRule,
    Phase,
    PhaseWhen,
    ProgramKind,
    ReminderWhen,
    ResultsShown,
    StartMode,
)
from stegvis.program.reading import LATER

CURRENT_SCHEMA = 1
PROGRAM_ID = "program"
PROGRAM_TEXTS = ("title", "lead", "welcome", "intended_purpose")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must have come true. Once true it stays so, whatever comes after.

    ``score``: a score of the questionnaire at the address compares with the number in ``value``.
    ``answer``: the question with the link id ``item`` was answered so; ``value`` is an option's code or a number.
    ``exercise_sent``: the exercise block was handed in. ``module_done``: a module, or with none the one before.
    The others count ``days``.
    """

    kind: ConditionKind
    days: int = field(default=0, metadata=LATER)
    module: str = field(default="", metadata=LATER)
    exercise: str = field(default="", metadata=LATER)
    questionnaire: str = field(default="", metadata=LATER)
    score: str = field(default="", metadata=LATER)
    item: str = field(default="", metadata=LATER)
    comparison: Comparison = field(default=Comparison.AT_LEAST, metadata=LATER)
    value: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a module. ``conditions`` belong to ``when_all``: it opens when the last of them comes true."""

    rule: OpeningRule
    days: int = 0
    conditions: tuple[Condition, ...] = field(default=(), metadata=LATER)


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
    after the start), ``on_days`` (days after the start) to ``on_days``,
    ``weekdays`` (1 is Monday) with ``times`` occasions in all to ``weekdays``,
    ``module`` to ``before_module`` and to ``after_module_opened`` and ``after_module_done``
    (``days`` after it). ``at_end`` falls ``days`` after the end. An occasion is late
    ``window_days`` after it opened.

    ``within_days`` lets each occasion fall on any day of so many from its own on, and
    ``between_hours`` (two hours of the day) at any time between: the same for one resident
    whenever it is worked out. A series ends when one of ``stop`` has come true, or after
    ``stop_after_missed`` occasions in a row were not answered before they closed.
    """

    words: ClassVar[tuple[str, ...]] = ("title",)

    questionnaire: str
    when: MeasurementWhen
    gate: bool = False
    days: int = 0
    times: int = 0
    module: str | None = None
    window_days: int = 7
    on_days: tuple[int, ...] = field(default=(), metadata=LATER)
    weekdays: tuple[int, ...] = field(default=(), metadata=LATER)
    within_days: int = field(default=0, metadata=LATER)
    between_hours: tuple[int, ...] = field(default=(), metadata=LATER)
    stop: tuple[Condition, ...] = field(default=(), metadata=LATER)
    stop_after_missed: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Reminder(Node):
    """The resident is reminded inside the service, and by a neutral notice where one was chosen.

    First ``after_days`` after what it counts from (the start, the occasion's opening, the last activity),
    then every ``pause_days``, at most ``most`` times for the same thing.
    """

    words: ClassVar[tuple[str, ...]] = ("text",)

    when: ReminderWhen
    after_days: int = 3
    pause_days: int = 3
    most: int = 2


@dataclass(frozen=True, slots=True)
class FlagRule(Node):
    """What staff are told of besides danger, exercises, late answers and the end, which they always are.

    ``days``: how long a message has waited or a resident has been inactive, or how long before the end.
    """

    when: FlagWhen
    days: int = 0


@dataclass(frozen=True, slots=True)
class PhaseRule(Node):
    """The program goes over to ``to`` (maintenance or closed) by itself; staff may always do it before."""

    to: Phase
    when: PhaseWhen
    days: int = 0


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
    # How many days of active treatment are planned; 0 where nobody has said.
    length_days: int = field(default=0, metadata=LATER)
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
    """What is known of a file that is kept under its sha256. ``source``: who made it, ``licence``: what holds for it."""

    mime: str
    bytes: int
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    name: str = ""
    source: str = field(default="", metadata=LATER)
    licence: str = field(default="", metadata=LATER)


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
    reminders: tuple[Reminder, ...] = field(default=(), metadata=LATER)
    flags: tuple[FlagRule, ...] = field(default=(), metadata=LATER)
    phases: tuple[PhaseRule, ...] = field(default=(), metadata=LATER)
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
        for rule in (*self.measurements, *self.reminders, *self.flags, *self.phases):
            yield rule, PROGRAM_ID


def _blocks(step: Step) -> Iterator[tuple[Node, str]]:
    for block in step.blocks:
        yield block, step.id
        if isinstance(block, AccordionBlock):
            for item in block.items:
                yield item, block.id
