"""Who may start what is open to an area and an age: a table of truths, with the birthday's edges."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from stegvis.access.eligibility import Eligible, Reach, age_on, judge
from stegvis.access.registry import Registered

TODAY = date(2026, 11, 23)
AREA = Reach(frozenset({"9901", "9902"}), 18, 25)
YES, ASK, ELSEWHERE = Eligible.YES, Eligible.ASK, Eligible.ELSEWHERE


@pytest.mark.parametrize(
    ("answer", "declared", "expected"),
    [
        (None, "", Eligible.UNKNOWN),
        (None, "9901", Eligible.UNKNOWN),
        (Registered(date(2004, 1, 1), "9901"), "", YES),
        (Registered(date(2004, 1, 1), "9903"), "", ELSEWHERE),
        # What the registry knows, nobody can say away.
        (Registered(date(2004, 1, 1), "9903"), "9901", ELSEWHERE),
        (Registered(date(2004, 1, 1)), "", ASK),
        (Registered(date(2004, 1, 1)), "9902", YES),
        (Registered(date(2004, 1, 1)), "9903", ELSEWHERE),
        (Registered(date(2004, 1, 1), "", protected=True), "", ASK),
        (Registered(date(2004, 1, 1), "", protected=True), "9901", YES),
        (Registered(date(2004, 1, 1), "9903", protected=True), "9901", YES),
        (Registered(date(2004, 1, 1), "9901", protected=True), "", ASK),
        (Registered(date(2004, 1, 1), "9901", deceased=True), "", Eligible.DECEASED),
        (Registered(None, "9901", deceased=True), "", Eligible.DECEASED),
        (Registered(None, "9901"), "", Eligible.UNKNOWN),
        # Eighteen today, tomorrow; twenty-five until the day before twenty-six.
        (Registered(date(2008, 11, 23), "9901"), "", YES),
        (Registered(date(2008, 11, 24), "9901"), "", Eligible.TOO_YOUNG),
        (Registered(date(2000, 11, 24), "9901"), "", YES),
        (Registered(date(2000, 11, 23), "9901"), "", Eligible.TOO_OLD),
        # The age is said before the place: nobody is asked where they live for nothing.
        (Registered(date(1990, 1, 1)), "", Eligible.TOO_OLD),
    ],
)
def test_who_may_start(answer, declared, expected):
    assert judge(answer, AREA, TODAY, declared) is expected


def test_without_limits_it_is_open_to_whoever_is_registered():
    assert judge(Registered(None), Reach(), TODAY) is YES
    assert judge(Registered(date(1931, 1, 1), "9903"), Reach(youngest=18), TODAY) is YES


@pytest.mark.parametrize(
    ("day", "years"),
    [(date(2026, 2, 28), 17), (date(2026, 3, 1), 18), (date(2028, 2, 28), 19), (date(2028, 2, 29), 20)],
)
def test_born_on_the_leap_day(day, years):
    assert age_on(date(2008, 2, 29), day) == years


@pytest.mark.parametrize("born", [date(1931, 3, 1), date(1996, 2, 29), date(2000, 12, 31), date(2008, 11, 23)])
def test_an_age_never_goes_back_and_grows_by_one_at_a_time(born):
    ages = [age_on(born, born + timedelta(day)) for day in range(4000)]
    assert ages[0] == 0 and {after - before for before, after in pairwise(ages)} == {0, 1}
