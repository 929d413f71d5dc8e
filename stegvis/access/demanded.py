"""What must be true of a person before a role is given, and of a unit before it starts, as rooms above have said.

Access imports nothing above it: a room that knows (support, of trainings) registers its question when Django starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from stegvis.access.kinds import Role
from stegvis.access.models import CareUnit
from stegvis.access.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """A role that is about to be given: to whom, where, on which day."""

    provider_id: UUID
    account_id: UUID
    role: Role
    today: date


OfPerson = Callable[[Asked], Verdict]
OfUnit = Callable[[CareUnit, date], Verdict | None]
_of_person: dict[str, OfPerson] = {}
_of_unit: dict[str, OfUnit] = {}


def register_of_person(name: str, question: OfPerson) -> None:
    """Ask this before a role is given. The same name again takes the place of the first."""
    _of_person[name] = question


def register_of_unit(name: str, question: OfUnit) -> None:
    """Something that a unit's start checklist can ask of itself, by name."""
    _of_unit[name] = question


def may_have(asked: Asked) -> Verdict:
    """Yes, or the first no, with the sentence that whoever gives the role reads."""
    for question in _of_person.values():
        verdict = question(asked)
        if not verdict:
            return verdict
    return Verdict.yes()


def of_unit(name: str, unit: CareUnit, today: date) -> Verdict | None:
    """What a room says of the unit; None where it has nothing to say, or nobody has registered that question."""
    question = _of_unit.get(name)
    return question(unit, today) if question else None
