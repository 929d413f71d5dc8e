"""When modules open.

A module's opening is read from history, as its being done is (`passing`): what was once reached stays reached for
the modules after it. Staff's own choice stays over every rule.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from stegvis.program.kinds import OpeningRule
from stegvis.program.plan import Moved, Plan, PlanModule
from stegvis.program.standing import MODULES, Entry, Standing
from stegvis.program.unfold.conditions import Truths
from stegvis.program.unfold.moments import Moments, sorted_spans
from stegvis.program.unfold.passing import Passing, passings
from stegvis.program.unfold.pauses import Span, moved_out
from stegvis.program.unfold.results import ModuleState, Openness, Progress, Reason


class Track(NamedTuple):
    """One module through time. ``opened_at`` and ``automatic_at`` may lie ahead.

    ``passed_at``: done, or walked past as it was hidden; ``done_at``: done. ``is_due``: what it waited for has come,
    whether or not it can open now.
    """

    module: PlanModule
    automatic_at: datetime | None
    opened_at: datetime | None
    passed_at: datetime | None
    done_at: datetime | None
    hidden: tuple[Span, ...]
    is_hidden: bool
    is_open: bool
    is_due: bool
    closed_by_staff: bool
    progress: Progress


def tracks(plan: Plan, standing: Standing, moments: Moments) -> tuple[tuple[Track, ...], Truths]:
    """Every module's way, in order, and what its conditions were judged by: also what is asked may lean on them."""
    passed = passings(plan, standing, moments.begins_at)
    truths = Truths(plan, standing, moments, {each.module.id: each.passed_at for each in passed})
    found: list[Track] = []
    for each in passed:
        found.append(_track(each, found[-1] if found else None, standing, moments, truths, plan.moved))
    return tuple(found), truths


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
    passing: Passing,
    previous: Track | None,
    standing: Standing,
    moments: Moments,
    truths: Truths,
    moved: Moved | None,
) -> Track:
    module, hidden = passing.module, passing.hidden
    by_staff = standing.entries(MODULES, module.id)
    nominal = _nominal(module, previous, moments, truths)
    automatic = _as_it_was(module, moved) or _automatic(nominal, moments, hidden, by_staff, moved)
    opened = _first_opened(automatic, by_staff, moments.begins_at)
    is_open = (by_staff[-1].value and moments.has_begun) if by_staff else _is_past(automatic, moments)
    return Track(
        module=module,
        automatic_at=automatic,
        opened_at=opened,
        passed_at=passing.passed_at,
        done_at=passing.done_at,
        hidden=hidden,
        is_hidden=bool(hidden) and hidden[-1][1] is None,
        is_open=is_open,
        is_due=nominal is not None or _counts_days(module, previous),
        closed_by_staff=bool(by_staff) and not by_staff[-1].value,
        progress=passing.progress,
    )


def _counts_days(module: PlanModule, previous: Track | None) -> bool:
    """Whether nothing but days is waited for."""
    if module.rule is OpeningRule.DAYS_AFTER_PREVIOUS_OPENED:
        return previous is not None and previous.opened_at is not None
    return module.rule is OpeningRule.DAYS_AFTER_START


def _is_past(moment: datetime | None, moments: Moments) -> bool:
    return moment is not None and moment <= moments.now


def _as_it_was(module: PlanModule, moved: Moved | None) -> datetime | None:
    """When it opened by itself, if that was before the course was moved to this version."""
    return moved.opened.get(module.id) if moved else None


def _automatic(
    nominal: datetime | None,
    moments: Moments,
    hidden: tuple[Span, ...],
    by_staff: tuple[Entry, ...],
    moved: Moved | None,
) -> datetime | None:
    """When the module opens by itself; None if never, or if staff had the say before that.

    By a version that the course was moved to nothing opens before the move.
    """
    if nominal is None or moments.begins_at is None:
        return None
    if moved is not None:
        if any(entry.at <= moved.at for entry in by_staff):
            return None
        nominal = max(nominal, moved.at)
    spans = sorted_spans(moments.breaks, hidden) if hidden else moments.breaks
    due = moved_out(spans, max(nominal, moments.begins_at))
    if due is None or any(e.at < due or (e.at == due and not e.value) for e in by_staff):
        return None
    return due


def _nominal(module: PlanModule, previous: Track | None, moments: Moments, truths: Truths) -> datetime | None:
    rule = module.rule
    if rule is OpeningRule.BY_STAFF:
        return None
    if rule is OpeningRule.DAYS_AFTER_START:
        return moments.day_after_start(module.days)
    if rule is OpeningRule.WHEN_ALL:
        before = (previous.module.id, previous.opened_at) if previous else (None, None)
        return truths.all_true_at(module.conditions, *before)
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
    if track.opened_at is None and track.is_due and moments.is_held:
        return Reason.PAUSED
    if track.opened_at is None and track.module.rule is OpeningRule.WHEN_ALL:
        return Reason.WAITS_FOR_CONDITIONS
    return Reason.WAITS_FOR_PREVIOUS if track.opened_at is None else Reason.WAITS_FOR_TIME
