"""Whether somebody may start what is open to an area and an age. Pure: the registry's answer goes in, a word comes out.

An age is reached at the beginning of the birthday; whoever is born on 29 February reaches it on 1 March in years that
have no such day (ours). Nothing of the answer is kept.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stegvis.access.registry import Registered


class Eligible(StrEnum):
    """The answer. ASK: the registry does not tell where they live, and they are asked themselves."""

    YES = "yes"
    ASK = "ask"
    ELSEWHERE = "elsewhere"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    DECEASED = "deceased"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reach:
    """For whom something is open. No municipalities: wherever somebody lives. Ages are whole years, both included."""

    municipalities: Set[str] = frozenset()
    youngest: int | None = None
    oldest: int | None = None


def age_on(born: date, day: date) -> int:
    """Whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def judge(answer: Registered | None, reach: Reach, today: date, declared: str = "") -> Eligible:
    """`declared` is the municipality somebody has said themselves; it counts only where the registry tells none."""
    if answer is None:
        return Eligible.UNKNOWN
    if answer.deceased:
        return Eligible.DECEASED
    if reach.youngest is not None or reach.oldest is not None:
        if answer.born is None:
            return Eligible.UNKNOWN
        age = age_on(answer.born, today)
        if reach.youngest is not None and age < reach.youngest:
            return Eligible.TOO_YOUNG
        if reach.oldest is not None and age > reach.oldest:
            return Eligible.TOO_OLD
    if not reach.municipalities:
        return Eligible.YES
    # Of somebody whose identity is protected the registry's word is not used, even where it slips out.
    lives_in = declared if answer.protected or not answer.municipality else answer.municipality
    if not lives_in:
        return Eligible.ASK
    return Eligible.YES if lives_in in reach.municipalities else Eligible.ELSEWHERE
