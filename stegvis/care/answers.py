"""The reading door of answers in time, for an enrolment that was opened by `queries.open_enrolment`."""

from collections.abc import Collection

from stegvis.care.models import Enrolment
from stegvis.course.corrected import entered_in
from stegvis.course.kinds import ResponseState
from stegvis.course.models import EnteredAnswer, Response
from stegvis.course.series import Series, item_series_of


def item_results(row: Enrolment, wanted: Collection[tuple[str, str]]) -> list[Series]:
    """Single questions over time, by questionnaire and link id. One query, none where nothing is wanted."""
    return item_series_of(row.course, wanted)


def all_sent(row: Enrolment) -> list[Response]:
    """Everything that was sent, corrected answers too, oldest first. One query."""
    known = ("definition", "amended_by", "entered__entered_by")
    rows = row.course.responses.filter(state=ResponseState.SENT).select_related(*known)
    unread = ("definition__body", "amended_by__answers", "entered__put_aside")
    return list(rows.defer(*unread).order_by("sent_at", "pk"))


def entered(row: Enrolment) -> dict[str, EnteredAnswer]:
    """How the newest answers of each occasion came in, where staff entered them. One query."""
    return entered_in(row.course)
