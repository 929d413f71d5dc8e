"""Reachable for everybody: heading order, link texts, alternative texts that say something, films one can follow."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from stegvis.program.checks.kinds import CheckCode, Lapse, Weight
from stegvis.program.document import (
    PROGRAM_ID,
    AccordionBlock,
    Document,
    FilmBlock,
    HeadingBlock,
    ImageBlock,
    Node,
    Step,
)
from stegvis.program.lix import plain_text

_HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|webp|gif|tiff?|heic)$|(?:img|dsc|bild|image|picture)[_ -]?\d*$", re.IGNORECASE
)
# Link texts that say nothing where they stand alone, as a screen reader lists them.
VAGUE = frozenset(
    [
        "här",
        "klicka",
        "klicka här",
        "klicka",
        "länk",
        "länken",
        "läs",
        "läs mer",
        "läs mer här",
        "läs här",
        "mer",
        "mer info",
        "mer information",
        "se här",
        "tryck här",
        "vidare",
        "ladda ner",
        "ladda ned",
        "click",
        "click here",
        "here",
        "link",
        "more",
        "read more",
        "read more here",
        "this link",
    ]
)
_TIMES = re.compile(r"-->\s*(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?")
# Captions may end a while before the film does: music, a closing picture.
_MOST_LEFT = 0.4


def access_lapses(document: Document, captions: Mapping[str, str]) -> Iterator[Lapse]:
    """What stands in the way of somebody who does not see, hear or read easily."""
    for name in ("lead", "welcome"):
        yield from _links(PROGRAM_ID, name, document.text(f"{PROGRAM_ID}.{name}"))
    for module in document.modules:
        for step in module.steps:
            yield from _headings(document, step)
            for block in step.blocks:
                for node in (block, *block.items) if isinstance(block, AccordionBlock) else (block,):
                    yield from _node_links(document, node)
                if isinstance(block, ImageBlock) and not block.decorative:
                    yield from _alt(document, block)
                elif isinstance(block, FilmBlock):
                    yield from _film(document, block, captions)


def _headings(document: Document, step: Step) -> Iterator[Lapse]:
    """The step's title is level 1. Within the page no level is skipped on the way down."""
    last = 1
    for block in step.blocks:
        if isinstance(block, HeadingBlock):
            levels = [3 if block.level == 3 else 2]
        else:
            fields = ("body", "instruction")
            nodes: tuple[Node, ...] = block.items if isinstance(block, AccordionBlock) else (block,)
            html = "".join(
                document.text(node.key(name)) for node in nodes for name in fields if name in node.text_fields
            )
            levels = [int(found) for found in _HEADING.findall(html)]
        for level in levels:
            if level > last + 1:
                params = {"level": level, "after": last}
                yield Lapse(CheckCode.HEADING_SKIPS, Weight.SHOULD, block.id, "", params)
            last = level


def _node_links(document: Document, node: Node) -> Iterator[Lapse]:
    for name in ("body", "instruction"):
        if name in node.text_fields:
            yield from _links(node.id, name, document.text(node.key(name)))


def _links(node_id: str, field: str, html: str) -> Iterator[Lapse]:
    for inner in _LINK.findall(html):
        text = plain_text(unescape(inner)).strip()
        if not text or text.casefold().strip(" .!?:»→>") in VAGUE:
            yield Lapse(CheckCode.LINK_VAGUE, Weight.MUST, node_id, field, {"text": text})
        elif _ADDRESS.match(text):
            yield Lapse(CheckCode.LINK_BARE, Weight.SHOULD, node_id, field, {"text": text})


def _alt(document: Document, block: ImageBlock) -> Iterator[Lapse]:
    alt = document.text(block.key("alt")).strip()
    if alt and _FILE_NAME.fullmatch(alt):
        yield Lapse(CheckCode.ALT_EMPTY_WORDS, Weight.MUST, block.id, "alt", {"alt": alt})


# --- Films -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Captions:
    """How many lines a caption file has, and when the last one ends."""

    lines: int
    until_s: float


def read_captions(text: str) -> Captions:
    """The times of a WebVTT file."""
    ends = [
        int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int((part or "0").ljust(3, "0")) / 1000
        for hours, minutes, seconds, part in _TIMES.findall(text)
    ]
    return Captions(len(ends), max(ends, default=0.0))


def _film(document: Document, block: FilmBlock, captions: Mapping[str, str]) -> Iterator[Lapse]:
    if not plain_text(document.text(block.key("transcript"))):
        yield Lapse(CheckCode.FILM_TRANSCRIPT_MISSING, Weight.SHOULD, block.id, "transcript")
    if not block.captions or block.captions not in captions:
        return
    found = read_captions(captions[block.captions])
    film = document.media.get(block.film or "")
    length = film.duration_s if film else None
    if not found.lines:
        yield Lapse(CheckCode.CAPTIONS_EMPTY, Weight.MUST, block.id, "captions")
    elif length and found.until_s < length * (1 - _MOST_LEFT):
        params = {"until": round(found.until_s), "length": round(length)}
        yield Lapse(CheckCode.CAPTIONS_SHORT, Weight.SHOULD, block.id, "captions", params)
