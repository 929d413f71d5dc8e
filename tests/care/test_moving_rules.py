"""What holds where residents are moved: cover for danger rules that are new, and counts that point out nobody."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.care import actions, aggregates, upgrades
from stegvis.care.actions.upgrading import CannotMove
from stegvis.care.kinds import NO_COVER, MoveState
from stegvis.care.models import Move, Shift
from stegvis.care.moves import Offering
from stegvis.care.schedule import upgrade_due
from stegvis.course.kinds import WorldKind
from stegvis.course.models import Course, World
from stegvis.course.worlds import real_now
from tests import programs
from tests.care.test_counting import more

pytestmark = pytest.mark.django_db


def harmless():
    """The same program, with a text of PHQ-9 in which no answer is dangerous."""
    old = programs.a_document()
    digest = next(each.questionnaire for each in old.measurements)
    body = {**old.questionnaires[digest], "dangers": []}
    asked = {key: each for key, each in old.questionnaires.items() if key != digest} | {"h" * 64: body}
    rules = tuple(replace(each, questionnaire="h" * 64) for each in old.measurements)
    return replace(old, questionnaires=json.loads(json.dumps(asked)), measurements=rules)


def forward(**amount):
    world = World.objects.get(kind=WorldKind.REAL)
    world.offset_s += int(timedelta(**amount).total_seconds())
    world.save()


@pytest.fixture
def offered(cast):
    """Rita walks a version without danger rules, and Tina has read what the one with them would do."""

    def made(days=0):
        old = programs.publish(cast, harmless())
        run = programs.enrol(cast, old)
        new = programs.publish(cast)
        now = real_now()
        due_at = now + timedelta(days=days)
        actions.start_upgrade(Offering(old, new, cast.ett), due_at=due_at, now=now, by=cast.kaj)
        upgrade_due(now=now, worker="w")
        return run, old, new

    return made


def version_of(run):
    return Course._base_manager.get(pk=run.course_id).version


def test_nobody_is_moved_to_danger_rules_without_cover(cast, offered):
    run, old, new = offered()
    Shift.objects.filter(unit=cast.norra).update(deputy=None)
    offer = upgrades.offer_of(cast.tina, run, real_now())
    assert not offer.verdict
    with pytest.raises(CannotMove, match=r"Ingen flyttas förrän någon ser svaren\. Alla dagar"):
        actions.choose_move(offer.move, offer.rehearsal.digest, by=cast.tina)
    assert version_of(run) == old
    page = cast.client("tina").get(reverse("clinician:version", args=[run.pk])).content.decode()
    assert "Ingen flyttas förrän någon ser svaren." in page
    assert 'value="flytta"' not in page and 'value="behall"' in page
    page = cast.client("kaj").get(reverse("region:move", args=[new.pk])).content.decode()
    assert "Det saknas på: Norra." in page
    Shift.objects.filter(unit=cast.norra).update(deputy=cast.accounts["tor"])
    assert "Det saknas på" not in cast.client("kaj").get(reverse("region:move", args=[new.pk])).content.decode()
    offer = upgrades.offer_of(cast.tina, run, real_now())
    assert actions.choose_move(offer.move, offer.rehearsal.digest, by=cast.tina) is MoveState.MOVED
    assert version_of(run) == new


def test_one_that_was_chosen_waits_for_cover_on_its_day(cast, offered):
    run, old, new = offered(days=2)
    offer = upgrades.offer_of(cast.tina, run, real_now())
    assert actions.choose_move(offer.move, offer.rehearsal.digest, by=cast.tina) is MoveState.CHOSEN
    Shift.objects.filter(unit=cast.norra).update(deputy=None)
    forward(days=2, hours=1)
    upgrade_due(now=real_now(), worker="w")
    assert (version_of(run), Move.objects.get().waits) == (old, NO_COVER)
    Shift.objects.filter(unit=cast.norra).update(deputy=cast.accounts["tor"])
    forward(hours=1)
    upgrade_due(now=real_now(), worker="w")
    assert (version_of(run), Move.objects.get().waits) == (new, "")


def test_where_danger_rules_were_already_a_move_asks_for_no_cover(cast):
    old = programs.publish(cast)
    run = programs.enrol(cast, old)
    document = programs.a_document()
    first, second = document.modules
    new = programs.publish(cast, replace(document, modules=(second, first)))
    actions.start_upgrade(Offering(old, new, cast.ett), due_at=real_now(), now=real_now(), by=cast.kaj)
    upgrade_due(now=real_now(), worker="w")
    Shift.objects.filter(unit=cast.norra).delete()
    offer = upgrades.offer_of(cast.tina, run, real_now())
    assert actions.choose_move(offer.move, offer.rehearsal.digest, by=cast.tina) is MoveState.MOVED


@pytest.mark.parametrize(("number", "told"), [(0, 0), (3, 0), (4, 5), (8, 5), (11, 10)])
def test_the_coordinators_pages_tell_in_fives_and_the_same_of_the_same_people(cast, number, told):
    """Rita, and some more on Norra; nobody on Södra. It is told alike of nobody and of four."""
    old = programs.publish(cast)
    run = programs.enrol(cast, old)
    more(run, number)
    new = programs.publish(cast, replace(programs.a_document(lead="Ny."), modules=old_modules_turned()))
    before = {each.unit: each.number for each in aggregates.running_before(cast.kaj, new)}
    assert before == {"Norra": told, "Södra": 0}
    assert {each.unit: each.number for each in aggregates.running_on(cast.kaj, old)} == before
    assert aggregates.running_before(cast.tina, new) == [] == aggregates.running_on(cast.klas, old)
    now = real_now()
    actions.start_upgrade(Offering(old, new, cast.ett), due_at=now, now=now, by=cast.kaj)
    while upgrade_due(now=now, worker="w"):
        pass
    (progress,) = upgrades.upgrades(cast.kaj, new)
    assert progress.counts[MoveState.OFFERED] == told
    client = cast.client("kaj")
    moving = client.get(reverse("region:move", args=[new.pk])).content.decode()
    stops = client.get(reverse("region:stops", args=[old.pk])).content.decode()
    if told:
        assert (
            f"<dt>Norra, version {old.number}</dt><dd>minst {told}</dd>" in moving
            and f"Norra: minst {told} invånare" in stops
        )
        assert "0–4 invånare på var och en av: Södra" in stops
    else:
        assert "0–4 på varje enhet." in moving and "0–4 i varje läge" in moving
        assert "0–4 invånare på var och en av: Norra, Södra" in stops


def old_modules_turned():
    first, second = programs.a_document().modules
    return second, first
