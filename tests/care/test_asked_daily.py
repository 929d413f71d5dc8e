"""The worker asks the person registry: what a death and a protected identity come to, and a registry that is down."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access import registry
from stegvis.access.models import Account, AccountLock, Person, RegisteredPerson
from stegvis.access.registry import RegistryDown
from stegvis.audit.models import Entry
from stegvis.care import contact, queries
from stegvis.care.actions.pausing import pause
from stegvis.care.models import Flag
from stegvis.care.schedule import ask_registry
from stegvis.care.schedule.registry import DAY, RESTS, Rest
from stegvis.course import planned, walk
from stegvis.course.models import Course
from stegvis.course.worlds import real_now
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.schedule import preparing
from tests.programs import a_document, enrol, publish

pytestmark = pytest.mark.django_db
WHY = "test"


@pytest.fixture(autouse=True)
def awake(monkeypatch):
    monkeypatch.setattr(Rest, "until", None)


def says(cast, who="rita", **what):
    number = cast.places[f"{who}_person"].number_hash
    RegisteredPerson.objects.without_asking_who_because(WHY).filter(number_hash=number).update(**what)


def person(cast, who="rita"):
    return Person.objects.without_asking_who_because(WHY).get(pk=cast.places[f"{who}_person"].pk)


def paused(row):
    course = Course.objects.without_asking_who_because(WHY).get(pk=row.course_id)
    return planned.pause_on(walk.standing(course), local_day(utc_now()) + timedelta(days=300)) is not None


def test_a_death_shuts_pauses_and_is_told_once_and_can_be_taken_back(cast):
    version, now = publish(cast, a_document()), real_now()
    # One begins in some days, and is paused from then on.
    mine = enrol(cast, version, start_on=local_day(now) + timedelta(days=5))
    other = enrol(cast, version, by="sven")
    # A planned pause would have ended by itself.
    pause(other, local_day(now) + timedelta(days=2), local_day(now) + timedelta(days=9), by=cast.sven)
    assert ask_registry(now=now) == 0 and person(cast).registry_asked_at == now
    assert person(cast, "rune").registry_asked_at is None  # has no program
    rita = cast.client("rita")
    assert rita.get("/min/").status_code == 200

    # Once a day, however often the worker goes round.
    says(cast, deceased=True)
    assert ask_registry(now=now + DAY / 2) == 0 and person(cast).deceased_at is None
    assert ask_registry(now=now + DAY) == 1
    assert person(cast).deceased_at == now + DAY
    assert rita.get("/min/").status_code == 302 and preparing._is_shut(mine.course.person_id)
    lock = AccountLock.objects.get()
    assert (lock.patient, lock.locked_by) == (None, "system:registry")
    assert all(paused(row) for row in (mine, other))
    flags = Flag.objects.without_asking_who_because(WHY).filter(kind="deceased")
    assert {(flag.enrolment_id, str(flag.owner_id)) for flag in flags} == {
        (mine.pk, str(cast.accounts["tina"].pk)),
        (other.pk, str(cast.accounts["sven"].pk)),
    }
    assert Entry.objects.filter(act="registry:deceased").count() == 1
    home = cast.client("tina").get(reverse("clinician:home")).content.decode()
    assert "Invånare som har avlidit" in home
    [flag] = [each for each in flags if each.enrolment_id == mine.pk]
    told = cast.client("tina").get(reverse("clinician:flag", args=[flag.pk])).content.decode()
    assert "har avlidit" in told and "Kontot är stängt, inget skickas" in told
    assert "Avliden enligt registret" in cast.client("tina").get(page(mine)).content.decode()
    refused = cast.client("tina").post(
        reverse("clinician:account_lock", args=[mine.pk, 0]), {"konto-why": "Lever här."}
    )
    assert refused.status_code == 422

    # The next day nothing is told again.
    assert ask_registry(now=now + 2 * DAY) == 0 and flags.count() == 2
    # The registry was wrong: the account opens, and the programs wait for somebody to resume them.
    says(cast, deceased=False)
    assert ask_registry(now=now + 3 * DAY) == 1
    assert person(cast).deceased_at is None and paused(mine)
    assert Account.objects.get(person=person(cast), resident=True).is_active
    cast.accounts["rita"].refresh_from_db()
    assert cast.client("rita").get("/min/").status_code == 200


def page(row):
    return reverse("clinician:person", args=[row.pk])


def test_protected_by_the_registry_is_as_protected_by_staff(cast):
    row, now = enrol(cast, publish(cast, a_document())), real_now()
    tina, chart = cast.client("tina"), reverse("clinician:patient", args=[row.pk])
    says(cast, protected=True)
    assert ask_registry(now=now) == 1
    assert "Varför behöver du öppna?" in tina.get(chart).content.decode()
    opened = queries.enrolment(cast.tina, row.pk)
    assert not contact.may_print(opened) and not contact.may_contact(cast.tina, opened)
    assert preparing._is_guarded(row.course.person_id) and not preparing._is_shut(row.course.person_id)
    says(cast, protected=False)
    assert ask_registry(now=now + DAY) == 1 and not person(cast).protected


def test_a_registry_that_is_down_changes_nothing_and_is_left_alone(cast, monkeypatch):
    version, now = publish(cast, a_document()), real_now()
    for who in ("rita", "rune", "rebecka"):
        enrol(cast, version, who)
    local, asked, broken = registry.registry(), [], {"rita", "rune", "rebecka"}
    names = {cast.places[f"{who}_person"].number: who for who in broken}

    def answer(number):
        asked.append(names[number])
        if names[number] in broken:
            raise RegistryDown("status 503")
        return type(local).residency(local, number)

    monkeypatch.setattr(local, "residency", answer, raising=False)
    says(cast, protected=True)
    # Two without an answer, and it is left alone for a while.
    assert ask_registry(now=now) == 0 and len(asked) == 2 and not person(cast).protected
    assert ask_registry(now=now + RESTS / 2) == 0 and len(asked) == 2
    # Whoever is not answered for stands last in the line, and stops nobody else.
    broken.clear()
    broken.add(asked[0])
    first = set(asked)
    assert ask_registry(now=now + RESTS) == int("rita" not in first) and set(asked[2:]) == set(names.values()) - first
    ask_registry(now=now + timedelta(hours=1))
    assert set(asked[3:]) == first
    assert person(cast, asked[0]).registry_asked_at < now
    assert person(cast).protected is (asked[0] != "rita")
