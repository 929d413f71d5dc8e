"""Questionnaires as data and what follows from answers. Plain Python.

No Django, no clock, no files, no chance: the same answers always give the same
result. Sentences for people are not made here; problems are codes.
"""

from stegvis.questionnaires.engine.canonical import (
    as_document,
    canonical,
    digest,
    wording_digest,
)
from stegvis.questionnaires.engine.conditions import clean, enabled
from stegvis.questionnaires.engine.dangers import DangerHit, dangers
from stegvis.questionnaires.engine.definition import (
    Band,
    Better,
    DangerRule,
    Definition,
    Item,
    ItemType,
    LicenceStatus,
    Option,
    ScoreRule,
    Tone,
    band_key,
    danger_key,
    item_key,
    option_key,
    score_key,
)
from stegvis.questionnaires.engine.examples import ExampleFailure, run_examples
from stegvis.questionnaires.engine.parsing import CannotParse, parse, text_keys
from stegvis.questionnaires.engine.reading import Answers, answered, by_points, points, read
from stegvis.questionnaires.engine.scoring import (
    BandSpan,
    Change,
    ScoreResult,
    bounds,
    change,
    score,
    spans,
)
from stegvis.questionnaires.engine.validation import Problem, ProblemCode, validate

__all__ = [
    "Answers",
    "Band",
    "BandSpan",
    "Better",
    "CannotParse",
    "Change",
    "DangerHit",
    "DangerRule",
    "Definition",
    "ExampleFailure",
    "Item",
    "ItemType",
    "LicenceStatus",
    "Option",
    "Problem",
    "ProblemCode",
    "ScoreResult",
    "ScoreRule",
    "Tone",
    "answered",
    "as_document",
    "band_key",
    "bounds",
    "by_points",
    "canonical",
    "change",
    "clean",
    "danger_key",
    "dangers",
    "digest",
    "enabled",
    "item_key",
    "option_key",
    "parse",
    "points",
    "read",
    "run_examples",
    "score",
    "score_key",
    "spans",
    "text_keys",
    "validate",
    "wording_digest",
]
