"""The unit for practice: only made-up people, a clock of its own, and nothing that leaves it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access.doors import Refused
from stegvis.access.hats import hats_of
from stegvis.access.models import CareUnit, Commission
from stegvis.access.queries import units_of_provider
from stegvis.access.registry import RegistryPerson
from stegvis.care import actions as care
from stegvis.care import aggregates
from stegvis.care import queries as care_queries
from stegvis.care.actions.starting import CannotStart
from stegvis.care.models import Enrolment, Flag
from stegvis.course import worlds
from stegvis.course.models import Course
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.models import Notice, StaffNotice
from stegvis.support.actions import practice as actions
from stegvis.support.models import PracticeUnit
from tests import programs

pytestmark = pytest.mark.django_db
HOME = reverse("support:practice")


@pytest.fixture
def opened(cast):
    """Opened and stocked with the one program."""
    version = programs.publish(cast)
    practice = actions.open_unit(cast.ett, now=utc_now(), by=cast.actor("kaj"))
    actions.stock(practice, now=utc_now(), by=cast.actor("kaj"))
    return practice, version


def there(cast, practice, who="tina"):
    """The actor of somebody who has gone there."""
    actions.enter(practice, now=utc_now(), by=cast.actor(who))
    hats = hats_of(cast.accounts[who], local_day(utc_now()))
    return next(hat for hat in hats if hat.hat.training)


def person_of(practice, slug="tore"):
    row = practice.residents.get(slug=slug)
    return RegistryPerson(row.person.number, row.person.given_name, row.person.family_name)


def started(cast, practice, version, slug="tore"):
    me = there(cast, practice)
    today = local_day(worlds.now_for(me))
    return me, care.start(practice.unit, person_of(practice, slug), version.pk, me.account, today, by=me)


def test_only_the_own_coordinator_opens_it_and_once(cast, opened):
    practice, _version = opened
    assert actions.open_unit(cast.ett, now=utc_now(), by=cast.actor("kaj")) == practice
    assert practice.unit.training and CareUnit.objects.filter(training=True).count() == 1
    assert practice.unit not in units_of_provider(cast.actor("kaj"))


def test_any_employee_of_the_provider_goes_there_alone(cast, opened):
    practice, version = opened
    me, row = started(cast, practice, version)
    assert me.hat.training and me.can("enrolment:start")
    assert row.course.world == practice.world
    with pytest.raises(Refused):
        actions.enter(practice, now=utc_now(), by=cast.actor("ove"))


def test_nobody_real_is_started_there_and_nobody_made_up_anywhere_else(cast, opened):
    practice, version = opened
    me = there(cast, practice)
    rita = cast.registered(cast.rita_person.number.value)
    with pytest.raises(CannotStart, match="påhittade"):
        care.start(practice.unit, rita, version.pk, me.account, local_day(utc_now()), by=me)
    tina = cast.actor("tina")
    with pytest.raises(CannotStart, match="påhittad"):
        care.start(cast.norra, person_of(practice), version.pk, tina.account, local_day(utc_now()), by=tina)
    assert not Enrolment.objects.without_asking_who_because("a test looks").exists()


def test_time_passes_there_and_nowhere_else(cast, opened):
    practice, version = opened
    me, row = started(cast, practice, version)
    before = worlds.real_now()
    actions.move_clock(practice, timedelta(days=7), by=me)
    actions.move_clock(practice, timedelta(days=7), by=me)
    assert worlds.now_for(me) - before >= timedelta(days=13, hours=23)
    assert abs(worlds.real_now() - utc_now()) < timedelta(seconds=5)
    flags = Flag.objects.without_asking_who_because("a test looks").filter(enrolment=row)
    assert flags.exists() and all(flag.raised_at > before + timedelta(days=1) for flag in flags)
    assert not Notice.objects.without_asking_who_because("a test looks").exists()
    assert not StaffNotice.objects.filter(key__startswith="flag").exists()


def test_it_is_in_no_count(cast, opened):
    practice, version = opened
    me, _row = started(cast, practice, version)
    assert sum(care_queries.counts(me).values()) == 1
    assert not aggregates.unwatched_units(cast.actor("kaj"), utc_now() + timedelta(days=9))


def test_begun_anew_nothing_is_left(cast, opened):
    practice, version = opened
    me, row = started(cast, practice, version)
    actions.move_clock(practice, timedelta(days=7), by=me)
    old = practice.unit
    actions.begin_anew(practice, now=utc_now(), by=me)
    practice = PracticeUnit.objects.get()
    again = there(cast, practice)
    assert practice.unit != old and CareUnit.objects.get(pk=old.pk).archived_on
    assert abs(worlds.now_for(again) - utc_now()) < timedelta(seconds=5)
    assert sum(care_queries.counts(again).values()) == 0
    _me, second = started(cast, practice, version)
    assert second.course_id != row.course_id
    assert Course.objects.without_asking_who_because("a test looks").count() == 2


def test_the_whole_way_in_a_browser(cast, opened):
    practice, _version = opened
    client = cast.client("tina")
    assert "Gå till övningsenheten" in client.get(HOME).content.decode()
    page = client.post(reverse("support:practice_enter"), follow=True).content.decode()
    assert "Tore Övning" in page and "practice-strip" in page
    row = practice.residents.get(slug="tore")
    start = client.post(reverse("clinician:start"), {"number": row.person.number.display}).content.decode()
    assert "Tore Övning" in start
    real = client.post(reverse("clinician:start"), {"number": cast.rita_person.number.display}).content.decode()
    assert "Rita" not in real
    seen = client.post(reverse("support:practice_become", args=[row.pk]), follow=True)
    assert seen.request["PATH_INFO"] == "/min/" and "Du ser som Tore Övning" in seen.content.decode()
    assert client.get(reverse("clinician:home")).status_code == 403
    back = client.post(reverse("support:practice_back"), follow=True).content.decode()
    assert "Klockan" in back
    moved = client.post(reverse("support:practice_move"), {"step": "week"}, follow=True).content.decode()
    assert "7 dagar längre fram" in moved
    again = client.post(reverse("support:practice_anew"), follow=True).content.decode()
    assert "Som den riktiga." in again


def test_nobody_real_can_be_seen_as_and_nobody_else_goes_back(cast, opened):
    practice, _version = opened
    row = practice.residents.get(slug="tore")
    client = cast.client("tina")  # on the own unit, not there
    assert client.post(reverse("support:practice_become", args=[row.pk])).status_code == 404
    assert cast.client("rita").post(reverse("support:practice_back")).status_code == 302
    assert Commission.objects.filter(unit=practice.unit).count() == 0
