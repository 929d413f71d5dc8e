"""What the queries of the process give, by name: pages say in annotations what they are handed, and look nothing up."""

from stegvis.access.models import Account
from stegvis.governance.models import (
    Attachment,
    ContactPerson,
    CouncilSeat,
    Decision,
    Deputy,
    HistoryEntry,
    Idea,
    Initiative,
    Meeting,
    Member,
    Nomination,
    NominationForm,
    Task,
)

__all__ = [
    "Account",
    "Attachment",
    "ContactPerson",
    "CouncilSeat",
    "Decision",
    "Deputy",
    "HistoryEntry",
    "Idea",
    "Initiative",
    "Meeting",
    "Member",
    "Nomination",
    "NominationForm",
    "Task",
]
