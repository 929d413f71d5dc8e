"""The resident's pages for notices: the list, the choices, an address and its code. Without scripts."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.care.models import Enrolment
from stegvis.course.kinds import Phase
from stegvis.course.worlds import real_now
from stegvis.messaging import actions as messaging
from stegvis.notifications import outbox
from stegvis.notifications.models import Address, LocalSending, NoticeChoice
from stegvis.notifications.outbox import Wanted
from stegvis.notifications.schedule import deliver_due
from tests.notifications.telling import PHONE, choose, notices
from tests.programs import a_document, course_of, enrol, publish

NEWS, CHOICES, ADDRESS = "/min/nytt/", "/min/aviseringar/", "/min/aviseringar/mobil/"


@pytest.fixture
def course(cast):
    return course_of(cast, enrol(cast, publish(cast, a_document())))


@pytest.fixture
def browser(cast, course):
    notices().delete()
    return cast.client("rita")


def tell(person, about, course_id=None, key=None):
    now = real_now()
    outbox.put([Wanted(person.pk, key or about, about, now - timedelta(minutes=1), course_id)], now=now)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize(
    ("about", "title", "page"),
    [
        ("module", "En ny modul är öppen", "resident:program"),
        ("message", "Du har fått ett meddelande", "resident:messages"),
        ("occasion", "Det finns frågor att svara på", "resident:program"),
        ("a_word_of_tomorrow", "Det finns något nytt till dig", "resident:program"),
    ],
)
def test_each_thing_leads_to_where_it_is(browser, cast, course, about, title, page):
    tell(cast.rita_person, about, course.pk)
    found = browser.get(NEWS)
    assert title in text_of(found) and course.title in text_of(found)
    assert f'href="{reverse(page, args=[course.pk])}"' in found.content.decode()


def test_it_is_new_once(browser, cast, course):
    tell(cast.rita_person, "module", course.pk)
    assert 'class="count"' in browser.get("/min/").content.decode()
    assert "Inget nytt sedan sist" not in text_of(browser.get(NEWS))
    again = text_of(browser.get(NEWS))
    assert "Inget nytt sedan sist" in again and "Tidigare" in again and "En ny modul är öppen" in again
    assert 'class="count"' not in browser.get("/min/").content.decode()


def test_a_head_is_not_having_seen_it(browser, cast, course):
    tell(cast.rita_person, "module", course.pk)
    browser.head(NEWS)
    assert notices().get().seen_at is None


def test_nobody_sees_anothers(browser, cast, course):
    tell(cast.rune_person, "module", course.pk)
    assert "En ny modul" not in text_of(browser.get(NEWS))
    assert notices().get().seen_at is None


def test_a_wrong_start_is_nothing_any_more(browser, cast, course):
    tell(cast.rita_person, "module", course.pk)
    type(course)._base_manager.filter(pk=course.pk).update(phase=Phase.WRONG_START)
    assert "En ny modul" not in text_of(browser.get(NEWS))


def test_a_message_that_is_read_is_not_news(browser, cast, course):
    tell(cast.rita_person, "message", course.pk)
    enrolment = Enrolment.objects.without_asking_who_because("the test writes").get(course=course)
    messaging.write(enrolment, "Hej", "once-1", by=cast.tina)
    messaging.mark_read(enrolment, by=cast.rita)
    assert not notices().filter(about="message", gone_at__isnull=True).exists()


def test_from_a_number_to_a_choice(browser, cast):
    """Added, proved with the code that the demo shows, chosen; and the number is never written out in full."""
    assert "Lägg till ett mobilnummer" in text_of(browser.get(CHOICES))
    sent = browser.post(ADDRESS, {"do": "add", "address": "070-174 06 05"}, follow=True)
    assert "Koden gick till •••• 05" in text_of(sent)
    deliver_due(now=real_now(), worker="w")
    shown = text_of(cast.client("nobody").get("/demo/utskick/"))
    code = re.search(r"Din kod är (\d{6})", shown)[1]
    wrong = "000000" if code != "000000" else "111111"
    refused = browser.post(ADDRESS, {"do": "verify", "code": wrong})
    assert refused.status_code == 422 and "Koden stämmer inte" in text_of(refused)
    proved = browser.post(ADDRESS, {"do": "verify", "code": code}, follow=True)
    assert "Klart. Välj nu vad du vill veta." in text_of(proved)
    form = {"kinds": ["sms"], "topics": ["messages"], "quiet_from": "21:00", "quiet_until": "08:00"}
    kept = browser.post(CHOICES, form, follow=True)
    assert "Sparat. Vi säger till" in text_of(kept) and "740605" not in kept.content.decode()
    row = NoticeChoice._base_manager.get()
    assert (row.sms, row.messages, row.news, row.quiet_from) == (True, True, False, None)
    browser.post(ADDRESS, {"do": "remove", "which": "proved"})
    assert not Address._base_manager.exists() and not NoticeChoice._base_manager.get().sms


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"kinds": ["sms"], "topics": []}, "Välj minst en sak"),
        ({"kinds": ["email"], "topics": ["news"]}, "rättas"),
        ({"kinds": ["sms"], "topics": ["news"], "quiet_until": "21:00"}, "två olika klockslag"),
        ({"kinds": ["sms"], "topics": ["news"], "quiet_from": "natt"}, "Skriv ett klockslag"),
    ],
)
def test_what_cannot_be_kept_says_why_and_keeps_nothing(browser, cast, form, says):
    choose(cast.rita_person, sms=False)
    Address.objects.create(person=cast.rita_person, kind="sms", value=PHONE, made_at=real_now(), verified_at=real_now())
    refused = browser.post(CHOICES, {"quiet_from": "21:00", "quiet_until": "08:00", **form})
    assert refused.status_code == 422 and says in text_of(refused)
    assert not NoticeChoice._base_manager.get().sms


def test_what_is_no_number_is_shown_again(browser):
    refused = browser.post(ADDRESS, {"do": "add", "address": "hej"})
    assert refused.status_code == 422 and 'value="hej"' in refused.content.decode()
    assert not LocalSending.objects.exists()


def test_a_button_that_is_not_there_does_nothing(browser):
    assert browser.post(ADDRESS, {"do": "nothing"}).status_code == 302
    assert browser.post(ADDRESS, {"do": "remove", "which": "proved"}).status_code == 404
    assert browser.post(ADDRESS, {"do": "verify", "code": "123456"}).status_code == 404
    assert browser.get("/min/aviseringar/brevduva/").status_code == 404


def test_there_is_no_outbox_page_outside_a_demo(cast, settings):
    LocalSending.objects.create(id=cast.norra.pk, kind="sms", address=PHONE, text="x", sent_at=real_now())
    assert cast.client("nobody").get("/demo/utskick/").status_code == 200
    settings.STEGVIS_DEMO = False
    assert cast.client("nobody").get("/demo/utskick/", secure=True).status_code == 404
