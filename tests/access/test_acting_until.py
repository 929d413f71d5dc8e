"""Until when somebody acts for somebody else: dates alone, no database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stegvis.access.acting.until import age_day, is_child, within
from stegvis.access.eligibility import age_on
from stegvis.access.roles import GUARDIAN_PERMISSIONS, RESIDENT_PERMISSIONS, helper_permissions

BORN = st.dates(date(1990, 1, 1), date(2026, 12, 31))
LIMIT = st.integers(1, 18)


@given(BORN, LIMIT, st.integers(0, 8000))
def test_a_guardian_acts_for_whom_is_younger_than_the_limit_and_no_day_longer(born, limit, days):
    day = born + timedelta(days=days)
    assert is_child(born, limit, day) == (age_on(born, day) < limit)


@given(BORN, LIMIT)
def test_the_last_day_is_the_one_before_the_birthday(born, limit):
    ends = age_day(born, limit)
    assert not is_child(born, limit, ends) and is_child(born, limit, ends - timedelta(days=1))
    assert age_on(born, ends) == limit and not is_child(born, limit, born - timedelta(days=1))


def test_a_leap_day_is_the_first_of_march_in_other_years():
    assert age_day(date(2016, 2, 29), 13) == date(2029, 3, 1)
    assert age_day(date(2016, 2, 29), 12) == date(2028, 2, 29)


def test_a_helper_is_let_in_through_the_last_day():
    assert within(date(2026, 5, 1), date(2026, 5, 1)) and not within(date(2026, 5, 1), date(2026, 5, 2))


def test_nobody_else_may_what_is_only_ones_own():
    assert GUARDIAN_PERMISSIONS < RESIDENT_PERMISSIONS and "own:account" not in GUARDIAN_PERMISSIONS
    for works in (False, True):
        for converses in (False, True):
            may = helper_permissions(works=works, converses=converses)
            assert "own:read" in may and "own:account" not in may
            assert ("own:work" in may) is works and ("own:converse" in may) is ("own:write_message" in may) is converses
