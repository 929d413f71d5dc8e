"""A plan while it is made: each step reads what the steps before it decided. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from stegvis.access.importing.kinds import (
    Change,
    Commission,
    CommissionLine,
    Kind,
    Noun,
    Person,
    PersonLine,
    Refused,
    Said,
    Standing,
    Unit,
    UnitLine,
    Value,
    key,
)

NOT_NAMED = "Finns inte i filen"
Line = UnitLine | PersonLine | CommissionLine
SomeLine = TypeVar("SomeLine", UnitLine, PersonLine, CommissionLine)


@dataclass(frozen=True, slots=True)
class Over:
    """The last day of something, and why it is over."""

    last: date
    why: str


@dataclass
class Work:
    """What has been decided so far. `units`, `people` and `commissions` are as they will be."""

    standing: Standing
    said: Said
    today: date
    changes: list[Change] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    left: list[Refused] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    commissions: dict[str, Commission] = field(default_factory=dict)
    # Everything of a person ends on that day at the latest; everything on a unit.
    ends: dict[str, Over] = field(default_factory=dict)
    closes: dict[str, Over] = field(default_factory=dict)
    # From whom to whom: the same person twice, and a person with a new id.
    same: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.units, self.people = dict(self.standing.units), dict(self.standing.people)
        self.commissions = dict(self.standing.commissions)
        self.refused += self.said.refused
        self.busy = {row.person for row in self.standing.commissions.values() if self.holds(row.until)}

    @property
    def yesterday(self) -> date:
        """What is over today had its last day then."""
        return self.today - timedelta(days=1)

    def holds(self, until: date | None) -> bool:
        """Whether something with this last day is not over."""
        return until is None or until >= self.today

    def has_something(self, pk: str, row: Person) -> bool:
        """Whether somebody had an employment or a commission that is not over, before this file."""
        return (row.starts is not None and self.holds(row.until)) or pk in self.busy

    def first_day(self, said: date | None, old: date | None, old_until: date | None, last: date | None) -> date:
        """The first day: as said, or as it stands; anew from today where it was over. Never after the last."""
        going_on = old is not None and (self.holds(old_until) or not self.holds(last))
        first = said or (old if going_on and old is not None else self.today)
        return min(first, last) if last is not None else first

    def old_id(self, pk: str) -> str:
        """The id that somebody had before this file."""
        return next((old for old, new in self.renamed.items() if new == pk), pk)

    def refuse(self, noun: Noun, line: Line, why: str) -> None:
        """This line is not taken."""
        self.refused.append(Refused(line.row, why, noun, line.id))

    def leave(self, noun: Noun, line: Line, why: str) -> None:
        """This line, or a part of it, changes nothing."""
        self.left.append(Refused(line.row, why, noun, line.id))

    def change(self, kind: Kind, noun: Noun, pk: str, row: int, after: Value, reason: str) -> None:
        """Something becomes this. Nothing is written where it is so already."""
        before: Value | None
        if isinstance(after, Unit):
            before, self.units[pk] = self.units.get(pk), after
        elif isinstance(after, Person):
            before, self.people[pk] = self.people.get(pk), after
        else:
            before, self.commissions[pk] = self.commissions.get(pk), after
        if before != after:
            self.changes.append(Change(kind, noun, pk, row, before, after, reason))

    def once(self, noun: Noun, lines: tuple[SomeLine, ...]) -> list[SomeLine]:
        """The lines whose id stands once; the others are refused, all of them."""
        times = Counter(key(line.id) for line in lines)
        for line in lines:
            if times[key(line.id)] > 1:
                self.refuse(noun, line, "Samma HSA-id står på flera rader.")
        return [line for line in lines if times[key(line.id)] == 1]

    def not_named(self, noun: Noun, known: Iterable[str]) -> list[str]:
        """Those that a complete file says nothing of, in any way; none of a file that is not complete.

        Nor where a line could not be told whom it was about: it may have been about anybody.
        """
        if not self.said.complete or any(not each.id for each in self.said.refused):
            return []
        named = self._named(noun)
        return [pk for pk in known if pk not in named]

    def _named(self, noun: Noun) -> set[str]:
        said = self.said
        named = {key(each.id) for each in said.refused if each.noun in {noun, None}}
        if noun is Noun.UNIT:
            named |= {key(text) for line in said.units for text in (line.id, line.merged_into)}
            named |= {key(line.unit) for line in said.commissions}
        elif noun is Noun.PERSON:
            named |= {key(text) for line in said.people for text in (line.id, line.merged_into)}
            named |= {key(line.person) for line in said.commissions}
        else:
            named |= {key(line.id) for line in said.commissions}
        return named
