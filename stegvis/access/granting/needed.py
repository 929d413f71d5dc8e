"""Which roles a place needs at least two of. Pure.

A role that one person alone holds stops with that person's illness. Nothing is shut for it here: it is kept in view.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from stegvis.access.kinds import Role

ENOUGH = 2


class PlaceKind(Enum):
    """The three levels at which a role holds."""

    UNIT = "unit"
    PUBLISHER = "publisher"
    PROVIDER = "provider"


NEEDED: Mapping[PlaceKind, tuple[Role, ...]] = {
    PlaceKind.UNIT: (Role.THERAPIST, Role.RESIDENT_ADMINISTRATOR, Role.ACCESS_ADMINISTRATOR),
    PlaceKind.PUBLISHER: (Role.DESIGNER,),
    PlaceKind.PROVIDER: (Role.COORDINATOR, Role.SUPPORT, Role.LOG_REVIEWER, Role.RECORDS_OFFICER),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody can use a role at a place today."""

    place: str
    role: Role
    account_id: str


@dataclass(frozen=True, slots=True)
class Few:
    """A place with fewer than two of a role."""

    place: str
    role: Role
    holders: int


def few(places: Mapping[str, PlaceKind], holdings: Iterable[Holding]) -> list[Few]:
    """Place by place, in order. A unit where nobody has any role does not use the service, and is left out."""
    held: dict[tuple[str, Role], set[str]] = {}
    used = set()
    for each in holdings:
        held.setdefault((each.place, each.role), set()).add(each.account_id)
        used.add(each.place)
    return [
        Few(place, role, len(found))
        for place, kind in places.items()
        if place in used or kind is not PlaceKind.UNIT
        for role in NEEDED[kind]
        if len(found := held.get((place, role), set())) < ENOUGH
    ]
