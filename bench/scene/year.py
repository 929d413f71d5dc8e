"""A year of one resident's life in a program of twelve modules, as facts: what unfolding and folding are measured on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from stegvis.program.document import (
    Document,
    FlagRule,
    Measurement,
    Module,
    Opening,
    PhaseRule,
    Reminder,
    Section,
    Step,
    TextBlock,
)
from stegvis.program.facts import Fact, FactKind
from stegvis.program.keys import occasion_key
from stegvis.program.kinds import (
    FlagWhen,
    MeasurementWhen,
    OpeningRule,
    Phase,
    PhaseWhen,
    ProgramKind,
    ReminderWhen,
    StartMode,
)
from stegvis.program.plan import compile_plan
from stegvis.program.standing import Standing, fold_all
from stegvis.program.unfold import unfold

MODULES, STEPS, WEEKS, DAYS = 12, 5, 52, 365
BEGIN = datetime(2025, 1, 7, 8, 0, tzinfo=UTC)
FOLDS = (1000, 2000, 4000)


def year_document() -> Document:
    """Modules that open one after the other, a weekly series, a start gate, reminders, flags and a phase."""
    modules = tuple(
        Module(
            f"m{n}",
            Opening(OpeningRule.WHEN_PREVIOUS_DONE if n else OpeningRule.AT_START),
            (Section(f"s{n}", steps=tuple(Step(f"t{n}.{k}", (TextBlock(f"b{n}.{k}"),)) for k in range(STEPS))),),
        )
        for n in range(MODULES)
    )
    return Document(
        program="year",
        kind=ProgramKind.TREATMENT,
        start_modes=(StartMode.GUIDED,),
        language="sv",
        texts={"sv": {}},
        modules=modules,
        measurements=(
            Measurement("gate", "q" * 64, MeasurementWhen.AT_START, gate=True),
            Measurement("week", "q" * 64, MeasurementWhen.EVERY, days=7, times=WEEKS, window_days=3),
        ),
        reminders=(
            Reminder("r1", ReminderWhen.NOT_ANSWERED, after_days=1, pause_days=1, most=2),
            Reminder("r2", ReminderWhen.INACTIVE, after_days=7, pause_days=7, most=3),
        ),
        flags=(FlagRule("f1", FlagWhen.INACTIVE, days=14), FlagRule("f2", FlagWhen.MODULE_DONE)),
        phases=(PhaseRule("p1", Phase.MAINTENANCE, PhaseWhen.DAYS_AFTER_START, days=300),),
    )


def year_of_facts() -> list[Fact]:
    """A step now and then, an entry in the diary each day, an answer each week, a letter each fortnight."""
    events: list[tuple[datetime, FactKind, str, dict[str, Any]]] = [
        (BEGIN, FactKind.STARTED, "", {"start_on": BEGIN.date().isoformat(), "tz": "Europe/Stockholm", "epoch": 1}),
        (BEGIN + timedelta(minutes=2), FactKind.WELCOME_READ, "", {}),
    ]
    answer: dict[str, Any] = {"scores": {"total": "9"}, "dangers": []}
    events.append((BEGIN + timedelta(minutes=5), FactKind.RESPONSE_SUBMITTED, occasion_key("gate", 1, 1), answer))
    steps = [f"t{n}.{k}" for n in range(MODULES) for k in range(STEPS)]
    for day in range(1, DAYS):
        at = BEGIN + timedelta(days=day, hours=3)
        events.append((at, FactKind.DIARY_NOTED, "diary", {}))
        if day % 6 == 0 and day // 6 <= len(steps):
            events.append((at, FactKind.STEP_DONE, steps[day // 6 - 1], {}))
        if day % 7 == 0 and day // 7 % 5:
            events.append((at, FactKind.RESPONSE_SUBMITTED, occasion_key("week", day // 7, 1), answer))
        if day % 14 == 0:
            events.append((at, FactKind.MESSAGE_SENT, "m", {"to": "resident"}))
    return [
        Fact(n, kind, ref, told, occurred_at=at, recorded_at=at) for n, (at, kind, ref, told) in enumerate(events, 1)
    ]


def year_pieces() -> dict[str, Callable[[], object]]:
    """By the key of their row."""
    plan, standing = compile_plan(year_document()), fold_all(year_of_facts())
    now, kept = BEGIN + timedelta(days=DAYS), standing.to_json()
    found: dict[str, Callable[[], object]] = {
        "year_unfold": lambda: unfold(plan, standing, now),
        "year_read": lambda: Standing.from_json(kept),
    }
    for count in FOLDS:
        facts = _as_many(count)
        found[f"fold_{count}"] = lambda facts=facts: fold_all(facts)  # type: ignore[misc]
    return found


def _as_many(count: int) -> list[Fact]:
    """The year over and over, numbered on."""
    year = year_of_facts()
    found = [year[place % len(year)] for place in range(count)]
    return [
        Fact(n, f.kind, f.ref, f.payload, occurred_at=f.occurred_at, recorded_at=f.recorded_at)
        for n, f in enumerate(found, 1)
    ]
