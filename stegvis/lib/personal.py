"""Classification of stored fields: what is personal, and how long it is kept.

Every model in a room carries `classified`; a house test refuses a field that stands in neither list.
"""

from dataclasses import dataclass
from enum import StrEnum


class Retention(StrEnum):
    """How long a personal row is kept (patient data act 3:17; HSLF-FS 2016:40)."""

    RECORD = "record"
    ACCESS_LOG = "access_log"
    OWN = "own"
    STAFF = "staff"
    REGISTRY = "registry"
    NOTICE = "notice"
    SUPPORT = "support"
    CHOSEN = "chosen"
    SESSION = "session"
    PASSING = "passing"
    NONE = "none"


RETENTION_SENTENCES = {
    Retention.RECORD: "part of the patient record: at least 10 years after the last entry, then by the provider's rule "
    "and a numbered decision; of an open program no record: "
    "until the resident removes it, or as many days after the last visit as its opening says",
    Retention.ACCESS_LOG: "access log: at least 5 years, then by the provider's rule and a numbered decision",
    Retention.OWN: "the resident's own (drafts, notes): removed by the resident, or after the run has ended by the provider's rule",
    Retention.STAFF: "staff data: as long as the history it explains",
    Retention.REGISTRY: "copied from the person registry: refreshed or removed with its source",
    Retention.NOTICE: "notices and deliveries: a year after they were made",
    Retention.SUPPORT: "support cases: what was written stays with the case; how to reach the sender goes ninety days "
    "after it was closed",
    Retention.CHOSEN: "the resident's own address or choice: until the resident removes it",
    Retention.SESSION: "removed when the session ends or has run out",
    Retention.PASSING: "removed by itself when it has run out: within hours",
    Retention.NONE: "no personal data",
}


@dataclass(frozen=True)
class Classified:
    """Field names, space separated: those that say something about a person, and the rest."""

    personal: str = ""
    plain: str = ""
    retention: Retention = Retention.NONE

    @property
    def personal_fields(self) -> frozenset[str]:
        """Names of the personal fields."""
        return frozenset(self.personal.split())

    @property
    def plain_fields(self) -> frozenset[str]:
        """Names of the fields that say nothing about a person."""
        return frozenset(self.plain.split())
