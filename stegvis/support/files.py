"""Where the PDFs of regional documents stand: below their own SHA-256, so that what is published stays as it was."""

from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages

FOLDER = "support"


def keep(digest: str, content: bytes) -> None:
    """Keep a cleaned file under its hash. Keeping it twice is keeping it once."""
    store = storages["frozen"]
    if not store.exists(_name(digest)):
        store.save(_name(digest), ContentFile(content))


def opened(digest: str) -> BinaryIO:
    """The file to read. Raises OSError where the disk has lost it."""
    found: BinaryIO = storages["frozen"].open(_name(digest), "rb")  # type: ignore[assignment]
    return found


def _name(digest: str) -> str:
    return f"{FOLDER}/{digest[:2]}/{digest}.pdf"
