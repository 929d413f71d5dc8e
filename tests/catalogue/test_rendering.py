"""A step shows every kind of block, escapes what people wrote, and works for ears and keyboards."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from stegvis.catalogue.rendering import CannotRenderStep, inert_questionnaire, preview_step, render_step
from stegvis.program.document import ExerciseBlock, QuestionnaireBlock, Step
from stegvis.program.document.blocks import Block
from stegvis.program.kinds import ExerciseForm
from tests.catalogue.making import BLOCKS, MEDIA, document

NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}"


def address(digest: str) -> str:
    return f"/media/{digest}"


def shown(made=None, step: str = "st1", language: str = "sv") -> str:
    return preview_step(made or document(), step, language=language, media_url=address)


def with_blocks(*blocks: Block, **texts: str):
    made = document(texts=texts)
    module = made.modules[0]
    section = replace(module.sections[0], steps=(Step("st1", blocks=blocks),))
    return replace(made, modules=(replace(module, sections=(section,)),))


class Tags(HTMLParser):
    """Every start tag with its attributes, and whether what was opened was closed."""

    VOID = frozenset({"img", "br", "hr", "input", "source", "track", "path", "circle", "rect", "meta", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def test_every_block_has_a_template():
    for block in BLOCKS:
        get_template(f"catalogue/blocks/{block.kind}.html")


def test_a_step_is_well_formed_and_keeps_to_the_policy():
    tags = Tags(shown())
    assert tags.open == []
    for tag, attrs in tags.tags:
        assert tag not in {"script", "style", "iframe", "object", "embed"}
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
    ids = [attrs["id"] for _, attrs in tags.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))


def test_headings_and_texts_that_follow_each_other_are_one_running_text():
    html = shown()
    assert html.count('<div class="prose"><h2 id="block-h">Varför sover vi?</h2>') == 1
    assert "<p>Vi sover för att <strong>orka</strong>.</p>" in html


def test_a_picture_has_words_and_a_size_of_its_own():
    [picture] = Tags(shown()).of("img")
    assert (picture["alt"], picture["width"], picture["height"], picture["loading"]) == (
        "En säng i månsken",
        "40",
        "30",
        "lazy",
    )


def test_a_decorative_picture_is_silent_even_with_words():
    [picture] = Tags(shown(with_blocks(replace(BLOCKS[2], decorative=True)))).of("img")
    assert picture["alt"] == ""


def test_a_film_has_captions_length_and_words():
    html = shown()
    tags = Tags(html)
    [film] = tags.of("video")
    assert "controls" in film
    assert film["preload"] == "metadata"
    assert "autoplay" not in film
    [track] = tags.of("track")
    assert (track["kind"], track["srclang"]) == ("captions", "sv")
    assert "default" in track
    assert "Film, 1 min 15 s" in html
    assert "<p>Hej.</p>\n\n<p>Nu ska vi prata om sömn.</p>" in html


def test_a_sound_waits_to_be_asked_for_and_can_be_read():
    html = shown()
    [sound] = Tags(html).of("audio")
    assert sound["preload"] == "none"
    assert "Ljud, 3 min" in html
    assert "<p>Andas lugnt.</p>" in html


def test_a_callout_without_a_title_says_what_it_is():
    assert "<span>Tips</span>" in shown()


def test_an_accordion_folds_without_scripts():
    assert shown().count("<details") == 2 + 2  # two folds, two transcripts


def test_a_document_says_its_kind_and_size():
    assert 'Sömndagboken <span class="nowrap">(PDF, 1,2\xa0MB)' in shown()
    assert 'Sömndagboken <span class="nowrap">(PDF' in shown(document(texts={"d.title": "Sömndagboken (pdf)"}))


def test_the_slots_are_handed_their_block_and_stand_in_place():
    seen: list[object] = []

    def slot(block):
        seen.append(block)
        return mark_safe(f"<p>plats för {block.id}</p>")

    html = render_step(
        document(), "st1", language="sv", media_url=address,
        exercise_slot=slot, questionnaire_slot=slot, diary_slot=slot,
    )  # fmt: skip
    assert seen == [BLOCKS[8], BLOCKS[9], BLOCKS[10]]
    assert (
        html.index("Fyll i varje morgon.")
        < html.index("plats för e")
        < html.index("plats för q")
        < html.index("plats för r")
    )


def test_a_slot_that_gives_plain_text_is_refused():
    with pytest.raises(TypeError, match="SafeString"):
        render_step(
            document(), "st1", language="sv", media_url=address,
            exercise_slot=lambda block: NASTY, questionnaire_slot=lambda block: NASTY, diary_slot=lambda block: NASTY,
        )  # fmt: skip


def test_nasty_words_are_shown_and_never_run():
    texts = {key: NASTY for key in document().texts["sv"] if not key.startswith("program")}
    html = shown(document(texts=texts))
    tags = Tags(html)
    assert not tags.of("script")
    assert [attrs for attrs in tags.of("img") if "onerror" in attrs] == []
    assert "{{ 7|add:7 }}" in html


def test_missing_files_leave_the_step_readable():
    blocks = [
        replace(BLOCKS[2], image=None),
        replace(BLOCKS[3], film=None),
        replace(BLOCKS[4], audio=None),
        replace(BLOCKS[7], document=None),
    ]
    html = shown(with_blocks(*blocks))
    for words in ("Bilden fattas", "Filmen fattas", "Ljudet fattas", "Dokumentet fattas"):
        assert words in html


def test_a_file_that_nothing_is_known_of_still_gets_its_address():
    html = shown(replace(document(), media={}))
    assert f"/media/{next(iter(MEDIA))}" in html


@pytest.mark.parametrize("form", list(ExerciseForm))
def test_a_previewed_exercise_cannot_be_filled_in(form):
    block = ExerciseBlock("e", form=form, columns=2 if form is ExerciseForm.TABLE else 0, rows=3)
    tags = Tags(shown(with_blocks(block)))
    fields = [*tags.of("input"), *tags.of("textarea")]
    assert len(fields) == {ExerciseForm.TEXT: 1, ExerciseForm.LIST: 3, ExerciseForm.TABLE: 6}[form]
    assert all("disabled" in field and "name" not in field for field in fields)


def test_a_previewed_questionnaire_shows_its_own_words_and_is_closed():
    html = shown()
    tags = Tags(html)
    assert html.count("<legend>") >= 9
    assert all("disabled" in attrs for attrs in tags.of("fieldset"))
    assert "Flera dagar" in html


def test_a_questionnaire_that_does_not_open_says_so():
    made = replace(document(), questionnaires={"digest": {"url": "x", "version": "1"}})
    assert "går inte att visa" in inert_questionnaire(made, QuestionnaireBlock("q", "digest"), "sv")
    assert "går inte att visa" in inert_questionnaire(made, QuestionnaireBlock("q", "okänd"), "sv")


def test_words_in_another_language_are_marked_as_what_they_are():
    made = document()
    assert '<div class="step stack-l" lang="sv">' in shown(made, language="en")
    both = replace(made, texts={**made.texts, "en": {"h.text": "Why do we sleep?"}})
    english = shown(both, language="en")
    assert "Why do we sleep?" in english
    assert "Vi sover för att" in english


def test_a_step_that_is_not_there_is_refused():
    with pytest.raises(CannotRenderStep, match="finns inte"):
        shown(step="st99")


def test_an_empty_step_is_an_empty_page():
    assert Tags(shown(with_blocks())).tags == [("div", {"class": "step stack-l", "lang": "sv"})]


def test_a_preview_says_that_the_questions_come_one_at_a_time_and_names_the_own_answer():
    texts = {"title": "Prov", "item:a:text": "Varför?", "item:a:option:x": "Oro", "item:a:own": "Något helt annat"}
    own = {
        "schema": 1,
        "url": "https://stegvis.example/questionnaire/prov",
        "version": "1",
        "language": "sv",
        "licence": {"status": "public"},
        "items": [{"link_id": "a", "type": "choice", "open": True, "options": [{"code": "x"}]}],
        "texts": {"sv": texts},
        "layout": "one-by-one",
    }
    made = replace(
        document(), questionnaires={"en": own, "alla": {key: value for key, value in own.items() if key != "layout"}}
    )

    one, together = (str(inert_questionnaire(made, QuestionnaireBlock("q", digest), "sv")) for digest in ("en", "alla"))

    assert "Invånaren ser en fråga i taget." in one and "Invånaren ser en fråga i taget." not in together
    assert "Något helt annat" in one and "Annat" not in one
