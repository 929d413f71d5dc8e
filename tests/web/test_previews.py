"""Previews stand in the resident's frame, and whoever looks can sign out from there."""

import pytest
from django.urls import reverse

from stegvis.lib.clock import utc_now
from tests import programs

pytestmark = pytest.mark.django_db


def test_a_preview_has_a_way_out_and_no_way_into_residents_pages(cast):
    version = programs.publish(cast)
    page = cast.client("kaj").get(reverse("region:version_preview", args=[version.pk])).content.decode()
    assert reverse("entrance:sign_out") in page
    assert reverse("entrance:crisis") in page
    assert "/min/" not in page


def test_a_designers_preview_too(cast):
    from stegvis.authoring.actions import create_module, create_program

    made = create_program(cast.verkstaden, "Nytt", now=utc_now(), by=cast.disa)
    create_module(made, "Modul", by=cast.disa)
    page = cast.client("disa").get(reverse("studio:preview", args=[made.program_uuid])).content.decode()
    assert reverse("entrance:sign_out") in page
    assert "/min/" not in page
