"""The nouns of the room, one file per family."""

from stegvis.notifications.models.letters import LetterChoice, StaffLetter
from stegvis.notifications.models.notices import Notice
from stegvis.notifications.models.own import Address, NoticeChoice
from stegvis.notifications.models.sending import Delivery, LocalSending
from stegvis.notifications.models.staff import StaffChannel, StaffNotice

__all__ = [
    "Address",
    "Delivery",
    "LetterChoice",
    "LocalSending",
    "Notice",
    "NoticeChoice",
    "StaffChannel",
    "StaffLetter",
    "StaffNotice",
]
