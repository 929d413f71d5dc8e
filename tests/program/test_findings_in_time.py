"""Every finding about rules in time is met by a document that has that fault and no other."""

from dataclasses import replace

import pytest

from stegvis.program.document import FlagRule, digest, from_json, to_json
from stegvis.program.findings import Code, Severity, find, may_freeze
from stegvis.program.kinds import FlagWhen, StartMode
from tests.program.faults import FAULTS, Change, in_time


def test_a_document_with_every_rule_in_time_has_no_findings() -> None:
    assert find(in_time()) == []
    assert digest(from_json(to_json(in_time()))) == digest(in_time())


@pytest.mark.parametrize(("code", "node_id", "field", "change"), FAULTS)
def test_one_fault_gives_one_finding(code: Code, node_id: str, field: str, change: Change) -> None:
    found = find(change(in_time()))

    assert [(each.code, each.node_id, each.field) for each in found] == [(code, node_id, field)]


def test_only_an_open_start_cannot_have_rules_for_staff() -> None:
    document = replace(in_time(), flags=(FlagRule("f", FlagWhen.INACTIVE, 3),))
    both = find(replace(document, start_modes=tuple(StartMode)))
    only_open = find(replace(document, start_modes=(StartMode.OPEN,)))

    assert [each.severity for each in both] == [Severity.WARNS]
    assert not may_freeze(only_open)


def test_a_circle_names_its_modules() -> None:
    change = next(fault[3] for fault in FAULTS if fault[0] is Code.OPENING_CIRCLE)

    assert find(change(in_time()))[0].params == {"modules": ["m-1", "m-2"]}
