"""Roles and counts: who gives and takes, and numbers that point at nobody."""

import pytest
from django.urls import reverse

from stegvis.access.kinds import Role
from stegvis.access.models import RoleGrant
from stegvis.care import aggregates
from stegvis.web.shell import home_of
from tests import programs

pytestmark = pytest.mark.django_db

ROLES, GRANT, COUNTS = (reverse(f"clinician:{name}") for name in ("roles", "grant", "counts"))


@pytest.mark.parametrize("name", ["tina", "irma", "data", "sven"])
def test_roles_are_the_access_administrators(cast, name):
    assert cast.client(name).get(ROLES).status_code == 403
    assert cast.client(name).post(GRANT).status_code == 403


@pytest.mark.parametrize("name", ["tina", "berit", "sven"])
def test_counts_are_the_data_administrators(cast, name):
    assert cast.client(name).get(COUNTS).status_code == 403


def test_a_role_is_given_with_a_reason_and_taken_back(cast):
    client = cast.client("berit")
    fields = {"person": str(cast.accounts["data"].pk), "role": "therapist"}
    assert "Skriv kort varför rollen behövs." in client.post(GRANT, fields).content.decode()
    given = client.post(GRANT, {**fields, "reason": "Ny på enheten"}, follow=True).content.decode()
    assert "Rollen är tilldelad." in given and "Ny på enheten" in given and "Berit Ek" in given
    client.post(GRANT, {**fields, "reason": "Igen"})
    row = RoleGrant.objects.get(account=cast.accounts["data"], role=Role.THERAPIST)
    address = reverse("clinician:withdraw", args=[row.pk])
    assert "Ta bort rollen behandlare för Data Ek?" in client.get(address).content.decode()
    assert "Skriv kort varför rollen tas bort." in client.post(address, {"reason": ""}).content.decode()
    after = client.post(address, {"reason": "Slutat"}, follow=True).content.decode()
    assert "Rollen är borttagen." in after and "Borttagen av Berit Ek" in after


def test_nobody_outside_the_unit_gets_a_role_here(cast):
    fields = {"person": str(cast.accounts["sven"].pk), "role": "therapist", "reason": "x"}
    assert cast.client("berit").post(GRANT, fields).status_code == 200
    assert not RoleGrant.objects.filter(account=cast.accounts["sven"], unit=cast.norra).exists()
    fields = {"person": str(cast.accounts["data"].pk), "role": "coordinator", "reason": "x"}
    cast.client("berit").post(GRANT, fields)
    assert not RoleGrant.objects.filter(account=cast.accounts["data"], role=Role.COORDINATOR).exists()


def test_another_units_grant_does_not_exist(cast):
    row = RoleGrant.objects.get(account=cast.accounts["sven"])
    assert cast.client("berit").get(reverse("clinician:withdraw", args=[row.pk])).status_code == 404


def test_too_few_handlers_is_a_warning(cast):
    assert "Inget stängs" not in cast.client("berit").get(ROLES).content.decode()
    RoleGrant.objects.filter(account__in=[cast.accounts["tor"], cast.accounts["irma"]]).delete()
    assert "Inget stängs" in cast.client("berit").get(ROLES).content.decode()


def test_the_administrators_land_on_their_own_page(cast):
    assert home_of(cast.berit) == ROLES
    assert home_of(cast.data) == COUNTS
    assert home_of(cast.tina) == reverse("clinician:home")


def test_small_numbers_are_not_shown(cast):
    programs.enrol(cast, programs.publish(cast))
    shown = cast.client("data").get(COUNTS).content.decode()
    assert "Färre än 5 här" in shown and "<table" not in shown and "Rita" not in shown
    assert aggregates.of_unit(cast.tina) is None
