"""What differs between two documents, as care staff read it: by module and step, in reading order."""

import json
from dataclasses import replace

from stegvis.catalogue.differing import Files, Rule, Said, State, Texts, differences
from stegvis.catalogue.differing.parts import merged
from stegvis.program.document import (
    Danger,
    ImageBlock,
    Media,
    Module,
    Opening,
    Section,
    Settings,
    Step,
    TextBlock,
)
from stegvis.program.kinds import OpeningRule, ResultsShown
from tests.catalogue.making import BLOCKS, PHQ, document


def parts(old, new):
    return {part.name: part for part in differences(old, new).parts}


def test_nothing_differs_from_itself():
    found = differences(document(), document())
    assert found.empty
    assert found.counts == found.dangers == ()


def test_changed_words_stand_in_their_step_with_what_they_are():
    new = document(texts={"t.body": "<p>Vi sover för att <strong>orka</strong> leva.</p>", "i.alt": "En säng"})
    (step,) = parts(document(), new)["Börja här"].steps
    assert (step.title, step.state) == ("Om sömn", State.CHANGED)
    assert [(line.what, line.node_id) for line in step.lines] == [("Text", "t"), ("Bildens alternativtext", "i")]
    assert all(isinstance(line, Texts) for line in step.lines)


def test_a_moved_step_says_where_it_came_from():
    old = document()
    first, second = old.modules
    moved = first.sections[0].steps[1]
    new = replace(
        old,
        modules=(
            replace(first, sections=(replace(first.sections[0], steps=first.sections[0].steps[:1]),)),
            replace(second, sections=(replace(second.sections[0], steps=(*second.sections[0].steps, moved)),)),
        ),
    )
    found = parts(old, new)
    assert "Börja här" not in found
    (step,) = found["Gå vidare"].steps
    assert (step.title, step.state, step.told) == (
        "Din dagbok",
        State.MOVED,
        "Har flyttats hit från modulen ”Börja här”.",
    )


def test_moved_modules_say_where_they_stand_now():
    old = document()
    found = parts(old, replace(old, modules=tuple(reversed(old.modules))))
    assert [part.told for part in found.values()] == ["Står nu först."] or [part.told for part in found.values()] == [
        "Står nu efter ”Gå vidare”."
    ]


def test_a_new_module_shows_everything_it_brings_and_a_removed_one_everything_it_takes():
    step = Step("st9", (TextBlock("t9"),))
    module = Module("m9", Opening(OpeningRule.BY_STAFF), (Section("s9", True, (step,)),))
    texts = {"m9.title": "Ny modul", "st9.title": "Nytt steg", "t9.body": "<p>Helt nytt.</p>"}
    with_it = document(texts=texts)
    with_it = replace(with_it, modules=(*with_it.modules, module))

    come = parts(document(), with_it)["Ny modul"]
    assert come.state is State.ADDED
    assert [line.what for line in come.steps[0].lines] == ["Text"]
    assert any(isinstance(line, Rule) and line.after == "Öppnas av behandlaren" for line in come.lines)

    gone = parts(with_it, document())["Ny modul"]
    assert gone.state is State.REMOVED
    assert gone.steps[0].state is State.REMOVED
    assert gone.steps[0].lines


def test_rules_are_sentences_before_and_after():
    old = document()
    second = replace(old.modules[1], opening=Opening(OpeningRule.BY_STAFF))
    measurement = replace(old.measurements[0], times=4)
    new = replace(old, modules=(old.modules[0], second), measurements=(measurement,))
    found = parts(old, new)
    (opening,) = found["Gå vidare"].lines
    assert (opening.before, opening.after) == ("Öppnas 7 dagar efter starten", "Öppnas av behandlaren")
    (planned,) = found["Mätningar"].lines
    assert "8 gånger" in planned.before
    assert "4 gånger" in planned.after
    assert planned.danger, "PHQ-9 asks about suicide: when it is asked is a danger rule"


def test_what_is_about_danger_comes_first():
    old = document()
    danger = Danger(PHQ["url"], PHQ["dangers"][0]["id"], threshold=2.0)
    new = replace(old, settings=Settings(messages=True, results=ResultsShown.GRAPH, dangers=(danger,)))
    (found,) = differences(old, new).dangers
    place, line = found
    assert place == "Programmet"
    assert "gränsen är 2" in line.after


def test_an_exchanged_picture_shows_both():
    old = document()
    other = "9" * 64
    blocks = tuple(ImageBlock("i", other) if block.id == "i" else block for block in BLOCKS)
    first = old.modules[0]
    section = replace(first.sections[0], steps=(Step("st1", blocks), first.sections[0].steps[1]))
    new = replace(
        old,
        modules=(replace(first, sections=(section,)), old.modules[1]),
        media={**old.media, other: Media("image/png", 1, name="annan.png")},
    )
    (line,) = parts(old, new)["Börja här"].steps[0].lines
    assert isinstance(line, Files)
    assert (line.before.name, line.after.name) == ("bild.png", "annan.png")


def test_words_in_another_language_are_told_with_the_language():
    old = document()
    new = replace(old, texts={**old.texts, "en": {"t.body": "<p>We sleep.</p>"}})
    (line,) = parts(old, new)["Börja här"].steps[0].lines
    assert line.language == "en"


def test_what_is_gone_stands_where_it_stood():
    assert merged(["a", "b", "c"], ["a", "c", "d"]) == ["a", "b", "c", "d"]
    assert merged(["a", "b"], ["b"]) == ["a", "b"]


def with_phq(change):
    changed = json.loads(json.dumps(PHQ))
    change(changed)
    return document(questionnaires={"digest": {**changed, "version": "9.9"}})


def test_other_points_make_scores_incomparable_and_say_what_the_same_answers_give():
    def points(phq):
        for item in phq["items"]:
            for option in item.get("options", ()):
                if option.get("points") == 3:
                    option["points"] = 4

    new = with_phq(points)
    for example in new.questionnaires["digest"]["examples"]:
        example["scores"] = {}
    (asked,) = differences(document(), new).questionnaires
    assert asked.state is State.CHANGED
    (score,) = [score for score in asked.scores if not score.comparable]
    assert score.told == "Poängen går inte att jämföra med tidigare svar."
    assert "svar ger andra poäng" in score.reasons
    assert any("Samma svar ger" in words and "mer" in words for example in asked.examples for words in example.told)


def test_reworded_questions_keep_their_numbers_and_say_to_be_careful():
    def reword(phq):
        key = next(
            key for key in phq["texts"]["sv"] if key.startswith("item:") and key.endswith(":text") and "1" in key
        )
        phq["texts"]["sv"][key] += " på riktigt"

    (asked,) = differences(document(), with_phq(reword)).questionnaires
    assert not asked.examples
    assert all(score.comparable for score in asked.scores)
    assert any(isinstance(line, Texts) for line in asked.lines)


def test_a_danger_rule_that_is_gone_is_told_first_and_by_its_examples():
    def harmless(phq):
        phq["dangers"] = []
        phq["texts"]["sv"] = {key: text for key, text in phq["texts"]["sv"].items() if not key.startswith("danger:")}
        phq["texts"] = {"sv": phq["texts"]["sv"]}
        for example in phq["examples"]:
            example.pop("dangers", None)

    found = differences(document(), with_phq(harmless))
    assert any(isinstance(line, Rule | Said | Texts) for _place, line in found.dangers)
    (asked,) = found.questionnaires
    assert any("Räknas inte längre som farligt svar" in words for each in asked.examples for words in each.told)


def test_a_questionnaire_no_longer_asked_says_what_is_no_longer_found():
    old = document()
    blocks = tuple(block for block in BLOCKS if block.id not in ("q", "r"))
    first = old.modules[0]
    section = replace(first.sections[0], steps=(Step("st1", blocks), first.sections[0].steps[1]))
    new = replace(
        old, modules=(replace(first, sections=(section,)), old.modules[1]), measurements=(), questionnaires={}
    )
    found = differences(old, new)
    assert found.questionnaires[0].state is State.REMOVED
    assert any("upptäcks inte" in getattr(line, "what", "") for _place, line in found.dangers)
