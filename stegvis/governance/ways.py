"""The way of each lane: which stages it passes, in order. Derived from nothing; a test walks it along the table."""

from dataclasses import dataclass

from stegvis.governance.kinds import ENDED, Lane, Stage
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
