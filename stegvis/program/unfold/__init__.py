"""What is true of a course and what is due, from its plan, its standing and the time.

`results` is what comes out, `moments` the arithmetic of time, `modules` and
`occasions` the two things that open, `effects` what happens once, `run` the
whole. Nothing here writes: the worker above does what the effects say.

One rule makes a late worker give the same effects as a punctual one: an effect
due at a time depends on what happened before that time, and on its own cause.
"""

from stegvis.program.unfold.ahead import ahead
from stegvis.program.unfold.reminded import reminded
from stegvis.program.unfold.results import (
    About,
    Ahead,
    AheadKind,
    Effect,
    EffectKind,
    ModuleState,
    NextKind,
    NextThing,
    Occasion,
    OccasionState,
    Openness,
    Progress,
    Reach,
    Reason,
    Unfolded,
)
from stegvis.program.unfold.rounds import about_of, first_round
from stegvis.program.unfold.run import reach, unfold
from stegvis.program.unfold.settling import BY_ITSELF, Settled, settled

__all__ = [
    "BY_ITSELF",
    "About",
    "Ahead",
    "AheadKind",
    "Effect",
    "EffectKind",
    "ModuleState",
    "NextKind",
    "NextThing",
    "Occasion",
    "OccasionState",
    "Openness",
    "Progress",
    "Reach",
    "Reason",
    "Settled",
    "Unfolded",
    "about_of",
    "ahead",
    "first_round",
    "reach",
    "reminded",
    "settled",
    "unfold",
]
