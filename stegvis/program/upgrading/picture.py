"""How a course looks at one moment, in codes and ids: two of them are held against each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from stegvis.program.plan import Plan
from stegvis.program.standing import EXERCISES, RESPONSES, Standing
from stegvis.program.unfold import Unfolded


class SeenModule(NamedTuple):
    """A module: its openness, since or from when, visible steps done and all."""

    state: str
    at: datetime | None
    done: int
    total: int


class SeenOccasion(NamedTuple):
    """An occasion: its state, when it opens or opened, and by which version of which questionnaire it is asked."""

    state: str
    opens_at: datetime | None
    questionnaire: str
    address: str
    measurement: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The course as it is seen. ``answers``: answered occasions and questionnaires in steps, with their scores;
    ``steps`` and ``exercises``: all there are, and which are done or handed in."""

    phase: str
    next: tuple[str, str]
    progress: tuple[int, int]
    modules: Mapping[str, SeenModule]
    occasions: Mapping[str, SeenOccasion]
    answers: Mapping[str, Mapping[str, Any]]
    steps: Mapping[str, bool]
    exercises: Mapping[str, bool]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, in the plan's order."""
        return {
            "phase": self.phase,
            "next": list(self.next),
            "progress": list(self.progress),
            "modules": [[each, *_plain(seen)] for each, seen in self.modules.items()],
            "occasions": [[key, *_plain(seen)] for key, seen in self.occasions.items()],
            "answers": [[key, dict(scores)] for key, scores in self.answers.items()],
            "steps": [[step, is_done] for step, is_done in self.steps.items()],
            "exercises": [[block, is_sent] for block, is_sent in self.exercises.items()],
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Picture":
        """Read back what `to_json` wrote."""
        return cls(
            plain["phase"],
            (plain["next"][0], plain["next"][1]),
            (plain["progress"][0], plain["progress"][1]),
            {each: SeenModule(state, _time(at), done, total) for each, state, at, done, total in plain["modules"]},
            {key: SeenOccasion(state, _time(at), *rest) for key, state, at, *rest in plain["occasions"]},
            dict(plain["answers"]),
            dict(plain["steps"]),
            dict(plain["exercises"]),
        )


def picture(plan: Plan, standing: Standing, state: Unfolded) -> Picture:
    """What is true by a plan, put down."""
    done = standing.done_steps()
    sent = {block for block in standing.tables.get(EXERCISES, {}) if standing.entries(EXERCISES, block)}
    answered = standing.tables.get(RESPONSES, {})
    return Picture(
        phase=state.phase.value,
        next=(state.next.kind.value, state.next.ref),
        progress=(state.progress.done, state.progress.total),
        modules={
            each.id: SeenModule(each.state.value, each.opened_at or each.opens_at, *each.progress)
            for each in state.modules.values()
        },
        occasions={
            each.key: SeenOccasion(
                each.state.value,
                each.opens_at,
                each.questionnaire,
                plan.questionnaire_urls.get(each.questionnaire, ""),
                each.measurement_id,
                each.ordinal,
            )
            for each in state.occasions
        },
        answers={key: dict(standing.scores(key)) for key in answered if standing.is_of_this_epoch(key)},
        steps={step: step in done for step in plan.steps},
        exercises={block: block in sent for blocks in plan.step_exercises.values() for block in blocks},
    )


def _plain(seen: tuple[Any, ...]) -> list[Any]:
    return [each.isoformat() if isinstance(each, datetime) else each for each in seen]


def _time(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
