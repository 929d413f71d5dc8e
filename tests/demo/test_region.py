"""The demo region: laid out once, complete, and true to its own facts."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from stegvis.access import settings as access_settings
from stegvis.access.models import Account, CareUnit, LogCheck, Patient, Person, RegisteredPerson, RoleGrant
from stegvis.access.models.settings import SettingChange
from stegvis.access.settings import Key
from stegvis.audit.verifying import verify
from stegvis.care.kinds import FlagKind, FlagState
from stegvis.care.models import Absence, AcrossOpening, Block, ClosedDay, Enrolment, Flag, FlagStep
from stegvis.care.unit_time import unit_time
from stegvis.catalogue.models import Candidate, ProgramVersion
from stegvis.course import planned, walk, worlds
from stegvis.course.models import Course, Effect, Score
from stegvis.demo import laying
from stegvis.demo.cast import cast, free_numbers
from stegvis.demo.content import people
from stegvis.governance.kinds import Lane, Stage
from stegvis.governance.models import Initiative
from stegvis.lib.clock import local_day
from stegvis.messaging.models import Thread
from stegvis.notifications import queries as outside
from stegvis.notifications.kinds import DeliveryState, NoticeState, Purpose
from stegvis.notifications.models import Address, Delivery, LocalSending, Notice, NoticeChoice, StaffChannel
from stegvis.notifications.schedule import deliver_due
from stegvis.web.entrance.demo_cast import member
from tests import databases

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
RESIDENTS = 200
REASON = "the test looks at everything"
HOMES = re.compile(r"^/(min|vard|studio|region|utveckling|in/uppdrag)/")
# Written fields in which a number could have slipped.
TWELVE_DIGITS = re.compile(r"\b(?:19|20)\d{6}-?\d{4}\b")


@pytest.fixture(scope="module", autouse=True)
def region(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Laid out once for this file, in the test's own database; put back afterwards."""
    with django_db_blocker.unblock():
        # Two have two programs: Maria on one unit, Göran on two.
        assert laying.lay_out() == laying.Laid(RESIDENTS, RESIDENTS + 2)
        yield
        databases.restore()


def everything(model):
    return model.objects.without_asking_who_because(REASON)


def test_laying_it_out_again_changes_nothing(capsys):
    before = everything(Course).count(), Account.objects.count()
    assert laying.lay_out() is None
    call_command("demo")
    assert "finns redan" in capsys.readouterr().out
    assert (everything(Course).count(), Account.objects.count()) == before


def test_the_places_are_there():
    assert CareUnit.objects.filter(training=False).count() == 6
    assert RoleGrant.objects.count() >= 29
    patients = everything(Patient).filter(person__made_up=False).count()
    # And the child whom her father acts for.
    assert patients == RESIDENTS + 1
    # Those who only walk an open program are nobody's patients.
    alone = everything(Person).filter(made_up=False).exclude(pk__in=everything(Patient).values("person"))
    assert 0 < alone.count() < 10
    assert everything(RegisteredPerson).count() >= RESIDENTS + 30


def test_the_programs_have_gone_the_whole_way():
    titles = set(ProgramVersion.objects.values_list("program__title", flat=True))
    assert {"Sov bättre", "Följ ditt mående", "Rörelse vid artros", "Tillbaka efter hjärnskakning"} <= titles
    waiting = Candidate.objects.exclude(document__in=ProgramVersion.objects.values("document"))
    assert {row.program.title for row in waiting} >= {"Rörelse vid artros", "Rökfri i egen takt", "Inför dagkirurgi"}


def test_the_log_holds_and_has_something_to_review():
    assert verify().faults == []
    assert AcrossOpening.objects.get(kind="emergency").patient.family_name == "Hedlund"
    assert Block.objects.filter(by_resident=True, taken_back_at__isnull=True).exists()
    assert sorted(check.done_at is None for check in LogCheck.objects.all()) == [False, True, True]


def test_there_is_work_in_every_stage_of_the_process():
    standing = set(Initiative.objects.values_list("stage", flat=True))
    assert set(Stage) - standing == set(), "each stage has something to show"
    assert set(Initiative.objects.values_list("lane", flat=True)) >= {
        Lane.NEW,
        Lane.VERSION,
        Lane.URGENT,
        Lane.BROUGHT_IN,
    }


def test_every_course_can_be_rebuilt_from_its_facts():
    for course in everything(Course).select_related("world"):
        # Who practises lives by another clock.
        now = course.now()
        again = walk.rebuilt(course, now)
        assert again.standing == course.standing
        assert (again.fact_count, again.phase) == (course.fact_count, course.phase)
        assert (again.steps_done, again.steps_total) == (course.steps_done, course.steps_total)
        written = set(course.effects.values_list("key", flat=True))
        assert {effect.key for effect in walk.unfolded(course, now).effects} == written


def test_settling_every_course_again_writes_nothing_new():
    with transaction.atomic():
        for course in Course.lock_rows():
            effects, facts = course.effects.count(), course.fact_count
            walk.settle(course, course.now())
            assert (course.effects.count(), course.fact_count) == (effects, facts)


def test_there_is_something_to_see_on_every_screen():
    flags = everything(Flag)
    danger = flags.filter(kind=FlagKind.DANGER)
    assert danger.filter(state=FlagState.OPEN, unsent=False).exists()
    assert danger.filter(state=FlagState.OPEN, unsent=True).exists()
    assert all(flag.note for flag in danger.filter(state=FlagState.HANDLED))
    assert flags.filter(kind=FlagKind.EXERCISE, state=FlagState.OPEN).exists()
    assert everything(Thread).filter(waiting_since__isnull=False).exists()
    phases = set(everything(Course).values_list("phase", flat=True))
    assert phases >= {"upcoming", "active", "maintenance", "closed", "left", "wrong_start"}
    assert set(Score.objects.values_list("questionnaire", flat=True)) >= {"phq-9", "gad-7", "somnvecka", "vardagen"}


def test_every_flag_has_an_owner_and_every_dangerous_answer_a_history():
    flags = everything(Flag)
    assert not flags.filter(owner=None).exists()
    for flag in flags.filter(kind=FlagKind.DANGER):
        steps = list(flag.steps.values_list("kind", flat=True))
        assert steps[:2] == ["raised", "told"], steps
        assert ("handled" in steps) == (flag.state == FlagState.HANDLED)
        at = list(flag.steps.values_list("at", flat=True))
        assert at == sorted(at) and at[0] == flag.raised_at
    assert not flags.filter(state=FlagState.HANDLED, steps=None, resolved_at=None).exists()


def test_flags_stand_in_every_way():
    now = worlds.real_world().now()
    steps = FlagStep.objects.filter(flag__kind=FlagKind.DANGER)
    assert {"told", "administrators", "taken", "handled"} <= set(steps.values_list("kind", flat=True))
    assert steps.filter(kind="handed_on").exists() and all(step.words for step in steps.filter(kind="handed_on"))
    unsent = everything(Flag).get(kind=FlagKind.DANGER, unsent=True)
    assert unsent.is_overdue(now) and unsent.steps.filter(kind="administrators").exists()
    told = outside.staff_delivery(unsent.enrolment.unit_id, unsent.steps.exclude(key="").values_list("key", flat=True))
    assert set(told.values()) == {DeliveryState.SENT}
    assert all(step.words for step in FlagStep.objects.filter(kind="handed_on", flag__priority=False))
    assert flags_in(FlagState.ACKNOWLEDGED) & {"late", "message_waiting", "inactive", "ending_soon", "worsened"}


def flags_in(state):
    return set(everything(Flag).filter(state=state).values_list("kind", flat=True))


def test_the_worker_finds_no_storm():
    """A new demo sends next to nothing of its own accord: what was due has been told long ago."""
    now = worlds.real_world().now()
    waiting = everything(Notice).filter(state=NoticeState.WAITING)
    assert not waiting.filter(due_at__lt=now - timedelta(days=1)).exists()
    # Late in the evening one may wait for the quiet hours to end.
    assert not Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=now).exists()
    assert not everything(Course).filter(next_due_at__lt=now - timedelta(minutes=5)).exists()
    with transaction.atomic():
        sent = LocalSending.objects.count()
        while deliver_due(now=now + timedelta(seconds=5), worker="test"):
            pass
        assert LocalSending.objects.count() - sent < 25
        transaction.set_rollback(True)


def test_old_news_is_not_new():
    now = worlds.real_world().now()
    new = everything(Notice).filter(seen_at=None, gone_at=None)
    assert new.filter(due_at__gt=now - timedelta(days=3)).exists()
    assert not new.filter(due_at__lt=now - timedelta(days=8)).exists()


def test_addresses_are_made_up_and_one_cannot_be_reached():
    values = {(row.kind, row.value) for row in everything(Address)}
    assert {kind for kind, _value in values} == {"sms", "email"}
    for kind, value in values:
        assert re.fullmatch(r"\+467017406\d\d" if kind == "sms" else r"[a-z.-]+@example\.org", value)
    for channel in StaffChannel.objects.all():
        assert re.fullmatch(r"\+467017406\d\d|[a-z-]+@vanersund\.example", channel.address)
        assert channel.address not in {value for _kind, value in values}
    people_there = set(everything(Person).values_list("pk", flat=True))
    unreachable = outside.unreachable(people_there)
    assert [everything(Person).get(pk=pk).given_name.split()[0] for pk in unreachable] == ["Wilhelmina"]
    assert people_there - set(everything(NoticeChoice).values_list("person_id", flat=True))
    starts = Delivery.objects.filter(purpose=Purpose.START)
    assert set(starts.values_list("state", flat=True)) == {DeliveryState.SENT, DeliveryState.FAILED}


def test_every_unit_is_covered_but_for_the_two_that_show_what_is_missing():
    now = worlds.real_world().now()
    lacking = {unit.code: unit_time(unit, now).gaps(local_day(now)) for unit in CareUnit.objects.filter(training=False)}
    assert {code for code, gaps in lacking.items() if gaps} <= {"psyk-syd", "vc-klarfors"}
    assert len(lacking["psyk-syd"]) > 5
    away = Absence.objects.get(unit__code="vc-klarfors", replaced_by=None).from_day
    # The day may fall on a holiday: then nobody is missed.
    closed = ClosedDay.objects.filter(day=away).exists()
    assert [(gap.day, gap.why) for gap in lacking["vc-klarfors"]] == ([] if closed else [(away, "no_second")])
    for unit in CareUnit.objects.filter(training=False):
        roles = set(StaffChannel.objects.filter(unit=unit).values_list("role", flat=True))
        assert roles == {"unit", "manager"}
    assert ClosedDay.objects.filter(day__gt=local_day(now), reason="Annandag jul").count() == 6


def test_settings_have_a_history():
    ways = SettingChange.objects.values_list("unit__code", "key")
    assert len([pair for pair in ways if pair == ("vc-almen", "flag_deadline_minutes")]) == 2
    assert len([pair for pair in ways if pair == (None, "quiet_from")]) == 2
    unit = CareUnit.objects.get(code="vc-almen")
    assert access_settings.value(Key.FLAG_DEADLINE_MINUTES, unit=unit) == 60
    assert access_settings.value(Key.RETRY_HOURS, unit=unit) == 24


def test_time_is_in_the_lives():
    phases = dict(everything(Course).values_list("person__given_name", "phase"))
    assert (phases["Yusuf"], phases["Tyra"]) == ("paused", "upcoming")
    planned_ahead = [course for course in everything(Course) if _pause_ahead(course)]
    assert len(planned_ahead) >= 2
    assert everything(Course).filter(phase="paused").count() >= 3
    kinds = set(Effect.objects.values_list("kind", flat=True))
    assert kinds >= {"reminder", "notice", "phase_change", "message_waiting", "inactive", "ending_soon"}
    assert everything(Course).filter(facts__by="system:phase", phase="maintenance").exists()


def _pause_ahead(course):
    today = local_day(worlds.real_world().now())
    return any(pause.begins > today for pause in planned.pauses(walk.standing(course)))


def test_a_message_that_waits_is_a_new_one():
    before = worlds.real_world().now() - timedelta(days=6)
    assert not everything(Thread).filter(waiting_since__lt=before).exists()


def test_staff_have_what_their_sentences_promise():
    def own(given: str):
        return everything(Enrolment).filter(therapist__first_name=given)

    def silent(given: str) -> int:
        before = worlds.real_world().now() - timedelta(days=20)
        return own(given).filter(course__phase="active", course__last_active_at__lt=before).count()

    assert everything(Flag).filter(enrolment__in=own("Anna"), state=FlagState.OPEN, priority=True).exists()
    assert silent("Mikael") >= 2
    assert everything(Thread).filter(enrolment__in=own("Fatima"), waiting_since__isnull=False).count() >= 2
    unread = everything(Flag).filter(kind=FlagKind.EXERCISE, state=FlagState.OPEN)
    assert unread.filter(enrolment__in=own("Daniel")).exists()
    assert not own("Gunilla").exists()


def test_only_numbers_from_the_list_are_used():
    allowed = set(people.allowed_numbers())
    numbers = {row.number_cipher for model in (Person, RegisteredPerson) for row in everything(model)}
    assert numbers <= allowed
    written = " ".join(text for thread in people.THREADS for text in (row["text"] for row in thread["letters"]))
    assert TWELVE_DIGITS.findall(written) == []


def test_free_numbers_belong_to_nobody_who_is_treated():
    shown = {number.replace("-", "") for number, _name in free_numbers(30)}
    assert len(shown) == 30
    assert not shown & {row.number_cipher for row in everything(Person)}


@pytest.mark.parametrize("slug", [raw["slug"] for raw in (*people.STAFF, *people.residents()) if raw["sentence"]])
def test_everybody_in_the_cast_can_sign_in_and_has_a_page(slug):
    client = Client()
    assert member(slug), "is not in the cast"
    page = client.post("/in/", {"person": slug}, follow=True)
    assert page.status_code == 200
    assert HOMES.match(page.redirect_chain[-1][0])
    assert "<h1" in page.content.decode()


def test_the_cast_is_grouped_once():
    groups = [person.group for person in cast()]
    assert len(groups) == len(people.STAFF) + 10
    assert sorted(set(groups), key=groups.index) == [
        "Invånare", "Behandlare och enhet", "Designer", "Regional samordnare", "Support", "Loggranskare",
        "Med i utvecklingen", "Anställd utan uppdrag",
    ]  # fmt: skip


def test_outside_demo_mode_it_is_refused(settings):
    settings.STEGVIS_DEMO = False
    with pytest.raises(laying.CannotLay):
        laying.lay_out()
    with pytest.raises(CommandError, match="demoläge"):
        call_command("demo")


def test_a_postgresql_database_is_not_emptied_without_saying(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "postgresql")
    with pytest.raises(CommandError, match="--yes"):
        call_command("demo", "--reset")
