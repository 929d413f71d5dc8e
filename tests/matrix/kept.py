"""A hold and a destruction at each provider."""

from datetime import timedelta
from typing import Any

from stegvis.lib.clock import local_day, utc_now
from stegvis.records.kinds import DataClass, DisposalState
from stegvis.records.models import Disposal, Hold


def lay_kept(world: Any) -> None:
    """The second destruction is done, so that its record can be read."""
    now, cast = utc_now(), world.cast
    for place, by in (("ett", "lova"), ("tva", "klas")):
        provider, account = cast.places[place], cast.accounts[by]
        world.kept["hold", place] = Hold.objects.create(
            provider=provider, reason=f"Tillsyn av {place}", set_at=now, set_by=account
        )
        common = {
            "provider": provider,
            "kind": DataClass.RECORD,
            "as_of": local_day(now),
            "made_at": now,
            "made_by": account,
        }
        world.kept["destruction", place] = Disposal.objects.create(number=1, months=120, since="patient", **common)
        world.kept["destroyed", place] = Disposal.objects.create(
            number=2, ordered=True, state=DisposalState.DONE, decision="RS 2026-1", decided_by="Nämnden",
            decided_on=local_day(now), approved_at=now - timedelta(hours=1), approved_by=account, done_at=now, **common,
        )  # fmt: skip
