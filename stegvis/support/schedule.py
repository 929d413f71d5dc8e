"""What the clock starts in support: cases that are due, contact details that are forgotten, trainings that run out."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from stegvis.access.hats import current
from stegvis.access.models import Commission
from stegvis.notifications import outbox
from stegvis.support.kinds import OPEN_STATES, AnswerBy, CaseState
from stegvis.support.models import Case, Knock, TrainingRecord

FORGET_AFTER = timedelta(days=90)
REMIND_BEFORE = timedelta(days=30)
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
    # Asked before it is written: the worker comes by every other second.
    knocks = Knock.objects.filter(at__lt=now - timedelta(days=1))
    if knocks.exists():
        knocks.delete()
    rows = Case.objects.without_asking_who_because("what is no longer needed to answer anybody is erased")
    old = rows.filter(state=CaseState.CLOSED, closed_at__lt=now - FORGET_AFTER, answer_to__isnull=False)
    return int(old.exists() and old.update(answer_to=None, answer_by=AnswerBy.NONE))


def remind_of_trainings(*, now: datetime) -> int:
    """Units' channels are told, once for each record, that a training runs out within a month. Returns how many.

    What leaves says only that there is something; which, whose and until when stands under Läs och lär, and for
    those who give roles in the unit's overview.
    """
    today = timezone.localdate(now)
    rows = TrainingRecord.objects.filter(
        valid_until__gte=today, valid_until__lte=today + REMIND_BEFORE, reminded_at__isnull=True
    )
    found = list(rows.select_related("training").order_by("valid_until")[:AT_ONCE])
    for row in found:
        newer = TrainingRecord.objects.filter(training_id=row.training_id, account_id=row.account_id)
        if not newer.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=row.valid_until)).exists():
            here = Commission.objects.filter(current(today), account_id=row.account_id)
            for unit_id in here.filter(unit__provider_id=row.training.provider_id).values_list("unit", flat=True):
                outbox.put_for_unit(unit_id, f"support:training:{row.pk}", now=now, urgent=False)
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
    return len(found)
