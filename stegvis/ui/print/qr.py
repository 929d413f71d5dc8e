"""A QR code as a drawing for paper: dark squares as one path, with the quiet border that readers need."""

import io

import segno

# A fifteenth part may be damaged by a fold or a stamp and it is still read.
ERROR_CORRECTION = "m"
BORDER = 4


def qr_svg(text: str, *, scales: bool = False) -> str:
    """The code as SVG, as large as it is drawn or, where it `scales`, as large as its place. Raises segno.DataOverflowError for more than about 2,300 characters."""
    out = io.BytesIO()
    code = segno.make(text, error=ERROR_CORRECTION, micro=False, boost_error=False)
    code.save(
        out,
        kind="svg",
        border=BORDER,
        xmldecl=False,
        svgns=True,
        nl=False,
        omitsize=scales,
        dark="#000",
        light="#fff",
    )
    return out.getvalue().decode()
