"""A kept address is the one that `reverse` gives, and what `reverse` refuses is refused."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse

from stegvis.ui.addresses import address

PK = uuid4()


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("entrance:crisis", ()),
        ("resident:program", (PK,)),
        ("resident:program", (str(PK),)),
        ("resident:step", (PK, "a-1")),
        ("resident:questionnaire", (PK, f"{uuid4()}.1.e1")),
        ("entrance:way", ("norra", "sov-battre")),
    ],
)
def test_it_is_the_same_address(name, args):
    assert address(name, *args) == address(name, *args) == reverse(name, args=args)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("finns:inte", ()),
        ("resident:program", ()),
        ("resident:step", (PK, "")),
        ("resident:questionnaire", (PK, "å b?c")),
    ],
)
def test_what_leads_nowhere_is_refused(name, args):
    with pytest.raises(NoReverseMatch):
        address(name, *args)
