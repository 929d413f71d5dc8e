"""Who must have taken part in a risk analysis and signed it. Pure: people as ids, what is wanting out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from stegvis.governance.kinds import MemberKind


@dataclass(frozen=True, slots=True)
class Demand:
    """At least so many signatures by people of one kind."""

    kind: MemberKind
    least: int = 1


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature in force: who, and as what."""

    account: UUID
    kind: MemberKind


@dataclass(frozen=True, slots=True)
class Wanting:
    """What is wanting: signatures of each kind, and whether care staff have contributed at all."""

    signatures: tuple[Demand, ...] = ()
    contribution: bool = False

    def __bool__(self) -> bool:
        return bool(self.signatures) or self.contribution


def wanting(
    demands: Iterable[Demand],
    signed: Iterable[Signed],
    *,
    contributed: Collection[UUID],
    makers: Collection[UUID],
) -> Wanting:
    """What is wanting before the analysis can be approved.

    `contributed` are those who wrote or went through rows as care staff of the unit, `makers` have built the program.
    Whoever built it is never the care staff that domain.md asks for: the designer cannot do the analysis alone.
    Nobody signs as two things; the first signature counts.
    """
    counted: dict[UUID, MemberKind] = {}
    for each in signed:
        if each.kind is not MemberKind.CARE or each.account not in makers:
            counted.setdefault(each.account, each.kind)
    kinds = list(counted.values())
    lacking = tuple(
        Demand(demand.kind, demand.least - kinds.count(demand.kind))
        for demand in with_care(demands)
        if kinds.count(demand.kind) < demand.least
    )
    return Wanting(lacking, all(who in makers for who in contributed))


def with_care(demands: Iterable[Demand]) -> tuple[Demand, ...]:
    """The demands of a template; care staff are always among them, whatever a region has taken away."""
    found = {demand.kind: demand for demand in demands if demand.least > 0}
    own = found.get(MemberKind.CARE, Demand(MemberKind.CARE))
    return (own, *(demand for kind, demand in found.items() if kind is not MemberKind.CARE))
