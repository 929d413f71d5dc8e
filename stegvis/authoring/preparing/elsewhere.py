"""Files that were made ready elsewhere: taken in as they are, or not at all.

To clean them here would give them other names than the document knows them by, and two regions with the same program
would no longer have the same. So they must be clean when they come.
"""

import io

from django.utils.translation import gettext_lazy as _

from stegvis.authoring.preparing.captions import read_captions
from stegvis.authoring.preparing.papers import is_clean_pdf
from stegvis.authoring.preparing.pictures import is_ready_picture
from stegvis.authoring.preparing.ready import CannotUseFile
from stegvis.authoring.preparing.recordings import probe_recording


def must_be_ready(data: bytes, mime: str) -> None:
    """Raises CannotUseFile unless the file is as our own preparing leaves one of its kind."""
    if not _is_ready(data, mime):
        raise CannotUseFile(
            _("En fil i paketet är inte rensad från sådant som kan köras eller döljas. Be avsändaren om en ny fil.")
        )


def _is_ready(data: bytes, mime: str) -> bool:
    kind = mime.partition("/")[0]
    if kind == "image":
        return mime == "image/webp" and is_ready_picture(data)
    file = io.BytesIO(data)
    if mime == "application/pdf":
        return is_clean_pdf(file)
    if mime == "text/vtt":
        return read_captions(file).data == data
    return kind in {"video", "audio"} and probe_recording(file, film=kind == "video").mime == mime
