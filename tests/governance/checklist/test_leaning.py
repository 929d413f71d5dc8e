"""What a tick is about: each part's hash follows that part and no other."""

from dataclasses import replace

import pytest

from stegvis.governance.checklist.kinds import Part
from stegvis.governance.checklist.leaning import changed_parts, leaning, part_hashes
from stegvis.program.document import ImageBlock, Opening, Step
from stegvis.program.kinds import OpeningRule
from tests.catalogue.making import BLOCKS, PHQ, document, keep

pytestmark = pytest.mark.django_db


def changed(new):
    return set(changed_parts(keep(), keep(new), [part.value for part in Part]))


def with_blocks(made, blocks):
    first = made.modules[0]
    section = replace(first.sections[0], steps=(Step("st1", blocks), first.sections[0].steps[1]))
    return replace(made, modules=(replace(first, sections=(section,)), made.modules[1]))


def test_words_are_texts():
    assert changed(document(texts={"t.body": "<p>Nytt.</p>"})) == {Part.TEXTS, Part.EVERYTHING}


def test_when_something_opens_is_a_rule():
    made = document()
    second = replace(made.modules[1], opening=Opening(OpeningRule.BY_STAFF))
    assert changed(replace(made, modules=(made.modules[0], second))) == {Part.RULES, Part.EVERYTHING}


def test_an_exchanged_picture_is_media():
    blocks = tuple(ImageBlock("i", None) if block.id == "i" else block for block in BLOCKS)
    assert changed(with_blocks(document(), blocks)) == {Part.MEDIA, Part.EVERYTHING}


def test_another_version_of_a_questionnaire_is_no_rule():
    made = document()
    blocks = tuple(replace(block, questionnaire="x") if hasattr(block, "questionnaire") else block for block in BLOCKS)
    other = with_blocks(replace(made, questionnaires={"x": {**PHQ, "version": "2.0"}}), blocks)
    other = replace(other, measurements=(replace(made.measurements[0], questionnaire="x"),))
    assert changed(other) == {Part.QUESTIONNAIRES, Part.EVERYTHING}


def test_a_line_that_leans_on_nothing_never_changes():
    assert leaning(keep(), []) == leaning(keep(document(texts={"t.body": "<p>Nytt.</p>"})), [])
    assert set(part_hashes(keep())) == set(Part)
