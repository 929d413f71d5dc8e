"""Everything about one person: their own whole, a provider's part on request, nothing of anybody else."""

import json
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle

from stegvis.access import own_log
from stegvis.access.models import Patient
from stegvis.audit.models import Entry
from stegvis.config.throttles import limit_of
from stegvis.course import actions as course
from stegvis.lib.clock import local_day
from stegvis.messaging import actions as messaging
from stegvis.records import extract
from stegvis.web.records.bundle import bundle_of
from stegvis.web.records.paper import paper_of
from tests import programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid(cast):
    version = programs.publish(cast)
    mine, other = programs.enrol(cast, version), programs.enrol(cast, version, "rune", by="sven")
    walk = programs.course_of(cast, mine)
    course.submit(walk, f"{programs.GATE}.1.e1", programs.phq(2, 1), 0, by=cast.rita)
    messaging.write(mine, "Jag sover lite bättre.", "a", by=cast.rita)
    messaging.write(mine, "Det var bra att höra.", "b", by=cast.tina)
    messaging.write(other, "Det här är Runes egna ord.", "c", by=cast.rune)
    course.save_exercise(walk, programs.EXERCISE, "Ett utkast som jag inte har skickat.", 0, by=cast.rita)
    return mine


def words_of(paper):
    return json.dumps([str(part) for part in paper.parts], ensure_ascii=False)


def test_ones_own_is_whole_and_holds_nobody_else(cast, laid):
    client = cast.client("rita")
    page, pdf, fhir = (client.get(f"/min/uppgifter/{end}") for end in ("", "pdf/", "fhir/"))
    assert "Spara som PDF" in page.content.decode() and pdf.content.startswith(b"%PDF")
    bundle = json.loads(fhir.content)
    Bundle.model_validate(bundle)
    kinds = [each["resource"]["resourceType"] for each in bundle["entry"]]
    assert kinds[0] == "Patient" and {"CarePlan", "QuestionnaireResponse", "Observation", "Communication"} <= set(kinds)
    resources = [each["resource"] for each in bundle["entry"]]
    plan, goal = (next(each for each in resources if each["resourceType"] == kind) for kind in ("CarePlan", "Goal"))
    assert plan["goal"][0]["reference"] in {each["fullUrl"] for each in bundle["entry"]} and goal["description"]["text"]
    answered = next(each for each in plan["activity"] if "outcomeReference" in each)
    assert answered["detail"]["status"] == "completed" and "scheduledPeriod" in answered["detail"]
    events = [each for each in resources if each["resourceType"] == "AuditEvent"]
    assert len(events) == own_log.entries(cast.rita, own_log.Wanted(own=True)).total - 1
    by_staff = next(each for each in events if each["subtype"][0]["code"] == "enrolment:start")
    # The provider does not show its staff by name.
    assert by_staff["agent"][0]["who"]["display"].startswith("Personal") and "Tina" not in json.dumps(by_staff)
    assert by_staff["purposeOfEvent"][0]["coding"][0]["code"] == "TREAT"
    said = words_of(paper_of(extract.own(cast.rita, now=laid.course.now()), "sv"))
    for text in (fhir.content.decode(), said):
        assert "Jag sover lite bättre." in text and "Ett utkast som jag inte har skickat." in text
        assert "Runes" not in text and "Rune Lund" not in text
        # The plan, and who has opened and changed it.
        assert "Skickade svar på ett formulär" in text and ("Modul 1: " in text) and "Norra" in text
        # The question stands with its own words.
        assert "Lite intresse eller glädje" in text
    assert Entry.objects.filter(act="own_record:print", activity="Utskrift").count() == 3


def test_a_provider_gives_what_it_has_when_asked_and_says_why(cast, laid):
    client = cast.client("lova")
    form = {"number": "192707169203", "reason": "Begäran 2026-11, diarienummer 44", "fhir": "1"}
    answer = client.post("/region/arkiv/utdrag/", form)
    Bundle.model_validate(json.loads(answer.content))
    text = answer.content.decode()
    assert "Jag sover lite bättre." in text and "CarePlan" in text
    assert "Ett utkast" not in text and "Runes" not in text
    # Its own part of the log, with what it has done and what the resident did there.
    assert '"AuditEvent"' in text and "Startade ett program" in text
    entry = Entry.objects.get(act="record:extract")
    assert entry.reason.startswith("Begäran") and entry.patient_hash and entry.activity == "Utskrift"
    # Without a reason nothing is given out; another provider knows nobody with that number.
    assert client.post("/region/arkiv/utdrag/", {**form, "reason": ""}).status_code == 422
    assert client.post("/region/arkiv/utdrag/", {**form, "number": "198604012388"}).status_code == 422
    assert cast.client("kaj").get("/region/arkiv/utdrag/").status_code in {403, 404}
    assert extract.own(cast.tina, now=laid.course.now()) is None


def test_what_was_struck_and_not_agreed_with_stands_beside_it(cast, laid):
    from stegvis.course.kinds import PartKind
    from stegvis.course.models import Dissent, Response, Struck

    row, now, tina = Response.objects.get(), laid.course.now(), cast.accounts["tina"]
    about = {"course": laid.course, "kind": PartKind.RESPONSE, "ref": row.pk, "made_at": now, "made_by": tina}
    Struck.objects.create(reason="Ifyllt av fel person.", right="Ska vara noll.", **about)
    Dissent.objects.create(text="Jag svarade själv.", once="x", **about)
    made = extract.own(cast.rita, now=now)
    text, bundle = words_of(paper_of(made, "sv")), bundle_of(made, "sv")
    assert "Ifyllt av fel person." in text and "Jag svarade själv." in text
    resources = [each["resource"] for each in bundle["entry"]]
    asked = next(each for each in resources if each["resourceType"] == "QuestionnaireResponse")
    assert asked["status"] == "entered-in-error"
    assert not any(each["resourceType"] == "Observation" for each in resources)


def test_what_somebody_else_has_said_in_private_is_in_neither_extract_and_is_counted_for_the_provider(cast, laid):
    """Safety rule 10: each guardian's own messages, and the answers to them alone, are theirs."""
    from stegvis.messaging.models import Message

    now, rune = laid.course.now(), cast.accounts["rune"]
    private = {
        "Jag är rädd för hans pappa.": (rune, True, None),
        "Bara till Rune.": (cast.accounts["tina"], False, rune),
    }
    for body, (author, from_resident, only_for) in private.items():
        about = {"author": author, "from_resident": from_resident, "only_for": only_for, "once": body}
        Message.objects.create(thread=laid.thread, body=body, sent_at=now, **about)
    own = extract.own(cast.rita, now=now)
    patient = Patient.to_keep(cast.lova, cast.number("192707169203"))
    asked = extract.asked_for(cast.lova, patient, "Begäran 12", now=now)
    for made, counted in ((own, False), (asked, True)):
        papers = words_of(paper_of(made, "sv")), json.dumps(bundle_of(made, "sv"), ensure_ascii=False, default=str)
        for text in papers:
            assert "Jag sover lite bättre." in text and "Det var bra att höra." in text
            assert not any(body in text for body in private) and "Rune" not in text
            assert ("2 meddelanden är mellan personalen" in text) is counted
    # Who wrote in somebody's place is never told as the one whom it is about.
    run = replace(own.runs[0], messages=tuple(laid.thread.messages.filter(author=rune)))
    made = replace(own, runs=(run,))
    assert "Ombud: Rune Lund" in words_of(paper_of(made, "sv"))
    said = [e["resource"] for e in bundle_of(made, "sv")["entry"] if e["resource"]["resourceType"] == "Communication"]
    assert {"display": "Ombud: Rune Lund"} in [each["sender"] for each in said if "sender" in each]


def test_objections_and_what_was_handed_out_stand_in_both(cast, laid):
    """Not how it was examined: that is the provider's own. Giving it out is held to the limit of papers."""
    from stegvis.care.models import Disclosure, Objection

    now, tina = laid.course.now(), cast.accounts["tina"]
    about = {"person": cast.rita_person, "unit": laid.unit}
    Objection.objects.create(
        provider=cast.ett,
        kind="other",
        text="Inte till forskning.",
        by_resident=True,
        noted_at=now,
        noted_by=tina,
        **about,
    )
    asked = {
        "asked_on": local_day(now),
        "decided_on": local_day(now),
        "recorded_at": now,
        "recorded_by": tina,
        "once": "a",
    }
    Disclosure.objects.create(
        provider=cast.ett, recipient="Försäkringskassan", what="Svaren", examination="Menprövad.", **asked, **about
    )
    patient = Patient.to_keep(cast.lova, cast.number("192707169203"))
    both = extract.own(cast.rita, now=now), extract.asked_for(cast.lova, patient, "Begäran 13", now=now)
    for made in both:
        bundle = bundle_of(made, "sv")
        Bundle.model_validate(json.loads(json.dumps(bundle, default=str)))
        for text in (words_of(paper_of(made, "sv")), json.dumps(bundle, ensure_ascii=False, default=str)):
            assert "Inte till forskning." in text and "Försäkringskassan" in text and "Menprövad" not in text
    assert limit_of("region:record_extract", "POST", asked=False) == "paper"
