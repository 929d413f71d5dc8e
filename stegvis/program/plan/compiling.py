"""Making a plan of a document. Pure and total: a faulty document gives a plan that opens less."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from stegvis.program.document import (
    Condition,
    DiaryBlock,
    Document,
    ExerciseBlock,
    Measurement,
    Module,
    QuestionnaireBlock,
)
from stegvis.program.kinds import ConditionKind, MeasurementWhen
from stegvis.program.plan.instruments import NUMBER_TYPES, items, number, worsenings
from stegvis.program.plan.parts import (
    Plan,
    PlanCondition,
    PlanDiary,
    PlanMeasurement,
    PlanModule,
    PlanSection,
    Worsening,
)

_OF_A_MODULE = frozenset(
    {
        MeasurementWhen.BEFORE_MODULE,
        MeasurementWhen.AFTER_MODULE_OPENED,
        MeasurementWhen.AFTER_MODULE_DONE,
    }
)
# Only what is asked after something counts days from it.
_AFTER = frozenset(
    {MeasurementWhen.AFTER_MODULE_OPENED, MeasurementWhen.AFTER_MODULE_DONE, MeasurementWhen.AT_END},
)


def compile_plan(document: Document) -> Plan:
    """Compile a document."""
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
    urls = {digest: str(found.get("url", "")) for digest, found in document.questionnaires.items()}
    numeric = _numeric(document.questionnaires.values())
    measurements = tuple(_measurement(found, numeric) for found in document.measurements)
    modules = tuple(_module(module, numeric) for module in document.modules)
    inside = [pair for pairs in questionnaires.values() for pair in pairs]
    asked = [*inside, *((found.id, found.questionnaire) for found in measurements)]
    return Plan(
        modules=modules,
        measurements=measurements,
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
        reminders=document.reminders,
        flags=document.flags,
        phases=document.phases,
        length_days=document.settings.length_days,
        asked_answers=asked_answers(modules, measurements),
        asked_by=MappingProxyType({node: urls.get(digest, "") for node, digest in asked}),
        questionnaire_urls=MappingProxyType(urls),
        worsenings=_worsenings(document.questionnaires.values()),
        own_exercises=frozenset(
            block.id
            for _module, _section, step in steps
            for block in step.blocks
            if isinstance(block, ExerciseBlock) and not block.feedback
        ),
    )


def _numeric(definitions: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, str]]:
    """The questions that are answered with a number: (address, link id)."""
    return frozenset(
        (str(definition.get("url", "")), str(item.get("link_id", "")))
        for definition in definitions
        for item in items(definition)
        if item.get("type") in NUMBER_TYPES
    )


def _module(module: Module, numeric: frozenset[tuple[str, str]]) -> PlanModule:
    return PlanModule(
        id=module.id,
        rule=module.opening.rule,
        days=module.opening.days,
        sections=tuple(
            PlanSection(section.id, section.hideable, tuple(step.id for step in section.steps))
            for section in module.sections
        ),
        steps=tuple(step.id for step in module.steps),
        conditions=tuple(_condition(each, numeric) for each in module.opening.conditions),
    )


def _condition(condition: Condition, numeric: frozenset[tuple[str, str]]) -> PlanCondition:
    kind = condition.kind
    refs = {
        ConditionKind.SCORE: condition.score,
        ConditionKind.ANSWER: condition.item,
        ConditionKind.EXERCISE_SENT: condition.exercise,
        ConditionKind.MODULE_DONE: condition.module,
    }
    counted = kind is ConditionKind.SCORE or (condition.questionnaire, condition.item) in numeric
    return PlanCondition(
        kind=kind,
        ref=refs.get(kind, ""),
        questionnaire=condition.questionnaire,
        comparison=condition.comparison,
        value=condition.value,
        number=number(condition.value) if counted else None,
        days=condition.days,
    )


def _measurement(found: Measurement, numeric: frozenset[tuple[str, str]]) -> PlanMeasurement:
    weekly = found.when is MeasurementWhen.WEEKDAYS
    hours = found.between_hours
    return PlanMeasurement(
        id=found.id,
        questionnaire=found.questionnaire,
        when=found.when,
        gate=found.gate or found.when is MeasurementWhen.BEFORE_MODULE,
        offsets=_offsets(found),
        module=found.module if found.when in _OF_A_MODULE else None,
        window_days=found.window_days,
        days=found.days if found.when in _AFTER else 0,
        weekdays=tuple(sorted({day for day in found.weekdays if 1 <= day <= 7})) if weekly else (),
        times=found.times if weekly else 0,
        within_days=max(found.within_days, 1),
        between_hours=(hours[0], hours[1]) if len(hours) == 2 and 0 <= hours[0] < hours[1] <= 24 else None,
        stop=tuple(_condition(each, numeric) for each in found.stop),
        stop_after_missed=max(found.stop_after_missed, 0),
    )


def _offsets(found: Measurement) -> tuple[int, ...]:
    """A series falls n, 2n, 3n … days after the start; its first is not the start itself. Fixed days are in order."""
    if found.when is MeasurementWhen.EVERY:
        return tuple(found.days * n for n in range(1, found.times + 1))
    if found.when is MeasurementWhen.ON_DAYS:
        return tuple(sorted({day for day in found.on_days if day >= 0}))
    return ()


def asked_answers(
    modules: Iterable[PlanModule], measurements: Iterable[PlanMeasurement]
) -> Mapping[str, frozenset[str]]:
    """The questions whose answers a rule leans on, by the questionnaire's address."""
    leaned_on: dict[str, set[str]] = {}
    for conditions in (*(module.conditions for module in modules), *(found.stop for found in measurements)):
        for each in conditions:
            if each.kind is ConditionKind.ANSWER:
                leaned_on.setdefault(each.questionnaire, set()).add(each.ref)
    return MappingProxyType({url: frozenset(links) for url, links in leaned_on.items()})


def _worsenings(definitions: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[Worsening, ...]]:
    found = {str(definition.get("url", "")): tuple(worsenings(definition)) for definition in definitions}
    return MappingProxyType({url: each for url, each in found.items() if each})
