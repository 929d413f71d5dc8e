"""Papers to keep: a `Paper` of headings, words, facts, tables and pictures as an accessible PDF (PDF/UA-1).

What it is about comes from the caller. Texts are data to the typesetter and can never become its markup.
"""

from stegvis.ui.print.making import CannotPrint, pdf_of, png_of
from stegvis.ui.print.parts import Facts, Heading, Paper, Part, Picture, Room, Steps, Table, Words
from stegvis.ui.print.qr import qr_svg

__all__ = [
    "CannotPrint",
    "Facts",
    "Heading",
    "Paper",
    "Part",
    "Picture",
    "Room",
    "Steps",
    "Table",
    "Words",
    "pdf_of",
    "png_of",
    "qr_svg",
]
