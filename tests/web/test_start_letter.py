"""The start letter: what it says and never says, that it can be read by all, and where its QR code leads."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.ui.print import Facts, Heading, Steps, Words, pdf_of, png_of, qr_svg
from stegvis.web.start_letter import StartLetter, letter_paper
from tests.papers import read_pdf
from tests.web.qr_reading import read_qr, squares_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LETTER = StartLetter(
    name="Wilhelmina Christophersdotter Lindqvist",
    given_name="Wilhelmina",
    unit="Norra",
    town="Vänersund",
    phone="08-465 004 12",
    phone_hours="vardagar 8–12",
    address="https://stegvis.example.se/p/norra/sov-battre/",
    program="Sov bättre",
    written=date(2026, 3, 2),
    begins=None,
    sender="Stegvis",
    own_text="",
)


def said(letter, language="sv"):
    """Every word of the letter, as one text."""
    paper, words = letter_paper(letter, language), []
    for part in paper.parts:
        if isinstance(part, Words | Heading):
            words.append(part.text)
        elif isinstance(part, Steps):
            words += part.items
        elif isinstance(part, Facts):
            words += [" ".join(row) for row in part.rows]
    return "\n".join([paper.title, *paper.to, *paper.sender, *words])


def test_it_says_how_to_log_in_who_to_call_and_by_which_name_notices_come():
    words = said(LETTER)
    for wanted in (
        "Hej Wilhelmina!",
        "programmet Sov bättre",
        "stegvis.example.se/p/norra/sov-battre",
        "08-465 004 12, vardagar 8–12",
        "avsändaren Stegvis",
        "på telefon eller på papper",
        "1177",
        "112",
        "Du kan börja när du vill.",
    ):
        assert wanted in words


def test_a_start_ahead_says_the_day_and_a_program_that_may_not_be_named_is_not():
    ahead = replace(LETTER, begins=date(2027, 3, 4), program="", address="https://stegvis.example.se/p/norra/")
    words = said(ahead)
    assert "Du kan börja den 4 mars 2027." in words and "Sov bättre" not in words and "sov-battre" not in words


def test_in_the_window_stands_the_name_and_nothing_else():
    assert letter_paper(LETTER, "sv").to == ("Wilhelmina Christophersdotter Lindqvist",)


def test_what_the_unit_has_written_stands_as_it_was_written():
    words = said(replace(LETTER, own_text="Ta med brevet. #strong[inte] <b>\n\nVälkommen!"))
    assert "Ta med brevet. #strong[inte] <b>" in words and "Välkommen!" in words


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_an_accessible_paper_of_one_page(language):
    read = read_pdf(pdf_of(letter_paper(replace(LETTER, own_text="Ord på vägen. " * 40), language), NOW))
    assert (read.language, read.standard, read.pages) == (language, "1", 1)
    assert read.tagged and read.shows_title and read.title and "Wilhelmina" not in read.title
    assert read.tags["H1"] == 1 and read.tags["H2"] == 4 and read.tags["Figure"] == 1
    assert read.tags["LI"] >= 3 and "stegvis.example.se/p/norra/sov-battre" in read.alternatives[0]


def test_the_longest_that_may_be_written_still_makes_a_letter():
    letter = replace(
        LETTER,
        name="N" * 100 + " " + "E" * 100,
        unit="Enhet " * 33,
        town="T" * 80,
        own_text="Långa ord och meningar. " * 34,
    )
    assert 1 <= len(png_of(letter_paper(letter, "sv"), NOW)) <= 2


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "address", [LETTER.address, "http://localhost:8000/p/somn/", "https://a.se/p/a/" + "b" * 60 + "/"]
)
def test_the_qr_code_leads_to_the_address_that_is_typed_by_hand(address, language):
    """Read back square by square from the drawing on the letter, by a reader of our own."""
    (steps,) = [p for p in letter_paper(replace(LETTER, address=address), language).parts if isinstance(p, Steps)]
    assert steps.beside is not None
    squares = squares_of(steps.beside.svg)
    assert read_qr(squares) == address
    drawn = [
        [bool(dark) for dark in row] for row in segno.make(address, error="m", micro=False, boost_error=False).matrix
    ]
    assert squares == drawn


@settings(max_examples=25, deadline=None)
@given(st.from_regex(r"https://[a-z]{1,20}\.se/p/[a-z0-9\-]{1,30}/", fullmatch=True))
def test_any_address_is_read_back_from_its_code(address):
    assert read_qr(squares_of(qr_svg(address))) == address
