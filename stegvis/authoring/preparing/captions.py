"""Captions: a WebVTT file that says something."""

from typing import IO

from django.utils.translation import gettext_lazy as _

from stegvis.authoring.preparing.ready import CannotUseFile, Ready, ready_bytes

MAX_BYTES = 500_000


def read_captions(file: IO[bytes]) -> Ready:
    """UTF-8 with unix line ends. Raises CannotUseFile."""
    file.seek(0)
    raw = file.read(MAX_BYTES + 1)
    file.seek(0)
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        text = ""
    if len(raw) > MAX_BYTES or not text.startswith("WEBVTT") or "-->" not in text:
        raise CannotUseFile(_("Undertexten ska vara en WebVTT-fil (.vtt) med tider."))
    return ready_bytes(text.encode(), "text/vtt")
