"""The coordinator's pages: what they show, who gets in, and that nothing is done by looking."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from stegvis.access.models import CareUnit
from stegvis.catalogue import actions
from stegvis.catalogue.models import Candidate, Distribution, ProgramVersion
from stegvis.catalogue.policies import Placing
from tests.cast import NOW
from tests.catalogue.making import distributed, document, handed_over, published
from tests.clearing import let_in

NASTY = "<script>alert(1)</script>"
OUTSIDERS = ["klas", "disa", "tina", "rita", "emil"]


def url(name: str, *args: object) -> str:
    return reverse(f"region:{name}", args=args)


def page(client, address: str, code: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == code, address
    return response.content.decode()


@pytest.fixture
def kaj(cast):
    return cast.client("kaj")


def changed(**texts: str):
    return document(texts={key.replace("__", "."): text for key, text in texts.items()})


# --- Overview -----------------------------------------------------------------------------------


def test_an_empty_region_says_what_will_come(kaj):
    assert "Här är det tomt än så länge" in page(kaj, url("overview"))
    assert "Katalogen är tom" in page(kaj, url("shelf"))


def test_what_waits_comes_first_and_leads_on(cast, kaj):
    candidate = handed_over(cast)
    html = page(kaj, url("overview"))
    assert url("candidate", candidate.pk) in html
    assert "utan pågående arbete" in html
    version = let_in(candidate, now=NOW, by=cast.kaj)
    html = page(kaj, url("overview"))
    assert "utan pågående arbete" not in html
    assert "ingen enhet har dem" in html
    assert url("version", version.pk) in html
    actions.distribute(Placing(version, cast.norra), now=NOW, by=cast.kaj)
    assert "Inget väntar på dig" in page(kaj, url("overview"))


def test_units_with_an_older_version_are_counted(cast, kaj):
    distributed(cast, "norra", "sodra")
    newer = published(cast, changed(h__text="Nytt"))
    actions.distribute(Placing(newer, cast.norra), now=NOW, by=cast.kaj)
    assert "1 enhet har inte fått version 2" in page(kaj, url("overview"))


# --- A candidate --------------------------------------------------------------------------------


def test_a_candidate_shows_what_it_contains(cast, kaj):
    candidate = handed_over(cast, note="Ny text om kaffe")
    html = page(kaj, url("candidate", candidate.pk))
    for words in (
        "Ny text om kaffe", "Välkommen hit.", "Om sömn", "Öppen från starten", "Öppnas 7 dagar efter starten",
        "PHQ-9", "Varje vecka, 8 gånger.", "Behandlingsprogram", "Egenvård vid sömnbesvär.",
        "Disa Ek",
    ):  # fmt: skip
        assert words in html
    assert "Ändrat sedan" not in html


def test_a_second_candidate_shows_what_is_new(cast, kaj):
    published(cast)
    candidate = handed_over(cast, changed(program__lead="<p>Ny</p>", h__text="Ny rubrik"))
    html = page(kaj, url("candidate", candidate.pk))
    assert "Ändrat sedan version 1" in html
    assert "Steget ”Om sömn”: ändrad text" in html


# --- Preview ------------------------------------------------------------------------------------


def test_the_preview_walks_every_step_as_the_resident(cast, kaj):
    candidate = handed_over(cast)
    start = page(kaj, url("candidate_preview", candidate.pk))
    assert 'class="resident' in start
    assert "Välkommen hit." in start
    for step, words in (("st1", "Varför sover vi?"), ("st2", "Din dagbok"), ("st3", "Sista steget")):
        html = page(kaj, url("candidate_step", candidate.pk, step))
        assert words in html
        assert "Inget sparas" in html
    assert url("candidate_step", candidate.pk, "st2") in page(kaj, url("candidate_step", candidate.pk, "st1"))
    assert kaj.get(url("candidate_step", candidate.pk, "okänt")).status_code == 404


def test_a_version_is_previewed_the_same_way(cast, kaj):
    version = published(cast)
    assert "Välkommen hit." in page(kaj, url("version_preview", version.pk))
    assert "Varför sover vi?" in page(kaj, url("version_step", version.pk, "st1"))


# --- Catalogue and distribution -----------------------------------------------------------------


def test_the_shelf_lists_programs_versions_and_units(cast, kaj):
    version = distributed(cast, "norra", "sodra")
    html = page(kaj, url("shelf"))
    assert url("version", version.pk) in html
    assert '<td data-label="Enheter">2' in html


def test_ticked_units_get_the_version_and_twice_is_once(cast, kaj):
    version = published(cast)
    assert 'name="unit"' in page(kaj, url("version", version.pk))
    for _click in range(2):
        response = kaj.post(url("distribute", version.pk), {"unit": [str(cast.norra.pk)]})
        assert response.url == f"{url('version', version.pk)}#enheter"
    assert [row.unit.name for row in Distribution.objects.all()] == ["Norra"]
    assert "Utdelad" in page(kaj, url("version", version.pk))


def test_a_whole_administration_at_once(cast, kaj):
    version = distributed(cast, "norra")
    kaj.post(url("distribute", version.pk), {"administration": str(cast.psykiatrin_ett.pk)})
    assert sorted(Distribution.objects.values_list("unit__name", flat=True)) == ["Norra", "Södra"]
    assert "Alla enheter har versionen." in page(kaj, url("version", version.pk))


@pytest.mark.parametrize("unit", ["", "skräp", "0" * 32, "' OR 1=1 --"])
def test_nothing_ticked_or_nonsense_changes_nothing_and_says_so(cast, kaj, unit):
    version = published(cast)
    response = kaj.post(url("distribute", version.pk), {"unit": [unit]}, follow=True)
    assert "Inget ändrades" in response.content.decode()
    assert not Distribution.objects.exists()


def test_another_providers_unit_cannot_be_ticked(cast, kaj):
    version = published(cast)
    kaj.post(url("distribute", version.pk), {"unit": [str(cast.o.pk)], "administration": ""})
    kaj.post(url("distribute", version.pk), {"administration": str(cast.psykiatrin_tva.pk)})
    assert not Distribution.objects.exists()


def test_withdrawing_asks_first_and_is_done_once(cast, kaj):
    version = distributed(cast, "norra")
    row = Distribution.objects.get()
    assert "fortsätter som vanligt" in page(kaj, url("withdraw", row.pk))
    row.refresh_from_db()
    assert row.withdrawn_at is None
    for _click in range(2):
        assert kaj.post(url("withdraw", row.pk)).url == f"{url('version', version.pk)}#enheter"
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert "0 enheter har versionen" in page(kaj, url("version", version.pk))


# --- Who gets in --------------------------------------------------------------------------------


def addresses(cast) -> list[str]:
    version = distributed(cast, "norra")
    candidate = Candidate.objects.get()
    return [
        url("candidate", candidate.pk), url("candidate_preview", candidate.pk),
        url("candidate_step", candidate.pk, "st1"), url("version", version.pk), url("version_preview", version.pk),
        url("version_step", version.pk, "st1"), url("withdraw", Distribution.objects.get().pk),
    ]  # fmt: skip


def test_the_coordinator_of_another_provider_finds_nothing(cast):
    klas = cast.client("klas")
    for address in addresses(cast):
        assert klas.get(address).status_code == 404, address
    version = ProgramVersion.objects.get()
    assert klas.post(url("distribute", version.pk), {"unit": [str(cast.o.pk)]}).status_code == 404
    assert klas.post(url("withdraw", Distribution.objects.get().pk)).status_code == 404
    assert "Sov bättre" not in page(klas, url("shelf")) + page(klas, url("overview"))


@pytest.mark.parametrize("name", ["disa", "tina", "rita", "emil"])
def test_other_hats_stay_outside(cast, name):
    client = cast.client(name)
    for address in [*addresses(cast), url("overview"), url("shelf")]:
        assert client.get(address).status_code == 403, address


def test_nobody_is_shown_the_way_in(cast):
    response = cast.client("nobody").get(url("overview"))
    assert (response.status_code, response.url) == (302, "/in/?next=/region/")


def test_ids_of_nothing_are_404(kaj):
    for name in ("candidate", "candidate_preview", "version", "version_preview", "withdraw"):
        assert kaj.get(url(name, uuid4())).status_code == 404


def test_distribution_is_a_post(cast, kaj):
    assert kaj.get(url("distribute", published(cast).pk)).status_code == 405


# --- Nasty words, many rows ---------------------------------------------------------------------


def test_nasty_words_are_shown_and_never_run(cast, kaj):
    texts = dict.fromkeys(document().texts["sv"], NASTY)
    version = published(cast, document(texts=texts))
    candidate = handed_over(cast, replace(document(), texts={"sv": {**texts, "h.text": "x"}}), note=NASTY)
    actions.distribute(Placing(version, cast.norra), now=NOW, by=cast.kaj)
    for address in (
        url("overview"), url("shelf"), url("candidate", candidate.pk), url("version", version.pk),
        url("candidate_preview", candidate.pk), url("candidate_step", candidate.pk, "st1"),
    ):  # fmt: skip
        assert NASTY not in page(kaj, address)


def test_pages_cost_the_same_for_many_units(cast, kaj, django_assert_max_num_queries):
    version = distributed(cast, "norra")
    address = url("version", version.pk)
    page(kaj, address)
    with django_assert_max_num_queries(16) as few:
        page(kaj, address)
    CareUnit.objects.bulk_create(
        CareUnit(provider=cast.ett, administration=cast.psykiatrin_ett, hsa_id=f"SE-{n}", name=f"E{n}", code=f"e{n}")
        for n in range(300)
    )
    with django_assert_max_num_queries(len(few)):
        page(kaj, address)


# --- A program that is brought in ---------------------------------------------------------------


def test_the_owner_is_asked_for_by_name_and_what_was_typed_stays(cast, kaj):
    from stegvis.governance.models import Initiative

    program = handed_over(cast).program
    address = url("bring_in", program.pk)
    assert "<select" not in page(kaj, address)
    told = kaj.post(address, {"owner": "", "reason": "Används redan."})
    assert told.status_code == 422 and "Skriv namnet på den som blir ägare." in told.content.decode()
    assert "Används redan." in told.content.decode()
    unknown = kaj.post(address, {"owner": "Ingen Alls", "reason": "Används redan."})
    assert unknown.status_code == 422 and 'value="Ingen Alls"' in unknown.content.decode()
    assert kaj.post(address, {"owner": "Klas Ek", "reason": "Används redan."}).status_code == 422
    without = kaj.post(address, {"owner": "Tina Ek", "reason": ""})
    assert without.status_code == 422 and 'value="Tina Ek"' in without.content.decode()
    assert not Initiative.objects.exists()
    for _click in range(2):
        assert kaj.post(address, {"owner": "tina ek", "reason": "Används redan."}).status_code == 302
    assert Initiative.objects.get().owner == cast.accounts["tina"]
