"""A package by the page that takes it in: clean files come into the vault, one that is not stops the whole."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from stegvis.authoring.preparing import resident_picture
from stegvis.catalogue.freezing import keep_media
from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.models import CatalogueEntry, FrozenMedia
from stegvis.catalogue.packages import pack
from stegvis.lib.canonical import sha256_hex
from stegvis.program.document import ImageBlock, Media, Section, Step, TextBlock
from tests import programs
from tests.authoring.test_preparing import hostile_pdf
from tests.cast import NOW
from tests.catalogue.making import png

pytestmark = pytest.mark.django_db
CLEAN = resident_picture(io.BytesIO(png())).data or b""
HOSTILE = hostile_pdf().getvalue()


@pytest.fixture
def package(cast):
    """A published version as a zip file, with files of our choice."""

    def make(*files: tuple[bytes, str]) -> bytes:
        for data, mime in files:
            keep_media(data, mime, now=NOW)
        media = {sha256_hex(data): Media(mime, len(data), 40, 30, name="fil") for data, mime in files}
        made = programs.a_document()
        picture = ImageBlock(programs.node(70), image=sha256_hex(files[0][0]), decorative=True)
        steps = (Step(programs.STEPS[2], blocks=(TextBlock(programs.node(62)), picture)),)
        last = replace(made.modules[1], sections=(Section(programs.SECTIONS[1], steps=steps),))
        version = programs.publish(cast, replace(made, media=media, modules=(made.modules[0], last)))
        CatalogueEntry.objects.create(program=version.program, regulatory=Regulatory.NO_DEVICE)
        return pack(version, by=cast.kaj)

    return make


def send(cast, data: bytes):
    file = SimpleUploadedFile("paket.zip", data, "application/zip")
    return cast.client("kaj").post(reverse("region:receive"), {"package": file})


def test_a_package_with_clean_files_is_shown_before_anything_is_decided(cast, package):
    answer = send(cast, package((CLEAN, "image/webp")))
    assert answer.status_code == 302 and answer.url == reverse("region:arrived")


def test_a_file_with_something_active_in_it_stops_the_package_with_a_sentence(cast, package):
    data = package((CLEAN, "image/webp"), (HOSTILE, "application/pdf"))
    before = FrozenMedia.objects.count()
    answer = send(cast, data)
    assert answer.status_code == 422 and "inte rensad" in answer.content.decode()
    assert FrozenMedia.objects.count() == before


def test_what_is_no_package_is_refused_with_a_sentence(cast):
    answer = send(cast, b"PK\x03\x04 nej")
    assert answer.status_code == 422 and "inte ett programpaket" in answer.content.decode()
