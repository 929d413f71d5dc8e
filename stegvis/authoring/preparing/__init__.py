"""Uploaded files made ready for residents: checked, cleaned, measured. Knows files, not models."""

from stegvis.authoring.preparing.captions import read_captions
from stegvis.authoring.preparing.elsewhere import must_be_ready
from stegvis.authoring.preparing.papers import clean_pdf
from stegvis.authoring.preparing.pictures import resident_picture
from stegvis.authoring.preparing.ready import CannotUseFile, Ready
from stegvis.authoring.preparing.recordings import probe_recording

__all__ = [
    "CannotUseFile",
    "Ready",
    "clean_pdf",
    "must_be_ready",
    "probe_recording",
    "read_captions",
    "resident_picture",
]
