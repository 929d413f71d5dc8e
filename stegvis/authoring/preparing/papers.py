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
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            _empty_root(pdf)
            for page in pdf.pages:
                _empty_page(pdf, page.obj)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True)
    except pikepdf.PasswordError:
        raise CannotUseFile(_("Filen är låst med lösenord. Spara den utan lösenord.")) from None
    except (pikepdf.PdfError, ValueError, TypeError):
        raise CannotUseFile(_("Filen går inte att läsa som PDF.")) from None
    finally:
        file.seek(0)
    return ready_bytes(out.getvalue(), "application/pdf")


def _empty_root(pdf: pikepdf.Pdf) -> None:
    for name in ACTIVE_IN_ROOT:
        if name in pdf.Root:
            del pdf.Root[name]
    names: Any = pdf.Root.get("/Names")
    if names is not None:
        for name in ACTIVE_NAMES:
            if name in names:
                del names[name]


def _empty_page(pdf: pikepdf.Pdf, page: Any) -> None:
    if "/AA" in page:
        del page["/AA"]
    if "/Annots" not in page:
        return
    kept = []
    for note in page["/Annots"]:
        if "/AA" in note:
            del note["/AA"]
        action = note.get("/A")
        harmless = action is None or (str(action.get("/S")) in HARMLESS_ACTIONS and "/Next" not in action)
        if harmless and str(note.get("/Subtype")) not in ATTACHMENTS:
            kept.append(note)
    page["/Annots"] = pdf.make_indirect(pikepdf.Array(kept))
