"""Enums of the notifications room, and which state may follow which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChannelKind(TextChoices):
    """The ways out of the service. What is only said inside it needs no channel."""

    SMS = "sms", _("Sms")
    EMAIL = "email", _("E-post")
    PUSH = "push", _("Avisering i webbläsaren")


class NoticeState(TextChoices):
    """Where a notice stands. Whatever happens to it outside, it stays in the service."""

    WAITING = "waiting", _("Väntar")
    GATHERED = "gathered", _("Samlad i ett utskick")
    KEPT = "kept", _("Visas bara i tjänsten")


class WhyKept(TextChoices):
    """Why a notice went out by no channel."""

    UNWANTED = "unwanted", _("Personen har inte valt det")
    SEEN = "seen", _("Redan sett i tjänsten")
    GONE = "gone", _("Anledningen är borta")
    STALE = "stale", _("För gammalt för att vara till nytta")
    STOPPED = "stopped", _("Stoppat av vårdgivaren")


class Topic(TextChoices):
    """What a resident may choose to be told about."""

    REMINDERS = "reminders", _("Påminnelser")
    NEWS = "news", _("Nytt i mina program")
    MESSAGES = "messages", _("Nya meddelanden")


# What a notice is about, in the words of `program.unfold.About`, and the choice that covers it. What is not
# known here counts as news, so that a word added below cannot make a notice disappear.
TOPIC_OF = {
    "reminder": Topic.REMINDERS,
    "occasion": Topic.REMINDERS,
    "message": Topic.MESSAGES,
    "feedback": Topic.MESSAGES,
    "begun": Topic.NEWS,
    "module": Topic.NEWS,
    "phase": Topic.NEWS,
    "version": Topic.NEWS,
}


def topic_of(about: str) -> Topic:
    """The choice that covers a notice."""
    return TOPIC_OF.get(about, Topic.NEWS)


class Purpose(TextChoices):
    """What a delivery is for. The text is neutral whichever it is; only a code is a text of its own."""

    NOTICE = "notice", _("Avisering")
    CODE = "code", _("Kod")
    STAFF = "staff", _("Personalkanal")
    TEST = "test", _("Prov")
    START = "start", _("Första kontakt")


class DeliveryState(TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", _("Väntar")
    SENT = "sent", _("Skickad")
    FAILED = "failed", _("Gick inte fram")
    DROPPED = "dropped", _("Behövdes inte")


DELIVERY_TRANSITIONS: dict[DeliveryState, frozenset[DeliveryState]] = {
    DeliveryState.WAITING: frozenset({DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.DROPPED}),
    DeliveryState.SENT: frozenset(),
    DeliveryState.FAILED: frozenset(),
    DeliveryState.DROPPED: frozenset(),
}


class StaffRole(TextChoices):
    """Whose channel it is."""

    UNIT = "unit", _("Enheten")
    MANAGER = "manager", _("Namngiven chef")
    PROVIDER = "provider", _("Vårdgivarens kontakt")


class LetterPace(TextChoices):
    """How a member of staff wants the letters about what they have to do."""

    AT_ONCE = "at_once", _("Genast")
    DAILY = "daily", _("En gång om dagen")
    OFF = "off", _("Inte alls")
