"""Papers that are attached: only kinds that can be emptied of what runs or hides, and never as they came."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from stegvis.authoring.preparing import CannotUseFile, clean_pdf, resident_picture
from stegvis.governance.saved import one_line
from stegvis.lib.errors import Cannot

LARGEST = 20_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
_ENDINGS = {"application/pdf": ".pdf", "image/webp": ".webp"}


class CannotAttach(Cannot):
    """The paper is too large, of a kind that cannot be made safe, or there are too many."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that may be kept: cleaned bytes and a name that says nothing of where it was."""

    name: str
    mime: str
    hash: str
    data: bytes


def ready(file: BinaryIO, name: str, size: int) -> Paper:
    """Clean a PDF, draw a picture anew. Raises CannotAttach with what to do instead."""
    if size > LARGEST:
        raise CannotAttach(_("Filen är för stor. Den får vara högst 20 MB."))
    file.seek(0)
    begins = file.read(1024)
    try:
        if b"%PDF-" in begins:
            made = clean_pdf(file)
        elif begins.startswith(_PICTURES):
            made = resident_picture(file)
        else:
            raise CannotAttach(_("Bara PDF och bilder går att bifoga. Spara dokumentet som PDF och försök igen."))
    except CannotUseFile as error:
        raise CannotAttach(error.sentence) from None
    if made.data is None:
        raise CannotAttach(_("Filen går inte att läsa."))
    return Paper(clean_name(name, made.mime), made.mime, made.hash, made.data)


def clean_name(name: str, mime: str) -> str:
    """A name to show and to save under: no path, no signs that files cannot have, the right ending."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/"))
    stem = PurePosixPath(PurePosixPath(plain).name).stem
    kept = "".join(sign if sign.isalnum() or sign in " -_.,()" else " " for sign in stem)
    return f"{one_line(kept, 100).strip('. ') or 'bilaga'}{_ENDINGS[mime]}"
