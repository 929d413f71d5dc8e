"""The access log in an extract: as FHIR AuditEvents, with the names that the provider shows and no others.

After IHE's Basic Audit Log Patterns, as far as the log knows: who, in which capacity, where, what, whose and why.
"""

from typing import Any

from django.utils.timezone import localtime

from stegvis.access import own_log
from stegvis.access.kinds import Purpose
from stegvis.access.own_log import Entry
from stegvis.audit.kinds import Activity
from stegvis.records.extract import Extract
from stegvis.web.access_log import words

_DICOM = "http://dicom.nema.org/resources/ontology/DCM"
_REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
_OF_RECORD = {"system": _DICOM, "code": "110110", "display": "Patient Record"}
_TAKEN_OUT = {"system": _DICOM, "code": "110106", "display": "Export"}
_ACTIONS = {
    Activity.READ: "R",
    Activity.PRINT: "R",
    Activity.EMERGENCY: "R",
    Activity.WRITE: "U",
    Activity.SIGN: "U",
    Activity.ATTEST: "U",
    Activity.DELETE: "D",
}
_PURPOSES = {
    Purpose.CARE: ("TREAT", "treatment"),
    Purpose.QUALITY: ("HQUALIMP", "health quality improvement"),
    Purpose.ADMINISTRATION: ("HOPERAT", "healthcare operations"),
    Purpose.STATISTICS: ("HOPERAT", "healthcare operations"),
}
_BROKEN_GLASS = ("BTG", "break the glass")


def events(extract: Extract, subject: dict[str, str]) -> list[tuple[Entry, dict[str, Any]]]:
    """Each entry with its AuditEvent, newest first. A query for each provider, of whether it shows names."""
    shown = own_log.names_shown(extract.log)
    return [(row, _event(row, subject, named=shown[row.provider_id])) for row in extract.log]


def _event(row: Entry, subject: dict[str, str], *, named: bool) -> dict[str, Any]:
    what = words.said(row.act, row.activity)
    made: dict[str, Any] = {
        "resourceType": "AuditEvent",
        "type": _TAKEN_OUT if row.activity == Activity.PRINT else _OF_RECORD,
        "subtype": [{"system": "urn:stegvis:act", "code": row.act, "display": what}],
        "action": _ACTIONS.get(Activity(row.activity), "E"),
        "recorded": localtime(row.at).isoformat(),
        "outcome": "0",
        "agent": [_agent(row, named=named)],
        "source": {"observer": {"display": row.provider_name or "Stegvis"}},
        "entity": [
            {
                "what": subject,
                "type": _code("audit-entity-type", "1", "Person"),
                "role": _code("object-role", "1", "Patient"),
            },
            {"type": _code("audit-entity-type", "2", "System Object"), "name": row.resource_type, "description": what},
        ],
    }
    reasons = _reasons(row)
    return {**made, "purposeOfEvent": reasons} if reasons else made


def _code(system: str, code: str, display: str) -> dict[str, str]:
    return {"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code, "display": display}


def _agent(row: Entry, *, named: bool) -> dict[str, Any]:
    who = words.who(row.account_id, row.name, row.hat, named=named)
    made: dict[str, Any] = {
        "who": {"display": ", ".join(filter(None, (who, row.unit_name, row.provider_name)))},
        "requestor": not row.account_id.startswith("system:"),
    }
    return {**made, "location": {"display": row.unit_name}} if row.unit_name else made


def _reasons(row: Entry) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if row.activity == Activity.EMERGENCY:
        found.append({"coding": [_reason(*_BROKEN_GLASS)]})
    if row.purpose:
        known = _PURPOSES.get(Purpose(row.purpose)) if row.purpose in Purpose.values else None
        found.append({"coding": [_reason(*known)], "text": row.purpose} if known else {"text": row.purpose})
    return found


def _reason(code: str, display: str) -> dict[str, str]:
    return {"system": _REASONS, "code": code, "display": display}
