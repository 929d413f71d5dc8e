"""The ways out of the service, one folder each. Nothing reaches out unless the installation has said where to.

A demo without addresses writes to a page of its own instead (`local`); a real installation without them offers no
such channel at all.
"""

from django.conf import settings

from stegvis.notifications.channels import email, local, push, sms
from stegvis.notifications.channels.outcome import Channel
from stegvis.notifications.kinds import ChannelKind


def channel(kind: ChannelKind | str) -> Channel | None:
    """The way out of one kind, or None where the installation has none."""
    if kind == ChannelKind.SMS and settings.STEGVIS_SMS_URL:
        return sms.Gateway(settings.STEGVIS_SMS_URL, settings.STEGVIS_SMS_TOKEN)
    if kind == ChannelKind.EMAIL and settings.STEGVIS_EMAIL:
        return email.Mail(settings.STEGVIS_EMAIL, settings.STEGVIS_BASE_URL)
    if kind == ChannelKind.PUSH:
        return push.Push(settings.STEGVIS_PUSH_KEY, settings.STEGVIS_PUSH_CONTACT) if settings.STEGVIS_PUSH else None
    return local.Local(ChannelKind(kind)) if settings.STEGVIS_DEMO else None


def offered() -> tuple[ChannelKind, ...]:
    """The kinds that can be chosen here."""
    return tuple(kind for kind in ChannelKind if channel(kind) is not None)
