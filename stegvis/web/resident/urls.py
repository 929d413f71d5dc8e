"""Addresses below /min/."""

from django.urls import path, register_converter

from stegvis.web.resident import (
    device,
    exercise,
    home,
    keeping,
    messages,
    program,
    questionnaire,
    results,
    resuming,
    step,
)
from stegvis.web.resident.ahead import calendar
from stegvis.web.resident.ahead import pages as ahead
from stegvis.web.resident.diary import pages, registering
from stegvis.web.resident.notices import addresses as notice_addresses
from stegvis.web.resident.notices import browser as notice_browser
from stegvis.web.resident.notices import choosing, news

app_name = "resident"


class KeyConverter:
    """Ids of a program's parts and keys of its occasions. Anything else is no address of ours."""

    regex = r"[0-9A-Za-z._\-]{1,120}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(KeyConverter, "key")

urlpatterns = [
    path("", home.home, name="home"),
    path("enhet/", device.device, name="device"),
    path("atertag/", resuming.resume, name="resume"),
    path("nytt/", news.news, name="news"),
    path("aviseringar/", choosing.notices, name="notices"),
    path("aviseringar/webblasare/", notice_browser.browser, name="notice_browser"),
    path("aviseringar/<slug:kind>/", notice_addresses.address, name="notice_address"),
    path("plan/", ahead.plans, name="plans"),
    path("plan/kalender.ics", calendar.calendars, name="calendars"),
    path("<uuid:pk>/plan/", ahead.plan, name="plan"),
    path("<uuid:pk>/plan/kalender.ics", calendar.calendar, name="calendar"),
    path("<uuid:pk>/", program.program, name="program"),
    path("<uuid:pk>/valkommen/", program.read_welcome, name="read_welcome"),
    path("<uuid:pk>/om/", program.about, name="about"),
    path("<uuid:pk>/steg/<key:step>/", step.step, name="step"),
    path("<uuid:pk>/steg/<key:step>/klar/", step.complete, name="complete"),
    path("<uuid:pk>/ovning/<key:block>/", exercise.exercise, name="exercise"),
    path("<uuid:pk>/formular/<key:occasion>/", questionnaire.questionnaire, name="questionnaire"),
    path("<uuid:pk>/formular/<key:occasion>/tack/", questionnaire.thanks, name="thanks"),
    path("<uuid:pk>/formular/<key:occasion>/ratta/", questionnaire.correct, name="correct"),
    path("<uuid:pk>/registreringar/<key:diary>/", pages.diary, name="diary"),
    path("<uuid:pk>/registreringar/<key:diary>/ny/", registering.add, name="diary_add"),
    path("<uuid:pk>/registreringar/<key:diary>/<uuid:entry>/", pages.entry, name="diary_entry"),
    path("<uuid:pk>/registreringar/<key:diary>/<uuid:entry>/ratta/", registering.correct, name="diary_correct"),
    path("<uuid:pk>/registreringar/<key:diary>/<uuid:entry>/ta-bort/", registering.remove, name="diary_remove"),
    path("<uuid:pk>/meddelanden/", messages.messages, name="messages"),
    path("<uuid:pk>/meddelanden/klar/", messages.read, name="messages_read"),
    path("<uuid:pk>/resultat/", results.results, name="results"),
    path("<uuid:pk>/resultat/pdf/", keeping.results_pdf, name="results_pdf"),
    path("<uuid:pk>/formular/<key:occasion>/pdf/", keeping.answers_pdf, name="answers_pdf"),
]
