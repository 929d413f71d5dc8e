"""From one version of a program to another, while residents are in the middle of it.

`severity` says how much a new version changes. `carrying` is what a course takes with it and the plan that comes of
it, `leaving` works that out, `rehearsing` plays a move through and makes it, `comparing` says what it does for one
resident. Pure, like all of `program`.
"""

from stegvis.program.upgrading.carrying import Carried, Change, change_of, document_of, plan_for
from stegvis.program.upgrading.picture import Picture, SeenModule, SeenOccasion, picture
from stegvis.program.upgrading.rehearsing import (
    Made,
    Rehearsal,
    TakenBack,
    Waits,
    Walked,
    Way,
    made,
    moved_at,
    rehearse,
    taken_back,
    waits,
)
from stegvis.program.upgrading.severity import Judged, MajorBecause, MajorReason, Severity, severity

__all__ = [
    "Carried",
    "Change",
    "Judged",
    "Made",
    "MajorBecause",
    "MajorReason",
    "Picture",
    "Rehearsal",
    "SeenModule",
    "SeenOccasion",
    "Severity",
    "TakenBack",
    "Waits",
    "Walked",
    "Way",
    "change_of",
    "document_of",
    "made",
    "moved_at",
    "picture",
    "plan_for",
    "rehearse",
    "severity",
    "taken_back",
    "waits",
]
