"""A sealed batch as the outer log service reads it: `request.schema.json`."""

from typing import Any

from django.utils.timezone import localtime

from stegvis.audit.models import Entry, Seal

SYSTEM = "stegvis"


def batch_of(seal: Seal) -> dict[str, Any]:
    """Everything that is left of the batch, in order. What was destroyed by decision is not sent."""
    rows = Entry.objects.filter(provider_id=seal.provider_id, id__range=(seal.first_id, seal.last_id)).order_by("id")
    return {
        "batch": seal.digest,
        "previous": seal.previous,
        "provider": seal.provider_id,
        "number": seal.number,
        "entries": [entry_of(entry) for entry in rows],
    }


def entry_of(entry: Entry) -> dict[str, Any]:
    """One entry. Time is local with its offset (HSLF-FS 2016:40)."""
    return {
        "id": str(entry.uid),
        "system": SYSTEM,
        "activity": entry.activity,
        "outcome": entry.outcome,
        "act": entry.act,
        "reason": entry.reason,
        "time": localtime(entry.at).isoformat(),
        "purpose": entry.purpose,
        "user": {"id": entry.account_id, "name": entry.name, "role": entry.hat, "actingFor": entry.acting_for},
        "unit": {"id": entry.unit_id, "name": entry.unit_name},
        "provider": {"id": entry.provider_id, "name": entry.provider_name},
        "resource": {"type": entry.resource_type, "id": entry.resource_id},
        "patient": {"type": entry.patient_type, "number": entry.patient_number} if entry.patient_number else None,
        "digest": entry.digest,
    }
