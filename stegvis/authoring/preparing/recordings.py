"""Film and sound: opened and measured, kept as they are."""

from typing import IO, Any

import av
from av.error import FFmpegError
from django.utils.translation import gettext_lazy as _

from stegvis.authoring.preparing.ready import CannotUseFile, Ready, digest_of

# What browsers play without help: container names as the reader reports them.
FILM_MIMES = {"mp4": "video/mp4", "webm": "video/webm"}
SOUND_MIMES = {"mp4": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg", "webm": "audio/webm"}


def probe_recording(file: IO[bytes], *, film: bool) -> Ready:
    """Check that it holds what it should and how long it is. Raises CannotUseFile."""
    file.seek(0)
    try:
        with av.open(file, "r") as opened:
            found = _measure(opened, film=film)
    except (FFmpegError, ValueError, OSError):
        raise _unreadable(film) from None
    digest, size = digest_of(file)
    return Ready(digest, found["mime"], size, None, found["width"], found["height"], found["seconds"])


def _measure(opened: Any, *, film: bool) -> dict[str, Any]:
    names = set(opened.format.name.replace("matroska", "webm").split(","))
    known = FILM_MIMES if film else SOUND_MIMES
    container = next((name for name in known if name in names), "")
    streams = opened.streams.video if film else opened.streams.audio
    if not container or not streams:
        raise _unreadable(film)
    # Decode a little: a file that only has the right header is found here, not by a resident.
    next(opened.decode(streams[0]), None)
    seconds = round(opened.duration / 1_000_000, 1) if opened.duration else None
    width, height = (streams[0].width, streams[0].height) if film else (None, None)
    return {"mime": known[container], "width": width, "height": height, "seconds": seconds}


def _unreadable(film: bool) -> CannotUseFile:
    if film:
        return CannotUseFile(_("Filen går inte att spela som film. Använd MP4 eller WebM."))
    return CannotUseFile(_("Filen går inte att spela som ljud. Använd MP3, M4A eller OGG."))
