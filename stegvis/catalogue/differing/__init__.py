"""The difference between two documents: in short for a decision (`changes_between`), and whole (`differences`).

kinds.py: what it is made of · parts.py: modules and steps · blocks.py: one node · rules.py: sentences before and
after · instruments.py: questionnaires and their scores · drawing.py: words gone and new as HTML ·
summary.py: in short · weighing.py: minor or major.
"""

from stegvis.catalogue.differing.kinds import (
    Asked,
    Difference,
    Example,
    Files,
    Line,
    PartDiffers,
    Rule,
    Said,
    Score,
    Seen,
    State,
    StepDiffers,
    Texts,
)
from stegvis.catalogue.differing.parts import differences
from stegvis.catalogue.differing.summary import ChangedPart, changes_between
from stegvis.catalogue.differing.weighing import Weighed, weighed

__all__ = [
    "Asked",
    "ChangedPart",
    "Difference",
    "Example",
    "Files",
    "Line",
    "PartDiffers",
    "Rule",
    "Said",
    "Score",
    "Seen",
    "State",
    "StepDiffers",
    "Texts",
    "Weighed",
    "changes_between",
    "differences",
    "weighed",
]
