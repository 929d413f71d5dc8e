"""Enums of who takes part."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from stegvis.governance.kinds import Party


class Seat(TextChoices):
    """A part in one initiative that is one person's."""

    OWNER = "owner", _("Ägare")
    DEPUTY_OWNER = "deputy_owner", _("Ägarens ersättare")
    MANAGER = "manager", _("Enhetens chef")
    DESIGNER = "designer", _("Designer")


@dataclass(frozen=True, slots=True)
class Filled:
    """Who changes a seat, and the party that it is; the deputy owner is no party of their own."""

    by: frozenset[Party]
    party: Party | None


SEATS: dict[Seat, Filled] = {
    Seat.OWNER: Filled(frozenset({Party.OWNER, Party.COORDINATOR}), Party.OWNER),
    Seat.DEPUTY_OWNER: Filled(frozenset({Party.OWNER, Party.COORDINATOR}), None),
    Seat.MANAGER: Filled(frozenset({Party.COORDINATOR, Party.OPENER, Party.OWNER}), Party.MANAGER),
    Seat.DESIGNER: Filled(frozenset({Party.COORDINATOR}), Party.DESIGNER),
}
