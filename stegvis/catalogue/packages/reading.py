"""Opening a package from somewhere else. Nothing in it is believed: sizes are counted, hashes worked out again."""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.freezing import MIMES, CannotOpenDocument, read_document
from stegvis.catalogue.packages.packing import DOCUMENT, FORMAT, HEAD, MEDIA
from stegvis.lib.canonical import sha256_hex
from stegvis.lib.errors import Cannot
from stegvis.program.document import Document

MB = 1024 * 1024
MOST_FILES = 2_000
MOST_HEAD, MOST_DOCUMENT, MOST_TOGETHER = 1 * MB, 20 * MB, 500 * MB
# As we pack ourselves; Python would unpack more, with more that can go wrong.
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
LOCKED = 0x1
# What a browser may be handed begins like this; a file that says one thing and is another is not taken in.
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "image/png": (b"\x89PNG",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/webp": (b"RIFF",),
    "video/webm": (b"\x1a\x45\xdf\xa3",),
    "audio/webm": (b"\x1a\x45\xdf\xa3",),
    "audio/ogg": (b"OggS",),
    "text/vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
    "application/pdf": (b"%PDF-",),
}


class CannotOpenPackage(Cannot):
    """Not a package, too large, of a later format, or not what it says it is."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds, read and checked. `media`: hash → (mime, bytes)."""

    origin: str
    title: str
    version: int
    document_hash: str
    content: bytes
    document: Document
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def open_package(file: BinaryIO) -> Package:
    """Read a package. Raises CannotOpenPackage with a sentence for the one who uploaded it."""
    with _unzipping():
        opened = zipfile.ZipFile(file)
    with opened:
        return _read(opened)


@contextmanager
def _unzipping() -> Iterator[None]:
    """Python's reader has many ways to say that bytes are no zip file, or a spoilt one; to the sender they are one."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, LookupError, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise _not_ours() from error


def _not_ours() -> CannotOpenPackage:
    return CannotOpenPackage(_("Filen är inte ett programpaket från Stegvis. Be avsändaren om en ny."))


def _read(opened: zipfile.ZipFile) -> Package:
    rows = opened.infolist()
    if len(rows) > MOST_FILES or sum(row.file_size for row in rows) > MOST_TOGETHER:
        raise CannotOpenPackage(_("Paketet är för stort."))
    if any(row.flag_bits & LOCKED for row in rows):
        raise CannotOpenPackage(_("Filen är låst med lösenord. Be avsändaren om ett paket utan lösenord."))
    if any(row.compress_type not in PACKED for row in rows):
        raise _not_ours()
    head = _head(_bytes(opened, HEAD, MOST_HEAD))
    content = _bytes(opened, DOCUMENT, MOST_DOCUMENT)
    if sha256_hex(content) != head["document"]:
        raise CannotOpenPackage(_("Innehållet stämmer inte med sin kontrollsumma. Be avsändaren om en ny fil."))
    try:
        document = read_document(content)
    except CannotOpenDocument as error:
        raise CannotOpenPackage(error.sentence) from error
    try:
        UUID(document.program)
    except ValueError as error:
        raise _not_ours() from error
    media = {digest: (mime, _medium(opened, digest, mime)) for digest, mime in head["media"].items()}
    if set(document.media) - set(media):
        raise CannotOpenPackage(_("Det fattas bilder, film eller ljud i paketet. Be avsändaren om en ny fil."))
    return Package(head["origin"], head["title"], head["version"], head["document"], content, document, media)


def _head(data: bytes) -> dict[str, Any]:
    """The head, of the kinds it should be."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _not_ours() from error
    if not isinstance(raw, dict) or not isinstance(raw.get("format"), int):
        raise _not_ours()
    if raw["format"] > FORMAT:
        raise CannotOpenPackage(_("Paketet är gjort av en nyare version av Stegvis. Uppdatera Stegvis först."))
    kinds = {"origin": str, "title": str, "version": int, "document": str, "media": dict}
    for name, kind in kinds.items():
        if not isinstance(raw.get(name), kind):
            raise _not_ours()
    if not all(isinstance(part, str) for pair in raw["media"].items() for part in pair):
        raise _not_ours()
    return {**raw, "origin": raw["origin"][:200], "title": raw["title"][:200]}


def _medium(opened: zipfile.ZipFile, digest: str, mime: str) -> bytes:
    data = _bytes(opened, MEDIA + digest, MOST_TOGETHER)
    beginnings = BEGINNINGS.get(mime)
    if mime not in MIMES or sha256_hex(data) != digest or (beginnings and not data.startswith(beginnings)):
        raise CannotOpenPackage(_("En fil i paketet är inte vad den utger sig för. Be avsändaren om en ny fil."))
    return data


def _bytes(opened: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One member, never more than it may be, whatever its header says."""
    with _unzipping(), opened.open(name) as member:
        data = member.read(most + 1)
    if len(data) > most:
        raise CannotOpenPackage(_("Paketet är för stort."))
    return data
