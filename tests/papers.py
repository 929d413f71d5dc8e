"""Reads a PDF as somebody's screen reader would: is it tagged, named, in a language, and what does it say."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True)
class ReadPdf:
    """What a reader meets."""

    title: str
    language: str
    tagged: bool
    shows_title: bool
    standard: str
    pages: int
    tags: Counter[str]
    alternatives: tuple[str, ...]


def read_pdf(content: bytes) -> ReadPdf:
    """The parts of PDF/UA that can be read without a validator."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        with pdf.open_metadata() as known:
            standard = str(known.get("pdfuaid:part", ""))
        elements = list(_elements(root.StructTreeRoot))
        return ReadPdf(
            title=str(pdf.docinfo.get("/Title", "")),
            language=str(root.get("/Lang", "")),
            tagged=bool(root.MarkInfo.Marked),
            shows_title=bool(root.ViewerPreferences.DisplayDocTitle),
            standard=standard,
            pages=len(pdf.pages),
            tags=Counter(str(each.S).lstrip("/") for each in elements),
            alternatives=tuple(str(each.Alt) for each in elements if "/Alt" in each),
        )


def _elements(node: Any) -> Iterator[Any]:
    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        yield node
    below = node.get("/K")
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        yield from _elements(child)
