"""What a resident sees and keeps of the own results: as much as the program shows, score by score."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from stegvis.audit.kinds import Activity
from stegvis.audit.models import Entry
from stegvis.course import actions, walk
from stegvis.course.models import Score
from stegvis.lib.clock import utc_now
from stegvis.program.document import ScoreShown
from stegvis.program.kinds import ResultsShown
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.engine import parse
from stegvis.questionnaires.load import store
from tests import programs
from tests.papers import read_pdf
from tests.questionnaires.documents import document as questionnaire
from tests.questionnaires.documents import item

pytestmark = pytest.mark.django_db
GATE = f"{programs.GATE}.1.e1"
EMBEDDED = f"{programs.EMBEDDED}.1.e1"


def at(name, *args):
    return reverse(f"resident:{name}", args=args)


def begun(cast, scores=(), results="graph"):
    """PHQ-9 answered twice in a program with these settings."""
    document = programs.a_document(results=results)
    document = replace(document, settings=replace(document.settings, scores=scores))
    enrolment = programs.enrol(cast, programs.publish(cast, document))
    course = programs.course_of(cast, enrolment)
    actions.read_welcome(course, by=cast.rita)
    actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    course.refresh_from_db()
    course.world.offset_s = 8 * 86400
    course.world.save()
    walk.settle(course, course.now())
    weekly = next(o for o in walk.unfolded(course, course.now()).occasions if o.is_answerable)
    actions.submit(course, weekly.key, programs.phq(2), 0, by=cast.rita)
    return enrolment.course_id


def of_phq(results):
    programs.a_document()
    return (ScoreShown(library.current_definition("phq-9").url, "total", results),)


def test_the_change_is_said_and_drawn(cast):
    page = cast.client("rita").get(at("results", begun(cast))).content.decode()
    assert "Det är 8 poäng högre än första gången." in page and 'class="chart-change"' in page
    assert "Gräns" not in page


def test_a_score_that_is_not_to_be_shown_is_nowhere(cast):
    course, rita = begun(cast, of_phq(ResultsShown.NONE)), cast.client("rita")
    assert "PHQ-9" not in rita.get(at("results", course)).content.decode().partition("<main")[2]
    assert "Summa PHQ-9" not in rita.get(at("thanks", course, GATE)).content.decode()
    assert rita.get(at("results_pdf", course)).status_code == 404


def test_one_score_may_be_shown_where_the_rest_are_not(cast):
    course, rita = begun(cast, of_phq(ResultsShown.SENTENCE), results="none"), cast.client("rita")
    page = rita.get(at("results", course)).content.decode()
    assert "Summa PHQ-9 har gått från 8" in page and "chart-wide" not in page
    read = read_pdf(rita.get(at("results_pdf", course)).content)
    assert read.standard == "1" and read.tags["Figure"] == 0


def test_own_results_and_answers_are_papers_to_keep(cast):
    course, rita = begun(cast), cast.client("rita")
    results, answers = rita.get(at("results_pdf", course)), rita.get(at("answers_pdf", course, GATE))
    assert results.headers["Content-Disposition"].startswith('attachment; filename="resultat-20')
    assert "no-store" in answers.headers["Cache-Control"]
    read = read_pdf(results.content)
    assert read.title == "Resultat över tid" and "Det är 8 poäng högre" in read.alternatives[0]
    # Points are for those who treat: two columns.
    assert read_pdf(answers.content).tags["TH"] == 2
    logged = Entry.objects.filter(act__in=["own_results:print", "own_answers:print"])
    assert [entry.activity for entry in logged] == [Activity.PRINT] * 2
    assert {entry.account_id for entry in logged} == {cast.rita.account_id}


def test_what_is_not_sent_or_not_ones_own_is_no_paper(cast):
    course, rita = begun(cast), cast.client("rita")
    assert rita.get(at("answers_pdf", course, EMBEDDED)).status_code == 404
    for name, args in (("results_pdf", (course,)), ("answers_pdf", (course, GATE))):
        assert cast.client("rune").get(at(name, *args)).status_code == 404
    assert not Entry.objects.filter(activity=Activity.PRINT).exists()


@pytest.mark.parametrize("results", ["none", "graph"])
def test_own_answers_hold_neither_points_nor_staffs_words_for_a_danger(cast, results):
    rita, tina = cast.client("rita"), cast.client("tina")
    enrolment = programs.enrol(cast, programs.publish(cast, programs.a_document(results=results)))
    course = programs.course_of(cast, enrolment)
    actions.read_welcome(course, by=cast.rita)
    sent = actions.submit(course, GATE, programs.phq(2, ninth=2), 0, by=cast.rita).response
    words = library.current_definition("phq-9").text("danger:self_harm")
    own = rita.get(at("thanks", course.pk, GATE)).content.decode().partition("Läs dina svar")[2]
    assert " poäng" not in own and words not in own
    stale = rita.post(at("correct", course.pk, GATE), {"do": "show"}).content.decode()
    assert words not in stale
    staff = tina.get(reverse("clinician:response", args=[enrolment.pk, sent.pk])).content.decode()
    assert "2 poäng" in staff and words in staff


@pytest.mark.parametrize("typed", ["99999999,5", "999999999", "999999999999,123456789"])
def test_a_score_is_as_large_as_its_numbers_and_every_page_can_be_read(cast, typed):
    scores = [{"code": "s", "method": "sum", "items": [{"link_id": "a", "weight": 1000}]}]
    made = store(parse(questionnaire(item("a", "decimal"), scores=scores)), now=utc_now()).row
    document = programs.a_document(results="graph")
    measured = replace(document.measurements[0], questionnaire=made.digest)
    kept = dict(document.questionnaires) | {made.digest: json.loads(made.body)}
    document = replace(document, measurements=(measured, *document.measurements[1:]), questionnaires=kept)
    enrolment = programs.enrol(cast, programs.publish(cast, document))
    rita, address = cast.client("rita"), at("questionnaire", enrolment.course_id, GATE)
    sent = rita.post(address, {"revision": "0", "do": "send", "live": "1", "q.a": typed}, follow=True)
    assert sent.status_code == 200
    assert Score.objects.get().value > 10**10
    assert rita.get(at("results", enrolment.course_id)).status_code == 200
    assert cast.client("tina").get(reverse("clinician:patient", args=[enrolment.pk])).status_code == 200
