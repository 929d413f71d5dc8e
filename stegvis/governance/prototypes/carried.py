"""What follows along to the next round: pins that were not settled when it was opened, each at its own block."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from stegvis.governance.models import Pin, PrototypeRound
from stegvis.governance.prototypes.kinds import UNRESOLVED
from stegvis.governance.prototypes.places import Place, places_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A pin in a round: where it stands there now, and whether it came along from an earlier one.

    `gone`: its block is no longer in the program. `moved`: the block stands in another step now.
    """

    pin: Pin
    place: Place
    carried: bool

    @property
    def gone(self) -> bool:
        """Its block is no longer there."""
        return not self.place.there

    @property
    def moved(self) -> bool:
        """Its block stands in another step than when it was said."""
        return self.place.there and bool(self.pin.step) and self.place.step != self.pin.step


def pins_in(round: PrototypeRound) -> QuerySet[Pin]:
    """Those of the round, and the unsettled ones of the rounds before it, as they were when it was opened."""
    before = Q(round__initiative_id=round.initiative_id, round__number__lt=round.number)
    waiting = Q(state__in=UNRESOLVED) | Q(settled_at__gte=round.opened_at)
    return Pin.objects.filter(Q(round=round) | (before & waiting))


def shown(round: PrototypeRound, rows: list[Pin]) -> list[Shown]:
    """The pins at their places in the round's document."""
    places = places_of(round.document_id)
    return [Shown(pin, places.place(pin.node), pin.round_id != round.pk) for pin in rows]
