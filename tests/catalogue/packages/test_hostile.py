"""Bytes that somebody sends as a package: whatever is wrong with them, there is a sentence and nothing else."""

import io
import json
import random
import zipfile

import pytest

from stegvis.catalogue.packages import CannotOpenPackage, open_package
from stegvis.lib.canonical import sha256_hex

DOCUMENT = b"{}" * 200
HEAD = {"format": 1, "origin": "Norr", "title": "Oro", "version": 1, "document": sha256_hex(DOCUMENT), "media": {}}


def packed(how: int = zipfile.ZIP_DEFLATED) -> bytearray:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as file:
        file.writestr("stegvis.json", json.dumps(HEAD))
        file.writestr("document.json", DOCUMENT)
    return bytearray(out.getvalue())


def refusal(data: bytes) -> str:
    with pytest.raises(CannotOpenPackage) as refused:
        open_package(io.BytesIO(data))
    return refused.value.sentence


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_changed_anywhere_or_cut_off_it_is_refused_with_a_sentence(how):
    """Its document says nothing, so that every one of them is refused."""
    chance, whole = random.Random(how), packed(how)
    for _round in range(400):
        data = whole.copy()
        for _change in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            data = data[: chance.randrange(len(data))]
        assert refusal(bytes(data))


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_what_we_pack_with_ourselves_is_unpacked(how):
    assert "inte ett programpaket" in refusal(bytes(packed(how)))


def test_one_with_a_password_is_asked_for_without():
    data = packed()
    # The first bit of the flags, in the list of members: the file is encrypted.
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "utan lösenord" in refusal(bytes(data))
