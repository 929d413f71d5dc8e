"""The frozen document: what a program is, as typed values with stable ids.

`tree` and `blocks` are the values, `writing` gives bytes and hashes, `schemas`
reads any schema ever written. Freezing, storing and rendering live elsewhere.
"""

from stegvis.program.document.blocks import (
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
    Node,
    QuestionnaireBlock,
    TextBlock,
)
from stegvis.program.document.schemas import UnknownSchema, from_json, upcast
from stegvis.program.document.tree import (
    CURRENT_SCHEMA,
    PROGRAM_ID,
    PROGRAM_TEXTS,
    Danger,
    Document,
    Measurement,
    Media,
    Module,
    Opening,
    ScoreShown,
    Section,
    Settings,
    Step,
)
from stegvis.program.document.writing import canonical, digest, node_hashes, to_json
from stegvis.program.reading import CannotRead

__all__ = [
    "CURRENT_SCHEMA",
    "PROGRAM_ID",
    "PROGRAM_TEXTS",
    "AccordionBlock",
    "AccordionItem",
    "AudioBlock",
    "Block",
    "CalloutBlock",
    "CannotRead",
    "Danger",
    "DiaryBlock",
    "Document",
    "DocumentBlock",
    "ExerciseBlock",
    "FilmBlock",
    "HeadingBlock",
    "ImageBlock",
    "Measurement",
    "Media",
    "Module",
    "Node",
    "Opening",
    "QuestionnaireBlock",
    "ScoreShown",
    "Section",
    "Settings",
    "Step",
    "TextBlock",
    "UnknownSchema",
    "canonical",
    "digest",
    "from_json",
    "node_hashes",
    "to_json",
    "upcast",
]
