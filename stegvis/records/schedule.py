"""What the clock starts: decided destructions are carried out, a few records at a time.

Each record goes in a transaction of its own, with its line in the destruction and its entry in the log. It may be killed
anywhere and run by any number of workers: what was committed is done, and the rest is judged anew when its turn comes.
"""

import logging
from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils.timezone import localtime

from stegvis.access.actor import Actor
from stegvis.access.models import CareProvider, Patient, Person
from stegvis.audit import destroying, log
from stegvis.audit.entry import Subject
from stegvis.audit.kinds import Activity
from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications import outbox
from stegvis.records import holdings
from stegvis.records.keeping import Rule, months_before
from stegvis.records.kinds import DataClass, DisposalState, ItemState, Since, Why
from stegvis.records.models import Disposal, DisposalItem, RetentionRule, forgetting, hanging

logger = logging.getLogger(__name__)
WORKER = Actor.system("destruction")
AT_ONCE = 5
# Entries of the log need the owner's role: `manage.py carry_out`.
BY_WORKER = (DataClass.RECORD, DataClass.UNSENT)


def carry_out_due(*, now: datetime) -> int:
    """Some records of each destruction that is decided. Returns how many lines were settled."""
    done = 0
    for row in Disposal.objects.filter(state=DisposalState.APPROVED, kind__in=BY_WORKER).select_related("provider"):
        try:
            done += carry_out(row, now=now)
        except Exception:
            logger.exception("destruction %s could not be carried out", row.pk)
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


def _settle_one(row: Disposal, now: datetime) -> bool:
    taken: list[int] = []
    try:
        with transaction.atomic():
            return _settle(row, now, taken)
    except OperationalError:
        # Of the moment, and not of the record: it waits for its next turn.
        raise
    except Exception:
        if not taken:
            raise
        logger.exception("line %s of destruction %s could not be carried out", taken[0], row.pk)
        waiting = DisposalItem.objects.filter(pk=taken[0], state=ItemState.WAITING)
        return bool(waiting.update(state=ItemState.LEFT, why=Why.FAILED, at=now))


def _settle(row: Disposal, now: datetime, taken: list[int]) -> bool:
    # As whoever sets a hold does: it is in force before this is judged, or it waits until this is done.
    CareProvider.objects.select_for_update().get(pk=row.provider_id)
    item = DisposalItem.claimed(row, 1).first()
    if item is None:
        return False
    taken.append(item.pk)
    run = hanging.lock_run(item.ref)
    verdict = holdings.judge_one(row.provider_id, item.ref, _rules(row), local_day(now)) if run else None
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
            done = forgetting.forget_patient(patient)
            item.rows, item.stayed = dict(Counter(item.rows) + done.found), done.stayed
    item.save()
    return True


class _Stays(Exception):
    """Something holds somebody still, so nothing of them goes."""


def take_what_stayed(*, now: datetime) -> int:
    """Who had a record that went while something held their name and number, and holds them no longer. How many went.

    The closed record of the destruction stays as it was closed: it names who stayed by a key, and whether that key is
    there still tells the rest. So a patient goes with all of the person, or not yet, but for who works here. A transaction
    each; a new hold holds. One whose turn fails is told in the log and tried the next day. Three queries where nobody
    stayed.
    """
    rows = DisposalItem.objects.filter(state=ItemState.DESTROYED, stayed__has_any_keys=list(forgetting.NAMED))
    whose: dict[UUID, Disposal] = {}
    for row in rows.select_related("disposal__provider").order_by("pk"):
        whose.update((key, row.disposal) for _label, key in forgetting.keys_of(row.stayed))
    found: list[Patient | Person] = [*forgetting.patients_there(whose), *forgetting.persons_there(whose)]
    return sum(_taken(each, whose[each.pk], now) for each in found)


def _taken(who: Patient | Person, disposal: Disposal, now: datetime) -> bool:
    try:
        with transaction.atomic():
            CareProvider.objects.select_for_update().get(pk=disposal.provider_id)
            subject = _subject(who, disposal)
            _take_one(who, disposal, now)
            act = f"{type(who).__name__.lower()}:destroy"
            log.enter(WORKER.who(), act, subject, now=utc_now(), activity=Activity.DELETE, reason=disposal.decision)
    except _Stays:
        return False
    except OperationalError:
        raise
    except Exception:
        logger.exception(
            "%s %s, who stayed in destruction %s, could not be taken", who._meta.label, who.pk, disposal.pk
        )
        return False
    return True


def _take_one(who: Patient | Person, disposal: Disposal, now: datetime) -> None:
    """Remove them and all that goes along. Raises _Stays; then the caller undoes what went."""
    today = local_day(now)
    if isinstance(who, Patient):
        held = forgetting.is_held(who.pk) or holdings.is_held(disposal.provider_id, who.pk, today)
        gone = not held and (not forgetting.forget_patient(who.pk).stayed or forgetting.works_here(who.person_id))
    else:
        held = holdings.is_held(disposal.provider_id, None, today)
        gone = not held and Person._meta.label in forgetting.forget_person(who.pk)
    if not gone:
        raise _Stays


def _subject(who: Patient | Person, disposal: Disposal) -> Subject:
    person = who.person if isinstance(who, Patient) else who
    return Subject(
        type(who).__name__, str(who.pk), str(disposal.provider_id), disposal.provider.name, patient=person.patient_ref()
    )


def _rules(row: Disposal) -> tuple[Rule, ...]:
    """The rule that was decided by, and the provider's own now: what goes may go by both. None where it was ordered."""
    if row.ordered or row.months is None:
        return ()
    now = RetentionRule.objects.filter(provider_id=row.provider_id, kind=row.kind, ended_at__isnull=True).first()
    decided = Rule(DataClass(row.kind), row.months, Since(row.since))
    return (decided, now.rule) if now else (decided,)


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
        [
            str(each.ref), each.unit_name, each.title, str(each.due_on or ""), each.state, each.why, each.rows,
            # Not in what was closed before it was kept.
            *([each.stayed] if each.stayed else []),
        ]
        for each in row.items.order_by("pk")
    ]  # fmt: skip
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
            # Two providers' boards may number their decisions alike.
            name = f"{fresh.decision[:40]} · {fresh.provider.hsa_id} · {fresh.number}"[-80:]
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
    today = local_day(now)
    holds = holdings.holds_of(row.provider_id)
    if any(
        hold.patient is None and hold.program is None and (hold.until is None or today <= hold.until) for hold in holds
    ):
        return None, []
    months = max((rule.months for rule in _rules(row)), default=60)
    day = months_before(today, months)
    before = localtime(now).replace(
        year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0
    )
    return before, list(holdings.held_patients(row.provider_id, today))
