"""The groups are what the roles say, and hold no right to publish."""

from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission

from stegvis.access.kinds import Role
from stegvis.access.models import PublisherUnit, RoleGrant
from stegvis.authoring.models import UnitPage
from stegvis.authoring.projection import PREFIX, designers_of, group_name, project, project_all
from stegvis.lib.clock import local_day, utc_now
from tests.cast import Cast, grant

TODAY = local_day(utc_now())


def _members() -> dict[str, set[str]]:
    groups = Group.objects.filter(name__startswith=PREFIX)
    return {group.name: {str(pk) for pk in group.user_set.values_list("pk", flat=True)} for group in groups}


def _wanted() -> dict[str, set[str]]:
    return {group_name(unit): designers_of(unit, TODAY) for unit in PublisherUnit.objects.all()}


def test_the_groups_are_what_the_grants_say(cast: Cast) -> None:
    project_all(TODAY)

    assert _members() == _wanted()
    assert _wanted()[group_name(cast.verkstaden)] == {str(cast.accounts["disa"].pk)}
    assert UnitPage.objects.count() == PublisherUnit.objects.count()


def test_nobody_holds_publish(cast: Cast) -> None:
    project_all(TODAY)

    ours = GroupPagePermission.objects.filter(group__name__startswith=PREFIX)
    assert set(ours.values_list("permission__codename", flat=True)) == {"add_page", "change_page", "lock_page"}


def test_a_withdrawn_role_leaves_the_group_and_a_new_one_joins(cast: Cast) -> None:
    project_all(TODAY)
    disa = cast.accounts["disa"]
    RoleGrant.objects.filter(account=disa).update(withdrawn_at=utc_now(), withdrawn_by="x")
    grant(disa, Role.DESIGNER, publisher_unit=cast.andra)

    project(disa, TODAY)

    assert _members() == _wanted()
    assert str(disa.pk) in _members()[group_name(cast.andra)]


def test_projecting_again_changes_nothing(cast: Cast) -> None:
    project_all(TODAY)
    rights = GroupPagePermission.objects.count()
    project_all(TODAY)

    assert GroupPagePermission.objects.count() == rights
    assert _members() == _wanted()


def test_a_renamed_unit_renames_its_page(cast: Cast) -> None:
    project_all(TODAY)
    PublisherUnit.objects.filter(pk=cast.verkstaden.pk).update(name="Nya verkstaden")

    project_all(TODAY)

    page = UnitPage.objects.get(publisher_unit=cast.verkstaden)
    assert (page.title, page.collection.name) == ("Nya verkstaden", "Nya verkstaden")
