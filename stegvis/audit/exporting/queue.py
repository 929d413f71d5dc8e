"""The queue: one batch is one seal, at most 500 entries. It is sent until the other side has it, and counted once there.

A claim is a lease of two minutes on the row; a worker that dies gives it back by time. The batch's id is its seal's
digest, and each entry has its own: the other side keeps each once, however often it comes.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from stegvis.audit.exporting.batch import batch_of
from stegvis.audit.exporting.sending import Answer, send
from stegvis.audit.kinds import ExportState
from stegvis.audit.models import LogExport, Seal

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
# Somebody must look at what is refused; until then it is tried again now and then.
REFUSED_WAIT = timedelta(hours=6)
AT_ONCE = 10


def export_due(*, now: datetime) -> int:
    """Send what is due, oldest first. Returns how many batches the other side has taken."""
    if not settings.STEGVIS_LOG_URL:
        return 0
    _queue_new(now)
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now) | Q(claimed_until__gt=now + LEASE)
    due = LogExport.objects.filter(free, next_at__lte=now).exclude(state=ExportState.SENT)
    taken = 0
    for pk in list(due.order_by("seal_id").values_list("pk", flat=True)[:AT_ONCE]):
        # One statement decides whose it is: of two workers, one finds the row already claimed.
        if LogExport.objects.filter(free, pk=pk).exclude(state=ExportState.SENT).update(claimed_until=now + LEASE):
            taken += _send_one(LogExport.objects.select_related("seal").get(pk=pk), now)
    return taken


def _queue_new(now: datetime) -> None:
    fresh = Seal.objects.filter(export__isnull=True).order_by("id").values_list("pk", flat=True)[: AT_ONCE * 5]
    rows = [LogExport(seal_id=pk, state=ExportState.WAITING, next_at=now) for pk in fresh]
    if rows:
        LogExport.objects.bulk_create(rows, ignore_conflicts=True)


def _send_one(row: LogExport, now: datetime) -> int:
    answer = send(batch_of(row.seal), settings.STEGVIS_LOG_URL, settings.STEGVIS_LOG_TOKEN)
    row.attempts += 1
    row.claimed_until = None
    row.fault = answer.fault
    if answer.taken:
        row.state, row.sent_at = ExportState.SENT, now
    else:
        row.state = ExportState.REFUSED if answer.final else ExportState.WAITING
        row.next_at = now + _wait(row.attempts, answer)
        log.warning("a batch of the access log was not taken: %s, attempt %s", answer.fault, row.attempts)
    row.save()
    return int(answer.taken)


def _wait(attempts: int, answer: Answer) -> timedelta:
    if answer.final:
        return REFUSED_WAIT
    doubled = min(FIRST_WAIT * int(2 ** min(attempts - 1, 10)), LONGEST_WAIT)
    return max(doubled, answer.asked)
