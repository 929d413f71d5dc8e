"""Units, people and commissions as values: what stands here, what a file says, and the changes between them. Pure.

HSA-ids are keys in capitals; each value keeps its id as it was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Noun(StrEnum):
    """What a line is about."""

    UNIT = "unit"
    PERSON = "person"
    COMMISSION = "commission"


class Kind(StrEnum):
    """What a change does."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"
    MERGED = "merged"


def key(hsa_id: str) -> str:
    """HSA-ids are the same whatever their letters' size."""
    return hsa_id.strip().upper()


@dataclass(frozen=True, slots=True)
class Unit:
    """A care unit. `practice`: ours, for practising; the directory knows nothing of it."""

    id: str
    name: str
    administration: str
    town: str = ""
    code: str = ""
    closed: bool = False
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody and their employment at the provider. `starts` None: no employment stands here. Last day included.

    `told`: the directory has named something of theirs here. `shared`: another provider has something of theirs too.
    `closed`: they have been found to be the same as somebody else.
    """

    id: str
    given_name: str
    family_name: str
    title: str = ""
    email: str = ""
    administration: str = ""
    starts: date | None = None
    until: date | None = None
    told: bool = True
    shared: bool = False
    closed: bool = False

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Commission:
    """Somebody's assignment at a unit; `person` and `unit` are keys. `told` False: only a sign-in has named it.

    `shut_on`: the day on which a review here ended it.
    """

    id: str
    person: str
    unit: str
    name: str
    purpose: str
    rights: tuple[str, ...] = ()
    starts: date = date.min
    until: date | None = None
    told: bool = True
    shut_on: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds: `unit` is a key, or empty where it holds at a publisher unit or the provider."""

    id: str
    person: str
    role: str
    place: str
    unit: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands here of one provider, and the ids that are somebody else's."""

    provider: str
    units: Mapping[str, Unit] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    commissions: Mapping[str, Commission] = field(default_factory=dict)
    held: tuple[Held, ...] = ()
    # Known here, with nothing at this provider.
    strangers: Mapping[str, Person] = field(default_factory=dict)
    foreign_units: frozenset[str] = frozenset()
    foreign_commissions: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What a file says of a unit. What is empty says nothing, but for `until`."""

    row: int
    id: str
    name: str = ""
    administration: str = ""
    town: str = ""
    code: str = ""
    until: date | None = None
    merged_into: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What a file says of a person. What is empty says nothing, but for `until`."""

    row: int
    id: str
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    email: str = ""
    administration: str = ""
    starts: date | None = None
    until: date | None = None
    merged_into: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CommissionLine:
    """What a file says of a commission. What is empty says nothing, but for `until`; rights None: not said."""

    row: int
    id: str
    person: str = ""
    unit: str = ""
    name: str = ""
    purpose: str = ""
    rights: tuple[str, ...] | None = None
    starts: date | None = None
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is not taken, and why, in a sentence. `noun` None: it could not even be told what it was."""

    row: int
    why: str
    noun: Noun | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A whole file. `complete`: it names everybody, so what it does not name has ended."""

    provider: str
    complete: bool
    units: tuple[UnitLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    commissions: tuple[CommissionLine, ...] = ()
    refused: tuple[Refused, ...] = ()


Value = Unit | Person | Commission


@dataclass(frozen=True, slots=True)
class Change:
    """One thing from what it is to what it becomes. `row` 0: no line named it."""

    kind: Kind
    noun: Noun
    key: str
    row: int
    before: Any
    after: Any
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A role that goes because what it rested on has gone."""

    held: Held
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in order, and what is not. `left`: lines that are right and still change nothing, and why.

    `losing`: who loses a commission or an employment, of the `known` who had one. `leaving`: whose sessions end.
    """

    changes: tuple[Change, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    refused: tuple[Refused, ...] = ()
    left: tuple[Refused, ...] = ()
    losing: frozenset[str] = frozenset()
    known: int = 0
    leaving: frozenset[str] = frozenset()
    # Who has no commission left on which unit, as the ids stand before; and which units close.
    lost: frozenset[tuple[str, str]] = frozenset()
    closing: frozenset[str] = frozenset()

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(each for each in self.changes if each.kind is kind)

    def ends_too_many(self, percent: int) -> bool:
        """Whether more than this share of the known would lose something."""
        return len(self.losing) * 100 > percent * self.known
