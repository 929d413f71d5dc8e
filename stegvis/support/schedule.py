"""What the clock starts in support: cases that are due, contact details that are forgotten, trainings that run out."""

from datetime import datetime, timedelta

from django.utils import timezone

from stegvis.notifications import outbox
from stegvis.support.kinds import OPEN_STATES, AnswerBy, CaseState
from stegvis.support.models import Case, Knock

FORGET_AFTER = timedelta(days=90)
AT_ONCE = 200
REASON = "the clock looks after cases that are due"


def remind_of_cases(*, now: datetime) -> int:
    """The provider's own channel is told, once for each case and day set, that something is due. Returns how many."""
    today = timezone.localdate(now)
    rows = Case.objects.without_asking_who_because(REASON).filter(
        state__in=OPEN_STATES, due_on__lte=today, reminded_on__isnull=True
    )
    found = list(rows.order_by("due_on")[:AT_ONCE])
    for provider_id in {row.provider_id for row in found}:
        # One notice for a day, however many are due: it says only that there is something.
        outbox.put_for_provider(provider_id, f"support:due:{today.isoformat()}", now=now, urgent=False)
    for row in found:
        row.reminded_on = today
        row.save(update_fields=["reminded_on"])
    return len(found)


def forget_contacts(*, now: datetime) -> int:
    """How a sender was reached is erased ninety days after the case was closed. Returns how many."""
    Knock.objects.filter(at__lt=now - timedelta(days=1)).delete()
    rows = Case.objects.without_asking_who_because("what is no longer needed to answer anybody is erased")
    old = rows.filter(state=CaseState.CLOSED, closed_at__lt=now - FORGET_AFTER, answer_to__isnull=False)
    return int(old.update(answer_to=None, answer_by=AnswerBy.NONE))
