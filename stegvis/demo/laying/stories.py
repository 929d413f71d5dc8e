"""What the content's stories mean in time: when somebody signs in, how fast they go, how they feel, how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sin

from stegvis.demo.content import people
from stegvis.demo.content.shapes import Resident, Start


@dataclass(frozen=True)
class Pace:
    """One way of going through a program. Levels are from 0 (well) to 1 (badly)."""

    # Days after the start; None: has never signed in.
    signs_in_after: int | None = 0
    # Only the welcome is read; what stands as a gate is left.
    only_looks: bool = False
    # Days before now without a trace.
    silent_for: int = 0
    # How much slower than the program is meant to be read.
    slowness: float = 1.0
    skips: float = 0.08
    level: tuple[float, float] = (0.62, 0.35)
    wave: float = 0.08
    ends: str = ""
    # The last exercise is left for staff to read.
    leaves_exercise: bool = False


PACES: dict[str, Pace] = {
    "not_begun": Pace(signs_in_after=None),
    "upcoming": Pace(signs_in_after=None),
    "gate_open": Pace(signs_in_after=1, only_looks=True),
    "steady": Pace(slowness=1.15),
    "midway": Pace(leaves_exercise=True, silent_for=1, slowness=1.25),
    "message_waiting": Pace(slowness=1.2, level=(0.58, 0.45)),
    "quiet": Pace(silent_for=23, skips=0.0, level=(0.5, 0.52)),
    "worse": Pace(slowness=1.6, skips=0.0, level=(0.42, 0.78)),
    "danger": Pace(silent_for=8, skips=0.0, level=(0.6, 0.8), slowness=1.5),
    "danger_unsent": Pace(silent_for=9, skips=0.0, level=(0.5, 0.75), slowness=1.5),
    "danger_taken": Pace(silent_for=9, skips=0.0, level=(0.55, 0.75), slowness=1.5),
    "danger_handed": Pace(silent_for=7, skips=0.0, level=(0.5, 0.72), slowness=1.5),
    "danger_handled": Pace(skips=0.05, level=(0.75, 0.42)),
    "paused": Pace(silent_for=16, level=(0.55, 0.5), skips=0.0),
    "maintenance": Pace(ends="maintenance", slowness=0.95, skips=0.05, level=(0.65, 0.2)),
    "finished": Pace(ends="closed", skips=0.05, level=(0.68, 0.16)),
    "left_early": Pace(ends="left", level=(0.45, 0.42)),
    "long_text": Pace(slowness=1.1, level=(0.5, 0.42), skips=0.0),
}
# Small things that make two people in the same story differ.
_WAVERING = Pace(slowness=1.3, skips=0.18, wave=0.22, level=(0.58, 0.5))


def pace_of(story: str, place: int) -> Pace:
    """The pace of the resident at `place`; every third steady one wavers."""
    if story == "steady" and place % 3 == 1:
        return _WAVERING
    pace = PACES[story]
    if story in {"quiet", "paused"}:
        return replace(pace, silent_for=pace.silent_for + place % 4)
    return pace


def level_at(pace: Pace, share: float, place: int) -> float:
    """How somebody feels when `share` (0 to 1) of the way has passed."""
    first, last = pace.level
    straight = first + (last - first) * min(1.0, share)
    return max(0.02, min(0.98, straight + pace.wave * sin(share * 9 + place)))


def total_at(story: str, questionnaire: str, turn: int, place: int) -> int | None:
    """The total that the content gives for the answer number `turn`; a point or so aside for the many."""
    given = people.TOTALS.get("danger" if story in _WAITING else story, {}).get(questionnaire)
    if not given:
        return None
    total = given[min(turn, len(given) - 1)]
    return total if place < len(NAMED) else max(0, total + (place + turn) % 3 - 1)


NAMED: tuple[str, ...] = tuple(raw["slug"] for raw in people.residents() if raw["sentence"])


@dataclass(frozen=True)
class Pause:
    """Days from today until it begins and until the program goes on (None: nobody has said), and since it was said."""

    begins_in: int
    until_in: int | None
    said_ago: int


@dataclass(frozen=True)
class Run:
    """One start, with the story as it is told here."""

    resident: Resident
    start: Start
    story: str
    days_ago: int
    place: int
    # How long ago a dangerous answer was given that is still to be seen to; 0: none.
    dark_minutes: int = 0
    pause: Pause | None = None


# Whose newest occasion opened this morning, five weeks after the start: "en ny skattning i dag".
THIS_MORNING, WEEKS = "elias-norberg", 35
# Dangerous answers that wait in different ways: where, and whose resident it is.
_ASKS = "folj-ditt-maende"
_WAITING = {
    "danger_unsent": ("vc-almen", "oskar-lund"),
    "danger_taken": ("psyk-norr", "johan-berg"),
    "danger_handed": ("psyk-norr", "mikael-sandberg"),
}
# Of those who go on steadily, every so many have a holiday ahead.
HOLIDAY_EVERY = 10
# What the staff's sentences promise: at least so many of these stories for them.
_PROMISED = (("mikael-sandberg", "quiet", 3), ("fatima-yusuf", "message_waiting", 3))


def runs_of(residents: Sequence[Resident]) -> list[Run]:
    """Every start of the residents, in their order."""
    runs = [
        Run(raw, start, start["story"], WEEKS if raw["slug"] == THIS_MORNING else start["started_days_ago"], place)
        for place, raw in enumerate(residents)
        for start in raw["starts"]
    ]
    for therapist, story, wanted in _PROMISED:
        _promise(runs, therapist, story, wanted)
    for story, (unit, therapist) in _WAITING.items():
        _dangerous(runs, story, unit, therapist)
    return [_with_pause(_upcoming(run)) for run in runs]


def _with_pause(run: Run) -> Run:
    """Those who have paused are in it now; of the steady ones, some have a holiday ahead."""
    if run.story == "paused":
        silent = pace_of(run.story, run.place).silent_for
        until = None if run.place % 3 == 1 else 4 + run.place % 9
        return replace(run, pause=Pause(1 - silent, until, silent - 1))
    if run.story == "steady" and run.place % HOLIDAY_EVERY == 4:
        return replace(run, pause=Pause(9 + run.place % 5, 23 + run.place % 5, 3))
    return run


def _promise(runs: list[Run], therapist: str, story: str, wanted: int) -> None:
    own = [n for n, run in enumerate(runs) if run.start["therapist"] == therapist and not run.resident["sentence"]]
    missing = wanted - sum(runs[n].story == story for n in own)
    for n in [n for n in own if runs[n].story == "steady"][: max(0, missing)]:
        runs[n] = replace(runs[n], story=story)


def _dangerous(runs: list[Run], story: str, unit: str, therapist: str) -> None:
    """One of a therapist's who has given a dangerous answer that is not seen to yet."""
    for before in ("worse", "steady", "midway"):
        for n, run in enumerate(runs):
            here = (run.start["program"], run.start["unit"], run.start["therapist"]) == (_ASKS, unit, therapist)
            if here and run.story == before and not run.resident["sentence"]:
                runs[n] = replace(run, story=story, days_ago=50 if story == "danger_unsent" else 35)
                return


def _upcoming(run: Run) -> Run:
    """Every second one who has not begun starts in some days."""
    return replace(run, story="upcoming") if run.story == "not_begun" and run.place % 2 else run
