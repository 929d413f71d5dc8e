"""The pages where newer versions are offered, read and decided."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from stegvis.care.models import Move
from stegvis.care.schedule import upgrade_due
from stegvis.course import actions as walking
from stegvis.course import worlds
from stegvis.course.models import Course
from stegvis.course.worlds import real_now
from stegvis.lib.clock import local_day
from stegvis.program.kinds import OpeningRule
from tests import programs

pytestmark = pytest.mark.django_db
LIST = "/vard/uppgraderingar/"


def at_noon():
    """What is to happen on a day happens from six in the morning on: no test of it is run before that."""
    world = worlds.real_world()
    noon = localtime(world.now() + timedelta(days=1)).replace(hour=12)
    world.offset_s += int((noon - world.now()).total_seconds())
    world.save()


@pytest.fixture
def offered(cast):
    """Rita, on the first version; the second opens its second module at once. Offered by the coordinator's page."""
    at_noon()
    old = programs.publish(cast)
    run = programs.enrol(cast, old, start_on=local_day(real_now()))
    walking.read_welcome(programs.course_of(cast, run), by=cast.actor("rita"))
    document = programs.a_document()
    first, second = document.modules
    opening = replace(second.opening, rule=OpeningRule.AT_START)
    new = programs.publish(cast, replace(document, modules=(first, replace(second, opening=opening))))
    page = cast.client("kaj").get(f"/region/katalog/{new.pk}/flytta/")
    assert "Modulen öppnas på ett annat sätt" in page.content.decode()
    assert "0–4 på varje enhet" in page.content.decode()
    said = {
        "source": str(old.pk),
        "unit": "",
        "on": local_day(real_now()).isoformat(),
        "text": "Mer öppnas på en gång.",
    }
    assert cast.client("kaj").post(f"/region/katalog/{new.pk}/flytta/", said).status_code == 302
    upgrade_due(now=real_now(), worker="w")
    return run, old, new


def version_of(run):
    return Course.objects.without_asking_who_because("a test looks").get(pk=run.course_id).version


def test_the_therapist_reads_what_it_does_and_moves_several(cast, offered):
    run, _old, new = offered
    tina = cast.client("tina")
    assert LIST in tina.get("/vard/").content.decode()
    page = tina.get(LIST).content.decode()
    assert "Modul 2, Vidare, öppnas genast." in page
    move = Move.objects.get()
    sent = tina.post(f"{LIST}valj/", {"gor": "flytta", "flytt": str(move.pk), f"sett-{move.pk}": "x" * 64}, follow=True)
    assert "Något har hänt sedan du tittade" in sent.content.decode()
    seen = page.split(f'name="sett-{move.pk}" value="')[1][:64]
    sent = tina.post(f"{LIST}valj/", {"gor": "flytta", "flytt": str(move.pk), f"sett-{move.pk}": seen}, follow=True)
    assert "Flyttade den senaste månaden" in sent.content.decode()
    assert version_of(run) == new
    told = cast.client("rita").get(f"/min/{run.course_id}/").content.decode()
    assert "Programmet har uppdaterats" in told
    assert "Mer öppnas på en gång." in told


def test_on_one_residents_page_it_is_made_and_taken_back(cast, offered):
    run, old, new = offered
    tina, address = cast.client("tina"), f"/vard/invanare/{run.pk}/version/"
    page = tina.get(address).content.decode()
    seen = page.split('name="sett" value="')[1][:64]
    assert tina.post(address, {"gor": "flytta", "sett": seen}).status_code == 302
    assert version_of(run) == new
    assert "Ångra flytten" in tina.get(address).content.decode()
    tina.post(address, {"gor": "angra"})
    assert version_of(run) == old


def test_the_coordinator_sees_counts_and_stops_it(cast, offered):
    _run, _old, new = offered
    kaj, address = cast.client("kaj"), f"/region/katalog/{new.pk}/flytta/"
    page = kaj.get(address).content.decode()
    assert "Större ändring: behandlaren väljer" in page
    assert "Rita" not in page
    upgrade = Move.objects.get().upgrade
    kaj.post(f"/region/katalog/flyttar/{upgrade.pk}/avbryt/")
    assert "Inget att välja just nu" in cast.client("tina").get(LIST).content.decode()
