"""The changing door of the room, one file per family."""

from stegvis.notifications.actions.choosing import (
    CannotChoose,
    Wishes,
    add_address,
    add_browser,
    choose,
    remove_address,
)
from stegvis.notifications.actions.letters import CannotTurnOff, choose_letters
from stegvis.notifications.actions.proving import CODE_DIGITS, CODE_MINUTES, CODE_TRIES, CannotSend, Proof
from stegvis.notifications.actions.staff import (
    add_channel,
    remove_channel,
    send_channel_code,
    try_channel,
    verify_channel,
)
from stegvis.notifications.actions.verifying import send_code, verify

__all__ = [
    "CODE_DIGITS",
    "CODE_MINUTES",
    "CODE_TRIES",
    "CannotChoose",
    "CannotSend",
    "CannotTurnOff",
    "Proof",
    "Wishes",
    "add_address",
    "add_browser",
    "add_channel",
    "choose",
    "choose_letters",
    "remove_address",
    "remove_channel",
    "send_channel_code",
    "send_code",
    "try_channel",
    "verify",
    "verify_channel",
]
