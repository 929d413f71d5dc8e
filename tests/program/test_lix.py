"""LIX against its published vectors, and how a text is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.program.lix import lix, plain_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jag mår bra i dag. Du kan ta en paus när du vill.", 6.50),
        (
            "Du får svar inom två vardagar. Skriv inte hit om det är bråttom. Ring 112 om det är fara för ditt liv.",
            16.52,
        ),
        ("", 0.0),
        ("112 1177", 0.0),
    ],
)
def test_vectors(text: str, value: float) -> None:
    assert round(lix(text).value, 2) == value


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("Ta t.ex. en paus.", 5, 1),
        ("Rubrik utan punkt\nEn mening. Och en till", 8, 3),
        ("Hej! Mår du bra?", 4, 2),
        ("Vänta... Nu så.", 3, 2),
        ("Hon sa ”vila.” Sedan sov hon.", 6, 2),
    ],
)
def test_words_and_sentences(text: str, words: int, sentences: int) -> None:
    counted = lix(text)

    assert (counted.words, counted.sentences) == (words, sentences)


def test_rich_text_becomes_lines() -> None:
    html = "<h3>Sömn &amp; vila</h3><p>Gå <strong>upp</strong><br>tidigt.</p><ul><li>Ett</li><li>Två</li></ul><p>&nbsp;</p>"

    assert plain_text(html) == "Sömn & vila\nGå upp\ntidigt.\nEtt\nTvå"


@pytest.mark.parametrize(("long", "band"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 3), (5, 4)])
def test_bands(long: int, band: int) -> None:
    text = " ".join(["vardagar"] * long + ["ord"] * (10 - long)) + "."

    assert lix(text).band == band


@given(st.text())
def test_any_text_can_be_counted(text: str) -> None:
    counted = lix(plain_text(text))

    assert counted.value >= 0
    assert counted.long_words <= counted.words
