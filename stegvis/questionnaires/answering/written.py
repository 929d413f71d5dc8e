"""How people write numbers, dates and times, and how a stored answer stands in its field.

What cannot be read is handed back as it was typed.
"""

from __future__ import annotations

import re

from django.utils.formats import get_format

from stegvis.questionnaires.answering.names import OWN
from stegvis.questionnaires.engine import Item, ItemType
from stegvis.questionnaires.engine.moments import read_date, read_time

_WHOLE = re.compile(r"-?[0-9]{1,12}")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_TIME = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})(?:[:., ]?([0-9]{2}))?(?::00)?", re.IGNORECASE)
_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})[ -](?P<year>[0-9]{4})"),
)
_MONTH = re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})")


def number(item: Item, text: str) -> object:
    """7,5 and 7.5, with or without spaces: a whole number, a decimal as text, or what was typed."""
    plain = re.sub(r"\s", "", text).replace("−", "-").replace(",", ".")
    if item.type is ItemType.DECIMAL:
        return plain if _DECIMAL.fullmatch(plain) else text
    return int(plain) if _WHOLE.fullmatch(plain) else text


def day(text: str, *, partial: bool = False) -> str:
    """2026-3-1, 20260301 and 1/3 2026 are 2026-03-01; in a partial date 2026-3 is 2026-03."""
    ways = (*_DAYS, _MONTH) if partial else _DAYS
    for way in ways:
        if found := way.fullmatch(text):
            parts = found.groupdict()
            padded = "-".join(f"{int(parts[name]):02}" for name in ("year", "month", "day") if name in parts)
            return padded if read_date(padded) else text
    return text


def clock(text: str) -> str:
    """7:05, 07.05, 705 and kl 7 are times of the day."""
    found = _TIME.fullmatch(text)
    if found is None:
        return text
    padded = f"{int(found[1]):02}:{found[2] or '00'}"
    return padded if read_time(padded) else text


def moment(date: str, time: str) -> str:
    """A date and a time as one answer. One of them alone is kept, and is not yet an answer."""
    if not time:
        return day(date)
    return f"{day(date)}T{clock(time)}"


def as_typed(item: Item, value: object) -> str:
    """A stored answer as it stands in a field: numbers with the decimal sign of the page's language."""
    if isinstance(value, bool) or value is None:
        return ""
    text = str(value)
    if item.type is ItemType.DECIMAL and re.fullmatch(r"-?[0-9.]+", text):
        return text.replace(".", get_format("DECIMAL_SEPARATOR"))
    return text


def date_part(value: object) -> str:
    """The date of a moment, or what was typed for it."""
    return value.partition("T")[0] if isinstance(value, str) else ""


def time_part(value: object) -> str:
    """The time of a moment, or what was typed for it."""
    return value.partition("T")[2] if isinstance(value, str) else ""


def own_words(value: object) -> str:
    """What somebody answered an open choice with in own words."""
    given = value if isinstance(value, (list, tuple)) else [value]
    return next((text[1:] for text in given if isinstance(text, str) and text.startswith(OWN)), "")
