"""The document compiled once for unfolding: flat, indexed, without a single word of text.

Everything `unfold` needs and nothing else; cached by the document's hash above.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from stegvis.program.document import Danger, DiaryBlock, Document, ExerciseBlock, Module, QuestionnaireBlock
from stegvis.program.kinds import DiaryPer, MeasurementWhen, OpeningRule


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


@dataclass(frozen=True, slots=True)
class PlanMeasurement:
    """A measurement; ``offsets`` are the days after the start of each occasion of a series."""

    id: str
    questionnaire: str
    when: MeasurementWhen
    gate: bool
    offsets: tuple[int, ...]
    module: str | None
    window_days: int


@dataclass(frozen=True, slots=True)
class PlanDiary:
    """A diary, and the step it stands in."""

    id: str
    step: str
    questionnaire: str
    per: DiaryPer


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole program, ready to unfold."""

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


def compile_plan(document: Document) -> Plan:
    """Compile a document. Pure and total: a faulty document gives a plan that opens less."""
    steps = [
        (module.id, section.id, step)
        for module in document.modules
        for section in module.sections
        for step in section.steps
    ]
    questionnaires = {
        step.id: tuple(
            (block.id, block.questionnaire) for block in step.blocks if isinstance(block, QuestionnaireBlock)
        )
        for _module, _section, step in steps
    }
    exercises = {
        step.id: tuple(block.id for block in step.blocks if isinstance(block, ExerciseBlock))
        for _module, _section, step in steps
    }
    return Plan(
        modules=tuple(_module(module) for module in document.modules),
        measurements=_measurements(document),
        has_welcome=bool(document.text("program.welcome") or document.text("program.lead")),
        messages=document.settings.messages,
        unsent_after=timedelta(minutes=document.settings.unsent_after),
        dangers=document.settings.dangers,
        step_module=MappingProxyType({step.id: module for module, _, step in steps}),
        step_section=MappingProxyType({step.id: section for _, section, step in steps}),
        step_questionnaires=MappingProxyType({k: v for k, v in questionnaires.items() if v}),
        step_exercises=MappingProxyType({k: v for k, v in exercises.items() if v}),
        block_step=MappingProxyType({block.id: step.id for _module, _section, step in steps for block in step.blocks}),
        diaries=MappingProxyType(
            {
                block.id: PlanDiary(block.id, step.id, block.questionnaire, block.per)
                for _module, _section, step in steps
                for block in step.blocks
                if isinstance(block, DiaryBlock)
            }
        ),
    )


def _module(module: Module) -> PlanModule:
    return PlanModule(
        id=module.id,
        rule=module.opening.rule,
        days=module.opening.days,
        sections=tuple(
            PlanSection(section.id, section.hideable, tuple(step.id for step in section.steps))
            for section in module.sections
        ),
        steps=tuple(step.id for step in module.steps),
    )


def _measurements(document: Document) -> tuple[PlanMeasurement, ...]:
    """A series falls n, 2n, 3n … days after the start; its first is not the start itself."""
    return tuple(
        PlanMeasurement(
            id=found.id,
            questionnaire=found.questionnaire,
            when=found.when,
            gate=found.gate or found.when is MeasurementWhen.BEFORE_MODULE,
            offsets=tuple(found.days * n for n in range(1, found.times + 1))
            if found.when is MeasurementWhen.EVERY
            else (),
            module=found.module if found.when is MeasurementWhen.BEFORE_MODULE else None,
            window_days=found.window_days,
        )
        for found in document.measurements
    )
