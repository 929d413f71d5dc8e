"""Checks on a whole program: each finds its fault, where it stands, and nothing in a program without faults."""

from dataclasses import replace

import pytest

from stegvis.program.checks import AREAS, Area, CheckCode, Weight, area_of, check, steps_read
from stegvis.program.checks.access import read_captions
from stegvis.program.document import (
    Danger,
    Document,
    HeadingBlock,
    Media,
    Section,
    Step,
    TextBlock,
)
from stegvis.program.findings import Code
from stegvis.program.kinds import DangerLevel
from stegvis.questionnaires.engine import as_document, digest
from stegvis.questionnaires.load import shipped
from tests.program.samples import FILM, PIC, VTT, Q, with_every_kind

PHQ = next(each for each in shipped() if each.key == "phq-9")
HELPED = {"danger:self_harm:help": "Ring 112 om du tänker skada dig."}
PHQ = replace(PHQ, texts={**PHQ.texts, "sv": {**PHQ.texts["sv"], **HELPED}})
PHQ_DIGEST = digest(PHQ)
OWNED = {"source": "Regionens fotograf", "licence": "Regionens egen bild"}


def sound() -> Document:
    """A program with everything in it and nothing to remark on."""
    made = with_every_kind()
    swapped = [
        replace(module, sections=tuple(
            replace(section, steps=tuple(
                replace(step, blocks=tuple(
                    replace(block, questionnaire=PHQ_DIGEST) if hasattr(block, "questionnaire") else block
                    for block in step.blocks
                ))
                for step in section.steps
            ))
            for section in module.sections
        ))
        for module in made.modules
    ]  # fmt: skip
    texts = {**made.texts["sv"], "program.welcome": "<p>Välkommen. Ring 112 om det är bråttom.</p>"}
    return replace(
        made,
        modules=tuple(swapped),
        measurements=tuple(replace(each, questionnaire=PHQ_DIGEST) for each in made.measurements),
        questionnaires={PHQ_DIGEST: as_document(PHQ)},
        media={key: replace(media, **OWNED) for key, media in made.media.items()},
        texts={"sv": texts},
    )


def codes(document: Document, **captions: str) -> dict[str, list]:
    found: dict[str, list] = {}
    for lapse in check(document, captions):
        found.setdefault(lapse.code, []).append(lapse)
    return found


def with_text(document: Document, **texts: str) -> Document:
    return replace(
        document, texts={"sv": {**document.texts["sv"], **{k.replace("__", "."): v for k, v in texts.items()}}}
    )


def put(document: Document, key: str, text: str) -> Document:
    return replace(document, texts={**document.texts, "sv": {**document.texts["sv"], key: text}})


def test_a_program_without_faults_gives_no_musts():
    assert [lapse for lapse in check(sound()) if lapse.must] == []


def test_every_code_belongs_to_an_area():
    assert all(area_of(code) in Area for code in (*CheckCode, *Code))
    assert {code.value for code in CheckCode} <= {str(code) for code in AREAS}


def test_a_step_is_measured_by_itself():
    hard = "Implementeringsförutsättningarna inkluderar organisationsspecifika kompetensutvecklingsinsatser. " * 10
    found = codes(put(sound(), "b-2.body", f"<p>{hard}</p>"))
    (lapse,) = found[CheckCode.STEP_HARD]
    assert (lapse.node_id, lapse.weight) == ("t-2", Weight.SHOULD)
    assert next(read for read in steps_read(put(sound(), "b-2.body", hard)) if read.step_id == "t-2").hard


def test_a_few_words_say_nothing_of_how_hard_a_step_is():
    assert next(read for read in steps_read(sound()) if read.step_id == "t-2").lix is None


def test_a_long_sentence_is_told_where_it_stands():
    found = codes(put(sound(), "b-2.body", "<p>" + "Du kan " + "och " * 30 + "så.</p>"))
    (lapse,) = found[CheckCode.SENTENCE_LONG]
    assert (lapse.node_id, lapse.field, lapse.params["words"]) == ("b-2", "body", 33)
    assert lapse.params["sentence"].endswith("…")


@pytest.mark.parametrize("text", ["här", "Klicka här!", "Läs mer »", "read more", ""])
def test_a_link_that_says_nothing_must_be_put_right(text):
    (lapse,) = codes(put(sound(), "b-2.body", f'<p>Läs <a href="https://x.se"><em>{text}</em></a></p>'))[
        CheckCode.LINK_VAGUE
    ]
    assert lapse.must


def test_a_link_that_says_where_it_leads_is_let_be_and_a_bare_address_remarked_on():
    good = '<p><a href="https://x.se">Råd om sömn på 1177</a></p>'
    assert CheckCode.LINK_VAGUE not in codes(put(sound(), "b-2.body", good))
    bare = '<p><a href="https://x.se">https://www.1177.se/somn</a></p>'
    assert codes(put(sound(), "b-2.body", bare))[CheckCode.LINK_BARE][0].weight is Weight.SHOULD


def test_headings_take_one_level_at_a_time():
    def blocks(*made):
        document = sound()
        first, second = document.modules
        section = replace(second.sections[0], steps=(Step("t-3", made),))
        document = replace(document, modules=(first, replace(second, sections=(section, second.sections[1]))))
        for block in made:
            document = put(document, f"{block.id}.text", "Rubrik")
            document = (
                put(document, f"{block.id}.body", "<h3>Liten</h3><p>x</p>")
                if isinstance(block, TextBlock)
                else document
            )
        return codes(document).get(CheckCode.HEADING_SKIPS, [])

    assert [lapse.node_id for lapse in blocks(HeadingBlock("h1", 3))] == ["h1"]
    assert blocks(HeadingBlock("h1", 2), HeadingBlock("h2", 3)) == []
    assert [lapse.node_id for lapse in blocks(TextBlock("b9"))] == ["b9"]


def test_a_file_name_is_no_alternative_text():
    (lapse,) = codes(put(sound(), "b-image.alt", "IMG_2031.jpg"))[CheckCode.ALT_EMPTY_WORDS]
    assert lapse.must


def test_captions_without_lines_and_captions_that_end_early():
    document = sound()
    assert CheckCode.CAPTIONS_EMPTY in codes(document, **{VTT: "WEBVTT\n\n"})
    early = "WEBVTT\n\n00:01.000 --> 00:05.500\nHej."
    (lapse,) = codes(document, **{VTT: early})[CheckCode.CAPTIONS_SHORT]
    assert lapse.params == {"until": 6, "length": 62} or lapse.params["until"] in (5, 6)
    whole = "WEBVTT\n\n00:00:01.000 --> 00:00:58.000\nHej."
    assert not {CheckCode.CAPTIONS_EMPTY, CheckCode.CAPTIONS_SHORT} & set(codes(document, **{VTT: whole}))
    assert read_captions("01:00:02,5 --> 01:00:03,250").until_s == 3603.25


def test_nobody_knows_who_owns_a_picture():
    document = sound()
    assert CheckCode.MEDIA_RIGHTS_MISSING not in codes(document)
    bare = replace(document, media={**document.media, PIC: Media("image/png", 1, name="skog.png")})
    (lapse,) = codes(bare)[CheckCode.MEDIA_RIGHTS_MISSING]
    assert (lapse.node_id, lapse.field, lapse.must) == ("b-image", "image", True)
    half = replace(document, media={**document.media, FILM: replace(document.media[FILM], licence="")})
    assert codes(half)[CheckCode.MEDIA_RIGHTS_MISSING][0].weight is Weight.SHOULD


def changed(**fields):
    plain = {**as_document(PHQ), **fields}
    return replace(sound(), questionnaires={PHQ_DIGEST: plain})


def test_worked_examples_must_be_there_and_come_out_right():
    assert codes(changed(examples=[]))[CheckCode.EXAMPLES_MISSING][0].must
    wrong = [{**each, "scores": dict.fromkeys(each["scores"], 99)} for each in as_document(PHQ)["examples"]]
    failing = codes(changed(examples=wrong))[CheckCode.EXAMPLE_FAILS]
    assert failing[0].must
    assert failing[0].params["expected"] == "99"


def test_levels_and_dangers_that_no_example_reaches():
    one = [each for each in as_document(PHQ)["examples"] if not each.get("dangers")][:1]
    found = codes(changed(examples=one))
    assert found[CheckCode.BANDS_UNTRIED][0].weight is Weight.SHOULD
    assert found[CheckCode.DANGER_UNTRIED][0].must


def test_a_danger_needs_somebody_who_is_told():
    document = sound()
    rule = PHQ.dangers[0].rule_id
    own = Danger(PHQ.url, rule, DangerLevel.ORDINARY)
    alone = replace(document, settings=replace(document.settings, dangers=(own,)))
    assert codes(alone)[CheckCode.DANGER_WITHOUT_RECEIVER][0].must
    guided = replace(alone, start_modes=document.start_modes[:1])
    assert CheckCode.DANGER_WITHOUT_RECEIVER not in codes(guided)


def test_whoever_answers_dangerously_reads_where_to_turn():
    texts = {
        k: {key: t for key, t in v.items() if not key.endswith(":help")} for k, v in as_document(PHQ)["texts"].items()
    }
    assert codes(changed(texts=texts))[Code.DANGER_WITHOUT_HELP][0].must, "nobody may be told of an open start"
    guided = replace(changed(texts=texts), start_modes=sound().start_modes[:1])
    assert codes(guided)[CheckCode.DANGER_HELP_MISSING][0].weight is Weight.SHOULD
    silent = put(sound(), "program.welcome", "<p>Välkommen, ring 1120 eller 11177.</p>")
    assert codes(silent)[CheckCode.CRISIS_TEXT_MISSING][0].must


def test_a_program_in_two_languages_is_whole_in_both():
    document = sound()
    english = {"program.title": "Sleep", "t-2.title": "Step", "b-2.body": "<p>Text.</p>"}
    found = codes(replace(document, texts={**document.texts, "en": english}))
    places = {lapse.node_id: lapse.params for lapse in found[CheckCode.TRANSLATION_MISSING]}
    assert "t-2" not in places
    assert places["program"]["n"] == 8, "the head and what is planned in time"
    assert all(lapse.field == "en" for lapse in found[CheckCode.TRANSLATION_MISSING])


def test_what_stops_a_freeze_must_be_put_right_and_what_warned_should():
    empty = replace(sound(), modules=(replace(sound().modules[0], sections=(Section("s-1"),)), sound().modules[1]))
    assert codes(empty)[Code.STEP_MISSING][0].must
    unsaid = put(sound(), "program.intended_purpose", "")
    assert codes(unsaid)[Code.INTENDED_PURPOSE_MISSING][0].weight is Weight.SHOULD


def test_lapses_come_in_reading_order():
    document = put(put(sound(), "b-4.body", '<a href="x">här</a>'), "b-2.body", '<a href="x">här</a>')
    assert [lapse.node_id for lapse in check(document) if lapse.code == CheckCode.LINK_VAGUE] == ["b-2", "b-4"]


def test_a_questionnaire_that_cannot_be_read():
    broken = replace(sound(), questionnaires={Q: {"url": "https://x.example/q", "version": "1"}})
    assert codes(broken)[CheckCode.DEFINITION_BROKEN][0].must
