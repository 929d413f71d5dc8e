"""Identity numbers: read, check, show. Pure.

Stored as twelve characters with their type, never mixed: personnummer and samordningsnummer
(SKV 704), and the reserve numbers of Västra Götaland (OID 1.2.752.113.11.0.2.1.1.1).
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from personnummer.personnummer import Personnummer, PersonnummerException

from stegvis.access.kinds import NumberType
from stegvis.lib.errors import Cannot

_RESERVE = re.compile(r"^([0-9]{8})([KMX])([0-9]{2})([0-9])$")
_RESERVE_DIGIT = {"K": "5", "M": "7", "X": "8"}
_TWELVE = re.compile(r"^[0-9]{12}$")
_TEN = re.compile(r"^[0-9]{10}$")
_SEPARATORS = str.maketrans("", "", " \t\u00a0-\u2013\u2212")


class CannotReadNumber(Cannot):
    """What was typed is no identity number. The sentence says what to do; it never repeats the input."""


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """One number of one type; `value` has twelve characters."""

    type: NumberType
    value: str

    @property
    def display(self) -> str:
        """As people write it: ÅÅÅÅMMDD-NNNN."""
        return f"{self.value[:8]}-{self.value[8:]}"

    @property
    def birth_date(self) -> date | None:
        """The date within the number, or None where it holds none (some reserve numbers)."""
        day = int(self.value[6:8])
        if self.type is NumberType.SAMORDNINGSNUMMER:
            day -= 60
        try:
            return date(int(self.value[:4]), int(self.value[4:6]), day)
        except ValueError:
            return None

    @property
    def masked(self) -> str:
        """Enough to tell two people apart, not enough to use: ÅÅÅÅMMDD-••••."""
        return f"{self.value[:8]}-••••"


def read_number(text: str) -> IdentityNumber:
    """Read what a person typed. Ten digits are refused: the century would be a guess.

    Raises CannotReadNumber with a sentence.
    """
    value = text.translate(_SEPARATORS).upper()
    if reserve := _RESERVE.match(value):
        return _reserve(reserve)
    if _TEN.match(value) or (len(value) == 11 and "+" in value):
        raise CannotReadNumber(_("Skriv tolv siffror, med århundradet först: ÅÅÅÅMMDD-NNNN."))
    if not _TWELVE.match(value):
        raise CannotReadNumber(_("Numret ska ha tolv tecken: ÅÅÅÅMMDD-NNNN. Kontrollera att inget fattas."))
    return _twelve_digits(value)


def _twelve_digits(value: str) -> IdentityNumber:
    try:
        coordination = _is_coordination(value) or Personnummer(value).is_coordination_number()
    except (PersonnummerException, ValueError) as error:
        raise CannotReadNumber(_("Numret stämmer inte. Jämför med legitimationen och skriv om det.")) from error
    return IdentityNumber(NumberType.SAMORDNINGSNUMMER if coordination else NumberType.PERSONNUMMER, value)


def _is_coordination(value: str) -> bool:
    """Day plus 60. The date need not exist: the tax agency gives out 31 September, and month 00 where it is unknown."""
    month, day = int(value[4:6]), int(value[6:8])
    return month <= 12 and 60 <= day <= 91 and luhn(value[2:11]) == int(value[11])


def _reserve(match: re.Match[str]) -> IdentityNumber:
    born, letter, serial, check = match.groups()
    if not _serial_fits(letter, int(serial)) or luhn(born[2:] + _RESERVE_DIGIT[letter] + serial) != int(check):
        raise CannotReadNumber(_("Reservnumret stämmer inte. Jämför med underlaget och skriv om det."))
    return IdentityNumber(NumberType.RESERVNUMMER, match.group())


def _serial_fits(letter: str, serial: int) -> bool:
    """Serials 06-79: odd for a man (M), even for a woman (K); 80-89 go with X."""
    if letter == "X":
        return 80 <= serial <= 89
    return 6 <= serial <= 79 and serial % 2 == (1 if letter == "M" else 0)


def luhn(digits: str) -> int:
    """The check digit of a string of digits."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if index % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return (10 - total % 10) % 10
