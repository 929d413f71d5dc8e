"""The first contact: the start letter and the start SMS, on the page after a start and later."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from stegvis.access import settings
from stegvis.access.doors import Refused
from stegvis.access.settings import Key
from stegvis.audit.kinds import Activity
from stegvis.audit.models import Entry
from stegvis.care import actions
from stegvis.care.actions.contacting import CannotContact, send_start_sms
from stegvis.course import actions as course_actions
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.channels.outcome import Failed, Retry, Sent
from stegvis.notifications.models import Delivery
from stegvis.notifications.schedule import deliver_due
from tests import programs
from tests.notifications.telling import PHONE, Remembering
from tests.papers import read_pdf

pytestmark = pytest.mark.django_db
TYPED = "070-174 06 05"


def url(name, *args):
    return reverse(f"clinician:{name}", args=args)


@pytest.fixture
def tina(cast):
    return cast.client("tina")


@pytest.fixture
def way(monkeypatch):
    return Remembering().instead_of(monkeypatch)


def at_hour(enrolment, hour):
    """Set the world's clock to tomorrow at that hour (UTC). Stockholm is an hour or two ahead."""
    tomorrow = local_day(utc_now()) + timedelta(days=1)
    wanted = datetime(tomorrow.year, tomorrow.month, tomorrow.day, hour, 30, tzinfo=UTC)
    world = enrolment.course.world
    world.offset_s = int((wanted - utc_now()).total_seconds())
    world.save()
    return world.now()


@pytest.fixture
def noon(enrolment):
    """The worker's round a little later than what is done in the test."""
    return at_hour(enrolment, 11) + timedelta(minutes=5)


def text(answer):
    assert answer.status_code in {200, 422}
    return answer.content.decode()


def sends(client, enrolment, number=TYPED, language="sv"):
    return client.post(url("start_sms", enrolment.pk), {"number": number, "language": language}, follow=True)


def test_after_a_start_the_next_thing_is_to_tell_the_resident(cast, tina, enrolment, way):
    page = text(tina.get(url("contact", enrolment.pk)))
    assert "Rita kan börja nu, men vet inte om det än." in page and "Öppna startbrevet (PDF)" in page
    assert "testserver" not in page.partition("Adressen i brevet")[2].partition("</dl>")[0]
    assert url("contact", enrolment.pk) in text(tina.get(url("patient", enrolment.pk)))


def test_a_start_ahead_says_the_day(cast, tina, version, way):
    ahead = local_day(utc_now()) + timedelta(days=40)
    row = programs.enrol(cast, version, start_on=ahead)
    page = text(tina.get(url("contact", row.pk)))
    assert "Rita kan börja den" in page and str(ahead.year) in page


def test_the_letter_is_an_accessible_paper_that_is_logged_as_printed(cast, tina, enrolment):
    answer = tina.get(url("letter", enrolment.pk))
    read = read_pdf(answer.content)
    assert (read.standard, read.language, read.pages) == ("1", "sv", 1)
    assert read.alternatives[0].endswith("/p/norra/sov-battre")
    name = answer.headers["Content-Disposition"]
    assert "startbrev-" in name and "ita" not in name and "no-store" in answer.headers["Cache-Control"]
    entry = Entry.objects.get(act="letter:print")
    assert entry.activity == Activity.PRINT and entry.resource_id == str(enrolment.pk)
    assert read_pdf(tina.get(url("letter", enrolment.pk), {"sprak": "en"}).content).language == "en"
    assert read_pdf(tina.get(url("letter", enrolment.pk), {"sprak": "../x"}).content).language == "sv"


def test_the_programs_name_stays_out_where_the_unit_wants_it_so(cast, tina, enrolment):
    settings.change(cast.norra, {Key.START_LETTER_PROGRAM: "no"}, by=cast.irma)
    read = read_pdf(tina.get(url("letter", enrolment.pk)).content)
    assert read.alternatives[0].endswith("/p/norra") and "sov" not in read.alternatives[0]
    assert "sov-battre" not in text(tina.get(url("contact", enrolment.pk))).partition("Adressen i brevet")[2]


def test_the_sms_leaves_once_whoever_presses_how_often(cast, tina, enrolment, way, noon):
    assert "Start-SMS:et är på väg." in text(sends(tina, enrolment))
    assert "redan skickat eller på väg" in text(sends(tina, enrolment, "070-174 06 10"))
    assert "På väg" in text(tina.get(url("contact", enrolment.pk)))
    for _round in range(3):
        deliver_due(now=noon, worker="w")
    assert [number for _id, number, _words in way.calls] == [PHONE]
    page = text(tina.get(url("contact", enrolment.pk)))
    assert "Skickat" in page and 'name="number"' not in page
    assert "redan skickat" in text(sends(tina, enrolment))
    assert Delivery.objects.count() == 1


def test_the_number_is_sealed_on_the_way_shown_to_nobody_and_gone_afterwards(cast, tina, enrolment, way, noon):
    sends(tina, enrolment)
    raw = json.dumps(list(Delivery.objects.values("secret").query.get_compiler("default").execute_sql()), default=str)
    assert "1740605" not in raw and "1740605" not in text(tina.get(url("contact", enrolment.pk)))
    deliver_due(now=noon, worker="w")
    assert Delivery.objects.get().secret is None
    assert "1740605" not in json.dumps(list(Entry.objects.values()), default=str)


def test_one_that_failed_gives_the_number_up_and_another_may_be_tried(cast, tina, enrolment, way, noon):
    way.answers = [Failed("no_such_number"), Sent("ok")]
    sends(tina, enrolment)
    deliver_due(now=noon, worker="w")
    page = text(tina.get(url("contact", enrolment.pk)))
    assert "Gick inte fram" in page and 'name="number"' in page and Delivery.objects.get().secret is None
    sends(tina, enrolment, "070-174 06 11")
    deliver_due(now=noon, worker="w")
    assert [number for _id, number, _words in way.calls] == [PHONE, "+46701740611"]
    assert "Skickat" in text(tina.get(url("contact", enrolment.pk)))


def test_three_wrong_numbers_are_enough(cast, tina, enrolment, way, noon):
    way.answers = [Failed("no_such_number")]
    for last in range(4):
        sends(tina, enrolment, f"070-174 06 1{last}")
        deliver_due(now=noon, worker="w")
    assert len(way.calls) == 3 and "Skicka eller lämna brevet i stället." in text(
        tina.get(url("contact", enrolment.pk))
    )


def test_nothing_leaves_in_the_quiet_hours_not_even_a_new_attempt(cast, tina, enrolment, way):
    night = at_hour(enrolment, 22)  # 23 or 00 in Stockholm
    assert "Skickas tidigast" in text(sends(tina, enrolment))
    deliver_due(now=night, worker="w")
    assert way.calls == []
    # A gateway that is away in the evening: what it should have taken waits until the morning.
    Delivery.objects.update(next_at=night - timedelta(hours=3))
    deliver_due(now=night, worker="w")
    assert way.calls == [] and Delivery.objects.get().attempts == 0
    way.answers = [Retry("away"), Sent("ok")]
    deliver_due(now=night + timedelta(hours=10), worker="w")
    deliver_due(now=night + timedelta(hours=11), worker="w")
    assert len(way.calls) == 2 and len(set(way.ids)) == 1  # the same idempotency key


def test_an_undone_start_sends_nothing_and_forgets_the_number(cast, tina, enrolment, way):
    night = at_hour(enrolment, 22)
    sends(tina, enrolment)
    enrolment.refresh_from_db()
    actions.undo_start(enrolment, "fel person", by=cast.tina)
    deliver_due(now=night + timedelta(hours=12), worker="w")
    row = Delivery.objects.get()
    assert way.calls == [] and row.secret is None and row.state == "dropped"


NASTY = "Självmord <b>depression</b> 18900207-9813 https://evil.example/?id=7 Rita Lund"


def test_nothing_of_whom_or_what_is_in_the_sms(cast, tina, enrolment, way, noon):
    """Everything that could leak is given the worst words there are, and the bytes that leave are read."""
    course = enrolment.course
    type(course).objects.without_asking_who_because("the leak test").filter(pk=course.pk).update(title=NASTY)
    for place in (cast.norra, cast.ett):
        type(place).objects.filter(pk=place.pk).update(name=NASTY)
    type(cast.norra).objects.filter(pk=cast.norra.pk).update(town=NASTY[:80], reading_promise=NASTY, phone_hours=NASTY)
    settings.change(cast.norra, {Key.START_LETTER_TEXT: NASTY}, by=cast.irma)
    sends(tina, enrolment, language="en")
    deliver_due(now=noon, worker="w")
    ((_id, number, words),) = way.calls
    left = f"{words}"
    for part in (*NASTY.split(), "Rita", "Lund", "Tina", "Norra", "Sov", "norra", str(enrolment.pk), str(course.pk)):
        assert part not in left
    assert words.sender == "Stegvis" and words.body.count("http") == 1 and words.body.endswith("/")
    assert "?" not in words.body and "/p/" not in words.body and number == PHONE


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Skriv ett mobilnummer."),
        ("08-465 004 12", "Det är inte ett svenskt mobilnummer"),
        ("070-174 06", "Det är inte ett svenskt mobilnummer"),
        ("+46 8 465 004 12", "Det är inte ett svenskt mobilnummer"),
        ("ring mig", "Utländska nummer börjar med plustecken"),
        ("0" * 60, "Skriv ett mobilnummer med siffror"),
        ("+1;070", "Skriv ett mobilnummer med siffror"),
    ],
)
def test_what_is_no_number_is_said_kindly_and_stands_as_it_was_typed(cast, tina, enrolment, way, typed, sentence):
    answer = sends(tina, enrolment, typed)
    assert answer.status_code == 422 and sentence in text(answer) and not Delivery.objects.exists()
    assert f'value="{typed}"' in text(answer) or not typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0701740605", PHONE),
        ("+46 (0)70-174 06 05", PHONE),
        ("0046701740605", PHONE),
        ("+47 912 34 567", "+4791234567"),
        ("+358 40 1234567", "+358401234567"),
    ],
)
def test_swedish_and_foreign_numbers_as_people_write_them(cast, enrolment, way, noon, typed, kept):
    send_start_sms(enrolment, typed, "sv", by=cast.tina)
    assert Delivery.objects.get().secret["to"] == kept


def test_switched_off_it_is_not_offered_and_not_sent(cast, tina, enrolment, way, noon):
    settings.change(cast.ett, {Key.START_SMS: "no"}, by=cast.kaj)
    page = text(tina.get(url("contact", enrolment.pk)))
    assert "avstängt i inställningarna" in page and 'name="number"' not in page
    with pytest.raises(CannotContact):
        send_start_sms(enrolment, TYPED, "sv", by=cast.tina)


def test_without_a_way_out_the_page_says_so(cast, tina, enrolment, monkeypatch):
    monkeypatch.setattr("stegvis.notifications.channels.channel", lambda kind: None)
    assert "Sms kan inte skickas härifrån" in text(tina.get(url("contact", enrolment.pk)))
    with pytest.raises(CannotContact):
        send_start_sms(enrolment, TYPED, "sv", by=cast.tina)


def test_once_the_resident_has_been_in_it_is_theirs_to_choose(cast, tina, enrolment, way):
    course_actions.read_welcome(programs.course_of(cast, enrolment), by=cast.rita)
    page = text(tina.get(url("contact", enrolment.pk)))
    assert "väljer själv sina aviseringar" in page and 'name="number"' not in page
    assert tina.get(url("letter", enrolment.pk)).status_code == 200  # the paper can always be printed again
    with pytest.raises(Refused):
        send_start_sms(enrolment, TYPED, "sv", by=cast.tina)


def test_no_letter_of_a_program_that_is_over(cast, tina, enrolment, way):
    actions.undo_start(enrolment, "fel person", by=cast.tina)
    page = text(tina.get(url("contact", enrolment.pk)))
    assert "Därför skrivs inget startbrev ut." in page and 'name="number"' not in page
    assert tina.get(url("letter", enrolment.pk)).status_code == 403


@pytest.mark.parametrize("name", ["sven", "ove", "berit", "data", "stat", "kaj", "rita"])
def test_others_can_neither_send_nor_print(cast, enrolment, way, name):
    with pytest.raises(Refused):
        send_start_sms(enrolment, TYPED, "sv", by=cast.actor(name))
    answer = cast.client(name).get(url("letter", enrolment.pk))
    assert answer.status_code in {403, 404} and not Delivery.objects.exists()


def test_a_colleague_says_why_first(cast, enrolment, way):
    for name in ("contact", "letter"):
        answer = cast.client("tor").get(url(name, enrolment.pk))
        assert "attachment" not in answer.headers.get("Content-Disposition", "")
        assert "Öppna startbrevet" not in answer.content.decode()


def test_the_database_refuses_a_second_of_the_same(cast, enrolment, way, noon, monkeypatch):
    """Were a caller to forget the lock, two that look at once still put one."""
    send_start_sms(enrolment, TYPED, "sv", by=cast.tina)
    monkeypatch.setattr("stegvis.notifications.first_contact._of", lambda key: [])
    send_start_sms(enrolment, TYPED, "sv", by=cast.tina)
    assert Delivery.objects.count() == 1
