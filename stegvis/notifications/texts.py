"""The only texts that leave the service (safety rule 13; the leak test reads every byte of them).

They are made of a fixed sentence, the sender's name and the service's own address. They take nothing about a person,
a program or a unit, so that no mistake elsewhere can put it there. `letter` alone says more: it goes to staff who make
programs, from rooms that know no resident.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

LANGUAGES = frozenset({"sv", "en"})
DEFAULT_SENDER = "Stegvis"
_SENDER = re.compile(r"[A-Za-z0-9åäöÅÄÖ .\-]{1,11}")
_CODE = re.compile(r"[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Words:
    """A text on its way out. `link` is the service's first page, never a page of somebody's."""

    sender: str
    subject: str
    body: str
    link: str


def safe_sender(name: str) -> str:
    """The name, or the default one where it could not stand in a header or an SMS."""
    return name if _SENDER.fullmatch(name) and name.strip() else DEFAULT_SENDER


def first_page() -> str:
    """The service's own address. The only link that is ever sent."""
    return f"{settings.STEGVIS_BASE_URL.rstrip('/')}/"


def notice(sender: str, language: str) -> Words:
    """To a resident: that there is something, not what."""
    with translation.override(_language(language)):
        return _words(sender, _("Det finns något nytt till dig. Logga in när det passar dig."))


def staff(sender: str) -> Words:
    """To staff: that there is something to look at."""
    with translation.override("sv"):
        return _words(sender, _("Det finns något att titta på i Stegvis."))


def code(sender: str, language: str, digits: str) -> Words:
    """A code of six digits. Raises ValueError for anything else, so that nothing else can be sent this way."""
    if not _CODE.fullmatch(digits):
        raise ValueError("a code is six digits")
    with translation.override(_language(language)):
        body = _("Din kod är %(digits)s. Den gäller i 10 minuter. Lämna aldrig ut den till någon.")
        return _words(sender, body % {"digits": digits}, link=False)


def start(sender: str, language: str) -> Words:
    """The first contact, to a number given for it."""
    with translation.override(_language(language)):
        return _words(sender, _("Du är välkommen att logga in. Har du inte väntat dig det här kan du bortse från det."))


def test(sender: str) -> Words:
    """To a staff channel that somebody tries."""
    with translation.override("sv"):
        return _words(sender, _("Det här är ett prov av personalkanalen. Du behöver inte göra något."))


def letter(sender: str, parts: Sequence[tuple[str, str, str]]) -> Words:
    """To a member of staff by name, about work on programs: subject, text and path of each. Nothing of a resident."""
    with translation.override("sv"):
        name, root = safe_sender(sender), settings.STEGVIS_BASE_URL.rstrip("/")
        said = [f"{subject}\n{text}\n{root}{path}" for subject, text, path in parts]
        if len(parts) == 1:
            heading = parts[0][0]
        else:
            heading = _("Du har %(count)s saker att göra") % {"count": len(parts)}
            said.insert(0, heading)
        said.append(_("Du bestämmer själv under Utveckling hur ofta de här breven kommer."))
        # A line break in a title must never begin a header of its own.
        return Words(name, " ".join(heading.split()), "\n\n".join(said), f"{root}{parts[0][2]}")


def _words(sender: str, body: str, *, link: bool = True) -> Words:
    name, page = safe_sender(sender), first_page()
    return Words(name, name, f"{body} {page}" if link else body, page)


def _language(wanted: str) -> str:
    return wanted if wanted in LANGUAGES else "sv"
