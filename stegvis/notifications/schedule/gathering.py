"""All that waits for one person becomes one delivery for each channel they chose."""

import logging
from datetime import datetime
from uuid import UUID, uuid4

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from stegvis.access.settings import Values
from stegvis.lib.clock import utc_now
from stegvis.notifications import channels
from stegvis.notifications.for_others import out_of
from stegvis.notifications.kinds import ChannelKind, DeliveryState, NoticeState, Purpose, WhyKept, topic_of
from stegvis.notifications.models import Address, Delivery, Notice, NoticeChoice
from stegvis.notifications.schedule.rules import Rules, allowed_for, gather_for, retry_for, useful_for

log = logging.getLogger(__name__)

REASON = "the worker gathers what residents are to be told"
PEOPLE_AT_ONCE = 200
KEPT_AT_ONCE = 1000
ANY_CHANNEL = Q(sms=True) | Q(email=True) | Q(push=True)


def gather_due(now: datetime, rules: Rules) -> int:
    """Gather for those whose first waiting notice is old enough. Returns how many people.

    The choice row is locked for each of them, so that two workers never gather for the same person. One for whom it
    cannot be done stands in nobody else's way.
    """
    _keep_unchosen(now)
    gathered = 0
    for person_id in _ripe(now, rules):
        try:
            gathered += _gather(person_id, now, rules)
        except (OperationalError, InterfaceError):
            raise
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with one row
            log.error("the notices of person %s could not be gathered: %s", person_id, type(fault).__name__)
    return gathered


def _waiting(now: datetime) -> QuerySet[Notice]:
    rows: QuerySet[Notice] = Notice.objects.without_asking_who_because(REASON)
    return rows.filter(state=NoticeState.WAITING, due_at__lte=now)


def _keep_unchosen(now: datetime) -> None:
    """Most people have chosen nothing: their notices stay in the service, many at a time."""
    chosen = NoticeChoice.objects.without_asking_who_because(REASON).filter(ANY_CHANNEL, person=OuterRef("person_id"))
    with transaction.atomic():
        rows = _waiting(now).filter(~Exists(chosen)).select_for_update(skip_locked=True, of=("self",))
        ids = list(rows.order_by("due_at").values_list("pk", flat=True)[:KEPT_AT_ONCE])
        if ids:
            _keep(ids, WhyKept.UNWANTED)


def _ripe(now: datetime, rules: Rules) -> list[UUID]:
    """Those whose gathering time is over, the longest waiting first."""
    first = _waiting(now).values("person_id").annotate(first=Min("due_at")).order_by("first")
    rows = [(row["person_id"], row["first"]) for row in first]
    found: list[UUID] = []
    for at in range(0, len(rows), PEOPLE_AT_ONCE):
        part = rows[at : at + PEOPLE_AT_ONCE]
        rules.learn(person for person, _first in part)
        found += [person for person, began in part if began + gather_for(rules.of_person(person)) <= now]
        if len(found) >= PEOPLE_AT_ONCE:
            break
    return found[:PEOPLE_AT_ONCE]


@transaction.atomic
def _gather(person_id: UUID, now: datetime, rules: Rules) -> int:
    # An own lock with SKIP LOCKED: `lock_rows` waits, for people.
    rows = NoticeChoice.objects.without_asking_who_because(REASON).select_for_update(skip_locked=True)
    mine = rows.filter(pk=person_id).first()
    if mine is None:
        return 0
    if not any(getattr(mine, kind.value) for kind in ChannelKind):
        # Another worker is just keeping these for one who has chosen nothing: whoever is last says the same.
        return _keep(list(_waiting(now).filter(person_id=person_id).values_list("pk", flat=True)), WhyKept.UNWANTED)
    under_way = list(_open(person_id).select_for_update())
    if any(each.claimed_until and each.claimed_until > utc_now() for each in under_way):
        # It may be leaving this very moment: what is new goes with the next one.
        return 0
    values = rules.of_person(person_id)
    wanted = _sort_out(mine, list(_waiting(now).filter(person_id=person_id)), now, now - useful_for(values))
    kinds = usable(mine)
    if not wanted:
        return 1
    if not kinds:
        _keep([row.pk for row in wanted], WhyKept.UNWANTED)
        return 1
    _into_one(person_id, [row.pk for row in wanted], kinds, under_way, now, allowed_for(mine, values, now), values)
    return 1


def _into_one(
    person_id: UUID,
    notices: list[int],
    kinds: list[ChannelKind],
    under_way: list[Delivery],
    now: datetime,
    next_at: datetime,
    values: Values,
) -> None:
    """One delivery for each channel: the one that already waits is joined, so that an outage gives one and not thirty."""
    batch = uuid4()
    rows = Notice.objects.without_asking_who_because(REASON)
    rows.filter(Q(pk__in=notices) | Q(batch__in=[each.batch for each in under_way])).update(
        state=NoticeState.GATHERED, batch=batch
    )
    joined = {each.channel for each in under_way}
    Delivery.objects.filter(pk__in=[each.pk for each in under_way]).update(batch=batch)
    Delivery.objects.bulk_create(
        Delivery(
            person_id=person_id,
            channel=kind,
            purpose=Purpose.NOTICE,
            batch=batch,
            made_at=now,
            next_at=next_at,
            give_up_at=next_at + retry_for(values),
        )
        for kind in kinds
        if kind not in joined
    )


def _open(person_id: UUID) -> QuerySet[Delivery]:
    return Delivery.objects.filter(person_id=person_id, purpose=Purpose.NOTICE, state=DeliveryState.WAITING)


def _sort_out(choice: NoticeChoice, waiting: list[Notice], now: datetime, oldest: datetime) -> list[Notice]:
    """What is still worth sending; the rest is kept inside, each with why."""
    out = out_of(waiting, now)
    kept: dict[WhyKept, list[int]] = {}
    wanted = []
    for row in waiting:
        why = WhyKept.GONE if row.pk in out else why_kept(row, choice, oldest)
        if why is None:
            wanted.append(row)
        else:
            kept.setdefault(why, []).append(row.pk)
    for why, ids in kept.items():
        _keep(ids, why)
    return wanted


def why_kept(row: Notice, choice: NoticeChoice, oldest: datetime) -> WhyKept | None:
    """Why a notice is not worth sending, or None where it is. Asked when gathering, and again before sending."""
    if row.gone_at:
        return WhyKept.GONE
    if row.seen_at:
        return WhyKept.SEEN
    if row.due_at < oldest:
        return WhyKept.STALE
    return None if getattr(choice, topic_of(row.about).value) else WhyKept.UNWANTED


def usable(choice: NoticeChoice) -> list[ChannelKind]:
    """The chosen channels that have a verified address and that the installation offers."""
    rows = Address.objects.without_asking_who_because(REASON).filter(person_id=choice.pk, verified_at__isnull=False)
    # One that is gone is kept without its value.
    verified = {row.kind for row in rows if row.value}
    return [kind for kind in channels.offered() if getattr(choice, kind.value) and kind in verified]


def _keep(ids: list[int], why: WhyKept) -> int:
    rows = Notice.objects.without_asking_who_because(REASON).filter(pk__in=ids)
    return int(bool(rows.update(state=NoticeState.KEPT, why_kept=why)))


def wait_again(batch: UUID, younger_than: datetime) -> int:
    """Nothing of a batch arrived by any channel: what is recent enough is gathered anew. Returns how many."""
    if Delivery.objects.filter(batch=batch, state__in=[DeliveryState.WAITING, DeliveryState.SENT]).exists():
        return 0
    rows = Notice.objects.without_asking_who_because(REASON)
    back = rows.filter(batch=batch, state=NoticeState.GATHERED, due_at__gt=younger_than)
    return int(back.update(state=NoticeState.WAITING, batch=None))
