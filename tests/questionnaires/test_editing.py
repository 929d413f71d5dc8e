"""Pure operations on a draft: adding, moving, copying, removing, and what hangs on what."""

import json
from importlib.resources import files
from typing import Any

import pytest

from stegvis.questionnaires import editing
from stegvis.questionnaires.editing import CannotEdit
from stegvis.questionnaires.engine import Definition, as_document, parse, score


def shipped(key: str) -> dict[str, Any]:
    return json.loads((files("stegvis.questionnaires") / "data" / f"{key}.json").read_text())


def links(doc: dict[str, Any]) -> list[str]:
    return [spot.link_id for spot in editing.walk(doc)]


def small() -> dict[str, Any]:
    """Two questions with answers, a condition, a score with bands, a danger and an example."""
    doc = editing.blank("prov", "Prov")
    doc, first = editing.add_item(doc, "choice", "Hur mår du?")
    rows = [{"code": "", "points": 0}, {"code": "", "points": 2}]
    doc = editing.set_options(doc, first, rows, {"sv": ["Bra", "Inte bra"]})
    doc, second = editing.add_item(doc, "text", "Vad är det som är svårt?")
    doc = editing.set_conditions(doc, second, [{"question": first, "operator": "=", "value": "inte-bra"}], "all")
    doc, score_code = editing.add_rule(doc, "scores", "Besvär")
    doc = editing.set_rule(doc, "scores", score_code, {"items": [{"link_id": first}]}, {})
    bands = [{"low": 2, "tone": "marked", "source": "Egen"}, {"low": 0, "tone": "calm", "source": "Egen"}]
    doc = editing.set_bands(doc, score_code, bands, {"sv": ["Mycket", "Lite"]})
    doc, danger = editing.add_rule(doc, "dangers", "Mår dåligt")
    values = {"link_id": first, "operator": ">=", "threshold": 2}
    doc = editing.set_rule(doc, "dangers", danger, values, {"sv": {f"danger:{danger}:help": "Du är inte ensam."}})
    doc, example = editing.add_rule(doc, "examples", "Sämst")
    expected = {"answers": {first: "inte-bra"}, "scores": {score_code: 2}, "dangers": [danger]}
    doc = editing.set_rule(doc, "examples", example, expected, {})
    return editing.set_about(doc, {"sv": {"source": "Eget."}}, status="public", reference="")


def test_names_for_machines_come_from_the_words():
    doc = small()

    assert links(doc) == ["hur-mar-du", "vad-ar-det-som-ar-svart"]
    assert [option["code"] for option in doc["items"][0]["options"]] == ["bra", "inte-bra"]
    assert [band["low"] for band in doc["scores"][0]["bands"]] == [0, 2]


def test_a_whole_questionnaire_built_by_operations_is_one_the_engine_accepts():
    doc = small()

    assert editing.findings(doc) == []
    definition = editing.definition_of(doc, "1.0")
    assert score(definition, {"hur-mar-du": "inte-bra"})[0].value == 2
    assert parse(as_document(definition)) == definition


def test_operations_leave_what_they_were_given_as_it_was():
    doc = small()
    before = json.dumps(doc)

    editing.add_item(doc, "choice", "Ny")
    editing.move_by(doc, "hur-mar-du", 1)
    editing.remove_item(doc, "hur-mar-du")
    editing.copy_item(doc, "hur-mar-du")
    editing.rename_item(doc, "hur-mar-du", "annat")

    assert json.dumps(doc) == before


def test_what_hangs_on_a_question_is_told_and_goes_with_it():
    doc = small()

    told = [(hanger.kind, hanger.name) for hanger in editing.hanging_on(doc, "hur-mar-du")]
    left = editing.remove_item(doc, "hur-mar-du")

    assert told == [
        ("condition", "Vad är det som är svårt?"),
        ("score", "Besvär"),
        ("danger", "Mår dåligt"),
        ("example", "Sämst"),
    ]
    assert links(left) == ["vad-ar-det-som-ar-svart"]
    assert "conditions" not in left["items"][0]
    assert (left["scores"][0]["items"], left["dangers"], left["examples"][0]["dangers"]) == ([], [], [])
    assert not [key for key in left["texts"]["sv"] if "hur-mar-du" in key or "danger" in key]


def test_a_copied_group_keeps_its_rules_among_its_own_copies():
    doc = editing.blank("prov", "Prov")
    doc, group = editing.add_item(doc, "group", "Grupp")
    doc, first = editing.add_item(doc, "boolean", "Har du ont?", group)
    doc, second = editing.add_item(doc, "integer", "Hur ont?", first)
    doc = editing.set_conditions(doc, second, [{"question": first, "operator": "=", "value": True}], "all")

    doc, twin = editing.copy_item(doc, group)

    assert links(doc) == [group, first, second, twin, "har-du-ont-kopia", "hur-ont-kopia"]
    inner = editing.spot_of(doc, "hur-ont-kopia").item
    assert inner["conditions"] == [{"question": "har-du-ont-kopia", "operator": "=", "value": True}]
    assert editing.text(doc, "item:hur-ont-kopia:text") == "Hur ont?"


@pytest.mark.parametrize("key", ["phq-9", "gad-7", "somnvecka", "utvardering", "vardagen"])
def test_a_copied_questionnaire_counts_and_warns_as_the_first(key):
    doc = shipped(key)

    copy = editing.copied(doc, "min-kopia", "Min kopia", "https://stegvis.example/questionnaire/min-kopia")
    made, was = editing.definition_of(copy, "1.0"), parse(doc)

    assert (made.items, made.scores, made.dangers, made.examples) == (was.items, was.scores, was.dangers, was.examples)
    assert (made.key, made.title()) == ("min-kopia", "Min kopia")
    assert [finding for finding in editing.findings(copy) if finding.blocks] == []


def test_a_question_is_moved_by_steps_to_a_number_and_in_and_out_of_groups():
    doc = editing.blank("prov", "Prov")
    for name in ("ett", "tva", "tre", "fyra"):
        doc, _link = editing.add_item(doc, "boolean", name)
    doc, _group = editing.add_item(doc, "group", "grupp", "tva")

    assert links(editing.move_by(doc, "fyra", -1)) == ["ett", "tva", "grupp", "fyra", "tre"]
    assert links(editing.move_to(doc, "fyra", 1)) == ["fyra", "ett", "tva", "grupp", "tre"]
    assert links(editing.move_to(doc, "ett", 5)) == ["tva", "grupp", "tre", "fyra", "ett"]
    inside = editing.move_in(doc, "tre")
    assert editing.spot_of(inside, "tre").parent["link_id"] == "grupp"
    assert links(editing.move_out(inside, "tre")) == links(doc)
    assert editing.spot_of(editing.move_next_to(doc, "ett", "grupp", inside=True), "ett").depth == 1


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (lambda doc: editing.move_next_to(doc, "grupp", "inne"), "into_itself"),
        (lambda doc: editing.move_in(doc, "grupp"), "no_group_above"),
        (lambda doc: editing.move_out(doc, "grupp"), "no_group_around"),
        (lambda doc: editing.move_next_to(doc, "ute", "rutnat", inside=True), "row_of_matrix"),
        (lambda doc: editing.move_out(doc, "rad"), "row_of_matrix"),
        (lambda doc: editing.move_by(doc, "borta", 1), "gone"),
    ],
)
def test_moves_that_do_not_fit_are_refused(move, code):
    doc = editing.blank("prov", "Prov")
    doc, _ = editing.add_item(doc, "group", "Grupp")
    doc, _ = editing.add_item(doc, "boolean", "Inne", "grupp")
    doc, _ = editing.add_item(doc, "matrix", "Rutnat")
    doc["items"][-1]["items"][0]["link_id"] = "rad"
    doc, _ = editing.add_item(doc, "boolean", "Ute")

    with pytest.raises(CannotEdit) as refusal:
        move(doc)

    assert refusal.value.code == code


def test_a_grid_has_the_same_answers_on_every_row():
    doc = editing.blank("prov", "Prov")
    doc, grid = editing.add_item(doc, "matrix", "Hur ofta?")
    doc = editing.set_options(doc, grid, [{"points": 0}, {"points": 1}], {"sv": ["Aldrig", "Ofta"]})
    doc, row = editing.add_row(doc, grid, "Sovit dåligt")
    first = doc["items"][0]["items"][0]["link_id"]
    doc = editing.set_item(doc, first, {}, {"sv": {"text": "Ätit dåligt"}})

    definition = editing.definition_of(editing.set_about(doc, {}, status="public", reference=""))

    assert [item.link_id for item in definition.questions] == [first, row]
    assert definition.index[first].options == definition.index[row].options
    assert definition.text(f"item:{row}:option:ofta") == "Ofta"


def test_a_new_code_follows_everywhere():
    doc = editing.rename_item(small(), "hur-mar-du", "mar")

    assert editing.findings(doc) == []
    assert doc["items"][1]["conditions"][0]["question"] == "mar"
    assert doc["examples"][0]["answers"] == {"mar": "inte-bra"}


def test_a_number_that_is_none_is_kept_and_pointed_out():
    doc = editing.set_item(small(), "hur-mar-du", {"type": "integer", "minimum": "noll", "options": None}, {})

    told = [(finding.code, finding.place, finding.field) for finding in editing.findings(doc) if finding.blocks]

    assert ("not_number", "hur-mar-du", "minimum") in told
    assert editing.spot_of(doc, "hur-mar-du").item["minimum"] == "noll"


def codes(doc: dict[str, Any]) -> set[str]:
    return {finding.code for finding in editing.findings(doc) if finding.blocks}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda doc: editing.set_about(doc, {"sv": {"title": ""}}, status="public", reference=""), "title_missing"),
        (lambda doc: editing.set_about(doc, {}, status="licensed", reference=""), "licence_licensed"),
        (lambda doc: editing.set_about(doc, {}, status="unknown", reference="  "), "licence_unknown"),
        (lambda doc: editing.set_item(doc, "hur-mar-du", {}, {"sv": {"text": ""}}), "text_missing"),
        (lambda doc: editing.set_options(doc, "hur-mar-du", [], {"sv": []}), "options_missing"),
        (lambda doc: editing.set_conditions(doc, "hur-mar-du", [{"question": "x"}], "all"), "condition_gone"),
        (lambda doc: editing.set_rule(doc, "scores", "besvar", {"items": []}, {}), "score_items"),
        (lambda doc: editing.set_rule(doc, "dangers", "mar-daligt", {"threshold": None}, {}), "danger_limit"),
        (lambda doc: editing.set_rule(doc, "dangers", "mar-daligt", {}, {"sv": {"danger:mar-daligt": ""}}), "danger_text"),
        (lambda doc: editing.set_rule(doc, "examples", "0", {"scores": {"besvar": 1}}, {}), "example_score"),
        (lambda doc: editing.set_rule(doc, "examples", "0", {"dangers": []}, {}), "example_dangers"),
        (lambda doc: editing.remove_rule(doc, "examples", "0"), "example_missing"),
        (lambda doc: editing.set_bands(doc, "besvar", [{"low": 0, "tone": "calm"}], {"sv": ["Lite"]}), "band_source"),
    ],
)  # fmt: skip
def test_what_is_left_to_do_stops_publication(change, code):
    assert code in codes(change(small()))


def test_conditions_that_go_round_are_found():
    doc = small()
    back = [{"question": "vad-ar-det-som-ar-svart", "operator": "exists", "value": True}]

    assert "condition_circle" in codes(editing.set_conditions(doc, "hur-mar-du", back, "all"))


def test_what_only_the_engine_refuses_is_told_with_its_place():
    doc = editing.set_item(small(), "vad-ar-det-som-ar-svart", {"pattern": "(a+"}, {})

    found = [finding for finding in editing.findings(doc) if finding.code == "pattern"]

    assert [finding.place for finding in found] == ["vad-ar-det-som-ar-svart"]


def test_an_unfinished_draft_can_still_be_shown():
    doc, _link = editing.add_item(small(), "choice", "")
    doc, _score = editing.add_rule(doc, "scores", "Halv")

    shown = editing.presentable(doc)

    assert [item.type.value for item in shown.items] == ["choice", "text", "display"]
    assert [rule.code for rule in shown.scores] == ["besvar"]
    assert editing.presentable(editing.blank("tom", "Tom")) is None


def definition_as(key: str, title: str) -> Definition:
    """The small one, published under another name."""
    url = f"https://stegvis.example/questionnaire/{key}"
    return editing.definition_of(editing.copied(small(), key, title, url), "1.0")
