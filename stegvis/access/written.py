"""Identity numbers in free text: found, so that they are refused before they are kept. Pure."""

import re

from stegvis.access.identity import luhn

# Six or eight digits of a day, what people put between, and four more; never within a longer row of digits.
_NUMBER = re.compile(
    r"(?<![0-9])(?:([0-9]{2})[ \u00a0]?)?([0-9]{6})[ \t\u00a0]?[-+\u2013\u2212]?[ \t\u00a0]?([0-9]{4})(?![0-9])"
)
_RESERVE = re.compile(r"(?<![0-9A-Za-z])[0-9]{8}[ -]?[KMXkmx][0-9]{3}(?![0-9A-Za-z])")


def holds_number(text: str) -> bool:
    """Whether something in the text is written like an identity number and has the right check digit."""
    return bool(_RESERVE.search(text)) or any(_is_one(*found.groups()) for found in _NUMBER.finditer(text))


def _is_one(century: str | None, day: str, serial: str) -> bool:
    if century is not None and century not in {"18", "19", "20"}:
        return False
    month, date = int(day[2:4]), int(day[4:6])
    known = 1 <= month <= 12 and (1 <= date <= 31 or 61 <= date <= 91)
    # A coordination number may have month 00, where it is not known.
    unknown = month == 0 and 60 <= date <= 91
    return (known or unknown) and luhn(day + serial[:3]) == int(serial[3])
