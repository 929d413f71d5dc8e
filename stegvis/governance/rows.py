"""What the queries of the process give, by name: pages say in annotations what they are handed, and look nothing up."""

from stegvis.governance.models import (
    ContactPerson,
    CouncilSeat,
    Deputy,
    HistoryEntry,
    Idea,
    Initiative,
    Member,
    Task,
)

__all__ = ["ContactPerson", "CouncilSeat", "Deputy", "HistoryEntry", "Idea", "Initiative", "Member", "Task"]
