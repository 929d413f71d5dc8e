"""Wagtail's groups as a projection of roles: one group per publisher unit, its rights, its members.

Nothing else makes groups. A test compares the projection with the grants.
"""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from stegvis.access.hats import current
from stegvis.access.kinds import Role
from stegvis.access.models import Account, PublisherUnit, RoleGrant
from stegvis.authoring.models import UnitPage

PREFIX = "publisher:"
# Nobody holds publish: whoever has it goes past every control of Wagtail's.
PAGE_RIGHTS = ("add_page", "change_page", "lock_page")
LIBRARY_RIGHTS = (
    ("wagtailimages", ("add_image", "change_image", "choose_image")),
    ("wagtaildocs", ("add_document", "change_document", "choose_document")),
    ("wagtailmedia", ("add_media", "change_media")),
)


def group_name(publisher_unit: PublisherUnit) -> str:
    """The group's name: an id, since units are renamed and names are not unique."""
    return f"{PREFIX}{publisher_unit.pk}"


def designers_of(publisher_unit: PublisherUnit, today: date) -> set[str]:
    """Ids of the accounts that hold a current designer's role at the unit."""
    rows = RoleGrant.objects.filter(
        current(today),
        publisher_unit=publisher_unit,
        role=Role.DESIGNER,
        withdrawn_at__isnull=True,
        account__is_active=True,
    )
    return {str(pk) for pk in rows.values_list("account_id", flat=True)}


@transaction.atomic
def project_all(today: date) -> None:
    """Every publisher unit's page, group, rights and members, as the grants say today."""
    for publisher_unit in PublisherUnit.objects.select_related("provider"):
        group = ensure_group(publisher_unit)
        group.user_set.set(Account.objects.filter(pk__in=designers_of(publisher_unit, today)))
    known = {group_name(unit) for unit in PublisherUnit.objects.all()}
    Group.objects.filter(name__startswith=PREFIX).exclude(name__in=known).delete()


@transaction.atomic
def project(account: Account, today: date) -> None:
    """One account's memberships, as its grants say today. Cheap when nothing has changed."""
    rows = RoleGrant.objects.filter(
        current(today), account=account, role=Role.DESIGNER, withdrawn_at__isnull=True, publisher_unit__isnull=False
    )
    units = {row.publisher_unit_id: row.publisher_unit for row in rows.select_related("publisher_unit__provider")}
    groups = [ensure_group(unit) for unit in units.values() if unit and account.is_active]
    mine = account.groups.filter(name__startswith=PREFIX)
    account.groups.remove(*mine.exclude(pk__in=[group.pk for group in groups]))
    account.groups.add(*groups)


def ensure_group(publisher_unit: PublisherUnit) -> Group:
    """The unit's group with its page, its collection and its rights."""
    page = ensure_unit_page(publisher_unit)
    group, made = Group.objects.get_or_create(name=group_name(publisher_unit))
    if made:
        group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
        _grant_rights(group, page)
    return group


def _grant_rights(group: Group, page: UnitPage) -> None:
    for codename in PAGE_RIGHTS:
        right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page_id=page.pk, permission=right)
    for app, codenames in LIBRARY_RIGHTS:
        for right in Permission.objects.filter(codename__in=codenames, content_type__app_label=app):
            GroupCollectionPermission.objects.create(group=group, collection_id=page.collection_id, permission=right)


def ensure_unit_page(publisher_unit: PublisherUnit) -> UnitPage:
    """The unit's page and collection; made once, renamed with the unit."""
    page: UnitPage | None = UnitPage.objects.filter(publisher_unit=publisher_unit).select_related("collection").first()
    if page is None:
        return _new_unit_page(publisher_unit)
    if page.title != publisher_unit.name:
        page.title = page.draft_title = page.collection.name = publisher_unit.name
        page.save(update_fields=["title", "draft_title"], clean=False)
        page.collection.save(update_fields=["name"])
    return page


def _new_unit_page(publisher_unit: PublisherUnit) -> UnitPage:
    root = Page.objects.filter(depth=1).get()
    shelf = Collection.objects.filter(depth=1).get()
    collection = shelf.add_child(instance=Collection(name=publisher_unit.name))
    page = UnitPage(
        title=publisher_unit.name,
        slug=str(publisher_unit.pk),
        live=False,
        publisher_unit=publisher_unit,
        collection=collection,
    )
    root.add_child(instance=page)
    return page
