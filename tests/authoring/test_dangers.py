"""What the risk analysis decided about dangerous answers, from the editor to the frozen document."""

from wagtail.models import Collection

from stegvis.authoring.blocks.dangers import DangerStream, danger_choices
from stegvis.authoring.compiling.drafts import drafts_of
from stegvis.authoring.compiling.whole import compile_drafts
from stegvis.catalogue.telling import danger_words, has_dangers
from stegvis.program.document import Danger
from stegvis.program.findings import Code, find
from stegvis.program.kinds import DangerLevel
from tests.authoring.making import built

URL = "https://stegvis.example/questionnaire/phq-9"


def compiled(page):
    return compile_drafts(*drafts_of(page), Collection.get_first_root_node())


def with_danger(page, **value):
    page.unsent_after = 20
    page.dangers = [{"type": "danger", "value": {"rule": f"{URL} self_harm", **value}, "id": "d1"}]
    page.save_revision()
    return page


def test_the_choices_are_the_danger_rules_in_words(cast, tmp_path):
    built(cast.verkstaden, cast.disa, tmp_path)
    said = dict(danger_choices())[f"{URL} self_harm"]
    assert said.endswith(": Tankar om att vara död eller att skada sig (fråga 9)")


def test_what_is_set_in_the_editor_is_in_the_document_and_is_said(cast, tmp_path):
    page = with_danger(built(cast.verkstaden, cast.disa, tmp_path), level="ordinary", threshold=2.0)
    document = compiled(page)
    assert document.settings.unsent_after == 20
    assert document.settings.dangers == (Danger(URL, "self_harm", DangerLevel.ORDINARY, 2.0),)
    assert "Osända visas efter 20 minuter." in danger_words(document)
    assert has_dangers(document)
    assert "gränsen är 2, invånarens egen behandlare får veta" in danger_words(document)
    assert Code.DANGER_UNKNOWN not in {each.code for each in find(document)}


def test_a_program_that_sets_nothing_is_written_as_before(cast, tmp_path):
    settings = compiled(built(cast.verkstaden, cast.disa, tmp_path)).settings
    assert (settings.unsent_after, settings.dangers) == (10, ())


def test_the_block_takes_an_empty_threshold():
    stream = DangerStream()
    value = stream.to_python([{"type": "danger", "value": {"rule": "a b", "level": "priority", "threshold": None}}])
    assert stream.get_prep_value(value)[0]["value"]["threshold"] is None
