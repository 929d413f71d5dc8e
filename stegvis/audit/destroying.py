"""Lawful destruction: entries older than the law asks for, by a numbered decision. Their digests stay in the chain."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from stegvis.audit import log
from stegvis.audit.entry import Subject, Who
from stegvis.audit.kinds import Activity
from stegvis.audit.models import Destruction, Entry, Husk, Seal

LEAST_YEARS = 5
AT_ONCE = 500
WHO = Who("system:destruction", "destruction", "system: destruction", purpose="Administration")


class CannotDestroy(Exception):
    """The decision asks for too much, has no number, or was carried out before."""


def kept_since(now: datetime) -> datetime:
    """What is younger than this may never be destroyed (HSLF-FS 2016:40)."""
    try:
        return now.replace(year=now.year - LEAST_YEARS)
    except ValueError:  # the twenty-ninth of February
        return now.replace(year=now.year - LEAST_YEARS, day=28)


def destroyable(before: datetime, provider_id: str | None = None, held: Collection[str] = ()) -> int:
    """How many sealed entries are older: what a dry run says. `held` are hashes of patients whose entries stay."""
    return sum(len(rows) for rows in _sealed_before(before, provider_id, held).values())


def destroy(before: datetime, decision: str, decided_by: str, *, now: datetime) -> int:
    """Destroy sealed entries older than `before`. Returns how many. Raises CannotDestroy."""
    return destroy_of(None, before, decision, decided_by, (), now=now)


def destroy_of(
    provider_id: str | None,
    before: datetime,
    decision: str,
    decided_by: str,
    held: Collection[str],
    *,
    now: datetime,
) -> int:
    """The same for one provider, or for all where none is said; entries about patients who are held stay.

    In one transaction: husks first, then the entries, then an entry that says so for each provider. On PostgreSQL this
    needs the owner's role; the application's may not delete.
    """
    if not decision.strip() or not decided_by.strip():
        raise CannotDestroy("say the number of the decision and who made it")
    if before > kept_since(now):
        raise CannotDestroy(
            f"an access log is kept for at least {LEAST_YEARS} years: nothing after {kept_since(now):%Y-%m-%d}"
        )
    with transaction.atomic():
        if Destruction.objects.filter(decision=decision).exists():
            raise CannotDestroy(f"decision {decision} has been carried out")
        found = _sealed_before(before, provider_id, held)
        for provider_id, rows in found.items():
            for at in range(0, len(rows), AT_ONCE):
                _to_husks(provider_id, rows[at : at + AT_ONCE], decision)
            subject = Subject("Entry", "", provider_id)
            log.enter(WHO, "log:destroy", subject, now=now, activity=Activity.DELETE, reason=decision)
        count = sum(map(len, found.values()))
        Destruction(decision=decision, decided_by=decided_by, before=before, count=count, done_at=now).save()
    return count


def _sealed_before(
    before: datetime, provider_id: str | None, held: Collection[str]
) -> dict[str, list[tuple[int, str]]]:
    sealed = Seal.objects.order_by().values("provider_id").annotate(last=Max("last_id"))
    if provider_id is not None:
        sealed = sealed.filter(provider_id=provider_id)
    found = {}
    for each in sealed:
        rows = Entry.objects.filter(provider_id=each["provider_id"], id__lte=each["last"], at__lt=before)
        rows = rows.exclude(patient_hash__in=held) if held else rows
        known = list(rows.order_by("id").values_list("id", "digest"))
        if known:
            found[each["provider_id"]] = known
    return found


def _to_husks(provider_id: str, rows: list[tuple[int, str]], decision: str) -> None:
    Husk.objects.bulk_create(
        Husk(entry_id=pk, provider_id=provider_id, digest=digest, decision=decision) for pk, digest in rows
    )
    with connection.cursor() as cursor:
        # The model refuses to be deleted; the database lets go of what a husk stands for.
        cursor.executemany("DELETE FROM audit_entry WHERE id = %s", [(pk,) for pk, _ in rows])
