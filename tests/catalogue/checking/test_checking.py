"""Lapses in words and with their place; what is kept is looked through once."""

import pytest

from stegvis.catalogue.checking import AREA_NAMES, checked, lapse_words, node_hash, place_of
from stegvis.program.checks import Area, CheckCode, Lapse, Weight
from stegvis.program.findings import Code
from tests.catalogue.making import document, keep

PARAMS = {
    "value": 0, "least": 1, "most": 3650, "lix": 52, "rule": "by_staff", "days": 3, "window_days": 7, "within_days": 4,
    "url": "https://stegvis.example/questionnaire/phq-9", "status": "unknown", "words": 40, "sentence": "Du kan …",
    "level": 4, "after": 2, "text": "här", "alt": "bild.png", "until": 3, "length": 60, "title": "PHQ-9",
    "example": "Ingen", "expected": "1", "found": "2", "names": "lindrig", "name": "Tankar på att dö", "language": "en",
    "n": 2, "of": 5,
}  # fmt: skip


@pytest.mark.parametrize("code", [*CheckCode, *Code])
def test_every_code_has_a_sentence(code):
    words = lapse_words(Lapse(code.value, Weight.MUST, "m1", "title", PARAMS))
    assert words[-1] in ".”"
    assert words[0].isupper() or words[0] in "”1234567890"
    assert "%(" not in words


def test_every_area_has_a_name():
    assert set(AREA_NAMES) == set(Area)


def test_a_place_is_module_step_and_block_with_a_way_there():
    place = place_of(document(), "x2")
    assert place.words == "Börja här › Om sömn › Och kaffe?"
    assert (place.step_id, place.block_id) == ("st1", "x")
    assert place_of(document(), "program").words == "Programmet"
    assert place_of(document(), "digest").words.startswith("Formuläret PHQ-9")


def test_the_hash_of_a_place_follows_its_words_and_nothing_else():
    old, new = document(), document(texts={"t.body": "<p>Annat.</p>"})
    assert node_hash(old, "t") != node_hash(new, "t")
    assert node_hash(old, "i") == node_hash(new, "i")
    assert node_hash(old, "st1") != node_hash(new, "st1"), "a step is what stands in it"
    assert node_hash(old, "program") != node_hash(new, "program"), "the whole is everything in it"


@pytest.mark.django_db
def test_a_kept_document_is_checked_with_its_captions():
    found = checked(keep())
    assert CheckCode.CAPTIONS_SHORT in {lapse.code for lapse in found.lapses}
    assert len(found.steps) == 3
    assert found.seen[Area.CONTENT] == 3
