"""A small crash test: a few dozen enrolments, a few kills, on each database that is here. `make crashtest` is the large."""

import pytest

from tests import cluster
from tests.crash.__main__ import DATABASES, Region, a_folder, outside, read_arguments, report

FEW = ["--enrolments", "160", "--kills", "14", "--steps", "8", "--workers", "2"]
# What is on one database follows on the other of the same process: a cluster is started and migrated once.
APART = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in DATABASES]


@pytest.mark.parametrize("database", APART)
def test_workers_that_are_killed_leave_nothing_out_and_nothing_twice(database):
    if database == "postgres" and cluster.binaries() is None:
        pytest.skip("PostgreSQL saknas")
    asked = read_arguments(FEW)
    told = Region(database, a_folder()).compare(asked)
    text, well = report(database, asked, told)
    assert well, text
    # How many there is time for hangs on the machine; `make crashtest` asks for hundreds.
    assert sum(told["rough"]["held"].values()) >= 1, text
    assert told["rough"]["kinds"].keys() >= {"reminder", "module_open", "occasion_open", "phase_change", "danger_flag"}


def told(**more):
    """What a run says of itself, with nothing wrong in it."""
    same = {"effects": ["a", "b"]}
    one = {"happened": same, "not_rebuilt": [], "untold": [], "kinds": {}, "seconds": 1, "held": {}, "beside": {}}
    sent = {"sms": ["1"], "email": [], "not settled": []}
    return {**one, "deliveries": sent, "sms": {"1": 1}, "email": {}, **more}


def verdict(**rough):
    return report("sqlite", read_arguments(FEW), {"calm": told(), "rough": told(**rough)})[1]


def test_what_the_comparison_finds():
    assert verdict()
    assert not verdict(happened={"effects": ["a"]})
    assert not verdict(happened={"effects": ["a", "b", "b"]})
    assert not verdict(not_rebuilt=["x"])
    assert not verdict(untold=["x"])
    assert not verdict(sms={})
    assert not verdict(sms={"1": 1, "2": 1})
    # The same call twice: only where somebody was killed between the call and its row.
    assert not verdict(sms={"1": 2})
    assert verdict(sms={"1": 2}, held={"vid deliver:mid_send": 1})
    assert not outside("rough", told(deliveries={"sms": ["1"], "email": [], "not settled": ["2"]}))[1]
