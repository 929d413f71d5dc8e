"""What the clock starts: decided destructions are carried out, a few records at a time.

Each record goes in a transaction of its own, with its line in the destruction and its entry in the log. It may be killed
anywhere and run by any number of workers: what was committed is done, and the rest is judged anew when its turn comes.
"""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from stegvis.access.actor import Actor
from stegvis.audit import destroying, log
from stegvis.audit.kinds import Activity
from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.lib.clock import utc_now
from stegvis.notifications import outbox
from stegvis.records import holdings
from stegvis.records.keeping import Rule, months_before
from stegvis.records.kinds import DataClass, DisposalState, ItemState, Since, Why
from stegvis.records.models import Disposal, DisposalItem, RetentionRule, hanging

WORKER = Actor.system("destruction")
AT_ONCE = 5
# Entries of the log need the owner's role: `manage.py carry_out`.
BY_WORKER = (DataClass.RECORD, DataClass.UNSENT)


def carry_out_due(*, now: datetime) -> int:
    """Some records of each destruction that is decided. Returns how many lines were settled."""
    done = 0
    for row in Disposal.objects.filter(state=DisposalState.APPROVED, kind__in=BY_WORKER).select_related("provider"):
        done += carry_out(row, now=now)
    return done


def carry_out(row: Disposal, *, now: datetime, at_once: int = AT_ONCE) -> int:
    """Settle some lines; when none is left, close the record of it. Returns how many were settled."""
    settled = 0
    for _turn in range(at_once):
        if not _settle_one(row, now):
            break
        settled += 1
    if not DisposalItem.objects.filter(disposal=row, state=ItemState.WAITING).exists():
        _close(row, now)
    return settled


@transaction.atomic
def _settle_one(row: Disposal, now: datetime) -> bool:
    item = DisposalItem.claimed(row, 1).first()
    if item is None:
        return False
    run = hanging.lock_run(item.ref)
    verdict = holdings.judge_one(row.provider_id, item.ref, _rule(row), localtime(now).date()) if run else None
    item.at = now
    if run is None or verdict is None or run.provider_id != row.provider_id:
        item.state, item.why = ItemState.LEFT, Why.GONE
    elif not verdict.goes:
        item.state, item.why, item.due_on = ItemState.LEFT, verdict.why, verdict.due_on
    else:
        patient, subject = run.patient_id, run.audit_subject()
        if row.kind == DataClass.UNSENT:
            went = hanging.take_unsent_away(item.ref)
        else:
            outbox.forget([item.ref])
            went = hanging.take_away([item.ref])
        item.state, item.why, item.rows = ItemState.DESTROYED, verdict.why, dict(went)
        act = "draft:destroy" if row.kind == DataClass.UNSENT else "record:destroy"
        log.enter(WORKER.who(), act, subject, now=utc_now(), activity=Activity.DELETE, reason=row.decision)
        if row.kind == DataClass.RECORD:
            item.rows = dict(Counter(item.rows) + hanging.forget_patient(patient))
    item.save()
    return True


def _rule(row: Disposal) -> Rule | None:
    """The rule that was decided by, or the provider's own now where that keeps longer. None where it was ordered."""
    if row.ordered or row.months is None:
        return None
    now = RetentionRule.objects.filter(provider_id=row.provider_id, kind=row.kind, ended_at__isnull=True).first()
    months = max(row.months, now.months if now else 0)
    since = Since.PATIENT if now and now.since == Since.PATIENT else Since(row.since)
    return Rule(DataClass(row.kind), months, since)


@transaction.atomic
def _close(row: Disposal, now: datetime) -> None:
    fresh = Disposal.lock_rows().get(pk=row.pk)
    if fresh.state != DisposalState.APPROVED:
        return
    total: Counter[str] = Counter(fresh.rows)
    for rows in fresh.items.values_list("rows", flat=True):
        total.update(rows)
    fresh.rows, fresh.state, fresh.done_at, fresh.patient = dict(total), DisposalState.DONE, now, None
    fresh.digest = digest_of(fresh)
    fresh.save()
    log.enter(
        WORKER.who(), "destruction:done", fresh.audit_subject(), now=utc_now(), activity=Activity.DELETE,
        reason=fresh.decision,
    )  # fmt: skip


def digest_of(row: Disposal) -> str:
    """Over everything that a finished record says, in the order of its lines."""
    items = [
        [str(each.ref), each.unit_name, each.title, str(each.due_on or ""), each.state, each.why, each.rows]
        for each in row.items.order_by("pk")
    ]
    said = [
        str(row.pk), str(row.provider_id), row.number, row.kind, row.months, row.since, row.ordered, str(row.as_of),
        str(row.made_by_id), row.decision, row.decided_by, str(row.decided_on), str(row.approved_by_id),
        row.approved_at.isoformat() if row.approved_at else "", row.done_at.isoformat() if row.done_at else "",
        row.rows, items,
    ]  # fmt: skip
    return sha256_hex(canonical_json(said))


def carry_out_log(row: Disposal, *, now: datetime) -> int:
    """Destroy sealed entries of the access log, and openings, that are older than the rule says. Returns how many entries.

    On PostgreSQL as the owner of the database. In one transaction; run twice it does nothing the second time.
    """
    with transaction.atomic():
        fresh = Disposal.lock_rows().get(pk=row.pk)
        if fresh.state != DisposalState.APPROVED or fresh.kind != DataClass.LOG:
            return 0
        before, held = log_reach(fresh, now)
        count = 0
        if before is not None:
            hashes = hanging.log_hashes(held)
            name = f"{fresh.decision} · {fresh.number}"
            count = destroying.destroy_of(str(fresh.provider_id), before, name, fresh.decided_by, hashes, now=now)
            went: Counter[str] = Counter({"audit.Entry": count})
            for rows in hanging.old_openings(fresh.provider_id, before, held):
                went[rows.model._meta.label] += rows._raw_delete(rows.db)
            fresh.rows = {label: number for label, number in went.items() if number}
            fresh.save()
    _close(fresh, now)
    return count


def log_reach(row: Disposal, now: datetime) -> tuple[datetime | None, list[UUID]]:
    """Before when the log may go, and whose entries stay. None where all of it is held."""
    today = localtime(now).date()
    holds = holdings.holds_of(row.provider_id)
    if any(
        hold.patient is None and hold.program is None and (hold.until is None or today <= hold.until) for hold in holds
    ):
        return None, []
    rule = _rule(row)
    months = rule.months if rule else 60
    day = months_before(today, months)
    before = localtime(now).replace(
        year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0
    )
    return before, list(holdings.held_patients(row.provider_id, today))
