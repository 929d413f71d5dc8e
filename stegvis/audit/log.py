"""The log's one door: entries are written here and nowhere else."""

import secrets
from datetime import datetime

from stegvis.audit.entry import Subject, Who
from stegvis.audit.kinds import Activity, Outcome
from stegvis.audit.models import Entry
from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.lib.fields import key_ring

PATIENT_HASH_PURPOSE = "audit.patient"
ENTRY_MARK_PURPOSE = "audit.entry"


def enter(
    who: Who,
    act: str,
    subject: Subject,
    *,
    now: datetime,
    activity: Activity = Activity.WRITE,
    outcome: Outcome = Outcome.DONE,
    reason: str = "",
) -> Entry:
    """Write one entry in the caller's transaction.

    The purpose, unit and provider are those of the one who acts; where the actor has none (a resident,
    the worker), the subject's unit and provider stand.
    """
    patient = subject.patient
    entry = Entry(
        at=now,
        activity=activity,
        outcome=outcome,
        act=act,
        reason=reason,
        account_id=who.account_id,
        name=who.name,
        hat=who.hat,
        acting_for=who.acting_for,
        purpose=who.purpose,
        unit_id=who.unit_id or subject.unit_id,
        unit_name=who.unit_name or subject.unit_name,
        provider_id=who.provider_id or subject.provider_id,
        provider_name=who.provider_name or subject.provider_name,
        resource_type=subject.resource_type,
        resource_id=subject.resource_id,
        patient_type=patient.number_type if patient else "",
        patient_number=patient.number if patient else None,
        patient_hash=patient_hash(patient.number) if patient else "",
        salt=secrets.token_hex(16),
    )
    entry.digest = digest_of(entry)
    entry.mark = mark_of(entry)
    entry.save()
    return entry


def patient_hash(number: str) -> str:
    """The keyed hash under which one person's entries are found."""
    return key_ring().keyed_hash(number, PATIENT_HASH_PURPOSE)


def digest_of(entry: Entry) -> str:
    """Digest of what the entry says, independent of keys: salted, over the plain number."""
    said = [
        str(entry.uid), entry.at.isoformat(), entry.activity, entry.outcome, entry.act, entry.reason,
        entry.account_id, entry.name, entry.hat, entry.acting_for, entry.purpose, entry.unit_id, entry.unit_name,
        entry.provider_id, entry.provider_name, entry.resource_type, entry.resource_id,
        entry.patient_type, entry.patient_number or "", entry.salt,
    ]  # fmt: skip
    return sha256_hex(canonical_json(said))


def mark_of(entry: Entry) -> str:
    """The keyed mark over the digest. Its key never changes, so new encryption keys leave it as it is."""
    return key_ring().keyed_hash(f"{entry.uid}:{entry.digest}", ENTRY_MARK_PURPOSE)
