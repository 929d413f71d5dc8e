"""Phone numbers and e-mail addresses as people type them. Pure: read, and shown again without giving them away."""

import re

from django.utils.translation import gettext_lazy as _

from stegvis.lib.errors import Cannot
from stegvis.notifications.kinds import ChannelKind

MOST = 254
# The series of Swedish mobile numbers; a text to any other Swedish number never arrives.
_SWEDISH = re.compile(r"\+467[02369][0-9]{7}")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


class CannotRead(Cannot):
    """What was typed is no address. The sentence says what to type instead."""


def read(kind: ChannelKind, typed: str) -> str:
    """An address as it is kept. Raises CannotRead."""
    return read_phone(typed) if kind is ChannelKind.SMS else read_email(typed)


def read_phone(typed: str) -> str:
    """E.164 from a number with or without a country code; without one it is Swedish. Raises CannotRead."""
    digits = re.sub(r"[ \-()\u00a0\u2013]", "", typed.strip()[:40])
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+46{digits[1:]}"
    # "+46 (0)70 …" is often printed so.
    digits = re.sub(r"^\+460", "+46", digits)
    if not digits.isascii() or not _PHONE.fullmatch(digits):
        raise CannotRead(
            _("Skriv ett mobilnummer med siffror, till exempel 070-123 45 67. Utländska nummer börjar med plustecken.")
        )
    if digits.startswith("+46") and not _SWEDISH.fullmatch(digits):
        raise CannotRead(
            _("Det är inte ett svenskt mobilnummer. Det börjar med 07 och har tio siffror, till exempel 070-123 45 67.")
        )
    return digits


def read_email(typed: str) -> str:
    """One plain address. Raises CannotRead; a line break can therefore never come in here."""
    text = typed.strip()
    if len(text) > MOST or ".." in text or not _EMAIL.fullmatch(text):
        raise CannotRead(_("Skriv en e-postadress, till exempel namn@exempel.se."))
    name, _at, domain = text.rpartition("@")
    return f"{name}@{domain.lower()}"


def masked(kind: str, address: str) -> str:
    """Enough to recognise one's own: the last two digits, or the first letter and the domain."""
    if kind == ChannelKind.SMS:
        return f"•••• {address[-2:]}"
    if kind == ChannelKind.EMAIL:
        name, _at, domain = address.rpartition("@")
        return f"{name[:1]}•••@{domain}"
    return ""
