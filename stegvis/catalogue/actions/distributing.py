"""Which units have which version: given, taken back, and several at once."""

from collections.abc import Iterable
from datetime import datetime

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareUnit
from stegvis.catalogue.models import Distribution, Handout, ProgramVersion
from stegvis.catalogue.policies import Placing, may_distribute, may_hand_out, may_withdraw
from stegvis.notifications import outbox


@action("version:distribute", may=may_distribute)
def distribute(placing: Placing, handout: Handout | None = None, *, now: datetime, by: Actor) -> Distribution:
    """Make a version available to a unit. Returns the distribution that is in force."""
    # Two tabs that distribute the same version wait for each other here.
    ProgramVersion.objects.select_for_update().get(pk=placing.version.pk)
    return Distribution.objects.get_or_create(
        version=placing.version,
        unit=placing.unit,
        withdrawn_at=None,
        defaults={"handout": handout, "distributed_by_id": by.account_id, "distributed_at": now},
    )[0]


@action("version:hand_out", may=may_hand_out)
def hand_out(version: ProgramVersion, units: Iterable[CareUnit], *, now: datetime, by: Actor) -> Handout | None:
    """Distribute to many at once; what it gave can be undone at once. None when all of them had it already.

    Each unit is told in its own channel that there is something to look at.
    """
    having = Distribution.objects.filter(version=version, withdrawn_at__isnull=True).values_list("unit_id", flat=True)
    fresh = [unit for unit in units if unit.pk not in set(having)]
    if not fresh:
        return None
    handout = Handout.objects.create(
        version=version, provider_id=by.hat.provider_id, made_by_id=by.account, made_at=now
    )
    for unit in fresh:
        distribute(Placing(version, unit), handout, now=now, by=by)
        outbox.put_for_unit(unit.pk, f"handout:{handout.pk}", now=now, urgent=False)
    return handout


@action("version:withdraw", may=may_withdraw)
def withdraw(distribution: Distribution, *, now: datetime, by: Actor) -> Distribution:
    """No new starts on the unit. Residents who have started go on as before."""
    if distribution.withdrawn_at is None:
        distribution.withdrawn_at = now
        distribution.withdrawn_by_id = by.account_id
        distribution.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return distribution
