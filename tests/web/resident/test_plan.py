"""The resident's plan: what comes when, in words, and a calendar file that says nothing."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from stegvis.audit.models import Entry
from stegvis.course import planned, walk, worlds
from stegvis.program.document import Measurement, Opening
from stegvis.program.kinds import MeasurementWhen, OpeningRule
from stegvis.web.moments import weekday
from tests import programs

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Europe/Stockholm")
SECRETS = ("Sov bättre", "Om sömn", "Vidare", "Mätning", "PHQ", "Norra", "Tina", "Rita", "Region", "Avsnitt", "Modul")


def a_document(**changed):
    """Two modules, the second by itself after ten days, and a questionnaire every week twelve times."""
    document = programs.a_document()
    first, second = document.modules
    second = replace(second, opening=Opening(OpeningRule.DAYS_AFTER_START, 10))
    gate, weekly = document.measurements
    end = Measurement(programs.node(43), gate.questionnaire, MeasurementWhen.AT_END)
    document.texts["sv"][f"{programs.node(43)}.title"] = "Sist"
    return replace(document, modules=(first, second), measurements=(gate, replace(weekly, times=12), end), **changed)


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast, a_document()))


def today():
    return worlds.real_now().astimezone(ZONE).date()


def page(cast, enrolment, name="rita"):
    return cast.client(name).get(reverse("resident:plan", args=[enrolment.course_id])).content.decode()


def test_what_is_open_comes_first_and_days_are_said_in_words(cast, enrolment):
    shown = page(cast, enrolment)
    week, tenth = today() + timedelta(days=7), today() + timedelta(days=10)
    assert shown.index("Öppet nu") < shown.index("Modul 2: Vidare")
    assert weekday(week, today()).capitalize() in shown
    assert weekday(tenth, today()).capitalize() in shown
    assert "gånger till, sista gången" in shown
    assert "När du har gått igenom programmet" in shown
    assert "örsenad" not in shown and "missa" not in shown.lower()


@pytest.mark.parametrize(("away", "said"), [(0, "i dag"), (1, "i morgon")])
def test_near_days_are_said_as_people_say_them(away, said):
    with translation.override("sv"):
        assert weekday(today() + timedelta(days=away), today()) == said


def test_the_plan_is_linked_where_something_has_a_time(cast, enrolment):
    client = cast.client("rita")
    assert reverse("resident:plans") in client.get(reverse("resident:home")).content.decode()
    program = client.get(reverse("resident:program", args=[enrolment.course_id])).content.decode()
    client.post(reverse("resident:read_welcome", args=[enrolment.course_id]))
    program = client.get(reverse("resident:program", args=[enrolment.course_id])).content.decode()
    assert reverse("resident:plan", args=[enrolment.course_id]) in program and "Nästa: " in program


def test_without_anything_in_time_there_is_no_link(cast):
    document = programs.a_document()
    modules = tuple(replace(each, opening=Opening(OpeningRule.AT_START)) for each in document.modules)
    document.texts["sv"].pop(f"{programs.WEEKLY}.title")
    document = replace(document, modules=modules, measurements=document.measurements[:1])
    row = programs.enrol(cast, programs.publish(cast, document))
    client = cast.client("rita")
    assert reverse("resident:plans") not in client.get(reverse("resident:home")).content.decode()
    assert "Inget planerat framåt" not in page(cast, row)  # the module that is open stands there


def test_several_programs_are_one_plan_and_each_row_says_whose_it_is(cast, enrolment):
    other = a_document(program=programs.node(99))
    other.texts["sv"]["program.title"] = "Andra programmet"
    programs.enrol(cast, programs.publish(cast, other))
    shown = cast.client("rita").get(reverse("resident:plans")).content.decode()
    assert shown.count("Andra programmet") > 2 and shown.count("Sov bättre") > 2


def test_nobody_sees_anybody_elses_plan(cast, enrolment):
    for name in ("resident:plan", "resident:calendar"):
        address = reverse(name, args=[enrolment.course_id])
        assert cast.client("rune").get(address).status_code == 404
        assert cast.client("tina").get(address).status_code in {403, 404}
    assert "Vidare" not in cast.client("rune").get(reverse("resident:plans")).content.decode()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_calendar_file_says_nothing(cast, enrolment, language):
    client = cast.client("rita")
    client.cookies["django_language"] = language
    answer = client.get(reverse("resident:calendar", args=[enrolment.course_id]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert "attachment" in answer["Content-Disposition"]
    text = answer.content.decode().replace("\r\n ", "")
    for secret in (*SECRETS, str(enrolment.course_id), str(enrolment.pk), programs.SECOND, programs.WEEKLY, "http"):
        assert secret not in text, secret
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(events) == 13  # twelve weeks and a module
    assert len({str(event["summary"]) for event in events}) == 1
    assert {key for event in events for key in event} <= {
        "UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "CLASS", "TRANSP",
    }  # fmt: skip
    assert not any(event.walk("VALARM") for event in events)
    first = min(event.decoded("dtstart") for event in events)
    assert first == today() + timedelta(days=7)


def test_the_same_things_have_the_same_names_when_the_file_is_fetched_again(cast, enrolment):
    client, address = cast.client("rita"), reverse("resident:calendar", args=[enrolment.course_id])
    names = [{str(e["uid"]) for e in Calendar.from_ical(client.get(address).content).walk("VEVENT")} for _ in range(2)]
    assert names[0] == names[1] and len(names[0]) == 13


def test_a_copy_is_noted_in_the_log(cast, enrolment):
    cast.client("rita").get(reverse("resident:calendars"))
    assert Entry.objects.filter(act="own_plan:print").count() == 1


def test_what_lies_ahead_is_in_order_and_within_its_days(cast, enrolment):
    course = programs.course_of(cast, enrolment)
    now = course.now()
    found = planned.coming(walk.plan(course), walk.standing(course), now, now + timedelta(days=20))
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert all(now < each.at <= now + timedelta(days=20) for each in found)
