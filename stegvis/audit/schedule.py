"""What the clock does to the log: seal what has settled, one chain per provider.

The unsealed window is what was written since the last round, at most `SETTLE` plus the worker's pause.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import Min

from stegvis.audit import anchors
from stegvis.audit.models import Entry, Seal
from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.lib.fields import key_ring

SETTLE = timedelta(minutes=2)
BATCH = 500
SEAL_MARK_PURPOSE = "audit.seal"


def seal_settled(*, now: datetime) -> int:
    """Seal every provider's settled entries. Returns how many entries were sealed.

    Entries younger than SETTLE wait, and so does everything numbered after one of them: a transaction still
    open could hold a lower number, and what is passed over is never sealed. On PostgreSQL a transaction that lasts longer
    than SETTLE holds back what was entered since it began. Several workers may seal at once;
    the constraints let one of them through.
    """
    cutoff = min(now, _oldest_open_transaction() or now) - SETTLE
    providers = Entry.objects.order_by().values_list("provider_id", flat=True).distinct()
    sealed = 0
    for provider in list(providers):
        try:
            sealed += _seal_one(provider, now, cutoff)
        except IntegrityError:
            # Another worker sealed the same batch a moment before.
            continue
    return sealed


def _oldest_open_transaction() -> datetime | None:
    """When the oldest transaction that may still write began; one that lasts for long may hold a low number."""
    if connection.vendor != "postgresql":
        # SQLite lets one write at a time: a number is given out and kept, or given back.
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
            # The server's own housekeeping enters nothing in the log.
            " AND backend_type <> 'autovacuum worker'"
        )
        found: datetime | None = cursor.fetchone()[0]
    return found


def _seal_one(provider_id: str, now: datetime, cutoff: datetime) -> int:
    with transaction.atomic():
        last = Seal.objects.filter(provider_id=provider_id).order_by("-last_id").first()
        after = last.last_id if last else 0
        rows = Entry.objects.filter(provider_id=provider_id, id__gt=after)
        fresh: int | None = rows.filter(at__gte=cutoff).aggregate(first=Min("id"))["first"]
        settled = rows.filter(at__lt=cutoff) if fresh is None else rows.filter(id__lt=fresh)
        batch = list(settled.order_by("id").values_list("id", "digest")[:BATCH])
        if not batch:
            return 0
        previous = last.digest if last else ""
        seal = Seal(
            provider_id=provider_id,
            first_id=batch[0][0],
            last_id=batch[-1][0],
            count=len(batch),
            number=(last.number if last else 0) + len(batch),
            previous=previous,
            digest=chain_digest(previous, [digest for _, digest in batch]),
            sealed_at=now,
        )
        seal.mark = mark_of_seal(seal)
        seal.save()
    anchors.note(seal)
    return len(batch)


def chain_digest(previous: str, digests: list[str]) -> str:
    """The digest of one batch, bound to the batch before."""
    return sha256_hex(canonical_json([previous, digests]))


def mark_of_seal(seal: Seal) -> str:
    """The keyed mark over a whole seal: who only has the database can rebuild a chain, but not its marks."""
    said = [seal.provider_id, seal.first_id, seal.last_id, seal.count, seal.number, seal.previous, seal.digest]
    return key_ring().keyed_hash(canonical_json(said).decode(), SEAL_MARK_PURPOSE)
