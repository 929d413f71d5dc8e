"""The reading door of the room: a resident's own choices and news, who cannot be reached, and staff's channels."""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from django.conf import settings
from django.db.models import Q, Sum

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider, CareUnit
from stegvis.access.settings import Key
from stegvis.notifications import channels, texts
from stegvis.notifications.channels import in_service
from stegvis.notifications.for_others import key_for
from stegvis.notifications.kinds import ChannelKind, DeliveryState, Purpose, StaffRole
from stegvis.notifications.models import (
    Address,
    Delivery,
    LetterChoice,
    LocalSending,
    Notice,
    NoticeChoice,
    StaffChannel,
    StaffNotice,
)
from stegvis.notifications.schedule.rules import Rules
from stegvis.notifications.texts import Words

MOST_NEWS = 50


def choice_of(actor: Actor) -> NoticeChoice | None:
    """The resident's own choices, or None where nothing was ever chosen."""
    found: NoticeChoice | None = NoticeChoice.objects.visible_to(actor).first()
    return found


def own_choice(actor: Actor, now: datetime) -> NoticeChoice | None:
    """The resident's choices to act on: the row, or a new one that is not saved. None for anybody else."""
    if not actor.is_resident:
        return None
    return choice_of(actor) or NoticeChoice(person_id=UUID(actor.person_id), changed_at=now)


def letter_choice(actor: Actor, now: datetime) -> LetterChoice | None:
    """How a member of staff wants their letters: the row, or a new one that is not saved. None for anybody else."""
    if not actor.can("process:read"):
        return None
    return LetterChoice.objects.filter(pk=actor.account).first() or LetterChoice(
        account_id=actor.account, changed_at=now
    )


def new_channel(actor: Actor, role: StaffRole, kind: ChannelKind, name: str, typed: str) -> StaffChannel | None:
    """A staff channel of the actor's own place, made and not saved, to act on. None where there is no such place."""
    place = place_of(actor)
    if place is None or isinstance(place, CareUnit) is (role is StaffRole.PROVIDER):
        return None
    made = StaffChannel(role=role, kind=kind, name=name, address=typed)
    if isinstance(place, CareUnit):
        made.unit, made.provider = place, place.provider
    else:
        made.provider = place
    return made


def note_seen(actor: Actor, now: datetime) -> None:
    """The resident has the list open: what is in it is not sent any more. A read mark; written on GET."""
    in_service.of(actor).filter(seen_at__isnull=True, due_at__lte=now).update(seen_at=now)


def note_seen_of(actor: Actor, relation: UUID, now: datetime) -> None:
    """A guardian goes to the child: what they were told of it is seen."""
    mine = in_service.of(actor).filter(key__startswith=key_for(relation, ""), seen_at__isnull=True, due_at__lte=now)
    mine.update(seen_at=now)


def addresses_of(actor: Actor) -> list[Address]:
    """The resident's own addresses, proved and not."""
    return list(Address.objects.visible_to(actor).order_by("kind", "made_at"))


def offered() -> tuple[ChannelKind, ...]:
    """The ways out that this installation has."""
    return channels.offered()


def news_of(actor: Actor, now: datetime) -> list[Notice]:
    """The resident's newest notices; what has lost its reason is left out. One query."""
    return list(in_service.of(actor).filter(gone_at__isnull=True, due_at__lte=now)[:MOST_NEWS])


def usual_quiet(actor: Actor) -> tuple[time, time]:
    """The quiet hours that hold for the resident until they choose their own."""
    values = Rules().of_person(UUID(actor.person_id))
    return values[Key.QUIET_FROM], values[Key.QUIET_UNTIL]


def sample(actor: Actor, language: str) -> Words:
    """What a notice to the resident looks like: all of it."""
    return texts.notice(Rules().of_person(UUID(actor.person_id))[Key.SENDER_NAME], language)


def local_sendings() -> list[LocalSending]:
    """What would have left the demo, newest first. Nothing in a real installation, whatever stands in the table."""
    return list(LocalSending.objects.order_by("-sent_at")[:MOST_NEWS]) if settings.STEGVIS_DEMO else []


def unseen(actor: Actor, now: datetime) -> list[Notice]:
    """The newest notices that the resident has not seen. One query, by an index."""
    rows = in_service.of(actor).filter(seen_at__isnull=True, gone_at__isnull=True, due_at__lte=now)
    return list(rows.only("key", "about", "course_id")[:MOST_NEWS])


def unreachable(person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those whose last delivery failed for good on every channel they chose; never one who has chosen none.

    It says nothing of what somebody chose: one who never chose and one whose notices arrive look the same. Two
    queries, whatever the number. An address proved after the failure is a new beginning. Who may ask about whom is
    the caller's to see to: the ids come from patients that the actor may see.
    """
    chosen = NoticeChoice.kinds_of(person_ids)
    if not chosen:
        return frozenset()
    rows = Address.in_use(chosen).annotate(state=Delivery.newest("state"), at=Delivery.newest("settled_at"))
    failed: dict[UUID, list[bool]] = {}
    for person, kind, state, at, proved in rows.values_list("person_id", "kind", "state", "at", "verified_at"):
        if kind in chosen[person]:
            failed.setdefault(person, []).append(state == DeliveryState.FAILED and proved <= at)
    return frozenset(person for person, each in failed.items() if all(each))


def staff_delivery(unit_id: UUID, keys: Iterable[str]) -> dict[str, DeliveryState]:
    """How far the telling of each key has come, through the unit's, its manager's and its provider's channels.

    Sent where one has taken it; failed where none has and none will. A key that nobody was told of is not in the
    answer. Two queries.
    """
    mine = Q(channel__unit_id=unit_id) | Q(channel__unit__isnull=True, channel__provider__units=unit_id)
    notices = StaffNotice.objects.filter(mine, key__in=list(keys))
    batches: dict[str, set[UUID | None]] = {}
    for key, batch in notices.values_list("key", "batch"):
        batches.setdefault(key, set()).add(batch)
    told = [batch for found in batches.values() for batch in found if batch]
    states = dict(Delivery.objects.filter(batch__in=told).values_list("batch", "state"))
    return {key: _together([states.get(batch) for batch in found]) for key, found in batches.items()}


def _together(states: list[str | None]) -> DeliveryState:
    """One word for several channels. What is not gathered yet waits."""
    known = [DeliveryState(state or DeliveryState.WAITING) for state in states]
    for state in (DeliveryState.SENT, DeliveryState.WAITING, DeliveryState.FAILED):
        if state in known:
            return state
    # A channel that was removed before it was called: nobody was told.
    return DeliveryState.FAILED


def names_in_use(unit: CareUnit) -> dict[StaffRole, list[str]]:
    """What the channels in use are called that a unit's flags are told through, by whose they are. One query."""
    rows = StaffChannel.objects.filter(verified_at__isnull=False, removed_at__isnull=True)
    mine = rows.filter(Q(unit=unit) | Q(provider_id=unit.provider_id, role=StaffRole.PROVIDER)).order_by("made_at")
    found: dict[StaffRole, list[str]] = {}
    for role, name in mine.values_list("role", "name"):
        found.setdefault(StaffRole(role), []).append(name)
    return found


def place_of(actor: Actor) -> CareUnit | CareProvider | None:
    """The unit or the provider whose channels the actor may look after."""
    if actor.hat.kind is HatKind.COMMISSION and actor.can("settings:unit"):
        return CareUnit.objects.select_related("provider").filter(pk=actor.hat.unit_id).first()
    if actor.hat.kind is HatKind.POST and actor.can("settings:provider"):
        return CareProvider.objects.filter(pk=actor.hat.provider_id).first()
    return None


def staff_channels(actor: Actor) -> list[StaffChannel]:
    """The channels of the actor's own unit, or of the provider, that are not removed."""
    place = place_of(actor)
    if place is None:
        return []
    mine = {"unit": place} if isinstance(place, CareUnit) else {"provider": place, "role": StaffRole.PROVIDER}
    rows = StaffChannel.objects.filter(**mine, removed_at__isnull=True).select_related("unit", "provider")
    return list(rows.order_by("role", "made_at"))


def staff_channel(actor: Actor, pk: UUID) -> StaffChannel | None:
    """One of them."""
    return next((row for row in staff_channels(actor) if row.pk == pk), None)


def last_deliveries(rows: Iterable[StaffChannel]) -> dict[UUID, Delivery]:
    """The newest delivery of each channel: a flag or a trial, never a code. One query."""
    newest = Delivery.objects.filter(staff_channel__in=list(rows)).exclude(purpose=Purpose.CODE).order_by("made_at")
    return {row.staff_channel_id: row for row in newest if row.staff_channel_id}


def possible_repeats() -> int:
    """How many e-mails may have come twice, because a worker died between sending and writing that down."""
    rows = Delivery.objects.filter(channel=ChannelKind.EMAIL, state=DeliveryState.SENT, resumed__gt=0)
    return int(rows.aggregate(times=Sum("resumed"))["times"] or 0)
