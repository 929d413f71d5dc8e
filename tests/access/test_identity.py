"""Identity numbers: the three types, and every way of getting one wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.access.identity import CannotReadNumber, luhn, read_number
from stegvis.access.kinds import NumberType


@pytest.mark.parametrize(
    ("typed", "value", "kind"),
    [
        ("19270716-9203", "192707169203", NumberType.PERSONNUMMER),
        (" 1955 0801-2647 ", "195508012647", NumberType.PERSONNUMMER),
        ("189602029812", "189602029812", NumberType.PERSONNUMMER),
        ("202312862382", "202312862382", NumberType.SAMORDNINGSNUMMER),
        ("19810829M071", "19810829M071", NumberType.RESERVNUMMER),
        ("19450829k088", "19450829K088", NumberType.RESERVNUMMER),
        ("19930829X802", "19930829X802", NumberType.RESERVNUMMER),
    ],
)
def test_reads_what_people_type(typed, value, kind):
    number = read_number(typed)
    assert (number.value, number.type) == (value, kind)


@pytest.mark.parametrize(
    "typed",
    [
        "", "1", "2707169203", "270716-9203", "270716+9203", "192707169204", "199902309999", "19810829M072",
        "19810829K071", "19930829X702", "abcdefghijkl", "1927071692031", "１９２７０７１６９２０３", "<script>",
    ],
)  # fmt: skip
def test_refuses_the_rest_and_never_repeats_it(typed):
    with pytest.raises(CannotReadNumber) as refused:
        read_number(typed)
    assert refused.value.sentence
    assert not typed or typed not in refused.value.sentence


def test_a_coordination_number_may_have_no_birthday():
    number = read_number("196500862393")
    assert (number.type, number.birth_date) == (NumberType.SAMORDNINGSNUMMER, None)


def test_every_published_test_number_is_read():
    from stegvis.demo.content.people import allowed_numbers

    assert all(read_number(number).value == number for number in allowed_numbers())


def test_a_coordination_number_has_a_birth_date():
    assert read_number("202312862382").birth_date.isoformat() == "2023-12-26"
    assert read_number("19810829M071").birth_date.isoformat() == "1981-08-29"


def test_display_and_mask():
    number = read_number("192707169203")
    assert number.display == "19270716-9203"
    assert "9203" not in number.masked


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        number = read_number(text)
    except CannotReadNumber as refused:
        said = refused.sentence
    else:
        said = number.value
    assert len(said) >= 12


@given(st.text("0123456789", min_size=9, max_size=9))
def test_luhn_catches_every_single_changed_digit(digits):
    check = luhn(digits)
    changed = str((int(digits[0]) + 1) % 10) + digits[1:]
    assert luhn(changed) != check
