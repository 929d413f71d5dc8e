"""Keeping what is frozen: media and documents under their SHA-256, and opening them again.

Who may freeze is decided above; here is only the vault. The same content is kept once.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from stegvis.catalogue.models import FrozenDocument, FrozenMedia, MediaUse, frozen_storage
from stegvis.lib.canonical import sha256_hex
from stegvis.lib.errors import Cannot
from stegvis.program.document import CannotRead, Document, UnknownSchema, canonical, from_json
from stegvis.program.plan import Plan, compile_plan

# Nothing that a browser runs: no SVG, no HTML.
MIMES = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/webp",
        "video/mp4",
        "video/webm",
        "audio/mpeg",
        "audio/mp4",
        "audio/ogg",
        "audio/webm",
        "text/vtt",
        "application/pdf",
    }
)
OPEN_DOCUMENTS = 64


class CannotKeepMedia(Cannot):
    """The file is of a kind that is not shown to residents, or is empty."""


class CannotKeepDocument(Cannot):
    """The document points to a file that was never kept."""


class CannotOpenDocument(Cannot):
    """There is no such document, or this installation cannot read it."""


def keep_media(data: bytes, mime: str, *, now: datetime) -> str:
    """Copy a file into the vault and give its SHA-256. Raises CannotKeepMedia."""
    if mime not in MIMES:
        raise CannotKeepMedia(
            _("Filen går inte att använda. Ladda upp en bild (PNG, JPEG, WebP), film, ljudfil eller PDF.")
        )
    if not data:
        raise CannotKeepMedia(_("Filen är tom. Ladda upp den igen."))
    digest = sha256_hex(data)
    name = f"{digest[:2]}/{digest}"
    storage = frozen_storage()
    # Also when the row is there: a file that was lost from the disk comes back with the next freeze.
    if not storage.exists(name):
        storage.save(name, ContentFile(data))
    row = FrozenMedia(hash=digest, mime=mime, size=len(data), file=name, created_at=now)
    FrozenMedia.objects.bulk_create([row], ignore_conflicts=True)
    return digest


def keep_document(document: Document, *, now: datetime) -> FrozenDocument:
    """Keep a document under the hash of its bytes; the same row when it is already there.

    Raises CannotKeepDocument.
    """
    wanted = set(document.media)
    kept = set(FrozenMedia.objects.filter(hash__in=wanted).values_list("hash", flat=True))
    if wanted - kept:
        raise CannotKeepDocument(
            _("En bild, film eller ljudfil fattas. Öppna steget, välj filen igen och försök på nytt.")
        )
    content = canonical(document)
    digest = sha256_hex(content)
    row = FrozenDocument(hash=digest, schema=document.schema, content=content, created_at=now)
    # Two who freeze the same content at once meet here; the first row stands.
    FrozenDocument.objects.bulk_create([row], ignore_conflicts=True)
    uses = [MediaUse(document_id=digest, media_id=media) for media in sorted(wanted)]
    MediaUse.objects.bulk_create(uses, ignore_conflicts=True)
    found: FrozenDocument = FrozenDocument.objects.get(hash=digest)
    return found


@lru_cache(maxsize=OPEN_DOCUMENTS)
def open_document(document_hash: str) -> Document:
    """The document of a hash, lifted to the current schema. Kept open, as it never changes.

    Raises CannotOpenDocument.
    """
    row = FrozenDocument.objects.filter(hash=document_hash).first()
    if row is None:
        raise CannotOpenDocument(_("Innehållet finns inte här. Kontakta supporten."), document_hash)
    return read_document(bytes(row.content))


def open_documents(hashes: Iterable[str]) -> dict[str, Document]:
    """Many at once, by hash, in one query. What cannot be opened is left out: its own page says why."""
    found = {}
    for row in FrozenDocument.objects.filter(hash__in=list(hashes)):
        try:
            found[row.hash] = read_document(bytes(row.content))
        except CannotOpenDocument:
            continue
    return found


def read_document(content: bytes) -> Document:
    """Read frozen bytes of any known schema. Raises CannotOpenDocument."""
    try:
        return from_json(json.loads(content))
    except UnknownSchema as error:
        raise CannotOpenDocument(
            _(
                "Innehållet är sparat av en nyare version av Stegvis och kan inte visas här. Inget är förlorat. Kontakta supporten."
            ),
            error.schema,
        ) from error
    except (CannotRead, ValueError, RecursionError) as error:
        raise CannotOpenDocument(
            _("Innehållet går inte att läsa. Inget har ändrats. Kontakta supporten."), str(error)
        ) from error


@lru_cache(maxsize=OPEN_DOCUMENTS)
def plan_of(document_hash: str) -> Plan:
    """The document compiled for unfolding. Raises CannotOpenDocument."""
    return compile_plan(open_document(document_hash))
