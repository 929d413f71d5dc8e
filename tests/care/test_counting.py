"""What statistics count: only the own provider's, only real, no wrong starts, by the months of the unit's clocks."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.access.models import CareUnit, Patient, Person
from stegvis.care import aggregates
from stegvis.care.aggregates import Answered, Period
from stegvis.care.models import Enrolment
from stegvis.catalogue.models import Publisher
from stegvis.course import actions, walk
from stegvis.course.kinds import Phase, WorldKind
from stegvis.course.models import Course, Effect, Fact, World
from stegvis.course.schedule import settle_due
from stegvis.lib.clock import utc_now
from stegvis.questionnaires import queries as library
from tests import programs

pytestmark = pytest.mark.django_db
EVER = Period()
REGION = "region:statistics"


@pytest.fixture
def enrolment(cast):
    return programs.enrol(cast, programs.publish(cast))


def more(enrolment, number, *, unit=None, at=None, phase=Phase.ACTIVE, world=None):
    """Copies for made-up people: rows only, as cheap as can be."""
    unit, at = unit or enrolment.unit, at or utc_now()
    cipher = enrolment.course.person.number_cipher
    people = Person.objects.bulk_create(
        Person(
            given_name="Namn", family_name="Extra", number_type="personnummer", number_cipher=cipher,
            number_hash=uuid4().hex, created_at=at,
        )
        for _ in range(number)
    )  # fmt: skip
    patients = Patient.objects.bulk_create(
        Patient(provider=unit.provider, person=p, given_name="Namn", family_name="Extra", created_at=at) for p in people
    )
    same = {name: getattr(enrolment.course, name) for name in ("document_id", "version_id", "title", "standing")}
    place = {"provider": unit.provider, "world": world or enrolment.course.world, "phase": phase, "started_at": at}
    courses = Course.objects.bulk_create(Course(id=uuid4(), person=p, **same, **place) for p in people)
    Enrolment.objects.bulk_create(
        Enrolment(
            provider=unit.provider, unit=unit, patient=patient, course=course, therapist=enrolment.therapist,
            started_by=enrolment.therapist, started_at=at,
        )
        for patient, course in zip(patients, courses, strict=True)
    )  # fmt: skip
    return courses


def fact(course, kind, at, **payload):
    seq = Fact.objects.filter(course=course).count() + 1
    Fact.objects.create(course=course, seq=seq, kind=kind, payload=payload, occurred_at=at, recorded_at=at, by="x")


def numbers(counts):
    return sorted((str(row.unit_id), row.what, row.number) for row in counts)


def test_only_the_own_providers_and_only_the_own_units(cast, enrolment):
    more(enrolment, 6, unit=cast.sodra)
    more(enrolment, 7, unit=cast.places["o"])
    by_unit = {row.unit_id: row.number for row in aggregates.begun(aggregates.of_provider(cast.kaj), EVER)}
    assert by_unit == {cast.norra.pk: 1, cast.sodra.pk: 6}
    assert [row.number for row in aggregates.begun(aggregates.of_provider(cast.klas), EVER)] == [7]
    assert [row.number for row in aggregates.begun(aggregates.of_unit(cast.data), EVER)] == [1]
    assert sum(row.number for row in aggregates.begun(_of_program(cast.disa, enrolment), EVER)) == 7


def _of_program(actor, enrolment):
    return aggregates.of_program(actor, enrolment.course.version.program)


def test_who_may_count_what(cast, enrolment):
    for name in ("tina", "irma", "sven", "disa", "rita", "emil"):
        assert aggregates.of_unit(cast.actor(name)) is None
        assert aggregates.of_provider(cast.actor(name)) is None
    for name, may in {"disa": True, "kaj": True, "dan": False, "dora": False, "klas": False, "emil": False}.items():
        assert (_of_program(cast.actor(name), enrolment) is not None) is may
    program, owner = enrolment.course.version.program, cast.accounts["emil"]
    Publisher.objects.create(program=program, account=owner, granted_by=owner, granted_at=utc_now())
    assert _of_program(cast.actor("emil"), enrolment).provider_id == cast.ett.pk


def test_wrong_starts_and_other_worlds_are_left_out(cast, enrolment):
    more(enrolment, 9, phase=Phase.WRONG_START)
    more(enrolment, 8, world=World.objects.create(kind=WorldKind.TRAINING, name="Övning"))
    scope = aggregates.of_provider(cast.kaj)
    assert [row.number for row in aggregates.begun(scope, EVER)] == [1]
    assert aggregates.ended(scope, EVER) == []


def test_a_month_begins_at_the_units_own_midnight(cast, enrolment):
    late = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    CareUnit.objects.filter(pk=cast.sodra.pk).update(timezone="Atlantic/Reykjavik")
    for unit in (cast.norra, cast.sodra):
        more(enrolment, 5, unit=unit, at=late)
    scope = aggregates.of_provider(cast.kaj)
    months = {(row.unit_id, row.month) for row in aggregates.begun(scope, EVER) if row.number == 5}
    assert months == {(cast.norra.pk, date(2026, 3, 1)), (cast.sodra.pk, date(2026, 2, 1))}
    march = aggregates.begun(scope, Period(date(2026, 3, 1), date(2026, 4, 1)))
    assert [(row.unit_id, row.number) for row in march] == [(cast.norra.pk, 5)]


def test_an_end_counts_once_when_it_last_came(cast, enrolment):
    spring, autumn = datetime(2026, 3, 31, 22, 30, tzinfo=UTC), datetime(2026, 9, 9, 12, tzinfo=UTC)
    twice, left, running = more(enrolment, 3, at=spring - timedelta(days=90))
    fact(twice, "phase_set", spring, phase="closed")
    fact(twice, "reopened", spring + timedelta(days=3))
    fact(twice, "phase_set", spring + timedelta(days=9), phase="maintenance")
    fact(twice, "phase_set", autumn, phase="closed")
    fact(left, "left", spring)
    fact(running, "phase_set", spring, phase="closed")
    fact(running, "reopened", autumn)
    Course.objects.without_asking_who_because("t").filter(pk=twice.pk).update(phase=Phase.CLOSED)
    Course.objects.without_asking_who_because("t").filter(pk=left.pk).update(phase=Phase.LEFT)
    found = aggregates.ended(aggregates.of_provider(cast.kaj), EVER)
    assert {(row.what, row.month, row.number) for row in found} == {
        ("closed", date(2026, 9, 1), 1),
        # Half past midnight in Stockholm.
        ("left", date(2026, 4, 1), 1),
    }


def pass_days(course, days):
    course.world.offset_s += int(timedelta(days=days).total_seconds())
    course.world.save()
    settle_due(course.world, worker="test")


def test_what_was_asked_is_in_time_late_missed_or_not_yet_told(cast, enrolment):
    """The rules' own effects, not made-up ones: their names are what the counting goes by."""

    def said():
        found = aggregates.asked(aggregates.of_unit(cast.data), EVER)
        return {row.what: row.number for row in found}

    def answer():
        course = programs.course_of(cast, enrolment)
        state = walk.unfolded(course, course.now())
        waiting = state.gate or next(each for each in state.occasions if each.is_answerable)
        actions.submit(course, waiting.key, programs.phq(), 0, by=cast.rita)

    assert said() == {}
    pass_days(programs.course_of(cast, enrolment), 8)
    before = said()
    assert set(before) == {Answered.MISSED}
    answer()
    assert said()[Answered.LATE] == 1
    pass_days(programs.course_of(cast, enrolment), 7)
    answer()
    found = said()
    assert found[Answered.IN_TIME] == 1 and found[Answered.LATE] == 1
    rows = aggregates.asked(aggregates.of_unit(cast.data), EVER)
    assert len({row.questionnaire for row in rows}) == 1 and all(row.questionnaire for row in rows)


@pytest.fixture
def busy(cast, enrolment):
    """Two units, two months, and small numbers between the large."""
    now = utc_now()
    more(enrolment, 12, at=now)
    more(enrolment, 3, at=now, phase=Phase.CLOSED)
    more(enrolment, 23, unit=cast.sodra, at=now - timedelta(days=40), phase=Phase.CLOSED)
    more(enrolment, 4, unit=cast.sodra, at=now - timedelta(days=40), phase=Phase.LEFT)
    return enrolment


def page(client, query=""):
    answer = client.get(reverse(REGION) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def cells(html):
    body = re.search(r"<table.*?</table>", html, re.DOTALL)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    strip = re.compile(r"<[^>]+>")
    return [[strip.sub("", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def ask(courses, now):
    """PHQ-9 was asked of each, and nobody has answered in time."""
    digest, measurement = library.current("phq-9").digest, programs.GATE
    Effect.objects.bulk_create(
        Effect(
            course=course, key=f"{measurement}.1.{kind}.e1", kind=kind, ref=f"{measurement}.1.e1", made_at=now,
            due_at=now - timedelta(days=9), payload={"questionnaire": digest},
        )
        for course in courses
        for kind in ("occasion_open", "occasion_late")
    )  # fmt: skip


QUERIES = ("?efter=enhet", "?efter=manad", "?efter=version", "?visa=formular&efter=instrument", "?visa=avslutade")


def test_the_file_says_what_the_page_says(cast, busy):
    client, now = cast.client("kaj"), utc_now()
    ended = Course.objects.without_asking_who_because("t").filter(phase__in=("left", "closed"))
    for course in ended[:9]:
        fact(course, "left", now)
    ask(ended, now)
    for query in QUERIES:
        _agree(client, query)


def _agree(client, query):
    shown = cells(page(client, query))
    answer = client.get(reverse(REGION) + query + "&format=csv")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    gap = lines.index([])
    told = ["för få" if "formular" in query and not cell else cell for row in lines[gap + 2 :] for cell in row]
    bare = [re.sub(r"ungefär (\d+) %", r"\1", cell) for row in shown[1:] for cell in row]
    assert told == bare and len(told) > 3
    assert any("femtal" in line[0] for line in lines[:gap]) and "statistik-" in answer["Content-Disposition"]


def test_small_numbers_stand_nowhere(cast, busy):
    shown = cells(page(cast.client("kaj"), "?efter=enhet"))
    assert [row[:2] for row in shown[1:]] == [["Norra", "10"], ["Södra", "20"], ["Alla", "40"]]
    assert {cell for row in shown[1:] for cell in row[1:]} == {"10", "20", "40", "0–4"}


def test_the_few_stand_together_and_are_not_named(cast, busy):
    cast.sodra.name = "Längst i söder"
    cast.sodra.save()
    west = CareUnit.objects.create(
        provider=cast.ett, administration=cast.norra.administration, hsa_id="SE-v", name="Väst", code="vast"
    )
    more(busy, 2, unit=west)
    rows = cells(page(cast.client("kaj"), "?efter=enhet"))
    assert [row[:2] for row in rows[1:]] == [
        ["Längst i söder", "20"], ["Norra", "10"], ["Övriga, färre än 5 var", "0–4"], ["Alla", "40"],
    ]  # fmt: skip


def test_that_there_is_anybody_at_all_is_not_told_either(cast, enrolment):
    """One and none give the same page and the same file."""
    for query in ("?efter=enhet", "?efter=manad"):
        one, none = (cast.client(name) for name in ("kaj", "klas"))
        pages = [re.sub(r"<select.*?</select>", "", page(who, query), flags=re.DOTALL) for who in (one, none)]
        bodies = [html.split("<main")[1].split("</main")[0].replace("Region Två", "Region Ett") for html in pages]
        assert bodies[0] == bodies[1]
        files = [who.get(f"{reverse(REGION)}{query}&format=csv").content.decode() for who in (one, none)]
        assert files[0] == files[1].replace("Region Två", "Region Ett")


def test_filters_narrow_and_what_makes_no_sense_is_passed_over(cast, busy):
    client = cast.client("kaj")
    assert cells(page(client, f"?efter=enhet&enhet={cast.sodra.pk}"))[1][:2] == ["Södra", "20"]
    assert "Färre än 5 här" in page(client, f"?efter=enhet&enhet={uuid4()}&period=1999&visa=allt")
    assert "Färre än 5 här" in page(client, f"?program={uuid4()}")
    assert cells(page(client, "?enhet=kaffe&efter=enhet&program=%00"))[-1][:2] == ["Alla", "40"]


def test_an_empty_region_says_so(cast):
    assert "Färre än 5 här" in page(cast.client("kaj"))
    assert "<table" not in page(cast.client("klas"), "?visa=formular")


def test_it_costs_the_same_whatever_there_is(cast, busy):
    client = cast.client("kaj")
    for view in ("startade", "avslutade", "formular"):
        page(client, f"?visa={view}&efter=enhet")
        with CaptureQueriesContext(connection) as few:
            page(client, f"?visa={view}&efter=enhet")
        more(busy, 30, unit=cast.sodra)
        with CaptureQueriesContext(connection) as many:
            page(client, f"?visa={view}&efter=enhet")
        assert len(few) == len(many)


def test_those_who_answer_for_a_program_see_it_and_no_units(cast, busy):
    address = reverse("catalogue:counts", args=[busy.course.version.program_id])
    html = cast.client("disa").get(address + f"?efter=enhet&enhet={cast.sodra.pk}").content.decode()
    assert "Södra" not in html and cells(html)[-1][:2] == ["Alla", "40"]
    assert reverse("catalogue:program", args=[busy.course.version.program_id]) in html
    for name in ("dan", "dora", "klas", "emil", "tina"):
        assert cast.client(name).get(address).status_code == 404
