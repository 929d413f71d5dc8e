"""What is recorded of answers: the dangerous ones (safety rule 1), and those that a rule of the program leans on."""

from collections.abc import Iterable, Mapping
from typing import Any

from stegvis.course import walk
from stegvis.course.models import Course
from stegvis.program import dangers as program
from stegvis.program.kinds import DangerLevel
from stegvis.program.standing import DANGERS, Standing
from stegvis.questionnaires import engine
from stegvis.questionnaires.engine import OWN_WORDS, DangerHit, Definition
from stegvis.questionnaires.engine.definition import WRITTEN


def dangers_in(course: Course, definition: Definition, answers: Mapping[str, Any]) -> tuple[DangerHit, ...]:
    """The dangerous answers among these, as the course's program judges them, also those hidden by another answer."""
    return tuple(engine.dangers(_set(course, definition), answers)) + put_away(course, definition, answers)


def put_away(course: Course, definition: Definition, answers: Mapping[str, Any]) -> tuple[DangerHit, ...]:
    """Those that were given and then hidden by another answer: no part of what is sent, and told all the same."""
    return tuple(engine.put_away(_set(course, definition), answers))


def _set(course: Course, definition: Definition) -> Definition:
    return program.as_set(definition, walk.plan(course).dangers)


def given_at(standing: Standing, occasion: str) -> frozenset[str]:
    """The rules that an answer at an occasion has ever met: changing it takes nothing away."""
    entries = standing.tables.get(DANGERS, {}).get(occasion, ())
    return frozenset(str(entry.value["rule"]) for entry in entries)


def to_record(course: Course, definition: Definition, hits: Iterable[DangerHit]) -> list[dict[str, Any]]:
    """What is recorded of each: which rule, where, the answer, and how staff are told."""
    own = walk.plan(course).dangers
    told = []
    for hit in hits:
        payload = {"rule": hit.rule_id, "item": hit.key, "value": _in_code(definition, hit)}
        level = program.level(definition, hit.rule_id, own)
        told.append(payload if level is DangerLevel.PRIORITY else {**payload, "level": level.value})
    return told


def leaned_on(course: Course, definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that a rule of the program leans on, as codes and numbers: these alone go into the fact."""
    asked = walk.plan(course).asked_answers.get(definition.url, frozenset())
    items = {link_id: definition.index[link_id] for link_id in asked if link_id in definition.index}
    # What is written in own words is never a code, whatever a rule may ask.
    coded = {link_id: answers.get(link_id) for link_id, item in items.items() if item.type not in WRITTEN}
    return {link_id: _as_coded(value) for link_id, value in sorted(coded.items()) if value is not None}


def _as_coded(value: Any) -> Any:
    return [_coded(each) for each in value] if isinstance(value, list | tuple) else _coded(value)


def not_noted(standing: Standing, occasion: str, told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that have not been recorded at the occasion with the same answer."""
    entries = standing.tables.get(DANGERS, {}).get(occasion, ())
    noted = {name_of(entry.value) for entry in entries}
    return [each for each in told if name_of(each) not in noted]


def name_of(told: Mapping[str, Any]) -> tuple[str, str, str]:
    """Which rule, where, and the answer: what makes one dangerous answer the same as another."""
    return str(told["rule"]), str(told["item"]), str(told["value"])


def _in_code(definition: Definition, hit: DangerHit) -> Any:
    """The answer as a code or a number. Own words stay in the sealed answers; here it says that there are some."""
    if definition.index[hit.link_id].type in WRITTEN:
        return OWN_WORDS
    return _as_coded(hit.value)


def _coded(value: Any) -> Any:
    return OWN_WORDS if isinstance(value, str) and value.startswith(OWN_WORDS) else value
