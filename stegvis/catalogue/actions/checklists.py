"""A unit's checklist: ticked by name, taken back by name."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareUnit
from stegvis.catalogue.kinds import StartItem
from stegvis.catalogue.models import Distribution, StartChecklist, StartTick
from stegvis.catalogue.policies import may_take_back, may_tick
from stegvis.lib.errors import Cannot


class CannotTick(Cannot):
    """The unit does not have the program, there is no such item, or nothing was written."""


@action("checklist:tick", may=may_tick)
def tick(unit: CareUnit, program_id: UUID, item: str, note: str, *, now: datetime, by: Actor) -> StartTick:
    """One thing is done, and `note` says what: whose decision, who has been trained, where the routine is.

    Twice gives the first. Raises CannotTick.
    """
    if item not in StartItem.values:
        raise CannotTick(_("Punkten finns inte. Ladda om sidan."))
    if not Distribution.objects.filter(unit=unit, version__program_id=program_id, withdrawn_at__isnull=True).exists():
        raise CannotTick(_("Programmet är inte utdelat till enheten längre."))
    if not note.strip():
        raise CannotTick(_("Skriv vem som har beslutat, vilka det gäller eller var rutinen finns."))
    checklist = StartChecklist.objects.get_or_create(unit=unit, program_id=program_id, defaults={"made_at": now})[0]
    return StartTick.objects.get_or_create(
        checklist=checklist,
        item=item,
        taken_back_at=None,
        defaults={"note": note.strip()[:300], "ticked_by_id": by.account, "ticked_at": now},
    )[0]


@action("checklist:take_back", may=may_take_back)
def take_tick_back(tick: StartTick, *, now: datetime, by: Actor) -> StartTick:
    """It does not hold any longer: new starts wait until it is ticked again. The tick is kept."""
    if tick.taken_back_at is None:
        tick.taken_back_at, tick.taken_back_by_id = now, by.account
        tick.save(update_fields=["taken_back_at", "taken_back_by"])
    return tick
