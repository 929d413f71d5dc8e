"""A reminder's own words are read inside the service, with one thing to do, and go when it is done."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from stegvis.care.actions import pausing
from stegvis.care.models import Enrolment
from stegvis.course import actions, worlds
from stegvis.course.models import World
from stegvis.course.schedule import settle_due
from stegvis.notifications.kinds import NoticeState, WhyKept
from stegvis.program.document import Reminder
from stegvis.program.kinds import ReminderWhen
from tests import programs
from tests.notifications.telling import notices

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Europe/Stockholm")
HOME, NEWS = "/min/", "/min/nytt/"
OURS, OWN = "Du har inte börjat än.", "Frågorna väntar på dig, ta dem när du vill."


@pytest.fixture
def course(cast):
    rules = (
        Reminder(programs.node(91), ReminderWhen.NOT_STARTED, after_days=2, pause_days=2, most=3),
        Reminder(programs.node(92), ReminderWhen.NOT_ANSWERED, after_days=2, pause_days=1, most=3),
    )
    document = programs.a_document()
    document.texts["sv"][f"{programs.node(92)}.text"] = OWN
    enrolment = programs.enrol(cast, programs.publish(cast, replace(document, reminders=rules)))
    return programs.course_of(cast, enrolment)


def later(**amount):
    World.objects.update(offset_s=timedelta(**amount).total_seconds())
    settle_due(worlds.real_world(), worker="w")


def shown(cast, address):
    return cast.client("rita").get(address).content.decode()


def test_nothing_is_said_before_it_is_time(cast, course):
    later(days=1)
    assert OURS not in shown(cast, HOME)
    assert OURS not in shown(cast, NEWS)


def test_the_words_stand_on_the_first_page_and_in_the_list_until_it_is_done(cast, course):
    later(days=4, hours=12)
    home, news = shown(cast, HOME), shown(cast, NEWS)
    assert home.count(OURS) == 1
    assert home.count('class="next-title"') == 1, "one thing to do, whatever is reminded of"
    # Two have come of each by now; the newest of each thing is the one that is read, and it leads to what to do.
    assert news.count(OURS) == 1
    assert news.count(OWN) == 1
    assert f'href="{reverse("resident:program", args=[course.pk])}"' in news

    actions.read_welcome(course, by=cast.actor("rita"))
    home, news = shown(cast, HOME), shown(cast, NEWS)
    assert OURS not in home and OURS not in news, "it has begun: nothing says that it has not"
    assert home.count(OWN) == 1 and news.count(OWN) == 1
    assert f"/formular/{programs.GATE}" in news


def test_the_number_at_the_bell_is_the_number_in_the_list(cast, course):
    later(days=5, hours=12)
    home = shown(cast, HOME)
    news = shown(cast, NEWS)
    number = news.split("Tidigare")[0].count('data-state="now"')
    assert f'<span class="count">{number}<' in home


def test_a_reminder_in_a_pause_is_not_read(cast, course):
    later(days=4, hours=12)
    course.refresh_from_db()
    row = Enrolment.objects.without_asking_who_because("the test pauses").get(course=course)
    today = worlds.real_now().astimezone(ZONE).date()
    pausing.pause(row, today, None, by=cast.actor("tina"))
    assert OURS not in shown(cast, HOME)
    assert OURS not in shown(cast, NEWS)


def test_what_has_been_followed_is_not_sent_either(cast, course):
    later(days=4, hours=12)
    reminding = notices().filter(about="reminder", state=NoticeState.WAITING)
    before = reminding.count()
    actions.read_welcome(course, by=cast.actor("rita"))
    assert 0 < reminding.count() < before, "what reminded of the questions is left"
    assert notices().filter(why_kept=WhyKept.GONE, about="reminder").count() == before - reminding.count()
