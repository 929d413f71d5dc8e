"""Coordinators read the library and every rule of a questionnaire, of their own provider's units only."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.access.models import PublisherUnit
from stegvis.lib.clock import utc_now
from stegvis.questionnaires.engine import parse
from stegvis.questionnaires.load import load_shipped, store
from stegvis.questionnaires.models import DefinitionVersion
from stegvis.questionnaires.telling import told
from tests.cast import Cast
from tests.questionnaires.test_editing import definition_as


@pytest.fixture
def kaj(cast: Cast) -> Client:
    """The coordinator, with what comes with Stegvis."""
    load_shipped(now=utc_now())
    return cast.client("kaj")


def page(client: Client, name: str, *args: str, query: str = "", code: int = 200) -> str:
    answer = client.get(reverse(f"region:{name}", args=args) + query)
    assert answer.status_code == code
    return answer.content.decode()


def test_every_rule_of_a_questionnaire_can_be_read(kaj: Client) -> None:
    said = page(kaj, "questionnaire", "phq-9")

    for words in (
        "Lite intresse eller glädje i att göra saker",
        "Nästan varje dag",
        "Riskregler",
        "Räknade exempel",
        "Fri med villkor",
        "Ingen poäng när något svar saknas",
        "Senaste versionen",
    ):
        assert words in said
    assert 'method="post" action="/region' not in said


def test_the_library_is_searched_and_filtered(kaj: Client) -> None:
    assert "GAD-7" in page(kaj, "questionnaires")
    found = page(kaj, "questionnaires", query="?sok=oroat+natten")
    assert "Veckoskattning av sömn" in found and "GAD-7" not in found
    assert "Inget formulär passar" in page(kaj, "questionnaires", query="?licens=unknown")
    assert "Inget formulär passar" in page(kaj, "questionnaires", query="?sok=%3Cscript%3E")


def test_versions_are_read_with_what_differs(cast: Cast, kaj: Client) -> None:
    unit = cast.places["verkstaden"]
    assert isinstance(unit, PublisherUnit)
    first = definition_as("enkat", "Enkät")
    store(first, now=utc_now() - timedelta(days=2), publisher_unit_id=unit.pk)
    document = json.loads(DefinitionVersion.objects.get(key="enkat").body)
    document["version"], document["texts"]["sv"]["title"] = "1.1", "Enkäten"
    store(parse(document), now=utc_now(), publisher_unit_id=unit.pk)

    newest, old = page(kaj, "questionnaire", "enkat"), page(kaj, "questionnaire", "enkat", query="?version=1")

    assert "<del>Enkät</del>" in newest and "<ins>Enkäten</ins>" in newest
    assert "Version 1.1 är nyare" in page(kaj, "questionnaire", "enkat", query=f"?version={first.version}")
    assert old


def test_another_providers_does_not_exist(cast: Cast, kaj: Client) -> None:
    store(definition_as("bortom-enkat", "Bortomenkät"), now=utc_now(), publisher_unit_id=cast.places["bortom"].pk)

    page(kaj, "questionnaire", "bortom-enkat", code=404)
    page(kaj, "questionnaire", "finns-inte", code=404)
    assert "Bortomenkät" not in page(kaj, "questionnaires")


def test_every_shipped_questionnaire_can_be_told(cast: Cast) -> None:
    load = [parse(row.body) for row in _shipped()]

    for definition in load:
        said = told(definition)
        assert len(said.questions) == len(definition.in_order)
        assert all(question.text for question in said.questions if question.kind)
        assert [score.name for score in said.scores] == [definition.text(f"score:{s.code}") for s in definition.scores]


def _shipped() -> list[DefinitionVersion]:
    load_shipped(now=utc_now())
    return list(DefinitionVersion.objects.filter(publisher_unit__isnull=True))
