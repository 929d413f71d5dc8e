"""Staff's reading door to diaries: of an enrolment that was opened, which is logged where it is opened."""

from datetime import date
from uuid import UUID

from stegvis.care.models import Enrolment
from stegvis.course import diaries
from stegvis.course.models import DiaryEntry


def days(row: Enrolment) -> dict[str, date]:
    """The last day that each diary has an entry for. One query."""
    return diaries.last_days(row.course)


def entries(row: Enrolment, block: str, first: date, last: date) -> list[DiaryEntry]:
    """What was registered in a diary on the days between, oldest first. One query."""
    return diaries.entries(row.course, block, first, last)


def entry(row: Enrolment, block: str, pk: UUID) -> list[DiaryEntry]:
    """One entry with all that it was, newest first, also when the resident has taken it away. One query."""
    return diaries.versions(row.course, block, pk)


def removed(row: Enrolment, block: str) -> list[DiaryEntry]:
    """What the resident has taken away. Nothing of the record is erased (safety rule 14). One query."""
    return diaries.removed(row.course, block)
