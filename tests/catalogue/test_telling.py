"""Findings, rules and differences in words: each says something, and something a person understands."""

from dataclasses import replace

import pytest

from stegvis.catalogue import telling
from stegvis.catalogue.differing import changes_between
from stegvis.catalogue.sentences import place, sentence
from stegvis.program.document import HeadingBlock, Measurement, Module, Opening, Section, Settings, Step
from stegvis.program.findings import Code, Finding, find
from stegvis.program.kinds import MeasurementWhen, OpeningRule, ResultsShown, StartMode
from tests.catalogue.making import document

PARAMS = {
    "value": 0, "least": 1, "most": 3650, "lix": 52, "rule": "by_staff", "days": 3, "window_days": 7,
    "url": "https://stegvis.example/questionnaire/phq-9", "status": "unknown", "within_days": 4,
}  # fmt: skip


@pytest.mark.parametrize("code", list(Code))
def test_every_finding_has_a_sentence(code):
    for field in ("title", "body", "column_2", "image", "days", "times", "window_days", "something else"):
        words = sentence(Finding(code, "m1", field, PARAMS))
        assert words.endswith(".")
        assert words[0].isupper()
        assert "%(" not in words


def test_a_questionnaire_that_is_not_there_is_told_by_what_wanted_it():
    def said(params):
        return sentence(Finding(Code.QUESTIONNAIRE_UNKNOWN, "m1", "conditions", params))

    assert said({}).startswith("Formuläret finns inte längre.")
    assert said({"url": ""}).startswith("I ett villkor är inget valt.")
    assert "formuläret PHQ-9, men programmet frågar aldrig efter det" in said({"url": PARAMS["url"]})


def test_what_find_finds_can_be_told():
    broken = replace(document(), texts={"sv": {}}, start_modes=(), media={}, questionnaires={})
    found = find(broken)
    assert found
    assert all(sentence(finding) for finding in found)


def test_a_place_is_told_from_the_outside_in():
    assert place(document(), "st1") == "Börja här › Första delen › Om sömn"
    assert place(document(), "x2") == "Börja här › Första delen › Om sömn › Och kaffe?"
    assert place(document(), "program") == place(document(), "okänt") == ""


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Opening(OpeningRule.AT_START), "Öppen från starten"),
        (Opening(OpeningRule.BY_STAFF), "Öppnas av behandlaren"),
        (Opening(OpeningRule.WHEN_PREVIOUS_DONE), "Öppnas när modulen före är klar"),
        (Opening(OpeningRule.DAYS_AFTER_START, 1), "Öppnas 1 dag efter starten"),
        (Opening(OpeningRule.DAYS_AFTER_START, 7), "Öppnas 7 dagar efter starten"),
        (Opening(OpeningRule.DAYS_AFTER_PREVIOUS_OPENED, 2), "Öppnas 2 dagar efter modulen före"),
    ],
)
def test_openings(rule, words):
    assert telling.opening_words(document(), Module("m", opening=rule)) == words


@pytest.mark.parametrize(
    ("measurement", "words"),
    [
        (
            {"when": MeasurementWhen.AT_START, "gate": True},
            "När programmet startar. Räknas som sen efter 7 dagar. Den måste besvaras innan invånaren kommer vidare.",
        ),
        (
            {"when": MeasurementWhen.EVERY, "days": 7, "times": 8},
            "Varje vecka, 8 gånger. Räknas som sen efter 7 dagar.",
        ),
        (
            {"when": MeasurementWhen.EVERY, "days": 10, "times": 1},
            "Med 10 dagars mellanrum, 1 gång. Räknas som sen efter 7 dagar.",
        ),
        (
            {"when": MeasurementWhen.BEFORE_MODULE, "module": "m2"},
            "Innan modulen ”Gå vidare” öppnas. Räknas som sen efter 7 dagar. Den måste besvaras innan invånaren kommer vidare.",
        ),
        ({"when": MeasurementWhen.AT_END}, "När programmet är slut. Räknas som sen efter 7 dagar."),
        ({"when": MeasurementWhen.BY_STAFF}, "När behandlaren ber om det. Räknas som sen efter 7 dagar."),
    ],
)
def test_measurements(measurement, words):
    assert telling.measurement_words(document(), Measurement("p", questionnaire="digest", **measurement)) == words


def test_the_title_of_a_questionnaire_is_its_own():
    assert telling.questionnaire_title(document(), "digest").startswith("PHQ-9")
    assert telling.questionnaire_title(document(), "okänt") == "Okänt formulär"


def told(old, new):
    return {part.name: part.lines for part in changes_between(old, new)}


def words(**changed):
    return {"sv": {**document().texts["sv"], **changed}}


def test_nothing_changed_is_nothing_told():
    assert told(document(), document()) == {}


def test_small_changes_are_one_line_per_step():
    new = document(texts={"h.text": "Nytt", "t.body": "<p>Också nytt</p>", "program.lead": "<p>Ny</p>"})
    assert told(document(), new) == {
        "Programmet": ["Ingressen är ändrad"],
        "Börja här": ["Steget ”Om sömn”: ändrad text"],
    }


def test_new_names_are_told_with_the_old():
    new = document(texts={"st2.title": "Dagboken", "s1.title": "Del ett"})
    assert told(document(), new) == {
        "Börja här": ["Avsnittet ”Första delen” heter nu ”Del ett”", "Steget ”Din dagbok” heter nu ”Dagboken”"]
    }


def test_new_parts_are_told_once_with_all_they_hold():
    old = document()
    fresh = Module("m3", sections=(Section("s3", steps=(Step("st4", blocks=(HeadingBlock("h4", level=2),)),)),))
    new = replace(old, modules=(*old.modules, fresh), texts=words(**{"m3.title": "Avslut", "st4.title": "Hej då"}))
    assert told(old, new) == {"Avslut": ["Ny modul"]}
    assert told(new, old) == {"Avslut": ["Modulen är borttagen"]}


def test_steps_blocks_and_order():
    old = document()
    first = old.modules[0]
    section = first.sections[0]
    one, two = section.steps
    reordered = replace(section, steps=(two, replace(one, blocks=one.blocks[1:])))
    new = replace(
        old,
        modules=(replace(first, sections=(reordered,)), old.modules[1]),
        texts={"sv": {k: v for k, v in old.texts["sv"].items() if k != "h.text"}},
    )
    assert told(old, new)["Börja här"] == ["Steget ”Om sömn”: innehåll är borttaget", "Flyttat steg: ”Din dagbok”"]


def test_rules_switches_and_measurements():
    old = document()
    first, second = old.modules
    new = replace(
        old,
        start_modes=(StartMode.GUIDED, StartMode.OPEN),
        settings=Settings(messages=False, results=ResultsShown.SENTENCE),
        modules=(first, replace(second, opening=Opening(OpeningRule.BY_STAFF))),
        measurements=(replace(old.measurements[0], times=4),),
        texts=words(**{"m2.title": "Fortsätt"}),
    )
    assert told(old, new) == {
        "Programmet": [
            "Start: Personal startar, eller invånaren själv",
            "Meddelanden: Av",
            "Egna resultat: I ord",
        ],
        "Fortsätt": ["Modulen hette förut ”Gå vidare”", "Öppning: Öppnas av behandlaren"],
        "Mätningar": ["Ändrad: PHQ-9. Varje vecka, 4 gånger. Räknas som sen efter 7 dagar."],
    }
