"""What a plan is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from stegvis.program.document import Danger, FlagRule, PhaseRule, Reminder
from stegvis.program.kinds import Comparison, ConditionKind, DiaryPer, MeasurementWhen, OpeningRule


@dataclass(frozen=True, slots=True)
class PlanCondition:
    """One condition. ``ref`` is a module, an exercise, a score or a question, by its kind.

    ``number`` is the value where numbers are compared; without it ``value`` is an option's code.
    """

    kind: ConditionKind
    ref: str = ""
    questionnaire: str = ""
    comparison: Comparison = Comparison.AT_LEAST
    value: str = ""
    number: Decimal | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A section and its steps."""

    id: str
    hideable: bool
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanModule:
    """A module with what opens it."""

    id: str
    rule: OpeningRule
    days: int
    sections: tuple[PlanSection, ...]
    steps: tuple[str, ...]
    conditions: tuple[PlanCondition, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanMeasurement:
    """A measurement; ``offsets`` are the days after the start of each occasion of a series.

    ``module`` belongs to what is asked before or after one, ``weekdays`` (1 is Monday) with ``times`` to those
    of the week. Each occasion falls on one of ``within_days`` days, between the two hours where there are any.

    What a change of version has left: ``opened_at``, when the only occasion opened by the version before;
    ``stopped_at``, when the series stopped by it; what would have opened before ``never_before`` is never asked, and
    what is to be asked is asked ``not_before``.
    """

    id: str
    questionnaire: str
    when: MeasurementWhen
    gate: bool
    offsets: tuple[int, ...]
    module: str | None
    window_days: int
    days: int = 0
    weekdays: tuple[int, ...] = ()
    times: int = 0
    within_days: int = 1
    between_hours: tuple[int, int] | None = None
    stop: tuple[PlanCondition, ...] = ()
    stop_after_missed: int = 0
    opened_at: datetime | None = None
    stopped_at: datetime | None = None
    never_before: datetime | None = None
    not_before: datetime | None = None

    @property
    def is_random(self) -> bool:
        """Whether its days or hours are drawn."""
        return self.within_days > 1 or self.between_hours is not None

    @property
    def has_stops(self) -> bool:
        """Whether it has stop rules at all."""
        return bool(self.stop) or self.stop_after_missed > 0 or self.stopped_at is not None


@dataclass(frozen=True, slots=True)
class PlanDiary:
    """A diary, and the step it stands in."""

    id: str
    step: str
    questionnaire: str
    per: DiaryPer


@dataclass(frozen=True, slots=True)
class Worsening:
    """How much worse a score is when that is more than chance, as its questionnaire says.

    ``is_upward``: a higher score is worse.
    """

    score: str
    least: Decimal
    is_upward: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """That the course came to this plan from another: what was due before ``at`` was so by the other.

    ``opened``: the modules that had opened by themselves, and when; ``done_at``: when the program had been done.
    """

    at: datetime
    opened: Mapping[str, datetime] = field(default_factory=dict)
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole program, ready to unfold.

    ``asked_answers``: questionnaire's address → the questions whose answers a rule leans on; only they go into
    a fact. ``asked_by``: the id of a measurement or of a questionnaire in a step → the questionnaire's address.
    ``questionnaire_urls``: digest → address. ``worsenings``: address → its scores with a reliable change.
    ``own_exercises``: those that nobody gives feedback on.
    """

    modules: tuple[PlanModule, ...]
    measurements: tuple[PlanMeasurement, ...]
    has_welcome: bool
    messages: bool
    step_module: Mapping[str, str]
    step_section: Mapping[str, str]
    step_questionnaires: Mapping[str, tuple[tuple[str, str], ...]]
    step_exercises: Mapping[str, tuple[str, ...]]
    block_step: Mapping[str, str]
    diaries: Mapping[str, PlanDiary]
    unsent_after: timedelta = timedelta(minutes=10)
    dangers: tuple[Danger, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    flags: tuple[FlagRule, ...] = ()
    phases: tuple[PhaseRule, ...] = ()
    length_days: int = 0
    asked_answers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    asked_by: Mapping[str, str] = field(default_factory=dict)
    questionnaire_urls: Mapping[str, str] = field(default_factory=dict)
    worsenings: Mapping[str, tuple[Worsening, ...]] = field(default_factory=dict)
    own_exercises: frozenset[str] = frozenset()
    moved: Moved | None = None

    @property
    def since(self) -> datetime | None:
        """What was due before then belongs to the version before; None where there was none."""
        return self.moved.at if self.moved else None

    @property
    def steps(self) -> tuple[str, ...]:
        """Every step, in reading order."""
        return tuple(self.step_module)

    def module(self, module_id: str) -> PlanModule | None:
        """One module, or None."""
        return next((module for module in self.modules if module.id == module_id), None)

    def measurement(self, measurement_id: str) -> PlanMeasurement | None:
        """One measurement, or None."""
        return next((found for found in self.measurements if found.id == measurement_id), None)
