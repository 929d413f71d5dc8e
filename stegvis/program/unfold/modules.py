"""When modules open, are hidden, and are done.

A module's opening and being done are read from history: what was once reached
stays reached for the modules after it, also if a section is shown again later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from stegvis.program.kinds import OpeningRule
from stegvis.program.plan import Plan, PlanModule
from stegvis.program.standing import MODULES, SECTIONS, Entry, Standing
from stegvis.program.unfold.moments import Moments, Span, moved_out
from stegvis.program.unfold.results import ModuleState, Openness, Progress, Reason

Switch = tuple[datetime, str, bool]


@dataclass(frozen=True, slots=True)
class Track:
    """One module through time. ``opened_at`` and ``automatic_at`` may lie ahead."""

    module: PlanModule
    automatic_at: datetime | None
    opened_at: datetime | None
    passed_at: datetime | None
    hidden: tuple[Span, ...]
    is_hidden: bool
    is_open: bool
    closed_by_staff: bool
    progress: Progress


def tracks(plan: Plan, standing: Standing, moments: Moments) -> tuple[Track, ...]:
    """Every module's way, in order: each may lean on the one before."""
    done = standing.done_steps()
    found: list[Track] = []
    for module in plan.modules:
        found.append(_track(module, found[-1] if found else None, standing, moments, done))
    return tuple(found)


def passed_all_at(found: Iterable[Track]) -> datetime | None:
    """When the last module was done, once all are."""
    times = [track.passed_at for track in found]
    reached = [at for at in times if at is not None]
    return max(reached) if reached and len(reached) == len(times) else None


def state_of(track: Track, moments: Moments, waits_for: str | None) -> ModuleState:
    """The module as it stands now."""
    opened = track.opened_at
    has_opened = opened is not None and opened <= moments.now
    openness = _openness(track)
    ahead = not has_opened and not moments.is_stopped and not track.is_hidden
    return ModuleState(
        id=track.module.id,
        state=openness,
        opened_at=opened if has_opened else None,
        opens_at=opened if ahead else None,
        reason=_reason(track, openness, moments),
        progress=track.progress,
        waits_for=waits_for if openness is Openness.OPEN else None,
    )


def _track(
    module: PlanModule,
    previous: Track | None,
    standing: Standing,
    moments: Moments,
    done: Mapping[str, datetime],
) -> Track:
    switches = _switches(module, standing)
    hidden = _hidden_spans(module, switches)
    by_staff = standing.entries(MODULES, module.id)
    automatic = _automatic(module, previous, moments, hidden, by_staff)
    opened = _first_opened(automatic, by_staff, moments.begins_at)
    before = previous.passed_at if previous else moments.begins_at
    is_open = (by_staff[-1].value and moments.has_begun) if by_staff else _is_past(automatic, moments)
    return Track(
        module=module,
        automatic_at=automatic,
        opened_at=opened,
        passed_at=_passed_at(module, done, switches, before),
        hidden=hidden,
        is_hidden=bool(hidden) and hidden[-1][1] is None,
        is_open=is_open,
        closed_by_staff=bool(by_staff) and not by_staff[-1].value,
        progress=_progress(module, done, switches),
    )


def _is_past(moment: datetime | None, moments: Moments) -> bool:
    return moment is not None and moment <= moments.now


def _automatic(
    module: PlanModule,
    previous: Track | None,
    moments: Moments,
    hidden: tuple[Span, ...],
    by_staff: tuple[Entry, ...],
) -> datetime | None:
    """When the module opens by itself; None if never, or if staff had the say before that."""
    nominal = _nominal(module, previous, moments)
    if nominal is None or moments.begins_at is None:
        return None
    spans = sorted((*moments.stops, *hidden), key=lambda span: span[0]) if hidden else moments.stops
    due = moved_out(spans, max(nominal, moments.begins_at))
    if due is None or any(e.at < due or (e.at == due and not e.value) for e in by_staff):
        return None
    return due


def _nominal(module: PlanModule, previous: Track | None, moments: Moments) -> datetime | None:
    rule = module.rule
    if rule is OpeningRule.BY_STAFF:
        return None
    if rule is OpeningRule.DAYS_AFTER_START:
        return moments.day_after_start(module.days)
    if rule is OpeningRule.AT_START or previous is None:
        return moments.begins_at
    if rule is OpeningRule.WHEN_PREVIOUS_DONE:
        return previous.passed_at
    if previous.opened_at is None:
        return None
    return moments.day_after(previous.opened_at, module.days)


def _first_opened(
    automatic: datetime | None, by_staff: tuple[Entry, ...], begins_at: datetime | None
) -> datetime | None:
    opened = next((entry.at for entry in by_staff if entry.value), None)
    if opened is None or begins_at is None:
        return automatic
    opened = max(opened, begins_at)
    return opened if automatic is None else min(opened, automatic)


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


def _passed_at(
    module: PlanModule,
    done: Mapping[str, datetime],
    switches: tuple[Switch, ...],
    before: datetime | None,
) -> datetime | None:
    """The first time when every step then visible was done. A wholly hidden module is passed
    when the one before it is."""
    if module.steps and not switches:
        times = [done.get(step) for step in module.steps]
        reached = [at for at in times if at is not None]
        return max(reached) if len(reached) == len(times) else None
    own = [done[step] for step in module.steps if step in done]
    moments = {*own, *(at for at, _section, _hides in switches)} | ({before} if before else set())
    for moment in sorted(moments):
        steps = _visible_steps(module, switches, moment)
        if steps and all(step in done and done[step] <= moment for step in steps):
            return moment
        if not steps and before is not None and before <= moment:
            return moment
    return None


def _progress(module: PlanModule, done: Mapping[str, datetime], switches: tuple[Switch, ...]) -> Progress:
    steps = _visible_steps(module, switches)
    return Progress(sum(step in done for step in steps), len(steps))


def _openness(track: Track) -> Openness:
    if track.is_hidden:
        return Openness.HIDDEN
    if not track.is_open:
        return Openness.CLOSED
    return Openness.DONE if track.progress.done == track.progress.total else Openness.OPEN


def _reason(track: Track, openness: Openness, moments: Moments) -> Reason:
    if openness is Openness.HIDDEN:
        return Reason.HIDDEN
    if openness is not Openness.CLOSED:
        by_itself = track.automatic_at is not None and track.automatic_at == track.opened_at
        return Reason.OPENED_AUTOMATICALLY if by_itself else Reason.OPENED_BY_STAFF
    if track.closed_by_staff:
        return Reason.CLOSED_BY_STAFF
    if moments.is_stopped:
        return Reason.STOPPED
    if not moments.has_begun:
        return Reason.NOT_STARTED
    if track.module.rule is OpeningRule.BY_STAFF:
        return Reason.WAITS_FOR_STAFF
    return Reason.WAITS_FOR_PREVIOUS if track.opened_at is None else Reason.WAITS_FOR_TIME
