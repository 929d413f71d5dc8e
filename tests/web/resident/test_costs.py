"""What a resident's page costs: queries that do not grow, and few bytes over a slow line."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.care import actions as care
from stegvis.course import actions
from tests import programs
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GATE = f"{programs.GATE}.1.e1"
MOST_REQUESTS, MOST_BYTES = 8, 60_000
ASSET = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg|png|webp|woff2))"')


def at(name, *args):
    return reverse(f"resident:{name}", args=args)


@pytest.fixture
def begun(cast: Cast):
    enrolment = programs.enrol(cast, programs.publish(cast))
    course = programs.course_of(cast, enrolment)
    actions.read_welcome(course, by=cast.rita)
    actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    return enrolment


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in caught.captured_queries]


def test_a_step_costs_at_most_six_queries_also_with_a_commented_exercise(cast: Cast, begun):
    rita = cast.client("rita")
    step = at("step", begun.course_id, programs.STEPS[0])
    assert len(queries(rita, step)) <= 6
    actions.send_exercise(programs.course_of(cast, begun), programs.EXERCISE, "Hej", 0, by=cast.rita)
    care.comment(begun, programs.EXERCISE, "Bra!", by=cast.tina)
    made = queries(rita, step)
    assert len(made) <= 6, made
    assert "Bra!" in rita.get(step).content.decode()


def test_the_first_page_costs_the_same_for_one_program_and_many(cast: Cast, begun):
    rita = cast.client("rita")
    one = len(queries(rita, at("home")))
    for _number in range(4):
        document = programs.a_document(program=programs.new_program_id())
        programs.enrol(cast, programs.publish(cast, document))
    assert len(queries(rita, at("home"))) == one


def test_results_cost_the_same_for_one_answer_and_many(cast: Cast, begun):
    rita = cast.client("rita")
    one = len(queries(rita, at("results", begun.course_id)))
    course = programs.course_of(cast, begun)
    for value in (0, 1, 2):
        actions.amend(course, GATE, programs.phq(value), by=cast.rita)
    assert len(queries(rita, at("results", begun.course_id))) == one


@pytest.mark.parametrize("where", ["front", "home", "welcome", "program", "step", "questionnaire"])
def test_a_first_visit_is_few_requests_and_few_bytes(cast: Cast, where):
    enrolment = programs.enrol(cast, programs.publish(cast))
    course = programs.course_of(cast, enrolment)
    if where not in {"front", "home", "welcome", "questionnaire"}:
        actions.read_welcome(course, by=cast.rita)
        actions.submit(course, GATE, programs.phq(1), 0, by=cast.rita)
    address = {
        "front": "/",
        "home": at("home"),
        "welcome": at("program", course.pk),
        "program": at("program", course.pk),
        "step": at("step", course.pk, programs.STEPS[0]),
        "questionnaire": at("questionnaire", course.pk, GATE),
    }[where]
    page = cast.client("rita").get(address).content
    assets = set(ASSET.findall(page.decode()))
    sizes = {"page": len(gzip.compress(page))}
    for name in assets:
        with open(finders.find(name), "rb") as file:
            sizes[name] = len(gzip.compress(file.read()))
    # Headers of each answer are counted too, at half a kilobyte.
    assert len(sizes) <= MOST_REQUESTS, sizes
    assert sum(sizes.values()) + 512 * len(sizes) <= MOST_BYTES, sizes
