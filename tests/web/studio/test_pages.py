"""The studio's own pages: what is being built, what is missing, and handing over."""

from pathlib import Path

from django.urls import reverse

from stegvis.authoring.models import ModulePage, ProgramPage
from stegvis.catalogue.models import Candidate
from tests.authoring.making import built
from tests.cast import Cast


def test_an_empty_unit_is_shown_how_to_begin(cast: Cast) -> None:
    said = cast.client("disa").get("/studio/").content.decode()

    assert "Så bygger du ett program" in said
    assert reverse("studio:new_program") in said


def test_from_a_title_to_a_module_in_the_editor(cast: Cast) -> None:
    client = cast.client("disa")

    made = client.post(reverse("studio:new_program"), {"title": "  Sova   gott "})
    page = ProgramPage.objects.get()
    first = client.post(reverse("studio:new_module", args=[page.program_uuid]), {"title": "Ett"})
    client.post(reverse("studio:new_module", args=[page.program_uuid]), {"title": "Två"})

    one, two = ModulePage.objects.order_by("path")
    assert made["Location"] == reverse("studio:program", args=[page.program_uuid])
    assert first["Location"] == f"/redigera/pages/{one.pk}/edit/"
    assert (page.title, page.live, one.live) == ("Sova gott", False, False)
    outline = ProgramPage.objects.get().get_latest_revision_as_object().outline.get_prep_value()
    assert [(row["value"]["module"], row["value"]["rule"]) for row in outline] == [
        (one.pk, "at_start"),
        (two.pk, "by_staff"),
    ]


def test_a_name_that_the_unit_has_already_is_refused_however_it_is_spelt(cast):
    client, address = cast.client("disa"), reverse("studio:new_program")
    client.post(address, {"title": "Sova gott"})
    answer = client.post(address, {"title": " sova  GOTT"})
    assert answer.status_code == 422
    assert "Ni har redan ett program med det namnet" in answer.content.decode()
    assert cast.client("dan").post(address, {"title": "Sova gott"}).status_code == 302


def test_a_program_without_a_name_is_asked_for_one(cast: Cast) -> None:
    answer = cast.client("disa").post(reverse("studio:new_program"), {"title": "  "})

    assert answer.status_code == 422
    assert not ProgramPage.objects.exists()


def test_what_is_missing_links_to_its_place_and_stops_the_handing_over(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path, welcome="")
    client = cast.client("disa")

    said = client.get(reverse("studio:program", args=[page.program_uuid])).content.decode()
    answer = client.post(reverse("studio:hand_over", args=[page.program_uuid]), {"note": "Ny"})

    assert f"/redigera/pages/{page.pk}/edit/#panel-child-content-welcome-section" in said
    assert "1 sak fattas" in said
    assert answer.status_code == 422
    assert not Candidate.objects.exists()


def test_handing_over_twice_gives_one_candidate_and_a_history(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    client = cast.client("disa")
    address = reverse("studio:program", args=[page.program_uuid])
    assert "Frys och lägg fram" in client.get(address).content.decode()

    for _time in range(2):
        answer = client.post(reverse("studio:hand_over", args=[page.program_uuid]), {"note": "Allt är nytt."})
        assert answer["Location"] == address

    said = client.get(address).content.decode()
    assert Candidate.objects.count() == 1
    assert "Allt är nytt." in said and "Framlagt" in said and "Utkastet är fryst" in said
    assert "Framlagt" in client.get("/studio/").content.decode()


def test_saved_again_as_it_was_is_no_change_and_another_title_is(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    client = cast.client("disa")
    client.post(reverse("studio:hand_over", args=[page.program_uuid]), {"note": "Allt är nytt."})
    page = ProgramPage.objects.get(pk=page.pk)

    page.get_latest_revision_as_object().save_revision(user=cast.accounts["disa"])
    assert "Ändrat sedan dess" not in client.get("/studio/").content.decode()

    draft = page.get_latest_revision_as_object()
    draft.title = "Ett annat namn"
    draft.save_revision(user=cast.accounts["disa"])
    assert "Ändrat sedan dess" in client.get("/studio/").content.decode()


def test_the_draft_can_be_walked_from_the_first_step_to_the_last(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.verkstaden, cast.disa, tmp_path)
    client = cast.client("disa")

    start = client.get(reverse("studio:preview", args=[page.program_uuid]))
    from stegvis.authoring.freeze import compile_draft

    steps = [step.id for module in compile_draft(page).modules for step in module.steps]
    pages = [client.get(reverse("studio:preview_step", args=[page.program_uuid, step])) for step in steps]

    assert "Välkommen hit." in start.content.decode()
    assert [answer.status_code for answer in pages] == [200, 200]
    assert "En fyr" in pages[1].content.decode()
    assert client.get(reverse("studio:preview_step", args=[page.program_uuid, "nej"])).status_code == 404


def test_other_units_programs_do_not_exist(cast: Cast, tmp_path: Path) -> None:
    page = built(cast.andra, cast.dan, tmp_path, title="Hemliga planen")
    client = cast.client("disa")
    names = ("program", "new_module", "preview")

    answers = [client.get(reverse(f"studio:{name}", args=[page.program_uuid])) for name in names]
    answers.append(client.post(reverse("studio:hand_over", args=[page.program_uuid]), {"note": "x"}))
    answers.append(client.post(reverse("studio:new_module", args=[page.program_uuid]), {"title": "x"}))

    assert [answer.status_code for answer in answers] == [404] * 5
    assert "Hemliga planen" not in client.get("/studio/").content.decode()


def test_a_training_unit_says_so(cast: Cast) -> None:
    assert "övningsenhet" in cast.client("dagny").get("/studio/").content.decode()


def test_the_list_costs_the_same_for_one_program_and_for_three(
    cast: Cast, tmp_path: Path, django_assert_max_num_queries
) -> None:
    built(cast.verkstaden, cast.disa, tmp_path)
    client = cast.client("disa")
    with django_assert_max_num_queries(14) as one:
        client.get("/studio/")
    for number in ("ett", "två"):
        built(cast.verkstaden, cast.disa, tmp_path, slug=number)
    with django_assert_max_num_queries(14) as three:
        client.get("/studio/")

    assert len(three) == len(one)
