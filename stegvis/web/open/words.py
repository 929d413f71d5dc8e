"""For whom, until when and on what ground a program is open, in words; and the addresses that lead to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.catalogue import queries
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.richtext import safe_html
from stegvis.catalogue.telling.conditions import listed
from stegvis.program.document import Document
from stegvis.ui.addresses import address

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import OpenProgram


@dataclass(frozen=True)
class Told:
    """An open program as its pages tell of it."""

    row: "OpenProgram"

    @property
    def document(self) -> Document:
        """What a new start gets."""
        return open_document(self.row.version.document_id)

    @property
    def language(self) -> str:
        """The reader's."""
        return get_language() or self.document.language

    @property
    def spoken(self) -> str:
        """The language that the program's words really are in."""
        return self.language if self.document.texts.get(self.language) else self.document.language

    @property
    def title(self) -> str:
        """What it is called."""
        return self.document.text("program.title", self.language) or self.row.version.title

    @property
    def lead(self) -> str:
        """The introduction."""
        return safe_html(self.document.text("program.lead", self.language))

    @property
    def href(self) -> str:
        """Its own page."""
        return address("open:way", self.row.code)

    @property
    def whole_address(self) -> str:
        """The same to type by hand, and for a QR code."""
        return f"{settings.STEGVIS_BASE_URL.rstrip('/')}{self.href}"

    @property
    def ages(self) -> str:
        """At which age; empty for every age."""
        youngest, oldest = self.row.youngest, self.row.oldest
        if youngest is not None and oldest is not None:
            return _("%(youngest)s–%(oldest)s år") % {"youngest": youngest, "oldest": oldest}
        if youngest is not None:
            return _("från %(youngest)s år") % {"youngest": youngest}
        return _("till och med %(oldest)s år") % {"oldest": oldest} if oldest is not None else ""

    @property
    def places(self) -> str:
        """Where one lives."""
        if not self.row.municipalities:
            return _("hela %(provider)s") % {"provider": self.row.provider.name}
        names = {each.code: each.name for each in queries.municipalities(self.row.provider_id)}
        return listed([names.get(code, code) for code in self.row.municipalities], _("eller"))

    @property
    def for_whom(self) -> str:
        """A sentence."""
        words = {"places": self.places, "ages": self.ages}
        if self.ages:
            return _("För dig som är %(ages)s och är folkbokförd i %(places)s.") % words
        return _("För dig som är folkbokförd i %(places)s.") % words

    @property
    def until(self) -> str:
        """The last day that it can be begun; empty where there is none."""
        day = self.row.closes_on
        return _("Går att börja till och med %(day)s.") % {"day": date_format(day, "j F Y")} if day else ""
