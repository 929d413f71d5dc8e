"""Simple signs in a log that may deserve a question. Pure: openings come in, hints go out; thresholds are settings.

A sign is not a fault: somebody who covers for a colleague opens many, and a night duty works at night.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

WINDOW = timedelta(hours=1)


class Sign(StrEnum):
    """What was noticed."""

    MANY = "many"
    ODD_HOUR = "odd_hour"
    NO_RELATION = "no_relation"
    SAME_SURNAME = "same_surname"
    OWN_RECORD = "own_record"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of one patient by one of the staff. `at` is local time; `patient` says who without saying the number.

    `related` is None where it cannot be known. Surnames may be empty.
    """

    entry_id: int
    at: datetime
    account_id: str
    patient: str
    related: bool | None = None
    surname: str = ""
    patient_surname: str = ""
    own: bool = False
    colleague: bool = False


@dataclass(frozen=True, slots=True)
class Thresholds:
    """More different patients than `many` in an hour; from and until which time of day is odd."""

    many: int
    odd_from: time
    odd_until: time


@dataclass(frozen=True, slots=True)
class Hint:
    """A sign at somebody, with the openings that it is about, oldest first."""

    sign: Sign
    account_id: str
    entries: tuple[int, ...]


def hints(openings: Iterable[Opening], thresholds: Thresholds) -> list[Hint]:
    """At most one hint for each sign and person, in a steady order."""
    found: list[Hint] = []
    for account_id, mine in sorted(_by_person(openings).items()):
        signs: Mapping[Sign, Sequence[Opening]] = {
            Sign.OWN_RECORD: [each for each in mine if each.own],
            Sign.COLLEAGUE: [each for each in mine if each.colleague and not each.own],
            Sign.SAME_SURNAME: [each for each in mine if _same_surname(each) and not each.own],
            Sign.NO_RELATION: [each for each in mine if each.related is False],
            Sign.MANY: many_in_a_window(mine, thresholds.many),
            Sign.ODD_HOUR: [each for each in mine if is_odd(each.at.time(), thresholds)],
        }
        found += [Hint(sign, account_id, tuple(e.entry_id for e in rows)) for sign, rows in signs.items() if rows]
    return found


def many_in_a_window(mine: Sequence[Opening], most: int) -> list[Opening]:
    """Every opening, of one person and oldest first, that lies in an hour with more than `most` different patients."""
    caught: set[int] = set()
    start = 0
    for end, each in enumerate(mine):
        while each.at - mine[start].at >= WINDOW:
            start += 1
        inside = range(start, end + 1)
        if len({mine[n].patient for n in inside}) > most:
            caught.update(inside)
    return [mine[n] for n in sorted(caught)]


def is_odd(at: time, thresholds: Thresholds) -> bool:
    """Whether a time of day lies from `odd_from` until before `odd_until`, over midnight where the first is later."""
    first, last = thresholds.odd_from, thresholds.odd_until
    if first == last:
        return False
    return first <= at < last if first < last else at >= first or at < last


def _same_surname(each: Opening) -> bool:
    return bool(each.surname) and each.surname.casefold() == each.patient_surname.casefold()


def _by_person(openings: Iterable[Opening]) -> dict[str, list[Opening]]:
    found: dict[str, list[Opening]] = {}
    for each in sorted(openings, key=lambda opening: (opening.at, opening.entry_id)):
        found.setdefault(each.account_id, []).append(each)
    return found
