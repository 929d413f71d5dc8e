"""Enums of prototypes: what a pin says, what became of it, and what an answer to it does."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PinKind(TextChoices):
    """What somebody says about a place."""

    WRONG = "wrong", _("Fel")
    UNCLEAR = "unclear", _("Oklart")
    WISH = "wish", _("Önskan")
    PRAISE = "praise", _("Beröm")


class PinState(TextChoices):
    """What has become of it. Praise needs no answer."""

    OPEN = "open", _("Väntar på svar")
    ASKED = "asked", _("Designern har frågat")
    FIXED = "fixed", _("Åtgärdat")
    NOT_NOW = "not_now", _("Inte nu")
    NOTED = "noted", _("Tack")


UNRESOLVED = frozenset({PinState.OPEN, PinState.ASKED})


class ReplyKind(TextChoices):
    """What an answer does to the pin."""

    COMMENT = "comment", _("Kommentar")
    FIXED = "fixed", _("Åtgärdat")
    NOT_NOW = "not_now", _("Inte nu")
    ASK_BACK = "ask_back", _("Fråga tillbaka")
    REOPEN = "reopen", _("Tagen upp igen")


# The answers that are the designer's, and where they lead.
ANSWERS: dict[ReplyKind, PinState] = {
    ReplyKind.FIXED: PinState.FIXED,
    ReplyKind.NOT_NOW: PinState.NOT_NOW,
    ReplyKind.ASK_BACK: PinState.ASKED,
}
# Those that cannot be given without words.
WORDED = frozenset({ReplyKind.COMMENT, ReplyKind.NOT_NOW, ReplyKind.ASK_BACK, ReplyKind.REOPEN})


def state_after(state: PinState, reply: ReplyKind) -> PinState:
    """Where an answer leads: the table above, a comment that answers the designer's question, or nowhere new."""
    if reply in ANSWERS:
        return ANSWERS[reply]
    if reply is ReplyKind.REOPEN or (reply is ReplyKind.COMMENT and state is PinState.ASKED):
        return PinState.OPEN
    return state


def first_state(kind: PinKind) -> PinState:
    """Praise is thanked for; all else waits for an answer."""
    return PinState.NOTED if kind is PinKind.PRAISE else PinState.OPEN
