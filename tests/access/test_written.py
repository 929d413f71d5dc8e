"""Identity numbers are found however they are written, and other figures are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.access.written import holds_number
from tests.cast import REBECKA, RITA, RUNE

SEPARATORS = ["", "-", " ", " - ", "–", "+", "\u00a0"]


@given(
    st.sampled_from([RITA, RUNE, REBECKA]),
    st.sampled_from(SEPARATORS),
    st.booleans(),
    st.text("abc åäö.,:(", max_size=20),
)
def test_a_number_is_found_however_it_is_written(number, between, short, around):
    digits = number[2:] if short else number
    text = f"{around} {digits[:-4]}{between}{digits[-4:]} {around}"
    assert holds_number(text)


@given(st.sampled_from([RITA, RUNE, REBECKA]), st.integers(0, 9))
def test_another_check_digit_is_no_number(number, digit):
    changed = number[:-1] + str(digit)
    assert holds_number(changed) == (changed == number)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 08-465 004 12 före klockan 16.",
        "Version 2.1 kom 2026-03-02 klockan 09:00.",
        "Ärende 123456789012345678",
        "Koden är 123456",
        "",
    ],
)
def test_other_figures_are_left_alone(text):
    assert not holds_number(text)


@pytest.mark.parametrize("text", ["19900101K065", "Hon har 19900101-M077"])
def test_reserve_numbers_are_found(text):
    assert holds_number(text)


def test_a_coordination_number_is_found():
    # 1 January plus 60 days, with its right check digit.
    from stegvis.access.identity import luhn

    digits = "900161901"
    assert holds_number(f"nr {digits[:6]}-{digits[6:]}{luhn(digits)}")
