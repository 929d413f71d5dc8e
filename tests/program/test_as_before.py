"""Documents and standings from before there were rules in time unfold as they did then.

`unfolded_then.json` was written by the code of that time and never changes. What has come since is told besides:
notices to the resident, and that an opening was there from the beginning.
"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from stegvis.program.facts import FactKind
from stegvis.program.plan import compile_plan
from stegvis.program.standing import Standing
from stegvis.program.unfold import EffectKind, Unfolded, unfold
from tests.program.samples import START, Log, as_schema_1_was_fixed

THEN: dict[str, Any] = json.loads(Path(__file__).with_name("unfolded_then.json").read_text(encoding="utf-8"))


def course() -> Log:
    """One course in which everything happens that could happen then."""
    log = Log()
    log.start(on=(START + timedelta(days=1)).date())
    happenings: list[tuple[float, FactKind, str, dict[str, Any]]] = [
        (1.1, FactKind.WELCOME_READ, "", {}),
        (1.2, FactKind.DANGER_GIVEN, "w-start.1.e1", {"rule": "fara", "item": "9", "value": 2}),
        (1.3, FactKind.RESPONSE_SUBMITTED, "w-start.1.e1", {"scores": {"total": "12"}}),
        (2.1, FactKind.STEP_DONE, "t-1", {}),
        (2.2, FactKind.EXERCISE_SENT, "b-exercise", {}),
        (5.0, FactKind.STEP_DONE, "t-2", {}),
        (6.0, FactKind.MESSAGE_SENT, "", {"to": "resident"}),
        (8.5, FactKind.RESPONSE_SUBMITTED, "w-every.1.e1", {"scores": {"total": "9"}}),
        (9.0, FactKind.OCCASION_ADDED, "", {"measurement": "w-staff", "on": "2025-03-20"}),
        (12.0, FactKind.SECTION_HIDDEN, "s-3", {}),
        (14.0, FactKind.PHASE_SET, "", {"phase": "maintenance"}),
        (20.0, FactKind.STEP_DONE, "t-3", {}),
        (21.0, FactKind.RESPONSE_SUBMITTED, "w-end.1.e1", {"scores": {"total": "4"}}),
        (25.0, FactKind.PHASE_SET, "", {"phase": "closed"}),
        (30.0, FactKind.REOPENED, "", {}),
        (33.0, FactKind.LEFT, "", {}),
    ]
    for day, kind, ref, payload in happenings:
        log.add(kind, ref, START + timedelta(days=day), **payload)
    return log


def told(state: Unfolded) -> dict[str, Any]:
    """Everything that staff or resident could tell apart."""
    return {
        "phase": state.phase.value,
        "next": [state.next.kind.value, state.next.ref, state.next.at and state.next.at.isoformat()],
        "progress": list(state.progress),
        "gate": state.gate and state.gate.key,
        "modules": {
            each.id: [each.state.value, each.reason.value, each.opened_at and each.opened_at.isoformat()]
            for each in state.modules.values()
        },
        "occasions": [
            [each.key, each.state.value, each.opens_at and each.opens_at.isoformat()]
            + [at and at.isoformat() for at in (each.due_at, each.closes_at, each.answered_at)]
            for each in state.occasions
        ],
        "effects": [
            [
                e.key,
                e.kind.value,
                e.ref,
                e.due_at.isoformat(),
                {k: v for k, v in e.payload.items() if k != "at_begin"},
            ]
            for e in state.effects
            if e.kind is not EffectKind.NOTICE
        ],
    }


@pytest.mark.parametrize("facts", [1, 6, 10, 13, 15, 17])
def test_every_step_of_an_old_course_is_as_it_was(facts: int) -> None:
    log, plan = Log(), compile_plan(as_schema_1_was_fixed())
    for fact in course().facts[:facts]:
        log.add(fact.kind, fact.ref, fact.occurred_at, **fact.payload)
    for day in (4, 16, 60):
        now = START + timedelta(days=day)
        assert told(unfold(plan, log.standing, now)) == THEN["states"][f"{facts}.{day}"]


def test_a_standing_written_then_is_read_and_unfolds_as_it_did() -> None:
    plan, standing = compile_plan(as_schema_1_was_fixed()), Standing.from_json(THEN["standing"])

    assert told(unfold(plan, standing, START + timedelta(days=60))) == THEN["states"]["17.60"]
