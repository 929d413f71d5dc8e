"""A guardian and a helper: who is let in to what, what stands in the log, and the day when it ends (safety rule 10)."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.access import signin
from stegvis.access.acting import standing
from stegvis.access.acting.until import age_day
from stegvis.access.identity import read_number
from stegvis.access.models import Guardian, Helper, RegisteredPerson
from stegvis.access.registry import RegistryPerson
from stegvis.audit.models import Entry
from stegvis.care.actions import comment, start
from stegvis.care.models import Flag
from stegvis.course import actions
from stegvis.course.models import Course, Fact
from stegvis.law.actions import editions
from stegvis.law.models import InformationSeen
from stegvis.lib.clock import local_day, utc_now
from stegvis.messaging import actions as messaging
from stegvis.messaging import queries
from stegvis.web.entrance.demo_cast import CastMember
from tests import programs
from tests.cast import REBECKA
from tests.programs import a_document, enrol, publish
from tests.web.resident.test_never_lost import TOLD, answers

pytestmark = pytest.mark.django_db
CHILD = "202302142399"
GATE = f"{programs.GATE}.1.e1"
PEOPLE: dict[str, str] = {}


@pytest.fixture
def family(cast):
    """A child with a program at Norra and one at Ö, and a grown-up who has none."""
    row = RegisteredPerson(given_name="Maja", family_name="Lund", guardians=[["personnummer", REBECKA]])
    row.set_number(read_number(CHILD))
    row.save()
    child = RegistryPerson(read_number(CHILD), "Maja", "Lund")
    version = publish(cast, a_document())
    today = local_day(utc_now())
    mine = start(cast.norra, child, version.pk, cast.accounts["tina"].pk, today, by=cast.tina)
    cast.accounts["maja"] = signin.resident_account(mine.course.person)
    return mine


def person_page(row):
    return reverse("clinician:person", args=[row.pk])


def note(cast, row, number=REBECKA, verified="", who="tina"):
    said = {"number": number, "verified": verified}
    return cast.client(who).post(reverse("clinician:guardian_add", args=[row.pk]), said)


def as_guardian(cast, who="rebecka"):
    """A browser in which somebody acts for the first whom they may act for."""
    client = cast.client(who)
    [chosen] = standing.actors(cast.accounts[who], local_day(utc_now()))
    client.post(reverse("resident:act"), {"hat": chosen.hat.key})
    return client, chosen


def people():
    return [CastMember(name, name, "", "", account) for name, account in PEOPLE.items()]


def test_a_guardian_from_being_noted_to_the_birthday(cast, family, settings):
    # Noted once, whoever presses twice; whom the registry names needs no word of staff's, others do.
    assert note(cast, family).status_code == note(cast, family).status_code == 302
    refused = note(cast, family, number="192707169203")
    assert refused.status_code == 422 and "Skriv hur ni har kontrollerat" in refused.content.decode()
    row = Guardian.objects.get()
    assert (row.source, row.born) == ("registry", date(2023, 2, 14))
    assert "Rebecka Lund" in cast.client("tina").get(person_page(family)).content.decode()
    assert cast.client("sven").get(person_page(family)).status_code == 404

    # Signing in offers it on the first page; it is in view on the next, with one press back.
    settings.STEGVIS_DEMO_CAST = "tests.web.resident.test_acting.people"
    PEOPLE.update({name: str(cast.accounts[name].pk) for name in ("rebecka", "rune")})
    assert "För Maja Lund" not in Client().post("/in/", {"person": "rune"}, follow=True).content.decode()
    client = Client()
    offered = client.post("/in/", {"person": "rebecka"}, follow=True).content.decode()
    assert "För Maja Lund" in offered
    [hat] = re.findall(r'name="hat" value="([^"]+)"', offered)
    acted = client.post(reverse("resident:act"), {"hat": hat}, follow=True).content.decode()
    assert "Tillbaka till mig själv" in acted and family.course.title in acted
    client, _actor = as_guardian(cast)
    home = client.get("/min/").content.decode()
    assert "Tillbaka till mig själv" in home and family.course.title in home
    # Each page that shows the child's program stands in the child's log, not only the program's own.
    reads = Entry.objects.filter(act="acting:read", acting_for=str(family.course.person_id))
    for name in ("home", "plans", "calendars"):
        before = reads.count()
        assert client.get(reverse(f"resident:{name}")).status_code == 200 and reads.count() == before + 1
    own = ["log", "log_pdf", "log_json", "blocks", "notices", "news", "helpers"]
    assert [client.get(reverse(f"resident:{name}")).status_code for name in own] == [403] * 7

    # What is done carries for whom, and staff read who did it.
    program = reverse("resident:program", args=[family.course_id])
    assert client.get(program).status_code == 200
    client.post(reverse("resident:read_welcome", args=[family.course_id]))
    fact = Fact.objects.get(kind="welcome_read")
    assert (fact.by, fact.acting_for) == (str(cast.accounts["rebecka"].pk), str(family.course.person_id))
    told = cast.client("tina").get(reverse("clinician:history", args=[family.pk])).content.decode()
    assert "Rebecka Lund, för invånarens räkning" in told
    written = set(Entry.objects.filter(acting_for=str(family.course.person_id)).values_list("act", flat=True))
    assert {"session:hat", "acting:read", "course:read_welcome"} <= written
    log = cast.client("maja").get(reverse("resident:log")).content.decode()
    assert "Rebecka Lund, som ombud eller hjälpare" in log

    # The provider's border: another provider's program of the same child is not there.
    Course.objects.without_asking_who_because("test").filter(pk=family.course_id).update(provider=cast.tva)
    assert client.get(program).status_code == 404
    Course.objects.without_asking_who_because("test").filter(pk=family.course_id).update(provider=cast.ett)
    assert client.get(program).status_code == 200

    # On the birthday the very next request is shut; the answers stay. Staff are told to invite the child.
    today = local_day(utc_now())
    turned = next(day for day in (today, today - timedelta(days=1)) if (day.month, day.day) != (2, 29))
    born = turned.replace(year=turned.year - 13)
    assert age_day(born, 13) <= today
    Guardian.objects.update(born=born)
    assert client.get(program).status_code == 302 and not standing.actors(cast.accounts["rebecka"], today)
    assert "Ombudets tid är slut" in cast.client("tina").get(person_page(family)).content.decode()
    assert note(cast, family, verified="Känd familj.").status_code == 302  # asked of the registry, which knows better

    # Ended by staff, with a reason, at once.
    Guardian.objects.update(born=date(2023, 2, 14))
    client, _actor = as_guardian(cast)
    assert client.get(program).status_code == 200
    end = reverse("clinician:guardian_end", args=[family.pk, row.pk])
    cast.client("tina").post(end, {"slut-why": ""})
    assert client.get(program).status_code == 200
    cast.client("tina").post(end, {"slut-why": "Vårdnaden har flyttats."})
    assert client.get(program).status_code == 302
    row.refresh_from_db()
    assert row.ended_why == "Vårdnaden har flyttats." and row.ended_by == cast.accounts["tina"]


def test_each_guardian_has_messages_of_their_own(cast, family):
    note(cast, family)
    note(cast, family, number="195508012647", verified="Visade personbevis.")
    [rebecka] = standing.actors(cast.accounts["rebecka"], local_day(utc_now()))
    [rune] = standing.actors(cast.accounts["rune"], local_day(utc_now()))
    child = cast.actor("maja")
    messaging.write(family, "Från Rebecka", "a", by=rebecka)
    messaging.write(family, "Från Rune", "b", by=rune)
    messaging.write(family, "Till alla", "c", by=cast.tina)
    messaging.write(family, "Bara till Rune", "d", by=cast.tina, only_for=cast.accounts["rune"].person_id)
    with pytest.raises(messaging.CannotWrite):
        messaging.write(family, "Till en annan", "e", by=cast.tina, only_for=cast.accounts["rita"].person_id)

    def read(actor):
        return {line.body for line in queries.conversation(actor, family).lines}

    assert read(rebecka) == {"Från Rebecka", "Till alla"} and read(rune) == {"Från Rune", "Till alla", "Bara till Rune"}
    assert read(child) == {"Till alla"}
    assert read(cast.tina) == {"Från Rebecka", "Från Rune", "Till alla", "Bara till Rune"}


def test_a_helper_is_let_in_by_the_resident_and_out_again(cast):
    row = enrol(cast, publish(cast, a_document()))
    rita, today = cast.client("rita"), local_day(utc_now())
    page, until = reverse("resident:helpers"), (today + timedelta(days=9)).isoformat()
    said = {"called": "Rebecka", "number": REBECKA, "what": "read", "until": until, "courses": [str(row.course_id)]}
    assert rita.post(page, {**said, "until": (today + timedelta(days=900)).isoformat()}).status_code == 422
    assert rita.post(page, {**said, "number": "192707169203"}).status_code == 422  # her own
    for _twice in range(2):
        rita.post(page, said)
    helper = Helper.objects.get()
    client, _actor = as_guardian(cast)
    program = reverse("resident:program", args=[row.course_id])
    assert "Du kan läsa, men inte svara" in client.get(program).content.decode()
    assert client.get(reverse("resident:messages", args=[row.course_id])).status_code == 403
    assert client.post(reverse("resident:read_welcome", args=[row.course_id])).status_code == 403
    assert client.get(page).status_code == 403
    assert "Rebecka" in cast.client("tina").get(person_page(row)).content.decode()
    # More is chosen, and holds at the next request.
    rita.post(page, {**said, "what": "work", "converses": "on"})
    assert client.post(reverse("resident:read_welcome", args=[row.course_id])).status_code == 302
    assert client.get(reverse("resident:messages", args=[row.course_id])).status_code == 200
    # Another's helper is not there to end; one's own is out at once.
    end = reverse("resident:helper_end", args=[helper.pk])
    assert cast.client("rune").post(end).status_code == 404
    rita.post(end)
    assert client.get(program).status_code == 302


def test_what_a_helper_opens_is_not_read_or_answered_by_the_resident(cast):
    row, now = enrol(cast, publish(cast)), utc_now()
    edition = editions.begin_information(cast.ett, now=now, by=cast.actor("kaj"))
    editions.publish_information(edition, 1, now=now, by=cast.actor("kaj"))
    rita, until = cast.client("rita"), (local_day(now) + timedelta(days=9)).isoformat()
    said = {"called": "Rebecka", "number": REBECKA, "until": until, "courses": [str(row.course_id)]}
    rita.post(reverse("resident:helpers"), {**said, "what": "read"})
    client, _actor = as_guardian(cast)

    # Who may only read and answers all the same is shown the help, and nothing is noted as given by the resident.
    asked = reverse("resident:questionnaire", args=[row.course_id, GATE])
    page = client.post(asked, answers(0, ninth=3))
    assert (page.status_code, TOLD in page.content.decode()) == (409, True)
    reply = client.post(asked, answers(0, ninth=3), headers={"X-Autosave": "1"})
    assert (reply.status_code, TOLD in reply.json()["danger"]) == (409, True)
    assert not Fact.objects.filter(kind="danger_given").exists()
    assert not Flag.objects.without_asking_who_because("test").exists()

    # One who may do the work has not been told of how data is handled in the resident's place.
    rita.post(reverse("resident:helpers"), {**said, "what": "work"})
    informed = {"informed": str(edition.pk)}
    client.post(reverse("resident:read_welcome", args=[row.course_id]), informed)
    assert Fact.objects.filter(kind="welcome_read").exists() and not InformationSeen.objects.exists()

    # Nor is a comment read by the resident because a helper has opened the step.
    course = programs.course_of(cast, row)
    actions.submit(course, GATE, programs.phq(0), 0, by=cast.rita)
    actions.send_exercise(programs.course_of(cast, row), programs.EXERCISE, "Hej", 0, by=cast.rita)
    comment(row, programs.EXERCISE, "Bra!", by=cast.tina)
    step = reverse("resident:step", args=[row.course_id, programs.STEPS[0]])
    assert "Bra!" in client.get(step).content.decode()
    assert "Du har fått en kommentar" in rita.get("/min/").content.decode()
    assert "Bra!" in rita.get(step).content.decode()
    assert "Du har fått en kommentar" not in rita.get("/min/").content.decode()
