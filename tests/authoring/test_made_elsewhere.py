"""Files in another region's package: what we would have made ready ourselves comes in, everything else does not."""

import io

import pikepdf
import pytest
from PIL import Image

from stegvis.authoring.preparing import CannotUseFile, clean_pdf, must_be_ready, resident_picture
from stegvis.authoring.preparing.pictures import MAX_WIDTH
from tests.authoring.test_preparing import hostile_pdf

CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHej.\n"


def webp(width: int = 40, **said: bytes) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 20), "teal").save(out, "WEBP", **said)
    return out.getvalue()


def made(picture: bytes) -> bytes:
    data = resident_picture(io.BytesIO(picture)).data
    assert data is not None
    return data


def test_what_we_make_ready_ourselves_comes_in() -> None:
    must_be_ready(made(webp()), "image/webp")
    # An odd length is padded, and that belongs to the file.
    for width in range(41, 60):
        must_be_ready(made(webp(width)), "image/webp")
    must_be_ready(clean_pdf(hostile_pdf()).data or b"", "application/pdf")
    must_be_ready(CAPTIONS, "text/vtt")


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (webp() + b"<script>alert(1)</script>", "image/webp"),
        (webp(xmp=b"<x:xmpmeta>hemligt</x:xmpmeta>"), "image/webp"),
        (webp(exif=b"Exif\x00\x00MM\x00*hemligt"), "image/webp"),
        (webp(MAX_WIDTH + 1), "image/webp"),
        (webp()[:40], "image/webp"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image/webp"),
        (webp(), "image/png"),
        (b"<svg onload='alert(1)'/>", "image/svg+xml"),
        (hostile_pdf().getvalue(), "application/pdf"),
        (b"%PDF-1.7 no", "application/pdf"),
        (CAPTIONS.replace(b"\n", b"\r\n"), "text/vtt"),
        (b"WEBVTT says nothing", "text/vtt"),
        (b"\x1a\x45\xdf\xa3 no film", "video/webm"),
        (b"OggS no sound", "audio/ogg"),
        (b"<html>", "text/html"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_hides_runs_or_is_something_else_does_not(data: bytes, mime: str) -> None:
    with pytest.raises(CannotUseFile):
        must_be_ready(data, mime)


def test_a_pdf_with_one_thing_left_in_it_is_not_clean() -> None:
    pdf = pikepdf.open(io.BytesIO(clean_pdf(hostile_pdf()).data or b""))
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
    out = io.BytesIO()
    pdf.save(out)
    with pytest.raises(CannotUseFile):
        must_be_ready(out.getvalue(), "application/pdf")
