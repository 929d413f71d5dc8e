"""Newer versions: offered by the coordinator, decided per resident, moved by the worker, taken back until they act."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stegvis.access.doors import Refused
from stegvis.care import actions, aggregates, upgrades
from stegvis.care.kinds import MoveState, UpgradeState
from stegvis.care.models import Enrolment, Move, Upgrade
from stegvis.care.moves import Offering
from stegvis.care.schedule import upgrade_due
from stegvis.care.schedule.upgrading import LEASE
from stegvis.catalogue.kinds import ReleaseState
from stegvis.catalogue.models import Release, ReleaseItem
from stegvis.course import actions as walking
from stegvis.course.kinds import WorldKind
from stegvis.course.models import Course, World
from stegvis.course.worlds import real_now
from stegvis.lib import points
from stegvis.lib.clock import local_day
from stegvis.lib.points import Point
from stegvis.notifications.models import Notice
from stegvis.program.kinds import OpeningRule, Phase
from tests import programs

pytestmark = pytest.mark.django_db
REASON = "a test looks at what a worker did"


def worded():
    """The same program in other words."""
    old = programs.a_document()
    return replace(old, texts={"sv": {**old.texts["sv"], f"{programs.SECOND}.title": "Längre fram"}})


def reordered():
    """The second module opens at once."""
    old = programs.a_document()
    first, second = old.modules
    return replace(old, modules=(first, replace(second, opening=replace(second.opening, rule=OpeningRule.AT_START))))


@pytest.fixture
def old(cast):
    return programs.publish(cast)


@pytest.fixture
def runs(cast, old):
    """Rita and Rune with Tina on Norra, each with the welcome read."""
    found = {}
    for name in ("rita", "rune"):
        found[name] = programs.enrol(cast, old, name)
        walking.read_welcome(programs.course_of(cast, found[name], name), by=cast.actor(name))
    return found


def course(enrolment):
    return Course.objects.without_asking_who_because(REASON).get(pk=enrolment.course_id)


def move_of(enrolment):
    return Move.objects.get(enrolment=enrolment)


def work():
    return upgrade_due(now=real_now(), worker="w")


def offer(cast, old, new, *, by=None, days=0, **more):
    now = real_now()
    offering = Offering(old, new, cast.ett)
    return actions.start_upgrade(offering, due_at=now + timedelta(days=days), now=now, by=by or cast.kaj, **more)


def forward(**amount):
    world = World.objects.get(kind=WorldKind.REAL)
    world.offset_s += int(timedelta(**amount).total_seconds())
    world.save()


def test_of_a_minor_version_everybody_follows_and_is_told(cast, old, runs):
    new = programs.publish(cast, worded())
    assert offer(cast, old, new, text="Vi har förtydligat en rubrik.").severity == "minor"
    work()
    for name, run in runs.items():
        assert course(run).version == new
        assert move_of(run).state == MoveState.MOVED
        notices = Notice.objects.without_asking_who_because(REASON).filter(course_id=run.course_id, about="version")
        assert notices.count() == 1
        news = upgrades.news_of(cast.actor(name), course(run), real_now())
        assert news.text == "Vi har förtydligat en rubrik."
    work()
    assert Upgrade.objects.get().state == UpgradeState.DONE


def test_of_a_major_version_nobody_moves_before_the_therapist_has_chosen(cast, old, runs):
    new = programs.publish(cast, reordered())
    assert offer(cast, old, new).severity == "major"
    work()
    forward(days=1)
    work()
    assert {course(run).version for run in runs.values()} == {old}
    tina = cast.actor("tina")
    assert upgrades.to_decide(tina) == 2
    assert upgrades.to_decide(cast.actor("tor")) == 0
    found = upgrades.offers(tina, real_now())
    seen = {each.move.enrolment_id: each for each in found}
    rita = seen[runs["rita"].pk]
    assert rita.rehearsal.after.modules[programs.SECOND].state == "open"
    assert actions.choose_move(rita.move, rita.rehearsal.digest, by=tina) is MoveState.MOVED
    actions.keep_version(seen[runs["rune"].pk].move, by=tina)
    assert (course(runs["rita"]).version, course(runs["rune"]).version) == (new, old)
    # Twice is once; and what is kept can be chosen all the same.
    assert actions.choose_move(move_of(runs["rita"]), "", by=tina) is MoveState.MOVED
    again = upgrades.offer_of(tina, runs["rune"], real_now())
    assert actions.choose_move(again.move, again.rehearsal.digest, by=tina) is MoveState.MOVED


def test_what_was_not_looked_at_is_not_done(cast, old, runs):
    new = programs.publish(cast, reordered())
    offer(cast, old, new)
    work()
    tina, run = cast.actor("tina"), runs["rita"]
    seen = upgrades.offer_of(tina, run, real_now()).rehearsal.digest
    walking.submit(programs.course_of(cast, run), f"{programs.GATE}.1.e1", programs.phq(), 0, by=cast.actor("rita"))
    with pytest.raises(actions.CannotMove, match="Något har hänt"):
        actions.choose_move(move_of(run), seen, by=tina)
    assert course(run).version == old


def test_chosen_for_a_day_it_is_made_on_the_day_by_the_worker(cast, old, runs):
    new = programs.publish(cast, reordered())
    offer(cast, old, new, days=5)
    work()
    tina, run = cast.actor("tina"), runs["rita"]
    found = upgrades.offer_of(tina, run, real_now())
    assert actions.choose_move(found.move, found.rehearsal.digest, by=tina) is MoveState.CHOSEN
    forward(days=4)
    work()
    assert course(run).version == old
    forward(days=1, minutes=5)
    work()
    assert course(run).version == new
    move = move_of(run)
    assert move.moved_at == move.upgrade.due_at


def test_who_is_in_the_middle_waits_until_it_is_sent(cast, old, runs):
    new = programs.publish(cast, reordered())
    offer(cast, old, new)
    work()
    tina, run, rita = cast.actor("tina"), runs["rita"], cast.actor("rita")
    occasion = f"{programs.GATE}.1.e1"
    walking.save_draft(programs.course_of(cast, run), occasion, {}, 0, by=rita)
    found = upgrades.offer_of(tina, run, real_now())
    assert actions.choose_move(found.move, found.rehearsal.digest, by=tina) is MoveState.CHOSEN
    work()
    assert (move_of(run).waits, course(run).version) == ("draft", old)
    walking.submit(programs.course_of(cast, run), occasion, programs.phq(), 1, by=rita)
    forward(hours=1)
    work()
    assert (move_of(run).state, course(run).version) == (MoveState.MOVED, new)


def test_taken_back_until_the_resident_has_acted(cast, old, runs):
    new = programs.publish(cast, reordered())
    offer(cast, old, new)
    work()
    tina, run = cast.actor("tina"), runs["rita"]
    for _turn in range(2):
        found = upgrades.offer_of(tina, run, real_now())
        actions.choose_move(found.move, found.rehearsal.digest, by=tina)
        if not _turn:
            actions.take_back_move(move_of(run), by=tina)
            assert course(run).version == old
    walking.submit(programs.course_of(cast, run), f"{programs.GATE}.1.e1", programs.phq(), 0, by=cast.actor("rita"))
    with pytest.raises(actions.CannotMove, match="inte längre att ångra"):
        actions.take_back_move(move_of(run), by=tina)
    assert course(run).version == new


def test_wrong_starts_and_ended_runs_are_not_in_it(cast, old, runs):
    new = programs.publish(cast, worded())
    actions.undo_start(runs["rita"], "Fel person.", by=cast.actor("tina"))
    actions.set_phase(
        Enrolment.objects.visible_to(cast.actor("tina")).get(pk=runs["rune"].pk), Phase.CLOSED, by=cast.actor("tina")
    )
    offer(cast, old, new)
    work()
    assert not Move.objects.exists()
    assert {course(run).version for run in runs.values()} == {old}


def test_what_the_calendar_has_released_is_pulled_once(cast, old, runs):
    new = programs.publish(cast, worded())
    now = real_now()
    release = Release.objects.create(
        provider=cast.ett, name="Vinter", cutoff_on=local_day(now), on=local_day(now), state=ReleaseState.RELEASED,
        planned_by_id=cast.kaj.account, planned_at=now, announced_by_id=cast.kaj.account, released_at=now,
    )  # fmt: skip
    ReleaseItem.objects.create(
        release=release, program=new.program, version=new, text="Nytt.", tell_residents=True,
        added_by_id=cast.kaj.account, added_at=now, released_at=now,
    )  # fmt: skip
    work()
    work()
    assert Upgrade.objects.count() == 1
    assert {course(run).version for run in runs.values()} == {new}


def test_a_stopped_one_moves_nobody_more(cast, old, runs):
    new = programs.publish(cast, worded())
    upgrade = offer(cast, old, new, days=2)
    work()
    actions.stop_upgrade(upgrade, now=real_now(), by=cast.kaj)
    forward(days=3)
    work()
    assert {course(run).version for run in runs.values()} == {old}
    assert set(Move.objects.values_list("state", flat=True)) == {MoveState.GONE}


@pytest.mark.parametrize("place", [Point.MOVE_CLAIMED, Point.MOVE_BEFORE_COMMIT, Point.MOVE_AFTER_COMMIT])
def test_a_worker_that_dies_leaves_no_more_than_a_lease(cast, old, runs, place):
    new = programs.publish(cast, worded())
    offer(cast, old, new)

    class Died(BaseException):
        pass

    def die(point):
        if point is place:
            raise Died

    with points.observed(die), pytest.raises(Died):
        work()
    forward(seconds=LEASE.total_seconds() + 5)
    work()
    for run in runs.values():
        assert course(run).version == new
        assert course(run).facts.filter(kind="version_changed").count() == 1


def test_only_the_coordinator_offers_and_only_staff_of_the_unit_decide(cast, old, runs):
    new = programs.publish(cast, reordered())
    for name in ("tina", "rita", "disa"):
        with pytest.raises(Refused):
            offer(cast, old, new, by=cast.actor(name))
    with pytest.raises(Refused):
        offer(cast, new, old)
    offer(cast, old, new)
    work()
    for name in ("rita", "kaj"):
        with pytest.raises(Refused):
            actions.keep_version(move_of(runs["rita"]), by=cast.actor(name))
    assert upgrades.offers(cast.actor("rita"), real_now()) == []


def test_who_practises_is_left_as_they_are(cast, old, runs):
    new = programs.publish(cast, worded())
    practice = World.objects.create(kind=WorldKind.TRAINING, name="Övning", unit=cast.norra)
    Course.objects.without_asking_who_because(REASON).filter(pk=runs["rune"].course_id).update(world=practice)
    counted = aggregates.running_before(cast.kaj, new)
    both = sorted([cast.norra.name, cast.sodra.name])
    assert [(each.version, each.unit, each.number) for each in counted] == [(old, unit, 0) for unit in both]
    type(cast.norra).objects.filter(pk=cast.norra.pk).update(training=True)
    cast.norra.refresh_from_db()
    assert [each.unit for each in aggregates.running_before(cast.kaj, new)] == [cast.sodra.name]
    with pytest.raises(Refused):
        actions.start_upgrade(Offering(old, new, cast.ett, cast.norra), due_at=real_now(), now=real_now(), by=cast.kaj)
    offer(cast, old, new)
    work()
    assert not Move.objects.exists()
    assert {course(run).version for run in runs.values()} == {old}
