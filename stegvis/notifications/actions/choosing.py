"""What the resident decides: by which ways, about what, when not; and which addresses there are."""

from dataclasses import dataclass
from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.lib.errors import Cannot
from stegvis.notifications import addresses, channels
from stegvis.notifications.actions.proving import new_code
from stegvis.notifications.channels.push import CannotSubscribe, read_subscription
from stegvis.notifications.kinds import ChannelKind, Topic
from stegvis.notifications.models import Address, NoticeChoice
from stegvis.notifications.policies import may_choose, may_prove
from stegvis.notifications.texts import LANGUAGES

REASON = "the resident's own addresses, after the policy"


class CannotChoose(Cannot):
    """The choice cannot be kept as it is; nothing was changed. `field` is where on the page."""

    def __init__(self, field: str, sentence: object) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wishes:
    """A whole page of choices. `quiet` is from and until, or None for the care provider's hours."""

    kinds: frozenset[ChannelKind]
    topics: frozenset[Topic]
    quiet: tuple[time, time] | None
    language: str = "sv"


@action("notice_choice:set", may=may_choose)
def choose(choice: NoticeChoice, wishes: Wishes, *, now: datetime, by: Actor) -> None:
    """Keep the whole choice. Raises CannotChoose for a way without a proved address, and for a way without a topic."""
    missing = wishes.kinds - _proved(choice)
    if missing:
        raise CannotChoose("kinds", _("Lägg till och bekräfta nummer eller adress först."))
    if wishes.kinds and not wishes.topics:
        raise CannotChoose("topics", _("Välj minst en sak som du vill veta."))
    if wishes.quiet and wishes.quiet[0] == wishes.quiet[1]:
        raise CannotChoose("quiet_until", _("Välj två olika klockslag."))
    for kind in ChannelKind:
        setattr(choice, kind.value, kind in wishes.kinds)
    for topic in Topic:
        setattr(choice, topic.value, topic in wishes.topics)
    choice.quiet_from, choice.quiet_until = wishes.quiet or (None, None)
    choice.language = wishes.language if wishes.language in LANGUAGES else "sv"
    choice.changed_at = now
    choice.save()


@action("address:add", may=may_choose)
def add_address(
    choice: NoticeChoice, kind: ChannelKind, typed: str, *, now: datetime, language: str, by: Actor
) -> Address:
    """Keep an address beside the old one, and send it a code. Raises addresses.CannotRead, CannotSend, CannotChoose."""
    if kind is ChannelKind.PUSH or channels.channel(kind) is None:
        raise CannotChoose("kinds", _("Det går inte att välja här."))
    value = addresses.read(kind, typed)
    mine = Address.objects.without_asking_who_because(REASON).filter(person_id=choice.pk, kind=kind)
    mine.filter(verified_at__isnull=True).delete()
    address = Address.objects.create(person_id=choice.pk, kind=kind, value=value, made_at=now)
    new_code(address, kind, value, {"person_id": choice.pk}, language, now)
    return address


@action("address:add_browser", may=may_choose)
def add_browser(choice: NoticeChoice, subscription: str, *, now: datetime, by: Actor) -> Address:
    """Keep a browser that has just given its subscription: that it did is its proof. Raises CannotChoose."""
    if channels.channel(ChannelKind.PUSH) is None:
        raise CannotChoose("kinds", _("Det går inte att välja här."))
    try:
        value = read_subscription(subscription)
    except CannotSubscribe:
        raise CannotChoose("kinds", _("Webbläsaren kunde inte anslutas. Försök igen.")) from None
    mine = Address.objects.without_asking_who_because(REASON).filter(person_id=choice.pk, kind=ChannelKind.PUSH)
    mine.delete()
    return Address.objects.create(person_id=choice.pk, kind=ChannelKind.PUSH, value=value, made_at=now, verified_at=now)


@action("address:remove", may=may_prove)
def remove_address(address: Address, *, now: datetime, by: Actor) -> None:
    """Remove an address. With the one in use its way is no longer chosen either."""
    rows = Address.objects.without_asking_who_because(REASON)
    if address.verified_at is not None:
        choice = NoticeChoice.lock_rows().filter(pk=address.person_id).first()
        if choice is not None:
            setattr(choice, ChannelKind(address.kind).value, False)
            choice.changed_at = now
            choice.save()
    rows.filter(pk=address.pk).delete()


def _proved(choice: NoticeChoice) -> frozenset[ChannelKind]:
    rows = Address.objects.without_asking_who_because(REASON).filter(person_id=choice.pk, verified_at__isnull=False)
    return frozenset(ChannelKind(kind) for kind in rows.values_list("kind", flat=True))
