"""Whether the log says what was once written: nothing changed, removed, put in, reordered or moved.

Each entry is held against its own digest and mark, each seal against the entries it covers and the seal before, the
numbers against each other, and all of it against heads that were noted outside the database. Reads in one pass for each
provider and keeps no more than a batch in memory.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast

from stegvis.audit import log
from stegvis.audit.anchors import Head, first_head
from stegvis.audit.models import Entry, Husk, Seal
from stegvis.audit.schedule import chain_digest, mark_of_seal
from stegvis.lib.clock import utc_now
from stegvis.lib.encryption import CannotDecrypt
from stegvis.lib.fields import key_ring

CHUNK = 1000
MOST_HOLES = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a provider, and perhaps an entry or a seal of it."""

    provider_id: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.provider_id or '(no provider)'} · {self.where}: {self.what}"


@dataclass
class Chain:
    """One provider's log: how many entries are sealed, not sealed yet, and destroyed by decision; its head."""

    provider_id: str
    provider_name: str = ""
    sealed: int = 0
    unsealed: int = 0
    destroyed: int = 0
    head: Head | None = None
    digests: dict[str, Seal] = field(default_factory=dict)


@dataclass
class Report:
    """What was found. `notes` are numbers that nobody has where the database may itself have thrown them away."""

    chains: list[Chain] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def entries(self) -> int:
        """How many entries were held against their digests."""
        return sum(chain.sealed + chain.unsealed - chain.destroyed for chain in self.chains)


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a chain: an entry, or the husk of one."""

    id: int
    digest: str
    entry: Entry | None


def verify(heads: Iterable[Head] = ()) -> Report:
    """Go through everything. Reads only."""
    report = Report()
    providers = {
        *Entry.objects.order_by().values_list("provider_id", flat=True).distinct(),
        *Seal.objects.order_by().values_list("provider_id", flat=True).distinct(),
    }
    for provider_id in sorted(providers):
        report.chains.append(_chain(provider_id, report.faults))
    _holes(report)
    _anchored(report, list(heads))
    return report


# --- One provider --------------------------------------------------------------------------------


def _chain(provider_id: str, faults: list[Fault]) -> Chain:
    chain = Chain(provider_id)
    rows = _rows(provider_id)
    before: Seal | None = None
    waiting = next(rows, None)
    for seal in Seal.objects.filter(provider_id=provider_id).order_by("first_id", "id"):
        where = f"seal {seal.pk} (entries {seal.first_id}–{seal.last_id})"
        faults += [Fault(provider_id, where, what) for what in _wrong_with(seal, before)]
        while waiting is not None and waiting.id < seal.first_id:
            faults.append(_put_in(waiting, provider_id))
            _look(waiting, chain, faults)
            waiting = next(rows, None)
        inside: list[Row] = []
        while waiting is not None and waiting.id <= seal.last_id:
            _look(waiting, chain, faults)
            inside.append(waiting)
            waiting = next(rows, None)
        if what := _wrong_inside(seal, inside):
            faults.append(Fault(provider_id, where, what))
        chain.sealed += len(inside)
        chain.digests[seal.digest] = before = seal
    tail: list[tuple[int, str]] = []
    while waiting is not None:
        _look(waiting, chain, faults)
        if waiting.entry is None:
            faults.append(Fault(provider_id, f"entry {waiting.id}", "a husk stands for an entry that was never sealed"))
        tail.append((waiting.id, waiting.digest))
        chain.unsealed += 1
        waiting = next(rows, None)
    now = utc_now()
    last = Head(provider_id, before.number, before.last_id, before.digest, now.isoformat()) if before else None
    head = last or first_head(provider_id, now)
    chain.head = Head(head.provider_id, head.number, head.last_id, head.digest, head.at, tuple(tail))
    return chain


def _rows(provider_id: str) -> Iterator[Row]:
    """Entries and husks in the order of their numbers."""
    entries = Entry.objects.filter(provider_id=provider_id).defer("patient_number").order_by("id")
    sealed = entries.annotate(raw_number=Cast("patient_number", TextField()))
    husks = Husk.objects.filter(provider_id=provider_id).order_by("entry_id").values_list("entry_id", "digest")
    yield from heapq.merge(
        (Row(entry.pk, entry.digest, entry) for entry in sealed.iterator(chunk_size=CHUNK)),
        (Row(pk, digest, None) for pk, digest in husks.iterator(chunk_size=CHUNK)),
        key=lambda row: row.id,
    )


def _look(row: Row, chain: Chain, faults: list[Fault]) -> None:
    """An entry against itself."""
    if row.entry is None:
        chain.destroyed += 1
        return
    chain.provider_name = row.entry.provider_name or chain.provider_name
    what = _wrong_with_entry(row.entry)
    if what:
        faults.append(Fault(chain.provider_id, f"entry {row.id} ({row.entry.uid})", what))


def _wrong_with_entry(entry: Any) -> str:
    raw = entry.raw_number
    try:
        entry.patient_number = None if raw is None else key_ring().decrypt(raw, _purpose())
    except CannotDecrypt:
        return "the sealed identity number does not open: it was changed, or its key is missing"
    if log.digest_of(entry) != entry.digest:
        return "it says something else than when it was written"
    if log.mark_of(entry) != entry.mark:
        return "it was not written by Stegvis, or was written over: its mark is wrong"
    if entry.patient_hash != (log.patient_hash(entry.patient_number) if entry.patient_number else ""):
        return "it is filed under somebody else than it is about"
    return ""


def _purpose() -> str:
    return f"{Entry._meta.db_table}.patient_number"


def _put_in(row: Row, provider_id: str) -> Fault:
    uid = f" ({row.entry.uid})" if row.entry else ""
    return Fault(provider_id, f"entry {row.id}{uid}", "it was put in afterwards, or moved here: no seal covers it")


def _wrong_with(seal: Seal, before: Seal | None) -> Iterator[str]:
    """A seal against itself and the one before."""
    if mark_of_seal(seal) != seal.mark:
        yield "the seal was not made by Stegvis, or was changed: its mark is wrong"
    if seal.previous != (before.digest if before else ""):
        yield "it does not follow on the seal before: a seal was removed, reordered or changed"
    if before and seal.first_id <= before.last_id:
        yield f"it overlaps seal {before.pk}"
    if seal.number != (before.number if before else 0) + seal.count:
        yield f"the running number says {seal.number}, and should say {(before.number if before else 0) + seal.count}"


def _wrong_inside(seal: Seal, inside: Sequence[Row]) -> str:
    if len(inside) < seal.count:
        gone = _nobody_has(seal.first_id, seal.last_id)
        said = f": nobody has number {gone}" if gone else ": moved to another provider"
        return f"{seal.count - len(inside)} of {seal.count} entries are gone{said}"
    if len(inside) > seal.count:
        return f"{len(inside) - seal.count} entries too many: put in afterwards, or moved here"
    if chain_digest(seal.previous, [row.digest for row in inside]) != seal.digest:
        return "the entries are not those that were sealed, or stand in another order"
    return ""


def _nobody_has(first: int, last: int) -> str:
    known = {*Entry.objects.filter(id__range=(first, last)).values_list("id", flat=True)}
    known |= {*Husk.objects.filter(entry_id__range=(first, last)).values_list("entry_id", flat=True)}
    gone = [str(n) for n in range(first, last + 1) if n not in known]
    return ", ".join(gone[:20]) + (" …" if len(gone) > 20 else "")


# --- The running numbers of all ------------------------------------------------------------------

_GAPS = """
WITH known AS (SELECT id FROM audit_entry UNION SELECT entry_id FROM audit_husk),
     steps AS (SELECT id, lag(id, 1, 0) OVER (ORDER BY id) AS before FROM known)
SELECT before + 1, id - 1 FROM steps WHERE id > before + 1 ORDER BY id LIMIT %s
"""


def _holes(report: Report) -> None:
    """Numbers that nobody has.

    SQLite gives back the number of what was rolled back, so each is an entry that was removed, the newest too.
    PostgreSQL does not, so there they are noted; what a seal or a head speaks of is found by those.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, [MOST_HOLES])
        gaps = [(int(first), int(last)) for first, last in cursor.fetchall()]
    top, newest = _given_out(), max(_newest(Entry, "id"), _newest(Husk, "entry_id"))
    if top > newest:
        gaps.append((newest + 1, top))
    for first, last in gaps:
        numbers = f"entry {first}" if first == last else f"entries {first}–{last}"
        if connection.vendor == "sqlite":
            report.faults.append(Fault("", numbers, "was given out and is gone: removed"))
        else:
            report.notes.append(f"{numbers}: given out and not there: rolled back, or removed")


def _newest(model: Any, column: str) -> int:
    return model.objects.order_by(f"-{column}").values_list(column, flat=True).first() or 0


def _given_out() -> int:
    """The highest number that the database has ever given an entry."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'")
        else:
            cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence('audit_entry', 'id')::regclass)")
        found = cursor.fetchone()
    return int(found[0] or 0) if found else 0


# --- What was noted outside ----------------------------------------------------------------------


def _anchored(report: Report, heads: Sequence[Head]) -> None:
    chains = {chain.provider_id: chain for chain in report.chains}
    for head in heads:
        chain = chains.get(head.provider_id)
        where = f"head of {head.at}"
        if chain is None:
            report.faults.append(Fault(head.provider_id, where, f"all {head.number} sealed entries are gone"))
            continue
        seal = chain.digests.get(head.digest)
        if head.digest and (seal is None or (seal.number, seal.last_id) != (head.number, head.last_id)):
            what = f"the chain no longer holds number {head.number}: it was cut off or built anew"
            report.faults.append(Fault(head.provider_id, where, what))
        report.faults += _gone_from_tail(head)


def _gone_from_tail(head: Head) -> Iterator[Fault]:
    for at in range(0, len(head.tail), CHUNK):
        part = head.tail[at : at + CHUNK]
        ids = [pk for pk, _ in part]
        known = {*Entry.objects.filter(id__in=ids).values_list("id", "digest")}
        known |= {*Husk.objects.filter(entry_id__in=ids).values_list("entry_id", "digest")}
        for pk, digest in part:
            if (pk, digest) not in known:
                yield Fault(head.provider_id, f"entry {pk}", f"it was there at {head.at}, and is gone or changed")
