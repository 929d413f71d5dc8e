"""Uploaded files: what is hidden does not follow, and what is not what it says is refused."""

import io

import pikepdf
import pytest
from PIL import Image

from stegvis.authoring.preparing import (
    CannotUseFile,
    clean_pdf,
    probe_recording,
    read_captions,
    resident_picture,
)
from tests.authoring.making import picture


def test_pictures_become_small_webp_without_metadata() -> None:
    out = io.BytesIO()
    source = Image.new("RGB", (3000, 300), "teal")
    exif = source.getexif()
    exif[0x010E] = "hemlig beskrivning"
    source.save(out, "JPEG", exif=exif)

    ready = resident_picture(out)

    assert (ready.mime, ready.width, ready.height) == ("image/webp", 1600, 160)
    assert ready.data and b"hemlig" not in ready.data
    assert resident_picture(out).hash == ready.hash


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", b"<html>", b"GIF89a" + b"0" * 40,
     picture()[:30]],
)  # fmt: skip
def test_what_is_not_a_picture_is_refused(data: bytes) -> None:
    with pytest.raises(CannotUseFile):
        resident_picture(io.BytesIO(data))


def hostile_pdf() -> io.BytesIO:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.attachments["hemligt.exe"] = b"MZ"
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"),
    )  # fmt: skip
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([link]))
    out = io.BytesIO()
    pdf.save(out)
    return out


def test_pdfs_lose_scripts_files_and_launching() -> None:
    ready = clean_pdf(hostile_pdf())

    with pikepdf.open(io.BytesIO(ready.data or b"")) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert not pdf.attachments
        assert len(pdf.pages[0].Annots) == 0
    assert clean_pdf(hostile_pdf()).mime == "application/pdf"


def test_what_is_not_a_pdf_or_a_film_is_refused() -> None:
    with pytest.raises(CannotUseFile):
        clean_pdf(io.BytesIO(b"%PDF-1.7 nej"))
    with pytest.raises(CannotUseFile):
        probe_recording(io.BytesIO(b"<html>"), film=True)
    with pytest.raises(CannotUseFile):
        probe_recording(io.BytesIO(picture()), film=False)


def test_captions_need_a_header_and_times() -> None:
    good = b"\xef\xbb\xbfWEBVTT\r\n\r\n00:00.000 --> 00:02.000\r\nHej\r\n"

    assert (read_captions(io.BytesIO(good)).data or b"").startswith(b"WEBVTT\n")
    for bad in (b"Hej", b"WEBVTT\n\nHej", b"\xff\xfe"):
        with pytest.raises(CannotUseFile):
            read_captions(io.BytesIO(bad))
