"""A kept question gives what the queryset gives, behind the same door, for everybody in the cast."""

from datetime import timedelta
from uuid import uuid4

import pytest

from stegvis.access.doors import CannotLook, Kept
from stegvis.access.kinds import Role
from stegvis.access.models import Account, RoleGrant
from stegvis.course import queries
from stegvis.course.models import Course
from stegvis.lib.clock import local_day, utc_now
from tests import programs
from tests.cast import EVERYONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses(cast):
    version = programs.publish(cast)
    programs.enrol(cast, version, "rita")
    programs.enrol(cast, version, "rune", by="sven")
    return list(Course.objects.without_asking_who_because("the test compares"))


def test_it_gives_what_the_door_gives_to_everybody(cast, courses):
    for _again in range(2):
        for name in EVERYONE:
            if name == "nobody":
                continue
            actor = cast.actor(name)
            for course in courses:
                plain = Course.objects.visible_to(actor).filter(pk=course.pk).first()
                assert queries.course(actor, course.pk) == plain
                assert queries.course(actor, str(course.pk)) == plain


def test_the_row_is_whole_and_its_relations_are_there(cast, courses, django_assert_num_queries):
    mine = next(course for course in courses if course.person_id == cast.rita_person.pk)
    queries.course(cast.rita, mine.pk)
    with django_assert_num_queries(1):
        found = queries.course(cast.rita, mine.pk)
        assert found.standing == mine.standing
        assert found.started_at == mine.started_at
        assert found.version.title and found.world.now()


@pytest.mark.parametrize("pk", ["x", "", "1"])
def test_what_is_no_id_finds_nothing(cast, courses, pk):
    assert queries.course(cast.rita, pk) is None


def test_a_door_that_is_not_opened_stays_shut(cast):
    with pytest.raises(CannotLook):
        Kept(lambda pk: Course.objects.filter(pk=pk)).first(pk=uuid4())


def test_lists_days_and_plain_columns(cast):
    today = local_day(utc_now())
    kept = Kept(
        lambda accounts, today: (
            RoleGrant.objects.filter(account__in=accounts, starts_on__lte=today)
            .order_by("account__first_name", "role")
            .values_list("account__first_name", "role")
        )
    )
    for names in (["tina"], ["tina", "irma"], ["tina", "irma", "disa"], []):
        accounts = tuple(cast.accounts[name].pk for name in names)
        plain = RoleGrant.objects.filter(account__in=accounts).order_by("account__first_name", "role")
        assert kept.rows(accounts=accounts, today=today) == list(plain.values_list("account__first_name", "role"))
    long_before = today - timedelta(days=100 * 365)
    assert kept.rows(accounts=(cast.accounts["tina"].pk,), today=long_before) == []


def test_annotations_come_along(cast):
    from django.db.models import Count

    kept = Kept(lambda pk: Account.objects.filter(pk=pk).annotate(roles=Count("grants")))
    found = kept.first(pk=cast.accounts["tina"].pk)
    assert found.roles == RoleGrant.objects.filter(account=found, role=Role.THERAPIST).count() == 1
