"""`GET /media/<sha256>`: a frozen file to those who may see a document that uses it."""

import logging
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from stegvis.access.actor import Actor
from stegvis.access.doors import SIGNED_IN, needs
from stegvis.catalogue import queries as catalogue
from stegvis.course import queries as courses
from stegvis.governance import candidates
from stegvis.web.media.spans import CannotServeRange, Span, SpanReader, read_range

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import FrozenMedia

log = logging.getLogger(__name__)

# The address is the content, so it can be kept for ever, by this person's browser alone.
CACHE = "private, max-age=31536000, immutable"


@needs(SIGNED_IN)
@require_safe
def file(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The file, a part of it, or 404 when it is not there for this actor."""
    return serve(request, _media(request.actor, digest), digest)  # type: ignore[attr-defined]


def serve(request: HttpRequest, media: "FrozenMedia | None", digest: str) -> HttpResponseBase:
    """What a door has let through, or 404."""
    if media is None:
        raise Http404
    if f'"{digest}"' in parse_etags(request.headers.get("If-None-Match", "")):
        return _labelled(HttpResponseNotModified(), media)
    try:
        span = _span(request, media)
    except CannotServeRange:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{media.size}"})
        return _labelled(response, media, keep=False)
    return _file(request, media, span)


def _media(actor: Actor, digest: str) -> "FrozenMedia | None":
    if actor.is_resident:
        return courses.media(actor, digest)
    # What is published or the own unit's; else what one takes part in making.
    return catalogue.media(actor, digest) or candidates.media(actor, digest)


def _span(request: HttpRequest, media: "FrozenMedia") -> Span | None:
    """A range counts on GET, and only for the file that the browser already has a part of."""
    if_range = request.headers.get("If-Range", "")
    if request.method != "GET" or (if_range and if_range != f'"{media.hash}"'):
        return None
    return read_range(request.headers.get("Range", ""), media.size)


def _file(request: HttpRequest, media: "FrozenMedia", span: Span | None) -> HttpResponseBase:
    try:
        opened = media.file.open("rb")
    except OSError:
        log.exception("frozen media %s is not on the disk", media.hash)
        return render(request, "media/missing.html", status=404)
    sent = span or Span(0, media.size - 1)
    if request.method == "HEAD":
        opened.close()
        response: HttpResponseBase = HttpResponse()
    else:
        response = StreamingHttpResponse(SpanReader(opened, sent), status=206 if span else 200)
    response.headers["Content-Length"] = str(sent.length)
    if span:
        response.headers["Content-Range"] = f"bytes {span.first}-{span.last}/{media.size}"
    return _labelled(response, media)


def _labelled(response: HttpResponseBase, media: "FrozenMedia", *, keep: bool = True) -> HttpResponseBase:
    response.headers["ETag"] = f'"{media.hash}"'
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = CACHE if keep else "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if response.status_code in {200, 206}:
        # Captions are the only text there is, and their format is always UTF-8.
        text = media.mime.startswith("text/")
        response.headers["Content-Type"] = f"{media.mime}; charset=utf-8" if text else media.mime
    if media.mime == "application/pdf":
        response.headers["Content-Disposition"] = f'inline; filename="{media.hash[:12]}.pdf"'
    return response
