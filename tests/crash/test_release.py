"""A small release, on each database: what was rehearsed for each is what happens. `make upgradetest` is the large."""

import pytest

from tests import cluster
from tests.crash.__main__ import DATABASES, a_folder
from tests.crash.upgrade import Released, read_arguments, report

FEW = ["--enrolments", "40", "--kills", "4", "--workers", "2"]
# What is on one database follows on the other of the same process: a cluster is started and migrated once.
APART = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in DATABASES]


@pytest.mark.parametrize("database", APART)
def test_what_was_rehearsed_for_each_is_what_happens_also_under_kills(database):
    if database == "postgres" and cluster.binaries() is None:
        pytest.skip("PostgreSQL saknas")
    asked = read_arguments(FEW)
    told = Released(database, a_folder()).compare(asked)
    text, well = report(database, asked, told)
    assert well, text
    sums = told["rough"]["sums"]
    counted = ("modules opening", "modules closing", "occasions asked again", "answers carried", "effects")
    assert all(sums[name] for name in counted), text
    assert told["rough"]["waited"] and sum(told["rough"]["held"].values()), text


def test_what_the_comparison_finds():
    same = {"happened": {"facts": ["a"]}, "wrong": [], "not_rebuilt": [], "count": 1, "waited": 0, "seconds": 1}
    calm, asked = {**same, "sums": {}, "held": {}}, read_arguments(FEW)
    assert report("sqlite", asked, {"calm": calm, "rough": calm})[1]
    assert not report("sqlite", asked, {"calm": calm, "rough": {**calm, "wrong": ["x"]}})[1]
    assert not report("sqlite", asked, {"calm": calm, "rough": {**calm, "not_rebuilt": ["x"]}})[1]
    assert not report("sqlite", asked, {"calm": calm, "rough": {**calm, "happened": {"facts": ["a", "a"]}}})[1]
