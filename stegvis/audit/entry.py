"""What goes into one log entry, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PatientRef:
    """Whose record it was: type and value of the identity number, as the log must hold it."""

    number_type: str
    number: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What was touched: a resource, its unit and provider at the time, and perhaps a patient."""

    resource_type: str
    resource_id: str
    provider_id: str = ""
    provider_name: str = ""
    unit_id: str = ""
    unit_name: str = ""
    patient: PatientRef | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Who did it, under which hat and for which purpose, as strings at the time."""

    account_id: str
    name: str
    hat: str
    unit_id: str = ""
    unit_name: str = ""
    provider_id: str = ""
    provider_name: str = ""
    purpose: str = ""
    acting_for: str = ""
