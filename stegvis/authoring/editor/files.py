"""Library files through a door: only the own unit's, in ranges, so that film can be wound."""

import mimetypes
import re
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from stegvis.authoring.editor.door import enter
from stegvis.authoring.models import AuthoredDocument, AuthoredImage, AuthoredMedia, AuthoredRendition, UnitPage
from stegvis.authoring.preparing import read_captions

# A longer number is past the end of any file; such a range is answered with the whole file.
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
# Which column a folder of the library belongs to.
FOLDERS: dict[str, tuple[Any, str, str]] = {
    "original_images": (AuthoredImage, "file", "collection"),
    "images": (AuthoredRendition, "file", "image__collection"),
    "documents": (AuthoredDocument, "file", "collection"),
    "media": (AuthoredMedia, "file", "collection"),
    "media_thumbnails": (AuthoredMedia, "thumbnail", "collection"),
    "captions": (AuthoredMedia, "captions", "collection"),
}


@require_safe
def library_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file by its name in the library."""
    unit = enter(request)
    known = FOLDERS.get(path.partition("/")[0])
    if known is None:
        raise Http404
    model, field, shelf = known
    row = model.objects.filter(**{field: path, f"{shelf}__path__startswith": unit.collection.path}).first()
    if row is None:
        raise Http404
    mime = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return _answer(request, getattr(row, field), mime)


@require_safe
def ready_file(request: HttpRequest, media_hash: str) -> HttpResponseBase:
    """What a resident would get of a draft's file, by its hash."""
    unit = enter(request)
    row = _ready_row(unit, media_hash)
    if row is not None:
        return _answer(request, row.resident_file, row.ready_mime)
    film = AuthoredMedia.objects.filter(
        captions_hash=media_hash, collection__path__startswith=unit.collection.path
    ).first()
    if film is None:
        raise Http404
    with film.captions.open("rb") as opened:
        return HttpResponse(read_captions(opened).data, content_type="text/vtt; charset=utf-8")


def _ready_row(unit: UnitPage, media_hash: str) -> Any:
    here = {"ready_hash": media_hash, "collection__path__startswith": unit.collection.path}
    models: tuple[Any, ...] = (AuthoredImage, AuthoredMedia, AuthoredDocument)
    return next((row for model in models if (row := model.objects.filter(**here).first())), None)


def _answer(request: HttpRequest, file: Any, mime: str) -> HttpResponseBase:
    try:
        size, opened = file.size, file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    response: HttpResponseBase
    if asked and any(asked.groups()):
        response = _piece(opened, size, asked, mime)
    else:
        response = FileResponse(opened, content_type=mime)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _piece(opened: Any, size: int, asked: re.Match[str], mime: str) -> HttpResponse:
    first, last = asked.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    with opened:
        if start > end or start >= size:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        opened.seek(start)
        data = opened.read(end - start + 1)
    headers = {"Content-Range": f"bytes {start}-{end}/{size}"}
    return HttpResponse(data, status=206, content_type=mime, headers=headers)
