"""A day that somebody typed: read, or told what is wrong with it."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from stegvis.web.fields import day_field

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("typed", ["1900-01-01", "2026-02-28", "2028-02-29", "2099-12-31"])
def test_days_that_can_be_meant_are_read(typed):
    assert day_field("Dag").clean(typed).isoformat() == typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9999-12-31", "årtalet"),
        ("0226-11-24", "årtalet"),
        ("1899-12-31", "årtalet"),
        ("2026-02-29", "ÅÅÅÅ-MM-DD"),
        ("i morgon", "ÅÅÅÅ-MM-DD"),
        ("", "Välj ett datum"),
    ],
)
def test_others_are_told_what_is_wrong(typed, said):
    with pytest.raises(ValidationError) as told:
        day_field("Dag").clean(typed)
    assert said in str(told.value.messages)


def test_every_form_asks_for_a_day_in_the_same_way():
    asks = {
        path.name for path in (ROOT / "stegvis/web").rglob("*.py") if re.search(r"forms\.DateField\(", path.read_text())
    }
    assert asks == {"fields.py"}
