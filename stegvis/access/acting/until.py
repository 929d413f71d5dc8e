"""Until when somebody acts for somebody else. Pure: dates come in, a date or a word comes out.

A guardian is out from the beginning of the child's birthday (safety rule 10). Whoever is born on 29 February has their
birthday on 1 March in years that have no such day, as everywhere else in the service (`eligibility`).
"""

from datetime import date

YOUNGEST_LIMIT, OLDEST_LIMIT = 1, 18


def age_day(born: date, limit: int) -> date:
    """The first day on which nobody acts for them any longer: the birthday when they reach the limit."""
    try:
        return born.replace(year=born.year + limit)
    except ValueError:
        return date(born.year + limit, 3, 1)


def is_child(born: date, limit: int, day: date) -> bool:
    """Whether somebody may act for them on this day. Whoever is not yet born is not."""
    return born <= day < age_day(born, limit)


def within(until: date, day: date) -> bool:
    """Whether a helper is still let in: the last day is included."""
    return day <= until
