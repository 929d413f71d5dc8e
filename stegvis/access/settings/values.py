"""Kinds of values: how one is read from a form, kept as JSON, given to code and said to people. Pure."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class CannotRead(ValueError):
    """What was typed is not a value of the kind. The text says what to type instead."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within a range, of `unit` ("minutes", "hours", "days", "months", "years" or "residents")."""

    unit: str
    least: int
    most: int

    def read(self, raw: Any) -> int:
        """From a form or from code to JSON. Raises CannotRead."""
        text = str(raw).strip()
        if not re.fullmatch(r"[0-9]{1,6}", text) or not self.least <= int(text) <= self.most:
            raise CannotRead(
                _("Skriv ett helt tal från %(least)s till %(most)s.") % {"least": self.least, "most": self.most}
            )
        return int(text)

    def given(self, kept: Any) -> int:
        """From JSON to what code uses: an int."""
        return int(kept)

    def typed(self, kept: Any) -> str:
        """As it stands in a form's field."""
        return str(kept)

    def said(self, kept: Any) -> str:
        """As people read it: "120 minuter"."""
        return number_with_unit(int(kept), self.unit)


def number_with_unit(count: int, unit: str) -> str:
    """A number and what it counts."""
    if unit == "minutes":
        return ngettext("%(n)s minut", "%(n)s minuter", count) % {"n": count}
    if unit == "residents":
        return ngettext("%(n)s invånare", "%(n)s invånare", count) % {"n": count}
    if unit == "hours":
        return ngettext("%(n)s timme", "%(n)s timmar", count) % {"n": count}
    if unit == "months":
        return ngettext("%(n)s månad", "%(n)s månader", count) % {"n": count}
    if unit == "years":
        return ngettext("%(n)s år", "%(n)s år", count) % {"n": count}
    return ngettext("%(n)s dag", "%(n)s dagar", count) % {"n": count}


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day, kept as "HH:MM" and given to code as `datetime.time`. Local time where it is used."""

    def read(self, raw: Any) -> str:
        """From a form or from code to JSON. Raises CannotRead."""
        text = f"{raw:%H:%M}" if isinstance(raw, time) else str(raw).strip().replace(".", ":")
        found = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::00)?", text)
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise CannotRead(_("Skriv ett klockslag, till exempel 21:00."))
        return f"{int(found[1]):02}:{found[2]}"

    def given(self, kept: Any) -> time:
        """From JSON to what code uses."""
        return time.fromisoformat(kept)

    def typed(self, kept: Any) -> str:
        """As it stands in a form's field."""
        return str(kept)

    def said(self, kept: Any) -> str:
        """As people read it."""
        return str(kept)


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text up to a length; `pattern` and its sentence where only some texts will do."""

    most: int
    long: bool = False
    required: bool = False
    pattern: str = ""
    sentence: str | Promise = ""

    def read(self, raw: Any) -> str:
        """From a form or from code to JSON. Raises CannotRead."""
        text = str(raw).replace("\r\n", "\n").replace("\x00", "").strip()
        text = text if self.long else " ".join(text.split())
        if self.required and not text:
            raise CannotRead(_("Fyll i det här."))
        if len(text) > self.most:
            raise CannotRead(
                _("Texten är för lång: %(length)s tecken. Den får vara högst %(most)s.")
                % {"length": len(text), "most": self.most}
            )
        if text and self.pattern and not re.fullmatch(self.pattern, text):
            raise CannotRead(str(self.sentence))
        return text

    def given(self, kept: Any) -> str:
        """From JSON to what code uses."""
        return str(kept)

    def typed(self, kept: Any) -> str:
        """As it stands in a form's field."""
        return str(kept)

    def said(self, kept: Any) -> str:
        """As people read it."""
        return str(kept) or _("Ingen text")


@dataclass(frozen=True, slots=True)
class YesNo:
    """A yes or a no."""

    def read(self, raw: Any) -> bool:
        """From a form or from code to JSON. Raises CannotRead."""
        if raw in (True, "yes"):
            return True
        if raw in (False, "no"):
            return False
        raise CannotRead(_("Välj ja eller nej."))

    def given(self, kept: Any) -> bool:
        """From JSON to what code uses."""
        return bool(kept)

    def typed(self, kept: Any) -> str:
        """As it stands in a form's field."""
        return "yes" if kept else "no"

    def said(self, kept: Any) -> str:
        """As people read it."""
        return _("Ja") if kept else _("Nej")


ValueKind = Number | TimeOfDay | Text | YesNo
