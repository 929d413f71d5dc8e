"""The arithmetic of a bucket, who a visitor is, and the table of limits: no database."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from stegvis.access.throttling.bucket import Limit, take
from stegvis.access.throttling.visitors import UNKNOWN, address_of
from stegvis.config.throttles import ASKED, DEFAULTS, ROUTES, limit_of, read_limits
from tests.matrix.routes import own_routes

LIMITS = st.builds(Limit, most=st.integers(1, 500), seconds=st.integers(1, 3600))
STEPS = st.lists(st.integers(0, 90_000), max_size=80)


@given(LIMITS, STEPS)
def test_never_more_than_the_limit_in_any_stretch_of_time(limit, steps):
    empty, now, let = 0, 1_000_000, []
    for step in steps:
        now += step
        taken = take(empty, now, limit)
        if taken.allowed:
            let.append(now)
            empty = taken.empty_at
    for first in range(len(let)):
        for last in range(first, len(let)):
            stretch = let[last] - let[first]
            assert last - first + 1 <= limit.most + stretch // limit.each


@given(LIMITS, st.integers(0, 2_000_000), st.integers(0, 2_000_000))
def test_what_is_refused_changes_nothing_and_goes_when_it_was_said_to(limit, empty, now):
    taken = take(empty, now, limit)
    if taken.allowed:
        assert taken.wait == 0 and now < taken.empty_at <= now + limit.whole
    else:
        # Also when the clock was moved back: nobody waits longer than it takes for one to leak out.
        assert taken.empty_at == empty and 0 < taken.wait <= limit.each
        assert take(min(empty, now + limit.whole), now + taken.wait, limit).allowed


@given(LIMITS)
def test_a_new_visitor_may_do_so_many_at_once_and_no_more(limit):
    empty, now = 0, 5_000_000
    for _time in range(limit.most):
        taken = take(empty, now, limit)
        assert taken.allowed
        empty = taken.empty_at
    assert not take(empty, now, limit).allowed and take(empty, now + limit.each, limit).allowed


@pytest.mark.parametrize(
    ("forwarded", "proxies", "is_from"),
    [
        ("", 0, "192.0.2.9"),
        ("198.51.100.7", 0, "192.0.2.9"),  # without a proxy of ours, the header is the visitor's own words
        ("198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.1, 198.51.100.7", 1, "198.51.100.7"),  # the first was written by the visitor
        ("203.0.113.1, 198.51.100.7, 192.0.2.1", 2, "198.51.100.7"),
        ("198.51.100.7", 2, "192.0.2.9"),  # fewer than there should be: it did not come by way of them
        ("rubbish", 1, UNKNOWN),
        ("2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::"),
        ("[2001:db8:1:2:ffff::1]", 1, "2001:db8:1:2::"),
        ("::ffff:198.51.100.7", 1, "198.51.100.7"),
    ],
)
def test_from_where_a_request_came(forwarded, proxies, is_from):
    assert address_of("192.0.2.9", forwarded, proxies) == is_from


# --- The table ----------------------------------------------------------------------------------

NAMES = {route.name for route in own_routes()}
# What takes long to make, by how it is named. Anything new that is, has to stand in the table.
DEAR = re.compile(r"_(pdf|csv|fhir|json|empty)$|:(statistics|counts|package|process_time|log_search)$")
# A page of a questionnaire that is imported by hand; statistics that nobody else makes dear.
NOT_DEAR: set[str] = set()
# The ways to help, and everything in which a resident answers, reads or writes.
NEVER = re.compile(
    r"^(entrance:(front|crisis|about|accessibility|health|hats|sign_out|stay|eid_refused)|support:.*"
    r"|(resident|open):(?!.*(_pdf|_json|_fhir)$)(?!card$|qr$|poster$).*)$"
)


def test_the_table_names_routes_and_limits_that_exist():
    assert set(ROUTES) | set(ASKED) <= NAMES
    assert set(ROUTES.values()) | set(ASKED.values()) <= set(DEFAULTS)


def test_what_is_dear_is_held_to_a_limit():
    assert {name for name in NAMES if DEAR.search(name)} - set(ROUTES) == NOT_DEAR


def test_nobody_who_needs_help_or_writes_is_ever_told_to_wait():
    held = {name for name in NAMES for asked in (False, True) if limit_of(name, "POST", asked=asked)}
    assert sorted(name for name in held if NEVER.match(name)) == []
    assert limit_of("entrance:sign_in", "GET", asked=True) == ""
    assert limit_of("catalogue:list", "GET", asked=False) == "" != limit_of("catalogue:list", "GET", asked=True)


def test_what_an_installation_sets():
    found = read_limits({"STEGVIS_LIMITS": "sign_in=5/50/60  paper=1/2/3"}, demo=False)
    assert (found["sign_in"].own, found["sign_in"].address, found["sign_in"].seconds) == (5, 50, 60)
    assert found["search"] == DEFAULTS["search"] and read_limits({}, demo=True)["paper"].own > DEFAULTS["paper"].own
    for wrong in ("sign_in", "sign_in=0/5/5", "annat=1/1/1", "paper=1/1", "paper=a/1/1"):
        with pytest.raises(ImproperlyConfigured):
            read_limits({"STEGVIS_LIMITS": wrong}, demo=False)
