"""A resident who has chosen notices, staff with a channel, and a channel that remembers what it was handed."""

from datetime import datetime, timedelta
from uuid import uuid4

from stegvis.notifications import channels, outbox
from stegvis.notifications.channels.outcome import Sent
from stegvis.notifications.kinds import ChannelKind, StaffRole
from stegvis.notifications.models import Address, Delivery, Notice, NoticeChoice, StaffChannel
from stegvis.notifications.outbox import Wanted
from stegvis.notifications.schedule import deliver_due
from tests.cast import NOW

PHONE = "+46701740605"
MAIL = "rita@exempel.se"
REASON = "the test looks at what was told"
# Past the gathering time.
LATER = NOW + timedelta(minutes=11)


def notices():
    return Notice.objects.without_asking_who_because(REASON)


def choose(person, *, now=NOW, sms=True, email=False, address=True, **values):
    """Everything chosen, by SMS unless otherwise said."""
    chosen = {"reminders": True, "news": True, "messages": True, **values}
    choice = NoticeChoice.objects.create(person=person, sms=sms, email=email, changed_at=now, **chosen)
    for kind, value in ((ChannelKind.SMS, PHONE), (ChannelKind.EMAIL, MAIL)):
        if address and getattr(choice, kind.value):
            Address.objects.create(person=person, kind=kind, value=value, made_at=now, verified_at=now)
    return choice


def put(person, *, key=None, about="module", at=NOW, course_id=None):
    key = key or uuid4().hex
    outbox.put([Wanted(person.pk, key, about, at, course_id)], now=at)
    return key


def staff_channel(place, *, role=StaffRole.UNIT, kind=ChannelKind.SMS, verified=True, address=PHONE):
    unit = None if role == StaffRole.PROVIDER else place
    provider = place if unit is None else place.provider
    return StaffChannel.objects.create(
        unit=unit,
        provider=provider,
        role=role,
        name="Jourtelefonen",
        kind=kind,
        address=address,
        made_at=NOW,
        verified_at=NOW if verified else None,
    )


def deliveries(**which):
    return list(Delivery.objects.filter(**which).order_by("made_at", "channel"))


def round_at(now: datetime, worker: str = "w"):
    return deliver_due(now=now, worker=worker)


class Remembering:
    """A channel that answers what it is told to, the last answer for ever, and remembers every call."""

    # In the test's own thread, since some look at the database meanwhile.
    waits = False

    def __init__(self, *answers):
        self.answers = list(answers) or [Sent("taken")]
        self.calls = []

    def send(self, delivery_id, address, words):
        self.calls.append((delivery_id, address, words))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def ids(self):
        return [each for each, _address, _words in self.calls]

    def instead_of(self, monkeypatch, *kinds):
        """Stand in the place of some channels, or of all that there are."""
        real = channels.channel
        kinds = kinds or (ChannelKind.SMS, ChannelKind.EMAIL)
        monkeypatch.setattr(channels, "channel", lambda kind: self if kind in kinds else real(kind))
        return self
