"""What the clock starts in the process: reminders about tasks, once when soon due and once when late; what is done."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from stegvis.catalogue.queries.record import distributed_among
from stegvis.governance.kinds import TaskKind
from stegvis.governance.letters import LATE, SOON, tell_of
from stegvis.governance.models import Task

ZONE = ZoneInfo("Europe/Stockholm")
SOON_DAYS = 3
AT_ONCE = 50
# Nobody is written to in the middle of the night about work on a program.
HOURS = range(7, 18)


def remind_due(*, now: datetime) -> int:
    """Remind of some tasks that are soon due or late. Returns how many tasks; 0 when there is nothing more to do.

    Any number of workers may run it at once: each task is taken under its lock and marked in the same transaction.
    """
    local = now.astimezone(ZONE)
    if local.hour not in HOURS:
        return 0
    today = local.date()
    late = Q(due_on__lt=today, late_told_at__isnull=True)
    # One that is given with little time left was told of when it was opened.
    soon = Q(due_on__gte=today, due_on__lte=today + timedelta(days=SOON_DAYS), reminded_at__isnull=True)
    told_early = Q(opened_at__lt=now - timedelta(days=SOON_DAYS))
    with transaction.atomic():
        rows = Task.objects.filter(late | (soon & told_early), done_at__isnull=True)
        taken = rows.select_for_update(skip_locked=True, of=("self",)).order_by("due_on", "pk")
        found = list(taken.select_related("initiative__provider")[:AT_ONCE])
        for task in found:
            is_late = task.due_on is not None and task.due_on < today
            tell_of(task, LATE if is_late else SOON, now=now)
            Task.objects.filter(pk=task.pk).update(
                **({"late_told_at": now} if is_late else {"reminded_at": now}),
            )
    return len(found)


def see_distributed(*, now: datetime) -> int:
    """Versions that have reached a unit, by hand or on their release day, no longer wait to be distributed.

    Returns how many tasks were done by it. Any number of workers may run it at once. Two queries.
    """
    waiting = Task.objects.filter(kind=TaskKind.DISTRIBUTE, done_at__isnull=True)
    refs = list(waiting.values_list("ref", flat=True)[:AT_ONCE])
    reached = {str(pk) for pk in distributed_among(refs)} if refs else set()
    return waiting.filter(ref__in=reached).update(done_at=now) if reached else 0
