"""The editor shows a designer the own unit and nothing of anybody else's, titles included."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.access.kinds import Role
from stegvis.authoring.models import AuthoredImage, ModulePage, ProgramPage, UnitPage
from stegvis.authoring.models.draft_only import CannotPublishPage
from stegvis.authoring.projection import project_all
from stegvis.catalogue.models import Program
from stegvis.lib.clock import local_day, utc_now
from tests.authoring.making import built, form_of, upload
from tests.cast import Cast, grant

SECRET = "Hemliga planen"


@pytest.fixture
def theirs(cast: Cast, tmp_path: Path) -> ProgramPage:
    project_all(local_day(utc_now()))
    return built(cast.andra, cast.dan, tmp_path, title=SECRET)


def _page_addresses(page_id: int) -> list[str]:
    names = (
        "edit",
        "history",
        "history_results",
        "revisions_index",
        "copy",
        "delete",
        "lock",
        "view_draft",
        "preview_on_edit",
    )
    return [
        *(reverse(f"wagtailadmin_pages:{name}", args=[page_id]) for name in names),
        reverse("wagtailadmin_explore", args=[page_id]),
        reverse("wagtailadmin_explore_results", args=[page_id]),
        reverse("wagtailadmin_choose_page_child", args=[page_id]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page_id, "earliest", "latest"]),
        reverse("wagtailadmin_pages:add", args=["authoring", "modulepage", page_id]),
        reverse("wagtailadmin_pages:add_subpage", args=[page_id]),
    ]


def test_another_units_pages_do_not_exist(cast: Cast, theirs: ProgramPage) -> None:
    client = cast.client("disa")
    module = ModulePage.objects.child_of(theirs).first()
    revision = theirs.latest_revision
    addresses = [
        *_page_addresses(theirs.pk),
        *_page_addresses(module.pk),
        reverse("wagtailadmin_pages:revisions_view", args=[theirs.pk, revision.pk]),
        reverse("wagtailadmin_pages:revisions_revert", args=[theirs.pk, revision.pk]),
    ]

    answers = {address: client.get(address) for address in addresses}

    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 404} == {}
    assert not [address for address, answer in answers.items() if SECRET in answer.content.decode()]


def test_their_own_designer_does_get_there(cast: Cast, theirs: ProgramPage) -> None:
    answer = cast.client("dan").get(reverse("wagtailadmin_pages:edit", args=[theirs.pk]))

    assert answer.status_code == 200
    assert SECRET in answer.content.decode()


def test_lists_and_choosers_hold_only_the_own_unit(cast: Cast, theirs: ProgramPage, tmp_path: Path) -> None:
    own = built(cast.verkstaden, cast.disa, tmp_path, title="Vårt eget")
    upload(cast.andra, "hemlig-bild.png")
    upload(cast.verkstaden, "var-bild.png")
    client = cast.client("disa")
    addresses = {
        reverse("wagtailadmin_explore_root"): "Vårt eget",
        reverse("wagtailadmin_choose_page"): "Vårt eget",
        reverse("wagtailadmin_choose_page_search") + "?q=planen": "",
        reverse("wagtailimages:index"): "var-bild.png",
        reverse("wagtailimages_chooser:choose"): "var-bild.png",
        reverse("wagtailmedia:index"): "",
        reverse("wagtaildocs:index"): "",
        reverse("wagtailadmin_pages:edit", args=[own.pk]): "Vårt eget",
    }

    for address, wanted in addresses.items():
        answer = client.get(address, follow=True)
        said = answer.content.decode()
        assert answer.status_code == 200, address
        assert SECRET not in said and "hemlig-bild" not in said and "Andra verkstaden" not in said, address
        assert wanted in said or wanted in said.encode().decode("unicode_escape", "ignore"), address


@pytest.mark.parametrize(
    "address",
    ["reports/page-types-usage/", "reports/site-history/", "users/", "workflows/list/", "snippets/", "api/main/pages/",
     "collections/", "groups/", "pages/search/?q=plan", "sites/", "images/usage/1/"],
)  # fmt: skip
def test_what_designers_do_not_need_is_not_there(cast: Cast, theirs: ProgramPage, address: str) -> None:
    assert cast.client("disa").get(f"/redigera/{address}").status_code == 404


def test_another_units_files_do_not_exist(cast: Cast, theirs: ProgramPage) -> None:
    image = AuthoredImage.objects.get()
    client, own = cast.client("disa"), cast.client("dan")
    addresses = [
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        image.file.url,
        reverse("authoring_editor:ready_file", args=[image.ready_hash]),
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert [own.get(address).status_code for address in addresses] == [200] * 5


def test_files_come_in_ranges(cast: Cast, theirs: ProgramPage) -> None:
    image = AuthoredImage.objects.get()
    address = reverse("authoring_editor:ready_file", args=[image.ready_hash])

    answer = cast.client("dan").get(address, headers={"Range": "bytes=2-5"})

    with image.ready_file.open("rb") as opened:
        assert (answer.status_code, answer.content) == (206, opened.read()[2:6])
    assert cast.client("dan").get(address, headers={"Range": "bytes=999999-"}).status_code == 416


def test_the_hat_decides_which_of_two_units_is_there(cast: Cast, theirs: ProgramPage) -> None:
    disa = cast.accounts["disa"]
    grant(disa, Role.DESIGNER, publisher_unit=cast.andra)
    project_all(local_day(utc_now()))
    address = reverse("wagtailadmin_pages:edit", args=[theirs.pk])
    client = cast.client("disa")

    def wear(unit: str) -> Client:
        session = client.session
        session["hat"] = f"publisher:{getattr(cast, unit).pk}"
        session.save()
        return client

    assert wear("verkstaden").get(address).status_code == 404
    assert SECRET not in client.get(reverse("wagtailadmin_choose_page"), follow=True).content.decode()
    assert wear("andra").get(address).status_code == 200


def test_a_role_granted_a_moment_ago_opens_the_editor(cast: Cast) -> None:
    answer = cast.client("disa").get(reverse("wagtailadmin_explore_root"), follow=True)

    assert answer.status_code == 200
    assert UnitPage.objects.filter(publisher_unit=cast.verkstaden).exists()


def test_nobody_publishes(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    client = cast.client("disa")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    said = client.get(address).content.decode()
    answer = client.post(address, form_of(page, title="Nytt namn", **{"action-publish": "1"}))

    assert "action-publish" not in said
    assert answer.status_code == 302
    page.refresh_from_db()
    assert not page.live and page.draft_title == "Nytt namn"
    with pytest.raises(CannotPublishPage):
        page.get_latest_revision().publish()
    assert client.get(reverse("wagtailadmin_pages:unpublish", args=[page.pk])).status_code == 404


def test_another_units_module_cannot_be_put_in_the_outline(cast: Cast, theirs: ProgramPage, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    stranger = ModulePage.objects.child_of(theirs).first()
    client = cast.client("disa")
    item = {
        "outline-count": "1",
        "outline-0-deleted": "",
        "outline-0-order": "0",
        "outline-0-type": "module",
        "outline-0-id": "",
        "outline-0-value-module": str(stranger.pk),
        "outline-0-value-rule": "at_start",
        "outline-0-value-days": "",
        "outline-0-value-conditions-count": "0",
    }

    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **item))

    assert answer.status_code == 404
    page.refresh_from_db()
    assert stranger.pk not in [row["value"]["module"] for row in page.get_latest_revision_as_object().outline.raw_data]


def test_a_form_with_a_fault_does_not_name_what_is_theirs(cast: Cast, theirs: ProgramPage, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    client = cast.client("disa")
    stranger = ModulePage.objects.child_of(theirs).first()
    item = {
        "outline-count": "1",
        "outline-0-deleted": "",
        "outline-0-order": "0",
        "outline-0-type": "module",
        "outline-0-id": "",
        "outline-0-value-module": str(stranger.pk),
        "outline-0-value-rule": "no such rule",
        "outline-0-value-days": "",
        "outline-0-value-conditions-count": "0",
    }
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert client.post(edit, form_of(page, **item)).status_code == 404
    stranger.delete()
    assert client.post(edit, form_of(page, **item)).status_code == 200


def test_nothing_is_copied_to_another_unit(cast: Cast, theirs: ProgramPage, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    form = {"new_title": "Min", "new_slug": "", "new_parent_page": str(theirs.pk), "copy_subpages": "on"}

    assert cast.client("disa").post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form).status_code == 404


def test_a_copied_program_is_a_program_of_its_own(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    client = cast.client("disa")
    form = {
        "new_title": "Sova igen",
        "new_slug": "sova-igen",
        "new_parent_page": str(page.get_parent().pk),
        "copy_subpages": "on",
    }

    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)

    copy = ProgramPage.objects.get(draft_title="Sova igen")
    assert copy.program_uuid != page.program_uuid
    assert Program.objects.filter(pk=copy.program_uuid).exists()
    from stegvis.authoring.freeze import compile_draft

    ours, original = compile_draft(copy), compile_draft(page)
    assert ours.program == str(copy.program_uuid)
    assert [node.id for node, _parent in ours.nodes()] == [node.id for node, _parent in original.nodes()]


def test_previews_show_the_residents_own_steps(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    module = ModulePage.objects.child_of(page).get(title="Andra")

    answer = cast.client("disa").get(reverse("wagtailadmin_pages:view_draft", args=[module.pk]))

    said = answer.content.decode()
    assert answer.status_code == 200
    assert "En fyr" in said and "/redigera/filer/klar/" in said and "PHQ-9" in said


def test_others_are_turned_away(cast: Cast) -> None:
    for name in ("tina", "kaj", "emil", "rita"):
        assert cast.client(name).get("/redigera/pages/").status_code == 403
    assert cast.client("nobody").get("/redigera/pages/").status_code == 302
