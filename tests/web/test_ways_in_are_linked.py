"""What nobody can find is not there: pages that were once built and led to from nowhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access.models import PublisherUnit, RoleGrant
from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.models import CatalogueEntry
from stegvis.lib.clock import utc_now
from stegvis.support.actions import training
from stegvis.support.kinds import Way
from tests.programs import publish
from tests.support.test_training import made

pytestmark = pytest.mark.django_db


def test_a_package_is_fetched_and_taken_over_from_the_catalogue(cast):
    version = publish(cast)
    client = cast.client("kaj")
    shelf = client.get(reverse("region:shelf")).content.decode()
    assert f'href="{reverse("region:receive")}"' in shelf
    way, about = reverse("region:package", args=[version.pk]), reverse("region:version", args=[version.pk])
    # Safety rule 9: one that is not decided stays here, and the page says why.
    assert f'href="{way}"' not in (page := client.get(about).content.decode()) and "inte avgjord" in page
    CatalogueEntry.objects.create(program=version.program, regulatory=Regulatory.NO_DEVICE)
    page = client.get(about).content.decode()
    assert f'href="{way}"' in page and client.get(way).headers["Content-Type"] == "application/zip"


def test_a_unit_finds_its_poster_its_code_and_its_card(cast):
    client = cast.client("berit")
    page = client.get(reverse("clinician:settings")).content.decode()
    for name in ("unit", "unit_poster", "unit_qr"):
        assert f'href="{reverse(f"entrance:{name}", args=[cast.norra.code])}"' in page
    assert f"{reverse('entrance:unit_card', args=[cast.norra.code])}&quot; title=" in page.replace('"', "&quot;")


def test_a_date_of_a_training_is_called_off_from_its_own_page(cast):
    row, now = made(cast, way=Way.BOTH), utc_now()
    at = training.make_date(
        row, now + timedelta(days=2), "Sal 1", cast.accounts["tor"].pk, 1, now=now, by=cast.actor("kaj")
    )
    about, off = reverse("support:attendance", args=[at.pk]), reverse("support:cancel_date", args=[at.pk])
    assert f'action="{off}"' not in cast.client("tor").get(about).content.decode()
    client = cast.client("kaj")
    assert f'action="{off}"' in client.get(about).content.decode()
    client.post(off)
    page = client.get(about).content.decode()
    assert f'action="{off}"' not in page and "Tillfället är inställt." in page


def test_a_new_region_makes_the_place_where_its_programs_are_built(cast):
    client, way = cast.client("kaj"), reverse("region:publishers")
    assert f'href="{way}"' in client.get(reverse("region:settings")).content.decode()
    for name, said in (("", "Skriv vad"), ("Verkstaden", "Det finns redan"), ("V" * 201, "för långt")):
        answer = client.post(way, {"name": name})
        assert answer.status_code == 422 and said in answer.content.decode()
    assert client.post(way, {"name": " Nya  rummet ", "training": "on"}).status_code == 302
    made = PublisherUnit.objects.get(name="Nya rummet")
    assert made.training and made.provider == cast.ett
    name = reverse("region:publisher_name", args=[made.pk])
    assert client.post(name, {"name": "VERKSTADEN"}).status_code == 422
    assert client.post(name, {"name": "Övningsrummet"}).status_code == 302
    assert "Övningsrummet" in client.get(reverse("region:access_grant")).content.decode()
    # Another region's cannot be renamed, nor can anybody but the coordinator make one.
    assert client.post(reverse("region:publisher_name", args=[cast.bortom.pk]), {"name": "X"}).status_code == 404
    assert cast.client("disa").post(way, {"name": "X"}).status_code in {403, 404}


def test_who_has_a_commission_and_no_role_is_told_what_is_lacking(cast):
    said = "Du har ingen roll på enheten än"
    assert said not in cast.client("tina").get(reverse("process:home")).content.decode()
    RoleGrant.objects.filter(account=cast.accounts["tina"]).delete()
    page = cast.client("tina").get(reverse("process:home")).content.decode()
    assert said in page and cast.norra.name in page
