"""What the clock starts in support: cases that are due, contact details that are forgotten, trainings that run out."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stegvis.access.hats import hats_of
from stegvis.notifications import outbox
from stegvis.notifications.letters import Letter, post
from stegvis.support.kinds import OPEN_STATES, AnswerBy, CaseState
from stegvis.support.models import Case, Knock, TrainingRecord
from stegvis.ui.addresses import address

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
    """Whoever has taken a training is told by a letter of their own, once for each record, that it runs out within a
    month. Returns how many were looked at.

    Those who give roles see it in the unit's overview. Nothing is said where there is a newer one.
    """
    today = timezone.localdate(now)
    rows = TrainingRecord.objects.filter(
        valid_until__gte=today, valid_until__lte=today + REMIND_BEFORE, reminded_at__isnull=True
    )
    found = list(rows.select_related("training", "account").order_by("valid_until")[:AT_ONCE])
    letters = []
    for row in found:
        newer = TrainingRecord.objects.filter(training_id=row.training_id, account_id=row.account_id)
        again = newer.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=row.valid_until)).exists()
        works = any(hat.hat.provider_id == str(row.training.provider_id) for hat in hats_of(row.account, today))
        if row.training.withdrawn_at is None and works and not again:
            letters.append(_runs_out(row))
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
    post(letters, now=now)
    return len(found)


def _runs_out(row: TrainingRecord) -> Letter:
    with translation.override("sv"):
        words = {"title": row.training.title, "on": date_format(row.valid_until, "j F Y") if row.valid_until else ""}
        subject = _("Din utbildning går ut: %(title)s") % words
        text = _("%(title)s gäller till och med %(on)s. Gå den igen, så behåller du rollerna som kräver den.") % words
    path = address("support:training", str(row.training_id))
    return Letter(row.account_id, f"training:{row.pk}", subject, text, path)
