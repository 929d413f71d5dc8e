"""The whole unfolding: put together, filtered by the time, with the one thing to do next."""

from collections.abc import Container, Iterable, Mapping
from datetime import UTC, datetime
from operator import attrgetter

from stegvis.program.kinds import MeasurementWhen
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing
from stegvis.program.unfold.effects import effects
from stegvis.program.unfold.modules import Track, state_of, tracks
from stegvis.program.unfold.moments import Moments, moments_of
from stegvis.program.unfold.occasions import Asked, asked
from stegvis.program.unfold.results import (
    Effect,
    ModuleState,
    NextKind,
    NextThing,
    Occasion,
    OccasionState,
    Openness,
    Progress,
    Reach,
    Unfolded,
)

_FAR = datetime.max.replace(tzinfo=UTC)
_in_time = attrgetter("due_at", "key")


def unfold(
    plan: Plan, standing: Standing, now: datetime, *, to_show: bool = False, stopped: Container[str] = ()
) -> Unfolded:
    """What is true and what is due at ``now``, an aware time.

    With ``to_show`` only what is true: no effects, and no next time, which a page has no use for. ``stopped`` are
    digests of questionnaires that nobody can answer now: nothing waits for them, and they are not the next thing.
    """
    if now.tzinfo is None:
        raise ValueError("now must know its zone")
    moments = moments_of(standing, now)
    found, truths = tracks(plan, standing, moments)
    planned = asked(plan, standing, moments, found, truths)
    happenings = () if to_show else effects(plan, standing, moments, found, planned, truths)
    occasions = tuple(each.occasion for each in planned)
    before = MeasurementWhen.BEFORE_MODULE
    of_modules = {each.id: each.module for each in plan.measurements if each.module and each.when is before}
    asking = [occasion for occasion in occasions if occasion.questionnaire not in stopped]
    blocked = _blocked(of_modules, asking)
    modules = {track.module.id: state_of(track, moments, blocked.get(track.module.id)) for track in found}
    gate = _gate(occasion for occasion in asking if occasion.measurement_id not in of_modules)
    done = sum(state.progress.done for state in modules.values())
    due = sorted([e for e in happenings if e.due_at <= now], key=_in_time)
    return Unfolded(
        phase=moments.phase,
        modules=modules,
        occasions=occasions,
        effects=tuple(due),
        next_due_at=None if to_show else _next_due_at(moments, found, planned, happenings),
        gate=gate,
        progress=Progress(done, sum(state.progress.total for state in modules.values())),
        next=_next(plan, standing, moments, modules, occasions, asking, gate),
    )


def reach(plan: Plan, standing: Standing, unfolded: Unfolded, step_id: str) -> Reach:
    """Whether a step can be opened now. A step once done stays readable behind a gate."""
    module = unfolded.modules.get(plan.step_module.get(step_id, ""))
    if module is None:
        return Reach.MISSING
    if module.state is Openness.HIDDEN or standing.is_section_hidden(plan.step_section[step_id]):
        return Reach.HIDDEN
    if not module.is_open:
        return Reach.CLOSED
    if (unfolded.gate or module.waits_for) and not standing.is_step_done(step_id):
        return Reach.GATED
    return Reach.YES


def _blocked(of_modules: Mapping[str, str], occasions: Iterable[Occasion]) -> dict[str, str]:
    """Module → the first occasion that must be answered before its steps."""
    blocked: dict[str, str] = {}
    for occasion in occasions:
        module = of_modules.get(occasion.measurement_id)
        if module and occasion.gate and occasion.is_answerable:
            blocked.setdefault(module, occasion.key)
    return blocked


def _gate(occasions: Iterable[Occasion]) -> Occasion | None:
    """The first gate that stands before everything."""
    gates = [found for found in occasions if found.gate and found.is_answerable]
    return min(gates, key=_by_opening) if gates else None


def _by_opening(occasion: Occasion) -> datetime:
    return occasion.opens_at or _FAR


def _next_due_at(
    moments: Moments,
    found: Iterable[Track],
    planned: Iterable[Asked],
    happenings: Iterable[Effect],
) -> datetime | None:
    """The next moment at which something becomes due or looks different."""
    now = moments.now
    times = [effect.due_at for effect in happenings if effect.due_at > now]
    times += [at for at in (moments.begins_at, *(track.opened_at for track in found)) if at]
    if not moments.is_stopped:
        for each in planned:
            occasion = each.occasion
            if occasion.answered_at is None:
                times += [at for at in (occasion.opens_at, occasion.due_at, occasion.closes_at) if at]
    return min((at for at in times if at > now), default=None)


def _next(
    plan: Plan,
    standing: Standing,
    moments: Moments,
    modules: dict[str, ModuleState],
    occasions: tuple[Occasion, ...],
    asking: Iterable[Occasion],
    gate: Occasion | None,
) -> NextThing:
    """The one thing to do now: welcome, gates, what is asked, the next step, a message."""
    if moments.is_stopped:
        return NextThing(NextKind.FINISHED)
    if not moments.has_begun:
        return NextThing(NextKind.WAIT, at=moments.begins_at)
    if plan.has_welcome and not standing.has_read_welcome:
        return NextThing(NextKind.WELCOME)
    if gate is not None:
        return NextThing(NextKind.GATE, gate.key)
    waiting = [found for found in asking if found.is_answerable and not found.gate]
    if waiting:
        return NextThing(NextKind.QUESTIONNAIRE, min(waiting, key=_by_opening).key)
    return _next_step(plan, standing, modules) or _nothing_now(plan, standing, modules, occasions)


def _next_step(plan: Plan, standing: Standing, modules: dict[str, ModuleState]) -> NextThing | None:
    for module in plan.modules:
        state = modules[module.id]
        if state.state is not Openness.OPEN:
            continue
        if state.waits_for:
            return NextThing(NextKind.GATE, state.waits_for)
        for section in module.sections:
            if standing.is_section_hidden(section.id):
                continue
            for step in section.steps:
                if not standing.is_step_done(step):
                    return NextThing(NextKind.STEP, step)
    return None


def _nothing_now(
    plan: Plan,
    standing: Standing,
    modules: dict[str, ModuleState],
    occasions: tuple[Occasion, ...],
) -> NextThing:
    if plan.messages and standing.has_unread_message:
        return NextThing(NextKind.MESSAGE)
    closed = [state for state in modules.values() if state.state is Openness.CLOSED]
    ahead = [found for found in occasions if found.state is OccasionState.UPCOMING]
    if not closed and not ahead:
        return NextThing(NextKind.FINISHED)
    times = [state.opens_at for state in closed] + [found.opens_at for found in ahead]
    return NextThing(NextKind.WAIT, at=min((at for at in times if at), default=None))
