"""Results on one axis of days, and what staff may take with them."""

import csv
import io
import json

import pytest
from django.urls import reverse
from fhir.resources.R4B.bundle import Bundle

from stegvis.audit.kinds import Activity
from stegvis.audit.models import Entry
from stegvis.course import actions, walk
from stegvis.course.models import Response
from stegvis.web.sheets import COLUMNS, harmless
from tests import programs
from tests.papers import read_pdf

pytestmark = pytest.mark.django_db
DAY = 86400


def url(name, *args):
    return reverse(f"clinician:{name}", args=args)


@pytest.fixture
def tina(cast):
    return cast.client("tina")


@pytest.fixture
def course(cast, answered):
    found = programs.course_of(cast, answered)
    actions.read_welcome(found, by=cast.rita)
    found.refresh_from_db()
    return found


def at_day(course, day):
    course.world.offset_s = day * DAY
    course.world.save()
    walk.settle(course, course.now())


@pytest.fixture
def twice(cast, answered, course):
    """PHQ-9 before the start and in the first week; the second week went by unanswered."""
    at_day(course, 8)
    weekly = next(o for o in walk.unfolded(course, course.now()).occasions if o.is_answerable)
    actions.submit(course, weekly.key, programs.phq(2), 0, by=cast.rita)
    course.refresh_from_db()
    at_day(course, 20)
    answered.refresh_from_db()
    return answered


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_draws_says_and_lists_every_occasion(tina, twice):
    shown = text(tina.get(url("results", twice.pk)))
    assert 'class="chart-wide"' in shown and "Gräns 10" in shown
    assert "Det är 6 poäng högre än första gången." in shown
    assert "säker förändring" not in shown  # nobody has set a threshold for PHQ-9
    assert "Alla tillfällen" in shown and "inte besvarad" in shown and "Sedan första gången" in shown


def test_what_is_shown_is_chosen_in_the_address(tina, twice):
    address = url("results", twice.pk)
    shown = text(tina.get(address, {"visa": ["phq-9.total"], "fraga": ["phq-9.9", "phq-9.1"]}))
    assert "PHQ-9: 9. Tankar att det skulle vara bättre" in shown
    assert "2 (mer än hälften av dagarna)" in shown and 'value="phq-9.9" checked' in shown
    alone = text(tina.get(address, {"fraga": ["phq-9.9"]}))
    assert "Summa PHQ-9 har gått" not in alone and 'value="phq-9.total" checked' not in alone


@pytest.mark.parametrize("asked", [{"visa": "nonsense"}, {"fraga": "phq-9.<script>"}, {"fraga": ["phq-9.1"] * 50}])
def test_what_cannot_be_shown_is_left_out(tina, twice, asked):
    assert "<script>" not in text(tina.get(url("results", twice.pk), asked)).partition("<main")[2]


def test_before_any_answer_the_page_says_so(tina, enrolment):
    assert "Inga resultat än" in text(tina.get(url("results", enrolment.pk)))
    assert tina.get(url("results_pdf", enrolment.pk)).status_code == 404


def test_a_paper_of_one_response_says_everything_and_names_nobody_outside(tina, twice):
    sent = Response.objects.filter(course=twice.course_id).order_by("sent_at").first()
    answer = tina.get(url("response_pdf", twice.pk, sent.pk))
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf"
    name = answer.headers["Content-Disposition"]
    assert name.startswith('attachment; filename="svar-20') and "ita" not in name
    assert "no-store" in answer.headers["Cache-Control"]
    read = read_pdf(answer.content)
    assert (read.title, read.language, read.standard) == ("Svar: PHQ-9", "sv", "1")
    # A row for each question, and the heads.
    assert read.tags["Table"] == 1 and read.tags["TR"] == 11 and read.tags["TH"] == 3


def test_a_paper_of_the_course_has_the_graph_in_words_too(tina, twice):
    answer = tina.get(url("results_pdf", twice.pk), {"visa": "phq-9.total"})
    read = read_pdf(answer.content)
    assert read.title == "Resultat över tid" and read.tags["Figure"] == 1 and read.tags["Table"] == 1
    assert "Det är 6 poäng högre än första gången." in read.alternatives[0]


def test_each_copy_is_logged_as_one(cast, tina, twice):
    sent = Response.objects.filter(course=twice.course_id).first()
    for name, args, act in (
        ("response_pdf", (twice.pk, sent.pk), "response:print"),
        ("response_fhir", (twice.pk, sent.pk), "response:export"),
        ("results_pdf", (twice.pk,), "results:print"),
        ("results_csv", (twice.pk,), "results:export"),
    ):
        assert tina.get(url(name, *args)).status_code == 200
        entry = Entry.objects.filter(act=act).get()
        assert entry.activity == Activity.PRINT and entry.resource_id == str(twice.pk)
        assert entry.account_id == cast.tina.account_id


@pytest.mark.parametrize("name", ["results", "results_pdf", "results_csv"])
def test_a_colleague_chooses_why_first_and_nobody_else_gets_anything(cast, twice, name):
    asked = cast.client("tor").get(url(name, twice.pk))
    assert "attachment" not in asked.headers.get("Content-Disposition", "")
    assert "Summa PHQ-9" not in asked.content.decode()
    for stranger in ("sven", "ove", "berit", "data"):
        assert cast.client(stranger).get(url(name, twice.pk)).status_code in {403, 404}


def test_a_response_of_somebody_else_is_not_printed(tina, twice):
    assert tina.get(url("response_pdf", twice.pk, twice.pk)).status_code == 404


def test_the_answers_go_to_other_systems_as_the_standard_says(cast, tina, twice):
    sent = Response.objects.filter(course=twice.course_id).order_by("sent_at").first()
    answer = tina.get(url("response_fhir", twice.pk, sent.pk))
    assert answer.headers["Content-Type"].startswith("application/fhir+json")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="svar-20')
    bundle = json.loads(answer.content)
    Bundle.model_validate(bundle)
    response, score = (entry["resource"] for entry in bundle["entry"])
    assert response["questionnaire"].endswith("phq-9|1.0") and response["status"] == "completed"
    assert response["subject"]["identifier"]["system"].endswith("/identifier/personnummer")
    assert score["valueQuantity"]["value"] == 10 and score["code"]["coding"][0]["code"] == "44261-6"
    assert score["derivedFrom"] == [{"reference": bundle["entry"][0]["fullUrl"]}]


def sheet(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_spreadsheet_has_every_answer_score_and_gap(tina, twice):
    rows = sheet(tina.get(url("results_csv", twice.pk)).content)
    assert tuple(rows[0]) == COLUMNS
    kinds = [row["Slag"] for row in rows]
    assert kinds.count("svar") == 20 and kinds.count("summa") == 2 and kinds.count("obesvarat") >= 1
    totals = [(row["Värde"], row["Nivå"]) for row in rows if row["Slag"] == "summa"]
    assert totals == [("10", "Måttliga besvär"), ("16", "Måttligt svåra besvär")]
    ninth = next(row for row in rows if row["Kod"] == "9")
    assert (ninth["Svar"], ninth["Värde"], ninth["Version"]) == ("Mer än hälften av dagarna", "2", "1.0")


def test_a_correction_and_what_it_replaced_are_both_there(cast, tina, twice, course):
    occasion = Response.objects.filter(course=course).order_by("sent_at").first().occasion
    actions.amend(course, occasion, programs.phq(0), by=cast.rita)
    rows = sheet(tina.get(url("results_csv", twice.pk)).content)
    assert {row["Rättelse"] for row in rows} == {"", "ersatt", "rättelse"}
    corrected = Response.objects.get(course=course, amends__isnull=False)
    for pk in (corrected.pk, corrected.amends_id):
        assert tina.get(url("response_pdf", twice.pk, pk)).status_code == 200


@pytest.mark.parametrize("text", ["=1+1", "+46", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_made_harmless(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Hej", "1 = 1", "a@b.se", "3-4"])
def test_what_is_harmless_is_left_as_it_is(text):
    assert harmless(text) == text
