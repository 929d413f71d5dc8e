"""When modules are hidden, and when they are done.

Read from history: what was once reached stays reached, also if a section is shown again later.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from stegvis.program.plan import Plan, PlanModule
from stegvis.program.standing import SECTIONS, Standing
from stegvis.program.unfold.pauses import Span
from stegvis.program.unfold.results import Progress

Switch = tuple[datetime, str, bool]


class Passing(NamedTuple):
    """One module's steps through time."""

    module: PlanModule
    passed_at: datetime | None
    done_at: datetime | None
    hidden: tuple[Span, ...]
    progress: Progress


def passings(plan: Plan, standing: Standing, begins_at: datetime | None) -> tuple[Passing, ...]:
    """Every module, in order: a hidden one is passed when the one before it is."""
    done = standing.done_steps()
    is_switched = bool(standing.tables.get(SECTIONS))
    before = begins_at
    found: list[Passing] = []
    for module in plan.modules:
        switches = _switches(module, standing) if is_switched else ()
        passed_at, done_at = _reached(module, done, switches, before)
        hidden = _hidden_spans(module, switches)
        found.append(Passing(module, passed_at, done_at, hidden, _progress(module, done, switches)))
        before = passed_at
    return tuple(found)


def _switches(module: PlanModule, standing: Standing) -> tuple[Switch, ...]:
    """Every hiding and showing of the module's sections, in time."""
    found = [
        (entry.at, entry.seq, section.id, bool(entry.value))
        for section in module.sections
        for entry in standing.entries(SECTIONS, section.id)
    ]
    return tuple((at, section, hides) for at, _seq, section, hides in sorted(found))


def _hidden_spans(module: PlanModule, switches: tuple[Switch, ...]) -> tuple[Span, ...]:
    """The times during which every section is hidden."""
    if not switches:
        return ()
    spans: list[Span] = []
    hidden: set[str] = set()
    begun: datetime | None = None
    for at, section, hides in switches:
        (hidden.add if hides else hidden.discard)(section)
        if len(hidden) == len(module.sections):
            begun = begun or at
        elif begun is not None:
            spans.append((begun, at))
            begun = None
    if begun is not None:
        spans.append((begun, None))
    return tuple(spans)


def _visible_steps(module: PlanModule, switches: tuple[Switch, ...], until: datetime | None = None) -> tuple[str, ...]:
    if not switches:
        return module.steps
    last = {section: hides for at, section, hides in switches if until is None or at <= until}
    return tuple(s for part in module.sections if not last.get(part.id) for s in part.steps)


def _reached(
    module: PlanModule,
    done: Mapping[str, datetime],
    switches: tuple[Switch, ...],
    before: datetime | None,
) -> tuple[datetime | None, datetime | None]:
    """When it was passed, and when it was done: the first time when every step then visible was done. A wholly hidden
    module is passed when the one before it is, and never done."""
    if module.steps and not switches:
        times = [done[step] for step in module.steps if step in done]
        at = max(times) if len(times) == len(module.steps) else None
        return at, at
    own = [done[step] for step in module.steps if step in done]
    moments = {*own, *(at for at, _section, _hides in switches)} | ({before} if before else set())
    passed_at: datetime | None = None
    for moment in sorted(moments):
        steps = _visible_steps(module, switches, moment)
        if steps and all(step in done and done[step] <= moment for step in steps):
            return passed_at or moment, moment
        if not steps and before is not None and before <= moment:
            passed_at = passed_at or moment
    return passed_at, None


def _progress(module: PlanModule, done: Mapping[str, datetime], switches: tuple[Switch, ...]) -> Progress:
    steps = _visible_steps(module, switches)
    return Progress(sum(step in done for step in steps), len(steps))
