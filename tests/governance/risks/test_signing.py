"""The truth table of who must have contributed and signed."""

from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.governance.kinds import MemberKind
from stegvis.governance.risks.signing import Demand, Signed, wanting, with_care

NURSE, DOCTOR, SAFE, DESIGNER, OTHER_NURSE = (UUID(int=n) for n in range(1, 6))
CARE, MEDICAL, SAFETY = MemberKind.CARE, MemberKind.MEDICAL, MemberKind.SAFETY
DEMANDS = (Demand(CARE, 1), Demand(MEDICAL, 1))


@pytest.mark.parametrize(("contributed", "care", "medical", "builds"), list(product([False, True], repeat=4)))
def test_every_combination(contributed: bool, care: bool, medical: bool, builds: bool):
    signed = [Signed(NURSE, CARE)] * care + [Signed(DOCTOR, MEDICAL)] * medical
    found = wanting(
        DEMANDS,
        signed,
        contributed={NURSE} if contributed else set(),
        makers={NURSE} if builds else {DESIGNER},
    )
    assert found.contribution is not (contributed and not builds)
    assert (Demand(CARE, 1) in found.signatures) is not (care and not builds)
    assert (Demand(MEDICAL, 1) in found.signatures) is not medical
    assert bool(found) is not (contributed and care and medical and not builds)


def test_the_designer_alone_never_makes_it_whole():
    signed = [Signed(DESIGNER, kind) for kind in MemberKind]
    found = wanting((Demand(CARE),), signed, contributed={DESIGNER}, makers={DESIGNER})
    assert found.contribution and found.signatures == (Demand(CARE, 1),)


def test_one_person_does_not_sign_as_two_things():
    found = wanting(DEMANDS, [Signed(NURSE, CARE), Signed(NURSE, MEDICAL)], contributed={NURSE}, makers=())
    assert found.signatures == (Demand(MEDICAL, 1),)


def test_two_of_a_kind_are_two_people():
    demands = (Demand(CARE, 2),)
    twice = [Signed(NURSE, CARE), Signed(NURSE, CARE)]
    assert wanting(demands, twice, contributed={NURSE}, makers=()).signatures == (Demand(CARE, 1),)
    both = [Signed(NURSE, CARE), Signed(OTHER_NURSE, CARE)]
    assert not wanting(demands, both, contributed={NURSE}, makers=())


@given(st.lists(st.builds(Demand, st.sampled_from(MemberKind), st.integers(0, 3)), max_size=5))
def test_a_region_cannot_take_away_care_staff(demands):
    assert any(each.kind is CARE and each.least >= 1 for each in with_care(demands))
