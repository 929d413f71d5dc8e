"""Which units have which version: given, taken back, and several at once."""

from datetime import datetime

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.models import Distribution, ProgramVersion
from stegvis.catalogue.policies import Placing, may_distribute, may_withdraw


@action("version:distribute", may=may_distribute)
def distribute(placing: Placing, *, now: datetime, by: Actor) -> Distribution:
    """Make a version available to a unit. Returns the distribution that is in force."""
    # Two tabs that distribute the same version wait for each other here.
    ProgramVersion.objects.select_for_update().get(pk=placing.version.pk)
    return Distribution.objects.get_or_create(
        version=placing.version,
        unit=placing.unit,
        withdrawn_at=None,
        defaults={"distributed_by_id": by.account_id, "distributed_at": now},
    )[0]


@action("version:withdraw", may=may_withdraw)
def withdraw(distribution: Distribution, *, now: datetime, by: Actor) -> Distribution:
    """No new starts on the unit. Residents who have started go on as before."""
    if distribution.withdrawn_at is None:
        distribution.withdrawn_at = now
        distribution.withdrawn_by_id = by.account_id
        distribution.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return distribution
