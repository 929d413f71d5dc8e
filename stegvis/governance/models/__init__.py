"""The nouns of the process, one file per family."""

from stegvis.governance.models.checking import CheckWaiver
from stegvis.governance.models.checklists import ChecklistItem, ChecklistMark, ChecklistTemplate
from stegvis.governance.models.initiatives import Initiative, Member
from stegvis.governance.models.parties import ContactPerson, CouncilSeat, Deputy
from stegvis.governance.models.story import HistoryEntry, Task

__all__ = [
    "CheckWaiver",
    "ChecklistItem",
    "ChecklistMark",
    "ChecklistTemplate",
    "ContactPerson",
    "CouncilSeat",
    "Deputy",
    "HistoryEntry",
    "Initiative",
    "Member",
    "Task",
]
