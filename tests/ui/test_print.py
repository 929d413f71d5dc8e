"""A paper is accessible whatever stands in it, and no text in it is ever read as the typesetter's own language."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.ui import charts
from stegvis.ui.print import CannotPrint, Facts, Heading, Paper, Picture, Table, Words, pdf_of
from stegvis.ui.print.making import TEMPLATE
from tests.papers import read_pdf

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NASTY = (
    '#panic("ut") #sys.inputs #read("/etc/passwd") `raw` $x$ *b* _i_ \\ ] } ) " <label> @ref // c /* = x\n'
    '#import "@preview/x:1.0.0" 🙂 👩‍👩‍👧 漢字 \x00\x07\u202e\ufeff\ue000\ud800 åäö'
)
LINE = charts.Series("PHQ-9", ((date(2025, 3, 3), 16), (date(2025, 3, 31), None), (date(2025, 5, 12), 9)))
CHART = charts.Chart("PHQ-9", (LINE,), 0, 27, (charts.Band("Låg", 0, 9), charts.Band("Hög", 10, 27, "severe")))


def paper(text: str = "Hej", alt: str = "PHQ-9 har gått från 16 till 9.") -> Paper:
    drawing = charts.for_paper(charts.line_chart(CHART))
    parts = (
        Heading(text),
        Words(text),
        Facts(((text, text),)),
        Picture(drawing, alt),
        Table(("Fråga", "Svar"), ((text,), (text, text))),
    )
    return Paper("Svar: PHQ-9", "sv", (("Namn", text),), parts, foot=text)


def test_a_paper_is_tagged_named_and_in_a_language():
    read = read_pdf(pdf_of(paper(), NOW))
    assert (read.title, read.language, read.standard) == ("Svar: PHQ-9", "sv", "1")
    assert read.tagged and read.shows_title
    assert read.tags["H1"] == 1 and read.tags["H2"] == 1 and read.tags["Table"] == 1 and read.tags["TH"] == 2
    assert read.tags["Figure"] == 1 and read.alternatives == ("PHQ-9 har gått från 16 till 9.",)


def test_a_picture_without_words_makes_no_paper():
    with pytest.raises(CannotPrint):
        pdf_of(paper(alt=""), NOW)


def test_nothing_that_somebody_wrote_is_read_as_markup():
    read = read_pdf(pdf_of(paper(NASTY, alt=NASTY), NOW))
    assert read.pages == 1 and read.tags["H1"] == 1 and read.tags["H2"] == 1
    assert read.alternatives[0].startswith('#panic("ut")')


def test_the_same_paper_is_the_same_bytes():
    assert pdf_of(paper(), NOW) == pdf_of(paper(), NOW)


def test_texts_are_data_to_the_template():
    source = TEMPLATE.read_text()
    assert "eval(" not in source and "json(bytes(sys.inputs.paper))" in source


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_no_text_keeps_a_paper_from_being_made(text):
    assert read_pdf(pdf_of(Paper("Svar", "sv", (), (Words(f"a{text}"),)), NOW)).tagged
