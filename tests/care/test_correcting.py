"""A record is put right and never erased (PDL 3:8, 3:14; safety rules 1, 2, 14, 16): whoever reads it sees both."""

import csv
import io
import json

import pytest
from django.urls import reverse
from fhir.resources.R4B.bundle import Bundle

from stegvis.access.doors import Refused
from stegvis.audit.models import Entry
from stegvis.care.actions import correcting, entering
from stegvis.care.models import Flag
from stegvis.care.schedule import raise_flags
from stegvis.course import actions
from stegvis.course.entering import Given
from stegvis.course.kinds import GivenBy
from stegvis.course.models import Dissent, EnteredAnswer, Response, Struck
from stegvis.course.series import item_series_of, series_of
from stegvis.lib.clock import local_day
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.answering.names import field_name
from stegvis.records import extract
from stegvis.web.records.bundle import bundle_of
from stegvis.web.records.paper import paper_of
from tests import programs
from tests.programs import GATE, course_of, phq

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


def fhir(client, enrolment, response):
    raw = client.get(at("response_fhir", enrolment.pk, response.pk)).content
    Bundle.model_validate_json(raw)
    entries = [each["resource"] for each in json.loads(raw)["entry"]]
    return entries[0], entries[1:]


def sheet(client, enrolment):
    raw = client.get(at("results_csv", enrolment.pk)).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(raw), delimiter=";"))


def total(enrolment, cast):
    return next(each for each in series_of(course_of(cast, enrolment)) if each.code == "total")


def test_answers_are_marked_as_wrong_stay_to_be_read_and_count_again_when_that_was_wrong(cast, enrolment):
    response = actions.submit(course_of(cast, enrolment), OCCASION, phq(1, ninth=2), 0, by=cast.rita).response
    raise_flags(now=enrolment.course.now())
    [flag] = Flag.objects.visible_to(cast.tina).filter(enrolment=enrolment, kind="danger")
    tina, rita = cast.client("tina"), cast.client("rita")
    page, form = at("response", enrolment.pk, response.pk), at("strike", enrolment.pk, response.pk)
    assert form in text(tina, page) and "Alla svar vid det här tillfället" in text(tina, form)
    before = total(enrolment, cast).points

    # Without why nothing is marked; on another unit there is nothing; twice is once, and another reason is told of.
    assert tina.post(form, {"reason": " "}).status_code == 422 and not Struck.objects.exists()
    assert cast.client("sven").post(form, {"reason": "Nej"}).status_code == 404
    why = {"reason": "Svaren gäller hennes syster.", "right": "Hon har inte svarat än."}
    assert [tina.post(form, why).status_code for _ in range(2)] == [302, 302]
    assert tina.post(form, {**why, "reason": "Något annat."}).status_code == 422
    struck = Struck.objects.get()
    assert (struck.item, struck.made_by) == ("", cast.accounts["tina"])
    assert Entry.objects.filter(act="answer:strike").exclude(patient_hash="").exists()
    with pytest.raises(Refused):
        correcting.strike(enrolment, response, "", "Nej", by=cast.sven)

    # Read struck through with why; in no graph and no score; in every copy marked; the flag stands and says so.
    words = text(tina, page)
    assert "<s " in words and "Svaren gäller hennes syster." in words and "Tina Ek" in words and "Ta bort" in words
    assert total(enrolment, cast).points == () and len(total(enrolment, cast).struck) == 1
    assert "Markerat som fel" in text(tina, at("patient", enrolment.pk))
    assert "markerade som fel och räknas inte" in text(tina, at("results", enrolment.pk))
    assert "Svaren gäller hennes syster." in text(tina, at("history", enrolment.pk))
    assert "Flaggan finns kvar" in text(tina, at("flag", flag.pk)) and flag in Flag.objects.visible_to(cast.tina)
    made, scores = fhir(tina, enrolment, response)
    assert made["status"] == "entered-in-error" and made["item"] and scores == []
    rows = sheet(tina, enrolment)
    assert {row["Fel"] for row in rows} == {"Svaren gäller hennes syster."} and all(
        row["Slag"] == "svar" for row in rows
    )
    assert tina.get(at("response_pdf", enrolment.pk, response.pk)).content.startswith(b"%PDF")
    own = text(rita, reverse("resident:thanks", args=[enrolment.course_id, OCCASION]))
    assert "Personalen har markerat svaren som fel" in own and "Svaren gäller hennes syster." in own
    assert "markerade som fel och räknas inte" in text(rita, reverse("resident:results", args=[enrolment.course_id]))
    out = extract.own(cast.rita, now=enrolment.course.now())
    assert "Svaren gäller hennes syster." in str(paper_of(out, "sv").parts)

    # The mark was itself wrong: everything counts as before, and that it was marked stays to be read.
    back = at("restore", enrolment.pk, response.pk, struck.pk)
    assert tina.post(back, {"reason": ""}).status_code == 422
    assert tina.post(back, {"reason": "Det var hennes svar."}).status_code == 302
    assert tina.post(back, {"reason": "Igen."}).status_code == 422 and tina.get(back).status_code == 302
    assert total(enrolment, cast).points == before
    made, scores = fhir(tina, enrolment, response)
    assert made["status"] == "completed" and scores
    for page_ in (page, at("history", enrolment.pk)):
        assert "Det var hennes svar." in text(tina, page_) and "Svaren gäller hennes syster." in text(tina, page_)
    assert "Det var hennes svar." in str(paper_of(extract.own(cast.rita, now=enrolment.course.now()), "sv").parts)
    # And it can be marked again: the earlier mark is a row of its own.
    correcting.strike(enrolment, response, "", "Ändå inte.", by=cast.tina)
    assert Struck.objects.count() == 2


def test_one_answer_is_marked_and_only_what_is_made_of_it_stops_counting(cast, enrolment):
    response = actions.submit(course_of(cast, enrolment), OCCASION, phq(1), 0, by=cast.rita).response
    definition = library.current_definition("phq-9")
    link = definition.scores[0].items[0].link_id
    outside = next(
        i.link_id
        for i in definition.questions
        if all(i.link_id not in [p.link_id for p in r.items] for r in definition.scores)
    )
    tina = cast.client("tina")
    form = at("strike", enrolment.pk, response.pk)
    assert tina.post(form, {"item": "finns-inte", "reason": "Fel."}).status_code == 422
    tina.post(form, {"item": outside, "reason": "Fel ruta."})
    assert total(enrolment, cast).answered
    tina.post(form, {"item": link, "reason": "Menade inte alls."})
    assert not total(enrolment, cast).answered
    [asked, other] = item_series_of(
        course_of(cast, enrolment), [("phq-9", link), ("phq-9", definition.scores[0].items[1].link_id)]
    )
    assert len(asked.struck) == 1 and not asked.answered and len(other.answered) == 1
    made, scores = fhir(tina, enrolment, response)
    assert made["status"] == "amended" and link not in [each["linkId"] for each in made["item"]] and scores == []
    rows = {row["Kod"]: row["Fel"] for row in sheet(tina, enrolment)}
    assert (
        rows[link] == "Menade inte alls."
        and rows[outside] == "Fel ruta."
        and list(rows.values()).count("") == len(rows) - 2
    )
    assert text(tina, at("response", enrolment.pk, response.pk)).count("q-answer--struck") == 2


def test_what_staff_entered_wrongly_is_entered_anew_and_both_are_marked_everywhere(cast, enrolment):
    course = course_of(cast, enrolment)
    today = local_day(course.now())
    given = Given(GivenBy.PHONE, today)
    first = entering.enter_answers(enrolment, OCCASION, phq(2), given, checked=True, by=cast.tina).response
    tina, rita = cast.client("tina"), cast.client("rita")
    page = at("enter_anew", enrolment.pk, first.pk)
    assert page in text(tina, at("response", enrolment.pk, first.pk)) and tina.get(page).status_code == 200
    index = [item.link_id for item in library.current_definition("phq-9").questions]
    typed = {field_name(key): value for key, value in phq(1).items() if key in index}
    review = tina.post(page, typed).content.decode()
    carried = review.split('name="buret" value="')[1].split('"')[0]
    said = {"buret": carried, "way": "paper", "on": today.isoformat(), "checked": "on"}
    assert tina.post(page, said).status_code == 422 and Response.objects.count() == 1  # why was not said
    # What was signed for the first time is not sent as if it were the correction.
    assert tina.post(at("enter", enrolment.pk, OCCASION), {**said, "reason": "x"}).status_code == 404
    sent = tina.post(page, {**said, "reason": "Jag läste fel rad."})
    assert sent.status_code == 302 and tina.post(page, {**said, "reason": "Igen."}).status_code == 302
    new = Response.objects.get(amends=first)
    assert new.answers == phq(1) and Struck.objects.get().ref == first.pk and EnteredAnswer.objects.count() == 2
    assert [point.entered for point in total(enrolment, cast).answered] == ["paper"]
    assert fhir(tina, enrolment, first)[0]["status"] == "entered-in-error"
    made, scores = fhir(tina, enrolment, new)
    assert made["status"] == "amended" and made["author"]["display"] == "Tina Ek" and scores
    assert made["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] == "WRITTEN"
    old, newer = text(tina, at("response", enrolment.pk, first.pk)), text(tina, sent.headers["Location"])
    assert "Jag läste fel rad." in old and "inmatade på nytt" in old and "Det här är en rättelse." in newer
    rows = sheet(tina, enrolment)
    assert all("inmatat av Tina Ek" in row["Inmatat"] for row in rows if row["Slag"] != "obesvarat")
    assert "(papper)" in text(rita, reverse("resident:results", args=[enrolment.course_id]))
    # What a resident has sent is theirs: staff mark it, and never answer in their place.
    own = actions.amend(course_of(cast, enrolment), OCCASION, phq(0), by=cast.rita).response
    assert tina.get(at("enter_anew", enrolment.pk, own.pk)).status_code == 404


def test_a_resident_says_that_something_is_not_right_and_staff_answer_or_agree(cast, enrolment):
    response = actions.submit(course_of(cast, enrolment), OCCASION, phq(1), 0, by=cast.rita).response
    rita, tina = cast.client("rita"), cast.client("tina")
    page = reverse("resident:dissent", args=[enrolment.course_id, OCCASION])
    sent = reverse("resident:thanks", args=[enrolment.course_id, OCCASION])
    actions.read_welcome(course_of(cast, enrolment), by=cast.rita)
    assert sent in text(rita, reverse("resident:program", args=[enrolment.course_id])) and page in text(rita, sent)
    assert rita.post(page, {"text": " ", "once": "a"}).status_code == 422
    assert cast.client("rune").get(page).status_code == 404
    said = {"text": "Jag menade förra veckan.", "once": "a"}
    assert [rita.post(page, said).status_code for _ in range(2)] == [302, 302]
    note = Dissent.objects.get()
    # Staff have it before them: today's work, the patient's page, beside the answers. A colleague sees that of own only.
    beside = at("response", enrolment.pk, response.pk)
    assert beside in text(tina, at("home")) and beside not in text(cast.client("tor"), at("home"))
    assert "något inte stämmer" in text(tina, at("patient", enrolment.pk))
    assert "Jag menade förra veckan." in text(tina, beside)
    assert "Jag menade förra veckan." not in text(tina, at("history", enrolment.pk))
    answer = at("dissent", enrolment.pk, note.pk)
    key = f"not-{note.pk}-reason"
    assert cast.client("sven").post(answer, {key: "Nej."}).status_code == 404
    assert tina.post(answer, {key: ""}).status_code == 422
    assert tina.post(answer, {key: "Svaren gäller de senaste två veckorna, så de står kvar."}).status_code == 302
    assert tina.post(answer, {key: "Ett annat svar."}).status_code == 422
    note.refresh_from_db()
    assert note.outcome == "stands" and beside not in text(tina, at("home"))
    assert "så de står kvar" in text(rita, page)

    # Agreeing is marking: the reason is the answer.
    rita.post(page, {"text": "Den femte frågan är fel.", "once": "b"})
    correcting.strike(enrolment, response, "", "Det stämmer, hon missförstod.", by=cast.tina)
    second = Dissent.objects.get(once="b")
    assert (second.outcome, second.answer) == ("struck", "Det stämmer, hon missförstod.")
    out = str(paper_of(extract.own(cast.rita, now=enrolment.course.now()), "sv").parts)
    assert all(words in out for words in ("Den femte frågan är fel.", "hon missförstod", "så de står kvar"))
    Bundle.model_validate(bundle_of(extract.own(cast.rita, now=enrolment.course.now()), "sv"))
    assert Entry.objects.filter(act="dissent:write").exists() and Entry.objects.filter(act="dissent:answer").exists()
