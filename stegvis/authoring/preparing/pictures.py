"""Pictures: upright, at most 1600 pixels wide, as WebP, without a word of metadata."""

import io
import warnings
from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from stegvis.authoring.preparing.ready import CannotUseFile, Ready, ready_bytes

MAX_WIDTH = 1600
MAX_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
RIFF_HEAD = 8


def resident_picture(file: IO[bytes]) -> Ready:
    """Re-encode: what was hidden in the file does not follow. Raises CannotUseFile."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise CannotUseFile(_("Bilden är för stor. Spara en mindre kopia och ladda upp den."))
                picture = _resized(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning):
        raise CannotUseFile(_("Filen går inte att läsa som bild. Använd PNG, JPEG eller WebP.")) from None
    finally:
        file.seek(0)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=82, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return ready_bytes(out.getvalue(), "image/webp", width=picture.width, height=picture.height)


def is_ready_picture(data: bytes) -> bool:
    """Whether it is as `resident_picture` makes them: WebP of that size, nothing said beside the picture or after it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("WEBP",)) as opened:
                if opened.width > MAX_WIDTH or opened.width * opened.height > MAX_PIXELS:
                    return False
                opened.load()
                said = {"exif", "xmp", "icc_profile"} & set(opened.info)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning):
        return False
    # A RIFF file says its own length; what comes after would be another file.
    return not said and len(data) == RIFF_HEAD + int.from_bytes(data[4:RIFF_HEAD], "little")


def _resized(picture: Image.Image) -> Image.Image:
    clear = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    picture = picture.convert("RGBA" if clear else "RGB")
    if picture.width > MAX_WIDTH:
        height = round(picture.height * MAX_WIDTH / picture.width)
        picture = picture.resize((MAX_WIDTH, max(1, height)), Image.Resampling.LANCZOS)
    return picture
