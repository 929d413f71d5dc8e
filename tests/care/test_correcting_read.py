"""Whoever a correction is about reads why, also when more came after it; and nothing that was written is lost."""

import json

import pytest
from django.urls import reverse
from fhir.resources.R4B.bundle import Bundle

from stegvis.care.actions import correcting, entering
from stegvis.course import actions
from stegvis.course.entering import Given
from stegvis.course.kinds import GivenBy
from stegvis.course.models import Dissent, Response, Struck
from stegvis.lib.clock import local_day, utc_now
from stegvis.questionnaires.answering.names import field_name
from stegvis.questionnaires.fhir import as_json
from stegvis.questionnaires.fhir.answers import STRUCK
from stegvis.records import extract
from stegvis.web.records.bundle import bundle_of
from stegvis.web.records.paper import paper_of
from tests import programs
from tests.programs import GATE, course_of, phq
from tests.web.resident.test_acting import as_guardian, family, note  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
OCCASION = f"{GATE}.1.e1"


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast))


def at(name, *args):
    return reverse(f"clinician:{name}", args=args)


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def own_pages(client, course):
    """The pages where a resident reads what was said of their answers."""
    return [text(client, reverse(f"resident:{name}", args=[course, OCCASION])) for name in ("thanks", "dissent")]


def out_of(actor, now, made=None):
    """An extract in both forms: the words, and the bundle as another system reads it."""
    made = made or extract.own(actor, now=now)
    bundle = as_json(bundle_of(made, "sv"))
    Bundle.model_validate_json(bundle)
    return str(paper_of(made, "sv").parts), json.loads(bundle)


def begun_in(bundle):
    """How many answers that were never sent are in it."""
    rows = [each["resource"] for each in bundle["entry"]]
    return [each["status"] for each in rows if each["resourceType"] == "QuestionnaireResponse"].count("in-progress")


def test_after_entering_anew_the_resident_still_reads_why_the_note_its_answer_and_what_they_had_begun(cast, enrolment):
    course, now = course_of(cast, enrolment), utc_now()
    actions.save_draft(course, OCCASION, {"1": phq(3)["1"]}, 0, by=cast.rita)
    given = Given(GivenBy.PHONE, local_day(now))
    first = entering.enter_answers(enrolment, OCCASION, phq(2), given, checked=True, by=cast.tina).response
    rita, tina = cast.client("rita"), cast.client("tina")
    dissent = reverse("resident:dissent", args=[enrolment.course_id, OCCASION])
    rita.post(dissent, {"text": "Så sa jag inte.", "once": "a"})

    # Marked first, as is natural; then it is not asked for once more why, and the reason that stands is shown.
    strike = at("strike", enrolment.pk, first.pk)
    why = {"reason": "Jag läste fel rad."}
    assert tina.post(strike, why).status_code == 302
    refused = tina.post(strike, {**why, "right": "Det var tre."})
    assert refused.status_code == 422 and "Det var tre." in refused.content.decode()
    assert "är inte sparat" in refused.content.decode() and tina.post(strike, why).status_code == 302
    page = at("enter_anew", enrolment.pk, first.pk)
    review = tina.post(page, {field_name(key): value for key, value in phq(1).items()}).content.decode()
    assert "Jag läste fel rad." in review and 'name="reason"' not in review
    carried = review.split('name="buret" value="')[1].split('"')[0]
    said = {"buret": carried, "way": "paper", "on": local_day(now).isoformat(), "checked": "on"}
    assert tina.post(page, said).status_code == 302 and Struck.objects.count() == 1

    # Corrected by the resident as well: three rows, and everything is read.
    actions.amend(course_of(cast, enrolment), OCCASION, phq(0), by=cast.rita)
    assert Response.objects.count() == 3
    for words in own_pages(rita, enrolment.course_id):
        assert "Tidigare svar" in words and "Jag läste fel rad." in words and "Så sa jag inte." in words
        assert "Det markerades som fel." in words and '<s class="q-answer-line">' in words
    assert "Det du själv hade börjat skriva" in own_pages(rita, enrolment.course_id)[0]
    printed = rita.get(reverse("resident:answers_pdf", args=[enrolment.course_id, OCCASION]))
    assert printed.content.startswith(b"%PDF")
    # What was begun is the resident's own alone (safety rule 5).
    words, bundle = out_of(cast.rita, now)
    assert "Det du själv hade börjat skriva" in words and begun_in(bundle) == 1
    asked = extract.asked_for(cast.lova, enrolment.patient, "Begäran", now=now)
    words, bundle = out_of(None, now, asked)
    assert "hade börjat skriva" not in words
    assert begun_in(bundle) == 0
    marks = [n for e in bundle["entry"] for n in e["resource"].get("note", ()) if "Jag läste fel rad." in n["text"]]
    assert marks and "Tina Ek" in {each["authorString"] for each in marks}


def test_a_mark_on_one_answer_answers_the_notes_that_are_chosen_and_says_which_answer(cast, enrolment):
    response = actions.submit(course_of(cast, enrolment), OCCASION, phq(1), 0, by=cast.rita).response
    rita, tina = cast.client("rita"), cast.client("tina")
    page = reverse("resident:dissent", args=[enrolment.course_id, OCCASION])
    strike = at("strike", enrolment.pk, response.pk)
    assert 'name="notes"' not in text(tina, strike)
    for once in ("femman", "sjuan", "helheten"):
        rita.post(page, {"text": f"Det gäller {once}.", "once": once})
    rows = {row.once: row for row in Dissent.objects.all()}
    form = text(tina, strike)
    assert form.count('name="notes"') == 3 and "checked" not in form.split('name="notes"', 1)[1]
    tina.post(strike, {"item": "3", "reason": "Fel ruta."})
    assert not Dissent.objects.filter(answered_at__isnull=False).exists()
    tina.post(strike, {"item": "5", "reason": "Hon menade nej.", "notes": [str(rows["femman"].pk)]})
    done = Dissent.objects.get(answered_at__isnull=False)
    assert (done.once, done.answer) == ("femman", "Hon menade nej.")
    assert tina.post(strike, {"item": "6", "reason": "x", "notes": ["finns-inte"]}).status_code == 422

    _words, bundle = out_of(cast.rita, utc_now())
    [asked] = [each["resource"] for each in bundle["entry"] if each["resource"].get("item")]
    marked = {each["linkId"]: each["extension"][0] for each in asked["item"] if "extension" in each}
    assert set(marked) == {"3", "5"} and marked["5"]["url"] == STRUCK
    assert "Hon menade nej." in marked["5"]["valueString"]
    [plan] = [each["resource"] for each in bundle["entry"] if each["resource"]["resourceType"] == "CarePlan"]
    [note_] = [each for each in plan["note"] if "Fel ruta." in each["text"]]
    assert "Svaret på frågan" in note_["text"] and note_["authorString"] == "Personalen"
    # All of it is wrong: that answers what waits.
    correcting.strike(enrolment, response, "", "Fel person.", by=cast.tina)
    assert not Dissent.objects.filter(answered_at__isnull=True).exists()


def test_notes_are_between_whoever_wrote_them_and_staff(cast, family):  # noqa: F811
    note(cast, family)
    client, hat = as_guardian(cast)
    course = course_of(cast, family, "maja")
    response = actions.submit(course, OCCASION, phq(1), 0, by=cast.maja).response
    actions.dissent(course, OCCASION, "Majas egna ord.", "a", now=utc_now(), by=cast.maja)
    page = reverse("resident:dissent", args=[family.course_id, OCCASION])
    assert "inte heller den du är ombud för" in text(client, page)
    assert client.post(page, {"text": "Rebeckas ord.", "once": "b"}).status_code == 302
    maja = cast.client("maja")
    for words in own_pages(client, family.course_id):
        assert "Rebeckas ord." in words and "Majas egna ord." not in words
    for words in own_pages(maja, family.course_id):
        assert "Majas egna ord." in words and "Rebeckas ord." not in words
    assert "Ombud och den som hjälper dig ser det inte" in text(maja, page)
    # Staff read both, and who wrote which.
    words = text(cast.client("tina"), at("response", family.pk, response.pk))
    assert "Ombud: Rebecka Lund skriver att något inte stämmer" in words and "Majas egna ord." in words
    assert words.count("Invånaren skriver att något inte stämmer") == 1
    assert "Ombud: Rebecka Lund" in text(cast.client("tina"), at("history", family.pk))
    words, bundle = out_of(cast.maja, utc_now())
    assert "Majas egna ord." in words and "Rebeckas ord." not in words and "Rebeckas ord." not in str(bundle)
    assert hat.acting_for
