"""Just before sending: whether it should still be sent, where to, and in which words.

What was chosen when the notice was gathered is asked again here: a choice counts from the moment it is made.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from stegvis.access.models import Account, Patient, Person
from stegvis.access.settings import Key
from stegvis.notifications import texts
from stegvis.notifications.first_contact import quiet_of
from stegvis.notifications.for_others import out_of
from stegvis.notifications.kinds import ChannelKind, NoticeState, Purpose
from stegvis.notifications.models import Address, Delivery, Notice, NoticeChoice, StaffChannel
from stegvis.notifications.schedule.gathering import why_kept
from stegvis.notifications.schedule.rules import Rules, allowed_for, useful_for
from stegvis.notifications.targets import target_of
from stegvis.notifications.texts import Words

REASON = "the worker reads where a delivery goes"


@dataclass(frozen=True, slots=True)
class Ready:
    """What the channel is handed. `target` is the keyed hash under which the address is remembered."""

    address: str
    words: Words
    target: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing to send any more, and why."""

    code: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """It is the person's quiet hours."""

    until: datetime


def prepare(delivery: Delivery, now: datetime, rules: Rules) -> Ready | Nothing | NotNow:
    """What to do with a claimed delivery. A few queries, no writing."""
    if delivery.staff_channel_id:
        return _for_staff(delivery, now, rules)
    if delivery.purpose == Purpose.NOTICE:
        return _for_resident(delivery, now, rules)
    if now > delivery.give_up_at:
        return Nothing("expired")
    return _code(delivery, now, rules) if delivery.purpose == Purpose.CODE else _start(delivery, now)


def _for_resident(delivery: Delivery, now: datetime, rules: Rules) -> Ready | Nothing | NotNow:
    if delivery.person_id is None:
        return Nothing("no_address")
    if _is_shut(delivery.person_id):
        return Nothing("shut")
    choice = NoticeChoice.objects.without_asking_who_because(REASON).filter(pk=delivery.person_id).first()
    if choice is None or not getattr(choice, ChannelKind(delivery.channel).value):
        return Nothing("unwanted")
    values = rules.of_person(choice.pk)
    if not _worth_sending(delivery, choice, now, now - useful_for(values)):
        return Nothing("nothing_left")
    addresses = Address.objects.without_asking_who_because(REASON)
    address = addresses.filter(person_id=delivery.person_id, kind=delivery.channel, verified_at__isnull=False).first()
    if address is None or not address.value:
        return Nothing("no_address")
    allowed = allowed_for(choice, values, now)
    if allowed > now:
        return NotNow(allowed)
    return _ready(delivery.channel, address.value, texts.notice(values[Key.SENDER_NAME], choice.language))


def _is_shut(person_id: UUID) -> bool:
    """Nothing goes to somebody who has died, or whose account is locked. One query."""
    gone = Q(is_active=False) | Q(person__deceased_at__isnull=False)
    return Account.objects.filter(gone, person_id=person_id, resident=True).exists()


def _is_guarded(person_id: UUID) -> bool:
    """A protected identity: what they have not chosen themselves is not sent, not even in neutral words. One query."""
    by_registry = Q(protected=True) | Q(deceased_at__isnull=False)
    people = Person.objects.without_asking_who_because(REASON).filter(by_registry, pk=person_id)
    patients = Patient.objects.without_asking_who_because(REASON).filter(person_id=person_id, protected=True)
    return bool(people.exists() or patients.exists())


def _worth_sending(delivery: Delivery, choice: NoticeChoice, now: datetime, oldest: datetime) -> bool:
    """At least one of the gathered is new, unseen, and about something that is chosen. The batch is read anew.

    What a guardian was told of a child counts only while they act for it.
    """
    batch = Delivery.objects.filter(pk=delivery.pk).values("batch")
    rows = Notice.objects.without_asking_who_because(REASON)
    gathered = list(rows.filter(batch__in=batch, state=NoticeState.GATHERED))
    out = out_of(gathered, now)
    return any(row.pk not in out and why_kept(row, choice, oldest) is None for row in gathered)


def _for_staff(delivery: Delivery, now: datetime, rules: Rules) -> Ready | Nothing:
    if delivery.staff_channel_id is None:
        return Nothing("no_address")
    channel = StaffChannel.objects.select_related("unit").get(pk=delivery.staff_channel_id)
    sender = rules.of_provider(channel.provider_id)[Key.SENDER_NAME]
    if channel.removed_at:
        return Nothing("no_address")
    if delivery.purpose == Purpose.CODE:
        if now > delivery.give_up_at or not delivery.secret:
            return Nothing("expired")
        return _ready(channel.kind, channel.address, texts.code(sender, "sv", delivery.secret["code"]))
    if not channel.in_use:
        return Nothing("no_address")
    words = texts.test(sender) if delivery.purpose == Purpose.TEST else texts.staff(sender)
    return _ready(channel.kind, channel.address, words)


def _code(delivery: Delivery, now: datetime, rules: Rules) -> Ready | Nothing:
    address = delivery.address
    if now > delivery.give_up_at:
        return Nothing("expired")
    if address is None or address.verified_at or not delivery.secret or delivery.person_id is None:
        return Nothing("no_address")
    sender = rules.of_person(delivery.person_id)[Key.SENDER_NAME]
    words = texts.code(sender, delivery.secret["language"], delivery.secret["code"])
    return _ready(delivery.channel, address.value, words)


def _start(delivery: Delivery, now: datetime) -> Ready | Nothing | NotNow:
    """To the number that was given, under the name that the start letter says, and never in the quiet hours."""
    if not delivery.secret or delivery.person_id is None:
        return Nothing("no_address")
    if _is_shut(delivery.person_id) or _is_guarded(delivery.person_id):
        return Nothing("shut")
    allowed = quiet_of(delivery.secret["quiet"]).next_allowed(now)
    if allowed > now:
        return NotNow(allowed)
    words = texts.start(delivery.secret["sender"], delivery.secret["language"])
    return _ready(delivery.channel, delivery.secret["to"], words)


def erase_gone(person_id: UUID, kind: str, target: str) -> None:
    """An address is no more. The row stays, empty: that nobody can be reached by it is still true.

    Only where it is the one that was called: another may have taken its place meanwhile.
    """
    with transaction.atomic():
        mine = Address.lock_rows().filter(person_id=person_id, kind=kind, verified_at__isnull=False).first()
        if mine is not None and target_of(kind, mine.value) == target:
            mine.value = ""
            mine.save(update_fields=["value"])


def _ready(kind: str, address: str, words: Words) -> Ready:
    return Ready(address, words, target_of(kind, address))
