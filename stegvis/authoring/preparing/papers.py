"""PDFs: opened, emptied of scripts and attached files, written anew."""

import io
from typing import Any, BinaryIO

import pikepdf
from django.utils.translation import gettext_lazy as _

from stegvis.authoring.preparing.ready import CannotUseFile, Ready, ready_bytes

ACTIVE_IN_ROOT = ("/OpenAction", "/AA", "/AcroForm", "/Collection")
ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles")
# A link to a web page is what annotations are for; everything else an annotation can start is removed.
HARMLESS_ACTIONS = frozenset({"/URI", "/GoTo"})
ATTACHMENTS = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/Widget"})


def clean_pdf(file: BinaryIO) -> Ready:
    """The PDF without what could run or hide. Raises CannotUseFile, also where it needs a password."""
    return _cleaned(file)[0]


def is_clean_pdf(file: BinaryIO) -> bool:
    """Whether there is nothing in it to take away. Raises CannotUseFile where it cannot be read."""
    return not _cleaned(file)[1]


def _cleaned(file: BinaryIO) -> tuple[Ready, int]:
    """The PDF emptied, and how many things were taken away."""
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            removed = _empty_root(pdf) + sum(_empty_page(pdf, page.obj) for page in pdf.pages)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True)
    except pikepdf.PasswordError:
        raise CannotUseFile(_("Filen är låst med lösenord. Spara den utan lösenord.")) from None
    except (pikepdf.PdfError, ValueError, TypeError):
        raise CannotUseFile(_("Filen går inte att läsa som PDF.")) from None
    finally:
        file.seek(0)
    return ready_bytes(out.getvalue(), "application/pdf"), removed


def _empty_root(pdf: pikepdf.Pdf) -> int:
    removed = _without(pdf.Root, ACTIVE_IN_ROOT)
    names: Any = pdf.Root.get("/Names")
    return removed if names is None else removed + _without(names, ACTIVE_NAMES)


def _without(found: Any, names: tuple[str, ...]) -> int:
    active = [name for name in names if name in found]
    for name in active:
        del found[name]
    return len(active)


def _empty_page(pdf: pikepdf.Pdf, page: Any) -> int:
    removed = _without(page, ("/AA",))
    if "/Annots" not in page:
        return removed
    notes, kept = list(page["/Annots"]), []
    for note in notes:
        removed += _without(note, ("/AA",))
        action = note.get("/A")
        harmless = action is None or (str(action.get("/S")) in HARMLESS_ACTIONS and "/Next" not in action)
        if harmless and str(note.get("/Subtype")) not in ATTACHMENTS:
            kept.append(note)
    page["/Annots"] = pdf.make_indirect(pikepdf.Array(kept))
    return removed + len(notes) - len(kept)
