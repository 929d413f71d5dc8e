"""A unit's own published questionnaires are chosen in its own programs, and in nobody else's."""

from pathlib import Path

from django.urls import reverse

from stegvis.authoring.compiling import compile_drafts, drafts_of
from stegvis.authoring.models import ModulePage
from stegvis.authoring.models.forms import collection_above
from stegvis.authoring.projection import project_all
from stegvis.lib.clock import local_day, utc_now
from stegvis.questionnaires.engine import parse
from stegvis.questionnaires.load import load_shipped, store
from tests.authoring.making import built, content, module
from tests.cast import Cast
from tests.questionnaires.test_editing import definition_as


def test_the_editor_offers_the_own_units_and_no_others(cast: Cast, tmp_path: Path) -> None:
    load_shipped(now=utc_now())
    project_all(local_day(utc_now()))
    own = definition_as("var-egen", "Vår egen enkät")
    store(own, now=utc_now(), publisher_unit_id=cast.verkstaden.pk)
    mine = built(cast.verkstaden, cast.disa, tmp_path)
    theirs = built(cast.andra, cast.dan, tmp_path)

    def said(name: str, page: object) -> str:
        first = ModulePage.objects.child_of(page).first()
        return cast.client(name).get(reverse("wagtailadmin_pages:edit", args=[first.pk])).content.decode()

    for _again in range(2):
        assert "V\\u00e5r egen enk\\u00e4t" in said("disa", mine) or "Vår egen enkät" in said("disa", mine)
        other = said("dan", theirs)
        assert "V\\u00e5r egen enk\\u00e4t" not in other and "Vår egen enkät" not in other
        assert "PHQ-9" in other


def test_another_units_key_compiles_to_nothing(cast: Cast, tmp_path: Path) -> None:
    load_shipped(now=utc_now())
    store(definition_as("var-egen", "Vår egen enkät"), now=utc_now(), publisher_unit_id=cast.verkstaden.pk)
    block = {"type": "questionnaire", "value": {"questionnaire": "var-egen"}}
    whole = content(modules=[module("Ett", "at_start", block)], measurements=[])

    def used(unit: object, actor: object) -> list[str]:
        page = built(unit, actor, tmp_path, **{key: whole[key] for key in ("modules", "measurements")})
        head, modules = drafts_of(page)
        document = compile_drafts(head, modules, collection_above(page))
        return [parse(dict(body)).key for body in document.questionnaires.values()]

    assert used(cast.verkstaden, cast.disa) == ["var-egen"]
    assert used(cast.andra, cast.dan) == []


def test_a_questionnaire_says_which_programs_ask_it(cast: Cast, tmp_path: Path) -> None:
    load_shipped(now=utc_now())
    built(cast.verkstaden, cast.disa, tmp_path, title="Programmet som frågar")
    built(cast.andra, cast.dan, tmp_path, title="En annans program")

    def said(key: str) -> str:
        return cast.client("disa").get(reverse("studio:questionnaire_read", args=[key])).content.decode()

    assert "Programmet som frågar" in said("phq-9") and "Programmet som frågar" in said("gad-7")
    assert "Programmet som frågar" not in said("vardagen")
    assert "En annans program" not in said("phq-9")
