"""What the resident sees of single scores, from the editor to the frozen document."""

from wagtail.models import Collection

from stegvis.authoring.blocks.scores import score_choices
from stegvis.authoring.compiling.drafts import drafts_of
from stegvis.authoring.compiling.whole import compile_drafts
from stegvis.catalogue.telling import results_words
from stegvis.program.document import ScoreShown
from stegvis.program.kinds import ResultsShown
from tests.authoring.making import built

URL = "https://stegvis.example/questionnaire/phq-9"


def compiled(page):
    return compile_drafts(*drafts_of(page), Collection.get_first_root_node())


def test_the_choices_are_the_scores_in_words(cast, tmp_path):
    built(cast.verkstaden, cast.disa, tmp_path)
    assert dict(score_choices())[f"{URL} total"].endswith(": Summa PHQ-9")


def test_what_is_chosen_in_the_editor_is_in_the_document_and_is_said(cast, tmp_path):
    page = built(cast.verkstaden, cast.disa, tmp_path)
    page.scores = [{"type": "score", "value": {"score": f"{URL} total", "results": "none"}, "id": "s1"}]
    page.save_revision()
    document = compiled(page)
    assert document.settings.scores == (ScoreShown(URL, "total", ResultsShown.NONE),)
    assert results_words(document).endswith("Summa PHQ-9: visas bara för personalen")


def test_a_program_that_chooses_nothing_is_written_as_before(cast, tmp_path):
    assert compiled(built(cast.verkstaden, cast.disa, tmp_path)).settings.scores == ()
