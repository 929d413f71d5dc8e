"""The document: written one way, read strictly, hashed per node."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.program.document import (
    CURRENT_SCHEMA,
    CannotRead,
    Danger,
    Document,
    ExerciseBlock,
    ScoreShown,
    Settings,
    UnknownSchema,
    canonical,
    digest,
    from_json,
    node_hashes,
    to_json,
    upcast,
)
from stegvis.program.kinds import DangerLevel, ResultsShown, StartMode
from stegvis.program.reading import read, write
from tests.program.samples import as_schema_1_was_fixed, with_every_kind
from tests.program.strategies import programs

FIXTURES = Path(__file__).parent / "fixtures"
# What schema 1 gave when it was fixed. A change here means every stored version gets a new name.
SCHEMA_1_DIGEST = "62aec03ea05c256f4ef886efcf3996a9df8fc7e28eeb28fd9138cec017110eea"


def plain() -> dict[str, Any]:
    return json.loads(canonical(with_every_kind()))


def test_round_trip_of_every_kind() -> None:
    document = with_every_kind()

    assert from_json(plain()) == document
    assert canonical(from_json(plain())) == canonical(document)


@given(programs())
def test_round_trip_of_any_program(document: Document) -> None:
    again = from_json(json.loads(canonical(document)))

    assert again == document
    assert digest(again) == digest(document)


@given(st.randoms(use_true_random=False))
def test_bytes_do_not_depend_on_the_order_things_were_put_in(random: Any) -> None:
    document = with_every_kind()

    def shuffled(mapping: Any) -> dict[str, Any]:
        keys = list(mapping)
        random.shuffle(keys)
        return {key: mapping[key] for key in keys}

    other = replace(
        document,
        texts={"sv": shuffled(document.texts["sv"])},
        media=shuffled(document.media),
        start_modes=tuple(reversed(document.start_modes)),
    )

    assert canonical(other) == canonical(document)


@pytest.mark.parametrize("schema", range(1, CURRENT_SCHEMA + 1))
def test_every_schema_ever_written_can_be_read(schema: int) -> None:
    stored = json.loads((FIXTURES / f"schema_{schema}.json").read_bytes())

    assert stored["schema"] == schema
    assert from_json(stored) == as_schema_1_was_fixed()


def test_the_name_of_a_stored_version_never_changes() -> None:
    stored = (FIXTURES / "schema_1.json").read_bytes()

    assert canonical(from_json(json.loads(stored))) == stored.strip()
    assert digest(as_schema_1_was_fixed()) == SCHEMA_1_DIGEST


@pytest.mark.parametrize("schema", [0, 2, 99, -1, None, "1", 1.5, True, [1]])
def test_an_unknown_schema_is_refused_whole(schema: Any) -> None:
    with pytest.raises(UnknownSchema) as caught:
        upcast({**plain(), "schema": schema})
    assert caught.value.schema == schema


def test_a_later_setting_is_written_only_where_it_says_something() -> None:
    document = with_every_kind()
    set_ = replace(document.settings, unsent_after=20, dangers=(Danger("https://a/b", "fara", DangerLevel.ORDINARY),))
    other = replace(document, settings=set_)

    assert "unsent_after" not in to_json(document)["settings"]
    assert from_json(json.loads(canonical(other))) == other
    exercise = replace(document.modules[0].sections[0].steps[0].blocks[8], feedback=False)
    assert "feedback" not in write(document.modules[0].sections[0].steps[0].blocks[8])
    assert write(exercise)["feedback"] is False
    assert read(ExerciseBlock, write(exercise)) == exercise
    with pytest.raises(CannotRead, match=r"settings\.unsent_after"):
        from_json({**plain(), "settings": {**plain()["settings"], "unsent_after": 10}})


def change(path: list[Any], value: Any) -> dict[str, Any]:
    """The document with one place changed; ``...`` removes it."""
    document = plain()
    place: Any = document
    for part in path[:-1]:
        place = place[part]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


STEP = ["modules", 0, "sections", 0, "steps", 0]


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (["program"], 7, "program"),
        (["program"], ..., "program"),
        (["extra"], 1, "extra"),
        (["kind"], "cure", "kind"),
        (["start_modes"], ["guided", "guided"], "start_modes"),
        (["start_modes"], "guided", "start_modes"),
        (["settings", "messages"], 1, "settings.messages"),
        (["modules", 0, "opening", "days"], True, "modules[0].opening.days"),
        (["modules", 0, "opening", "rule"], "by_magic", "modules[0].opening.rule"),
        (["modules", 1, "id"], "m-1", "modules"),
        (["modules", 1, "id"], "", "modules"),
        ([*STEP, "blocks", 0, "kind"], "poem", "modules[0].sections[0].steps[0].blocks[0]"),
        ([*STEP, "blocks", 0, "level"], "2", "modules[0].sections[0].steps[0].blocks[0].level"),
        ([*STEP, "blocks", 1], None, "modules[0].sections[0].steps[0].blocks[1]"),
        ([*STEP, "blocks"], {}, "modules[0].sections[0].steps[0].blocks"),
        (["texts", "sv", "nowhere.body"], "x", "texts.sv.nowhere.body"),
        (["texts", "sv", "b-text.body"], None, "texts.sv.b-text.body"),
        (["texts", "sv", "b-text.body"], "\ud800", "texts.sv.b-text.body"),
        (["texts"], {"en": {}}, "texts"),
        (["media", "short"], ..., None),
        (["media", "1" * 64, "duration_s"], float("nan"), f"media.{'1' * 64}.duration_s"),
        (["questionnaires", "q" * 64, "url"], ..., f"questionnaires.{'q' * 64}.url"),
        (["questionnaires", "q" * 64], [], f"questionnaires.{'q' * 64}"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_path(path: list[Any], value: Any, told: str | None) -> None:
    if told is None:
        broken = {**plain(), "media": {"short": plain()["media"]["1" * 64]}}
        told = "media.short"
    else:
        broken = change(path, value)
    with pytest.raises(CannotRead) as caught:
        from_json(broken)
    assert caught.value.path == told


@pytest.mark.parametrize("whole", [None, [], "x", 3])
def test_only_an_object_is_a_document(whole: Any) -> None:
    with pytest.raises(CannotRead):
        from_json(whole)


def test_texts_fall_back_to_the_programs_language() -> None:
    document = with_every_kind()
    document = replace(document, texts={**document.texts, "en": {"b-text.body": "In English"}})

    assert document.text("b-text.body", "en") == "In English"
    assert document.text("b-2.body", "en") == "Text om b-2."
    assert document.text("b-2.body", "fi") == "Text om b-2."
    assert document.text("b-2.nothing") == ""


def test_a_changed_text_changes_its_node_and_what_holds_it_and_nothing_else() -> None:
    document = with_every_kind()
    texts = {**document.texts["sv"], "i-1.body": "Ändrad."}
    before, after = node_hashes(document), node_hashes(replace(document, texts={"sv": texts}))

    changed = {node for node in before if before[node] != after[node]}
    assert changed == {"i-1", "b-accordion", "t-1", "s-1", "m-1"}


def test_the_head_has_a_hash_of_its_own() -> None:
    document = with_every_kind()
    texts = {**document.texts["sv"], "program.welcome": "Hej!"}
    for other in (replace(document, texts={"sv": texts}), replace(document, start_modes=(StartMode.OPEN,))):
        before, after = node_hashes(document), node_hashes(other)
        assert {node for node in before if before[node] != after[node]} == {"program"}


def test_an_empty_text_is_no_text_in_hashes() -> None:
    document = with_every_kind()
    without = {key: text for key, text in document.texts["sv"].items() if key != "b-image.caption"}
    empty = {**without, "b-image.caption": ""}

    assert node_hashes(replace(document, texts={"sv": without})) == node_hashes(replace(document, texts={"sv": empty}))


def test_every_node_has_a_hash() -> None:
    document = with_every_kind()

    assert set(node_hashes(document)) == {node.id for node, _parent in document.nodes()} | {"program"}
    assert to_json(document)["schema"] == CURRENT_SCHEMA


def test_what_a_resident_sees_may_be_chosen_for_each_score() -> None:
    settings = Settings(
        results=ResultsShown.GRAPH, scores=(ScoreShown("https://a.example/phq-9", "total", ResultsShown.NONE),)
    )
    assert settings.shown("https://a.example/phq-9", "total") is ResultsShown.NONE
    assert settings.shown("https://a.example/gad-7", "total") is ResultsShown.GRAPH
    assert settings.shows_any and not Settings().shows_any
    only_one = Settings(scores=(ScoreShown("https://a.example/phq-9", "total", ResultsShown.SENTENCE),))
    assert only_one.shows_any


def test_a_choice_for_a_score_is_written_and_read_back_and_its_absence_says_nothing() -> None:
    before = as_schema_1_was_fixed()
    assert "scores" not in to_json(before)["settings"]
    chosen = (ScoreShown("https://a.example/phq-9", "total", ResultsShown.SENTENCE),)
    after = replace(before, settings=replace(before.settings, scores=chosen))
    assert from_json(to_json(after)) == after
    assert digest(after) != digest(before)
