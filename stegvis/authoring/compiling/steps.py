"""One block of a draft as one block of the document. A kind this code does not know is left out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stegvis.authoring.compiling.drafts import Raw
from stegvis.authoring.compiling.shelf import Shelf
from stegvis.authoring.compiling.words import Words
from stegvis.program.document import (
    AccordionBlock,
    AccordionItem,
    AudioBlock,
    Block,
    CalloutBlock,
    DiaryBlock,
    DocumentBlock,
    ExerciseBlock,
    FilmBlock,
    HeadingBlock,
    ImageBlock,
    QuestionnaireBlock,
    Step,
    TextBlock,
)
from stegvis.program.kinds import CalloutTone, DiaryPer, ExerciseForm


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand while compiling."""

    shelf: Shelf
    words: Words


def compile_step(raw: Raw, desk: Desk) -> Step:
    """A step and its blocks."""
    value = raw.get("value") or {}
    desk.words.plain(raw["id"], "title", value.get("title"))
    blocks = [_block(inner, desk) for inner in value.get("blocks") or []]
    return Step(raw["id"], tuple(block for block in blocks if block is not None))


def _block(raw: Raw, desk: Desk) -> Block | None:
    make = MAKERS.get(str(raw.get("type")))
    return make(raw["id"], raw.get("value") or {}, desk) if make else None


def _heading(key: str, value: Raw, desk: Desk) -> Block:
    desk.words.plain(key, "text", value.get("text"))
    return HeadingBlock(key, 3 if str(value.get("level")) == "3" else 2)


def _text(key: str, value: Raw, desk: Desk) -> Block:
    desk.words.rich(key, "body", value.get("body"))
    return TextBlock(key)


def _image(key: str, value: Raw, desk: Desk) -> Block:
    image = desk.shelf.image(value.get("image"))
    decorative = bool(value.get("decorative"))
    if not decorative:
        desk.words.plain(key, "alt", value.get("alt") or (image.default_alt_text if image else ""))
    desk.words.plain(key, "caption", value.get("caption"))
    return ImageBlock(key, image.ready_hash if image else None, decorative)


def _film(key: str, value: Raw, desk: Desk) -> Block:
    film = desk.shelf.recording(value.get("film"), "video")
    desk.words.plain(key, "title", value.get("title"))
    if film is None:
        return FilmBlock(key, None)
    desk.words.plain(key, "transcript", film.transcript)
    return FilmBlock(key, film.ready_hash, film.captions_hash or None, film.nothing_shown_only)


def _audio(key: str, value: Raw, desk: Desk) -> Block:
    sound = desk.shelf.recording(value.get("audio"), "audio")
    desk.words.plain(key, "title", value.get("title"))
    desk.words.plain(key, "transcript", sound.transcript if sound else "")
    return AudioBlock(key, sound.ready_hash if sound else None)


def _callout(key: str, value: Raw, desk: Desk) -> Block:
    desk.words.plain(key, "title", value.get("title"))
    desk.words.rich(key, "body", value.get("body"))
    return CalloutBlock(key, CalloutTone(value.get("tone") or CalloutTone.INFO))


def _accordion(key: str, value: Raw, desk: Desk) -> Block:
    folds = []
    for raw in value.get("items") or []:
        inner = raw.get("value") or {}
        desk.words.plain(raw["id"], "title", inner.get("title"))
        desk.words.rich(raw["id"], "body", inner.get("body"))
        folds.append(AccordionItem(raw["id"]))
    return AccordionBlock(key, tuple(folds))


def _paper(key: str, value: Raw, desk: Desk) -> Block:
    paper = desk.shelf.paper(value.get("document"))
    desk.words.plain(key, "title", value.get("title"))
    return DocumentBlock(key, paper.ready_hash if paper else None)


def _exercise(key: str, value: Raw, desk: Desk) -> Block:
    form = ExerciseForm(value.get("form") or ExerciseForm.TEXT)
    desk.words.plain(key, "title", value.get("title"))
    desk.words.rich(key, "instruction", value.get("instruction"))
    columns = (value.get("columns") or []) if form is ExerciseForm.TABLE else []
    for number, column in enumerate(columns, start=1):
        desk.words.plain(key, f"column_{number}", column.get("value"))
    rows = 0 if form is ExerciseForm.TEXT else int(value.get("rows") or 0)
    # Kept before there was a choice: with feedback.
    return ExerciseBlock(key, form, len(columns), rows, feedback=bool(value.get("feedback", True)))


def _questionnaire(key: str, value: Raw, desk: Desk) -> Block:
    return QuestionnaireBlock(key, desk.shelf.questionnaire(str(value.get("questionnaire") or "")))


def _diary(key: str, value: Raw, desk: Desk) -> Block:
    per = DiaryPer(value.get("per") or DiaryPer.DAY)
    return DiaryBlock(key, desk.shelf.questionnaire(str(value.get("questionnaire") or "")), per)


MAKERS: dict[str, Callable[[str, Any, Desk], Block]] = {
    "heading": _heading,
    "text": _text,
    "image": _image,
    "film": _film,
    "audio": _audio,
    "callout": _callout,
    "accordion": _accordion,
    "document": _paper,
    "exercise": _exercise,
    "questionnaire": _questionnaire,
    "diary": _diary,
}
