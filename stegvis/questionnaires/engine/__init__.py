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
from stegvis.questionnaires.engine.dangers import DangerHit, dangers, put_away
from stegvis.questionnaires.engine.definition import (
    Band,
    Better,
    DangerRule,
    Definition,
    Item,
    ItemType,
    Layout,
    LicenceStatus,
    Option,
    ScoreRule,
    Tone,
    band_key,
    danger_help_key,
    danger_key,
    item_key,
    option_key,
    score_key,
)
from stegvis.questionnaires.engine.examples import ExampleFailure, run_examples
from stegvis.questionnaires.engine.graph import hanging_on
from stegvis.questionnaires.engine.moments import PartialDate
from stegvis.questionnaires.engine.parsing import CannotParse, parse, text_keys
from stegvis.questionnaires.engine.places import (
    MOST_ROWS,
    ROW,
    Answers,
    Place,
    item_at,
    link_of,
    places,
    rows_of,
)
from stegvis.questionnaires.engine.reading import (
    OWN_WORDS,
    answered,
    by_points,
    own_words,
    points,
    read,
)
from stegvis.questionnaires.engine.scoring import (
    BandSpan,
    Change,
    ScoreResult,
    bounds,
    change,
    score,
    spans,
)
from stegvis.questionnaires.engine.settling import Settled, clean, enabled, initial, settle
from stegvis.questionnaires.engine.validation import Problem, ProblemCode, doubts, validate

__all__ = [
    "MOST_ROWS",
    "OWN_WORDS",
    "ROW",
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
    "Layout",
    "LicenceStatus",
    "Option",
    "PartialDate",
    "Place",
    "Problem",
    "ProblemCode",
    "ScoreResult",
    "ScoreRule",
    "Settled",
    "Tone",
    "answered",
    "as_document",
    "band_key",
    "bounds",
    "by_points",
    "canonical",
    "change",
    "clean",
    "danger_help_key",
    "danger_key",
    "dangers",
    "digest",
    "doubts",
    "enabled",
    "hanging_on",
    "initial",
    "item_at",
    "item_key",
    "link_of",
    "option_key",
    "own_words",
    "parse",
    "places",
    "points",
    "put_away",
    "read",
    "rows_of",
    "run_examples",
    "score",
    "score_key",
    "settle",
    "spans",
    "text_keys",
    "validate",
    "wording_digest",
]
