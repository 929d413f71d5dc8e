"""What the resident reads of what has no day: a reason that is true, and nothing of which answer it takes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.course import worlds
from stegvis.lib.clock import local_day
from stegvis.program.document import Condition, Measurement, Opening
from stegvis.program.kinds import ConditionKind, MeasurementWhen, OpeningRule
from tests import programs

pytestmark = pytest.mark.django_db

KIND = ConditionKind


def pages(cast, *conditions, **changed):
    """The program's page and its plan, where the second module waits for the conditions."""
    document = programs.a_document()
    first, second = document.modules
    second = replace(second, opening=Opening(OpeningRule.WHEN_ALL, conditions=conditions))
    document = replace(document, modules=(first, second), **changed)
    course = programs.course_of(cast, programs.enrol(cast, programs.publish(cast, document)))
    client = cast.client("rita")
    client.post(reverse("resident:read_welcome", args=[course.pk]))
    names = ("resident:program", "resident:plan", "resident:home")
    return [client.get(reverse(name, args=[course.pk] if name != "resident:home" else [])) for name in names]


def test_what_there_is_to_do_is_said_where_a_list_opens_a_module(cast):
    conditions = (
        Condition(KIND.MODULE_DONE),
        Condition(KIND.EXERCISE_SENT, exercise=programs.EXERCISE),
        Condition(KIND.DAYS_AFTER_PREVIOUS_OPENED, days=1),
    )
    words = "du är klar med modul 1, du har skickat in övningen ”Din kväll” och modul 1 har varit öppen i 1 dag"
    program, plan, _home = (page.content.decode() for page in pages(cast, *conditions))
    assert f"Öppnas när {words}" in program
    assert f"När {words}" in plan


def test_which_answer_opens_a_module_is_not_said(cast):
    score = Condition(KIND.SCORE, questionnaire="https://stegvis.example/q", score="total", value="10")
    program, plan, _home = (page.content.decode() for page in pages(cast, Condition(KIND.MODULE_DONE), score))
    assert "Öppnas om den är till hjälp för dig" in program and "Om den är till hjälp för dig" in plan
    assert "10" not in plan.split("Modul 2")[1].split("</li>")[0]


def test_questions_at_a_time_that_nobody_knows_have_no_day(cast):
    gate = programs.a_document().measurements[0]
    drawn = Measurement(
        programs.WEEKLY, gate.questionnaire, MeasurementWhen.EVERY, days=7, times=4, window_days=3, within_days=4
    )
    program, plan, home = (
        page.content.decode() for page in pages(cast, measurements=(replace(gate, gate=False), drawn))
    )
    assert plan.count("Då och då. Du får se det här när det är dags.") == 1
    assert "gånger till" not in plan and "Nästa vecka" not in plan
    assert "Nästa: Mätning" not in home + program


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        (Opening(OpeningRule.WHEN_PREVIOUS_DONE), "När du är klar med modul 1"),
        (Opening(OpeningRule.BY_STAFF), "När din behandlare öppnar den"),
    ],
)
def test_before_the_start_the_reason_is_said_too(cast, opening, words):
    document = programs.a_document()
    first, second = document.modules
    document = replace(document, modules=(first, replace(second, opening=opening)))
    ahead = local_day(worlds.real_now()) + timedelta(days=9)
    row = programs.enrol(cast, programs.publish(cast, document), start_on=ahead)
    plan = cast.client("rita").get(reverse("resident:plan", args=[row.course_id])).content.decode()
    assert f">{words}<" in plan
