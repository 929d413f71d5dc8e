"""The way of each lane: which stages it passes, in order. Derived from nothing; a test walks it along the table."""

from dataclasses import dataclass

from stegvis.governance.kinds import ENDED, TRANSITIONS, Act, Lane, Stage
from stegvis.governance.models import Initiative

_MAKING = (Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW, Stage.APPROVED, Stage.PUBLISHED)

WAYS: dict[Lane, tuple[Stage, ...]] = {
    Lane.NEW: (
        Stage.IDEA, Stage.FIRST_ASSESSMENT, Stage.MANAGER, Stage.NOMINATION, Stage.ASSESSMENT, *_MAKING,
    ),
    Lane.VERSION: (Stage.CHANGE, *_MAKING),
    Lane.URGENT: (
        Stage.DESIGN, Stage.PREPARATION, Stage.REVIEW, Stage.APPROVED, Stage.AFTER_REVIEW, Stage.PUBLISHED,
    ),
    Lane.ADOPTION: (Stage.VERIFICATION, Stage.APPROVED, Stage.PUBLISHED),
    Lane.BROUGHT_IN: (Stage.VERIFICATION, Stage.APPROVED, Stage.PUBLISHED),
}  # fmt: skip


# Where an act leads in a lane besides, or instead of, what its row says: the act itself decides.
ALSO: dict[tuple[Lane, Act], Stage] = {
    # No contact person in the administration: the step is skipped.
    (Lane.NEW, Act.SUBMIT_IDEA): Stage.MANAGER,
    (Lane.URGENT, Act.PUBLISH): Stage.AFTER_REVIEW,
}
_INSTEAD = {(Lane.URGENT, Act.PUBLISH)}


@dataclass(frozen=True, slots=True)
class Edge:
    """One act that leads from a stage to another, in one lane."""

    here: Stage
    act: Act
    to: Stage


def edges(lane: Lane) -> tuple[Edge, ...]:
    """Everything that can happen in a lane, from its first stage on. Pure.

    Taking up again is left out: it leads back to wherever the work was ended.
    """
    seen, ahead, found = {WAYS[lane][0]}, [WAYS[lane][0]], []
    while ahead:
        here = ahead.pop(0)
        for row in TRANSITIONS.values():
            if row.act is Act.TAKE_UP or here not in row.here or lane not in row.lanes:
                continue
            key = (lane, row.act)
            targets = [ALSO[key]] if key in _INSTEAD else [row.to, *([ALSO[key]] if key in ALSO else [])]
            for to in targets:
                found.append(Edge(here, row.act, to))
                if to not in seen:
                    seen.add(to)
                    ahead.append(to)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage on the way of an initiative: behind it, where it stands, or ahead."""

    stage: Stage
    done: bool
    here: bool


def way_of(initiative: Initiative, left: Stage | None = None) -> tuple[Stop, ...]:
    """The stages of its lane. `left` is where it stood when it was ended otherwise than by publication."""
    stages = WAYS[Lane(initiative.lane)]
    stage = Stage(initiative.stage)
    # A lane may be entered further along, or leave its usual way: the stage itself is then shown where it belongs.
    shown = stages if stage in stages or stage in ENDED else tuple(s for s in Stage if s in {*stages, stage})
    at = left if stage in ENDED and stage is not Stage.PUBLISHED else stage
    place = shown.index(at) if at in shown else -1
    stops = [
        Stop(
            each,
            number < place or (each is Stage.PUBLISHED and stage is Stage.PUBLISHED),
            number == place and at is stage,
        )
        for number, each in enumerate(shown)
    ]
    if stage in ENDED and stage is not Stage.PUBLISHED:
        return (*stops[: place + 1], Stop(stage, False, True))
    return tuple(stops)
