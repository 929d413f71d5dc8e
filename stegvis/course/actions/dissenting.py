"""The resident's own note that something in the record is not right: kept beside it, and answered by staff (PDL 3:8)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.course.kinds import PartKind, ResponseState
from stegvis.course.models import Course, Dissent
from stegvis.course.policies import may_dissent
from stegvis.lib.errors import Cannot

MOST = 4000


class CannotDissent(Cannot):
    """Nothing was noted."""


@action("dissent:write", may=may_dissent)
def dissent(course: Course, occasion: str, text: str, once: str, *, now: datetime, by: Actor) -> Dissent:
    """Note beside the newest sent answers of an occasion that they are wrong or misleading. The same form twice is once.

    Raises CannotDissent.
    """
    if not text.strip():
        raise CannotDissent(_("Skriv vad som inte stämmer."))
    known = course.dissents.filter(once=once[:40])
    if found := known.first():
        return found
    answers = course.responses.filter(occasion=occasion, state=ResponseState.SENT, amended_by__isnull=True).first()
    if answers is None:
        raise CannotDissent(_("Det finns inga skickade svar här."))
    row = Dissent(
        course=course,
        kind=PartKind.RESPONSE,
        ref=answers.pk,
        text=text.strip()[:MOST],
        made_at=now,
        made_by_id=by.account,
        once=once[:40],
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other press of the same button came first.
        return known.get()
    return row
