"""Hats: what an account may wear today, and what each gives."""

from datetime import date, timedelta

import pytest

from stegvis.access import queries
from stegvis.access.hats import actor_for, hats_of
from stegvis.access.kinds import HatKind, Role
from stegvis.access.roles import RESIDENT_PERMISSIONS, ROLE_PERMISSIONS, STAFF_PERMISSIONS
from stegvis.lib.clock import local_day, utc_now
from tests.cast import employ, grant

TODAY = local_day(utc_now())
pytestmark = pytest.mark.django_db


def kinds(cast, name):
    return [actor.hat.kind for actor in hats_of(cast.accounts[name], TODAY)]


def test_each_of_the_cast_has_the_hat_they_should(cast):
    assert kinds(cast, "rita") == [HatKind.RESIDENT]
    assert kinds(cast, "tina") == [HatKind.COMMISSION]
    assert kinds(cast, "disa") == [HatKind.PUBLISHER]
    assert kinds(cast, "kaj") == [HatKind.POST]
    assert kinds(cast, "emil") == [HatKind.EMPLOYEE]


def test_permissions_come_from_roles(cast):
    assert cast.tina.permissions == ROLE_PERMISSIONS[Role.THERAPIST] | STAFF_PERMISSIONS
    assert cast.rita.permissions == RESIDENT_PERMISSIONS
    assert cast.emil.permissions == STAFF_PERMISSIONS
    assert cast.utan.permissions == frozenset()


def test_an_employment_is_a_hat_only_where_there_is_no_other_of_that_provider(cast):
    employ(cast.accounts["tina"], cast.ett)
    assert kinds(cast, "tina") == [HatKind.COMMISSION]
    employ(cast.accounts["tina"], cast.tva)
    assert kinds(cast, "tina") == [HatKind.COMMISSION, HatKind.EMPLOYEE]


def test_an_employment_opens_no_unit_and_ends_on_its_day(cast):
    assert not cast.emil.hat.unit_id and cast.emil.hat.provider_id == str(cast.ett.pk)
    row = cast.accounts["emil"].employments.get()
    row.ends_on = TODAY - timedelta(days=1)
    row.save()
    assert cast.emil.permissions == frozenset()


def test_an_expired_commission_gives_nothing(cast):
    assert kinds(cast, "expired") == [HatKind.EMPLOYEE]


def test_a_commission_for_statistics_opens_no_care_data(cast):
    assert cast.stat.permissions == STAFF_PERMISSIONS


def test_an_archived_unit_gives_nothing(cast):
    cast.norra.archived_on = TODAY
    cast.norra.save()
    assert kinds(cast, "tina") == [HatKind.EMPLOYEE]


def test_a_closed_account_has_no_hat(cast):
    account = cast.accounts["tina"]
    account.is_active = False
    assert hats_of(account, TODAY) == []


def test_a_withdrawn_grant_is_gone_at_once(cast):
    account = cast.accounts["tina"]
    row = account.grants.get()
    row.withdrawn_at, row.withdrawn_by = utc_now(), "somebody"
    row.save()
    assert cast.tina.permissions == STAFF_PERMISSIONS


def test_several_hats_are_all_offered_and_never_mixed(cast):
    account = cast.accounts["tina"]
    grant(account, Role.DESIGNER, publisher_unit=cast.verkstaden)
    found = hats_of(account, TODAY)
    assert [a.hat.kind for a in found] == [HatKind.COMMISSION, HatKind.PUBLISHER]
    assert not any(a.can("caseload:read") and a.can("program:edit") for a in found)


def test_a_hat_of_somebody_else_cannot_be_put_on(cast):
    assert actor_for(cast.accounts["tor"], cast.tina.hat.key, TODAY) is None


def test_hats_cost_three_queries_whatever_their_number(cast, django_assert_num_queries):
    account = cast.accounts["tina"]
    for place in (cast.verkstaden, cast.andra, cast.ovning):
        grant(account, Role.DESIGNER, publisher_unit=place)
    with django_assert_num_queries(3):
        hats_of(account, TODAY)


def test_two_people_are_enough_and_one_is_not(cast):
    assert queries.enough_handlers(cast.norra, TODAY)
    assert not queries.enough_handlers(cast.o, TODAY)


def test_a_co_operating_unit_can_be_the_second(cast):
    cast.o.cooperates_with = cast.norra
    assert queries.enough_handlers(cast.o, TODAY)


def test_one_person_with_both_roles_is_still_one(cast):
    grant(cast.accounts["ove"], Role.RESIDENT_ADMINISTRATOR, unit=cast.o)
    assert not queries.enough_handlers(cast.o, TODAY)


def test_dates_are_inclusive(cast):
    account = cast.accounts["tina"]
    commission = account.commissions.get()
    commission.ends_on = TODAY
    commission.save()
    assert kinds(cast, "tina") == [HatKind.COMMISSION]
    assert [a.hat.kind for a in hats_of(account, TODAY + timedelta(days=1))] == [HatKind.EMPLOYEE]
    assert [a.hat.kind for a in hats_of(account, date(2019, 1, 1))] == [HatKind.EMPLOYEE]
