"""Staff's channels: set, proved by a code, tried, removed. Each step is in the log; the address never is."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.notifications import addresses, channels
from stegvis.notifications.actions.proving import CannotSend, Proof, new_code, prove
from stegvis.notifications.kinds import ChannelKind, Purpose
from stegvis.notifications.models import Delivery, StaffChannel
from stegvis.notifications.policies import may_look_after

TRIED_FOR = timedelta(hours=1)
TRIALS_IN_AN_HOUR = 5


@action("staff_channel:add", may=may_look_after, about_result=True)
def add_channel(channel: StaffChannel, *, now: datetime, by: Actor) -> StaffChannel:
    """Keep a new channel (made, not saved: whose, its name, kind and typed address), and send it a code.

    Raises addresses.CannotRead, CannotSend.
    """
    kind = ChannelKind(channel.kind)
    if kind is ChannelKind.PUSH or channels.channel(kind) is None:
        raise CannotSend(_("Det går inte att välja här."))
    channel.address = addresses.read(kind, channel.address)
    channel.made_at = now
    channel.save(force_insert=True)
    _code(channel, now)
    return channel


@action("staff_channel:send_code", may=may_look_after)
def send_channel_code(channel: StaffChannel, *, now: datetime, by: Actor) -> None:
    """Send a new code; the one before is worth nothing. Raises CannotSend."""
    if channel.verified_at is None:
        _code(channel, now)


@action("staff_channel:verify", may=may_look_after)
def verify_channel(channel: StaffChannel, digits: str, *, now: datetime, by: Actor) -> Proof:
    """Prove a channel. A wrong attempt is counted, so it is no exception."""
    if channel.verified_at is not None:
        return Proof.TOO_LATE
    proof = prove(channel, digits, now)
    if proof is Proof.RIGHT:
        channel.verified_at = now
        channel.save(update_fields=["verified_at"])
    return proof


@action("staff_channel:try", may=may_look_after)
def try_channel(channel: StaffChannel, *, now: datetime, by: Actor) -> Delivery:
    """Send a trial text, to see that it arrives. Raises CannotSend."""
    if not channel.in_use:
        raise CannotSend(_("Bekräfta kanalen med koden först."))
    lately = Delivery.objects.filter(staff_channel=channel, purpose=Purpose.TEST, made_at__gt=now - timedelta(hours=1))
    if lately.count() >= TRIALS_IN_AN_HOUR:
        raise CannotSend(_("Kanalen har provats flera gånger den senaste timmen. Vänta en stund."))
    return Delivery.objects.create(
        staff_channel=channel,
        channel=channel.kind,
        purpose=Purpose.TEST,
        made_at=now,
        next_at=now,
        give_up_at=now + TRIED_FOR,
    )


@action("staff_channel:remove", may=may_look_after)
def remove_channel(channel: StaffChannel, *, now: datetime, by: Actor) -> None:
    """Take a channel out of use. The row stays, since what was told through it is part of a flag's history."""
    channel.removed_at = now
    channel.code_hash, channel.code_until = "", None
    channel.address = ""
    channel.save(update_fields=["removed_at", "code_hash", "code_until", "address"])


def _code(channel: StaffChannel, now: datetime) -> None:
    new_code(channel, channel.kind, channel.address, {"staff_channel_id": channel.pk}, "sv", now)
