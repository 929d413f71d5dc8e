"""A program in one file: what comes out is what went in, and what was tampered with does not come in."""

import io
import json
import zipfile
from dataclasses import replace
from uuid import uuid4

import pytest

from stegvis.access.doors import Refused
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import Regulatory
from stegvis.catalogue.models import CatalogueEntry, FrozenDocument, Program
from stegvis.catalogue.packages import (
    CannotOpenPackage,
    CannotTake,
    keep_package,
    open_package,
    pack,
    reading,
    take_over,
)
from tests.cast import NOW
from tests.catalogue.making import document, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast):
    made = published(cast)
    CatalogueEntry.objects.create(program=made.program, regulatory=Regulatory.NO_DEVICE)
    return made


@pytest.fixture
def packed(cast, version):
    return pack(version, by=cast.kaj)


def changed(data: bytes, **members: bytes | None) -> io.BytesIO:
    """The package with some members written anew, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = members.get(name.partition(".")[0].partition("/")[0], old.read(name))
            if content is not None:
                new.writestr(name, content)
    out.seek(0)
    return out


def flipped(data: bytes) -> io.BytesIO:
    """The document's packed bytes spoilt, its place in the list of members left whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        row = old.getinfo("document.json")
    at = row.header_offset + 30 + len(row.filename) + row.compress_size // 2
    return io.BytesIO(data[:at] + bytes(255 - byte for byte in data[at : at + 40]) + data[at + 40 :])


def head_of(data: bytes, **said: object) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return json.dumps({**json.loads(old.read("stegvis.json")), **said}).encode()


def test_what_comes_out_is_what_went_in(packed, version):
    found = open_package(io.BytesIO(packed))
    assert found.document_hash == version.document_id
    assert found.document == open_document(version.document_id)
    assert found.origin == "Region Ett" and found.version == 1
    assert set(found.media) == set(found.document.media)


def test_the_same_version_gives_the_same_bytes(cast, version, packed):
    assert pack(version, by=cast.kaj) == packed


@pytest.mark.parametrize("status", [Regulatory.IN_HOUSE, Regulatory.UNDECIDED])
def test_what_may_not_cross_the_border_is_not_packed(cast, version, status):
    """Safety rule 9."""
    CatalogueEntry.objects.update(regulatory=status)
    with pytest.raises(Refused, match="får inte lämna"):
        pack(version, by=cast.kaj)


@pytest.mark.parametrize("name", ["klas", "disa", "tina", "rita", "emil"])
def test_others_do_not_pack(cast, version, name):
    with pytest.raises(Refused):
        pack(version, by=cast.actor(name))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: io.BytesIO(b"hej"),
        lambda data: io.BytesIO(data[: len(data) // 2]),
        lambda data: changed(data, stegvis=None),
        lambda data: changed(data, document=None),
        lambda data: changed(data, media=None),
        lambda data: changed(data, stegvis=b"[]"),
        lambda data: changed(data, stegvis=b"{"),
        lambda data: changed(data, stegvis=b"[" * 100_000),
        flipped,
        lambda data: changed(data, document=b"{}"),
        lambda data: changed(data, media=b"<script>alert(1)</script>"),
        lambda data: changed(data, stegvis=head_of(data, format=99)),
        lambda data: changed(data, stegvis=head_of(data, media={})),
        lambda data: changed(data, stegvis=head_of(data, document="0" * 64)),
        lambda data: changed(data, stegvis=head_of(data, origin=7)),
    ],
)
def test_a_spoilt_package_is_refused_and_nothing_is_kept(packed, spoil):
    before = FrozenDocument.objects.count()
    with pytest.raises(CannotOpenPackage) as refused:
        open_package(spoil(packed))
    assert refused.value.sentence
    assert FrozenDocument.objects.count() == before


def test_a_file_that_is_not_what_it_says_is_refused(packed):
    """Its hash is right, and the head calls it a picture; a browser would be handed something else."""
    script = b"<script>alert(1)</script>"
    from stegvis.lib.canonical import sha256_hex

    with zipfile.ZipFile(io.BytesIO(packed)) as old:
        head = json.loads(old.read("stegvis.json"))
        content = old.read("document.json")
        files = {name: old.read(name) for name in old.namelist() if name.startswith("media/")}
    digest = sha256_hex(script)
    head["media"][digest] = "image/png"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("stegvis.json", json.dumps(head))
        new.writestr("document.json", content)
        for name, data in {**files, f"media/{digest}": script}.items():
            new.writestr(name, data)
    out.seek(0)
    with pytest.raises(CannotOpenPackage, match="utger sig"):
        open_package(out)


def test_a_package_that_swells_is_refused(packed, monkeypatch):
    monkeypatch.setattr(reading, "MOST_DOCUMENT", 100)
    with pytest.raises(CannotOpenPackage, match="för stort"):
        open_package(io.BytesIO(packed))


def test_another_region_takes_it_over_for_verification(cast, packed):
    """As on an installation where the program was never seen: another id."""
    found = open_package(io.BytesIO(packed))
    foreign = replace(found.document, program=str(uuid4()))
    kept = keep_package(replace(found, document=foreign), now=NOW)
    first = take_over(cast.bortom, foreign, kept, "Från Region Ett", now=NOW, by=cast.klas)
    assert take_over(cast.bortom, foreign, kept, "Från Region Ett", now=NOW, by=cast.klas) == first
    assert first.program.publisher_unit == cast.bortom
    assert not first.contributions.exists()


def test_a_program_that_is_here_already_is_not_taken_twice(cast, packed, version):
    found = open_package(io.BytesIO(packed))
    with pytest.raises(CannotTake, match="finns redan"):
        take_over(cast.bortom, found.document, found.document_hash, "", now=NOW, by=cast.klas)
    assert Program.objects.get().publisher_unit == cast.verkstaden


def test_nobody_takes_over_to_a_training_unit_or_to_others(cast, packed):
    found = open_package(io.BytesIO(packed))
    for unit, name in (("ovning", "kaj"), ("verkstaden", "klas"), ("bortom", "dora")):
        with pytest.raises(Refused):
            take_over(cast.places[unit], document(uuid4()), found.document_hash, "", now=NOW, by=cast.actor(name))
