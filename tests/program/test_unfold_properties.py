"""What holds for every program and every course through it."""

from copy import deepcopy
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.program.document import Document
from stegvis.program.facts import FactKind
from stegvis.program.plan import Plan, compile_plan
from stegvis.program.standing import Standing, fold_all
from stegvis.program.unfold import Effect, EffectKind, Unfolded, first_round, unfold
from tests.program.samples import START, Log
from tests.program.strategies import DAYS, HORIZON, Event, courses

Happened = dict[str, Effect]
Course = tuple[Document, Log, tuple[Event, ...]]

thorough = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def settle(plan: Plan, log: Log, now: datetime, happened: Happened) -> Unfolded:
    """What the worker does: keep what is new, and record openings and phases as facts when they were due."""
    while True:
        state = unfold(plan, log.standing, now)
        fresh = first_round(state.effects, happened)
        for effect in fresh:
            happened[effect.key] = effect
            if effect.kind is EffectKind.MODULE_OPEN:
                log.add(FactKind.MODULE_OPENED, effect.ref, effect.due_at)
            if effect.kind is EffectKind.PHASE_CHANGE:
                log.add(FactKind.PHASE_SET, "", effect.due_at, phase=effect.payload["phase"])
        if not fresh:
            return state


def work_until(plan: Plan, log: Log, begin: datetime, end: datetime, happened: Happened) -> None:
    """A punctual worker: it wakes exactly when something is due."""
    state = settle(plan, log, begin, happened)
    while state.next_due_at is not None and state.next_due_at <= end:
        state = settle(plan, log, state.next_due_at, happened)


def told(happened: Happened) -> list[str]:
    """What happened, each with its time. Those that are named by a fact's place in the log are told without their
    name, as the openings that a late worker records stand elsewhere in it."""
    named_by_place = (EffectKind.NOTICE, EffectKind.REMINDER, EffectKind.INACTIVE, EffectKind.MESSAGE_WAITING)
    return sorted(
        f"{'' if e.kind in named_by_place else e.key} {e.kind} {e.ref} {e.due_at} {dict(e.payload)}"
        for e in happened.values()
    )


@thorough
@given(courses())
def test_one_jump_gives_the_same_effects_as_many_small_steps(course: Course) -> None:
    document, log, events = course
    plan, late = compile_plan(document), deepcopy(log)
    happened: Happened = {}
    at = START
    for event in events:
        work_until(plan, log, at, event.at, happened)
        event.record(log)
        at = event.at
    work_until(plan, log, at, HORIZON, happened)

    for event in events:
        event.record(late)
    jumped: Happened = {}
    settle(plan, late, HORIZON, jumped)

    assert told(jumped) == told(happened)


@thorough
@given(courses(), st.integers(0, DAYS * 24), st.integers(0, DAYS * 24))
def test_time_alone_undoes_nothing(course: Course, one: int, other: int) -> None:
    document, log, events = course
    plan = compile_plan(document)
    for event in events:
        event.record(log)
    # From the last fact on only time passes.
    begin = events[-1].at if events else START
    earlier, later = sorted((one, other))
    before = unfold(plan, log.standing, begin + timedelta(hours=earlier))
    after = unfold(plan, log.standing, begin + timedelta(hours=later))

    assert {e.key: e for e in before.effects}.items() <= {e.key: e for e in after.effects}.items()
    for module_id, state in before.modules.items():
        if state.is_open:
            assert after.modules[module_id].is_open
        if state.opened_at:
            assert after.modules[module_id].opened_at == state.opened_at
    answered = {o.key for o in before.occasions if o.answered_at}
    assert answered <= {o.key for o in after.occasions if o.answered_at}


@thorough
@given(courses(), st.integers(0, DAYS * 24), st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_nothing_changes_before_the_next_moment(course: Course, hours: int, part: float) -> None:
    document, log, events = course
    plan = compile_plan(document)
    for event in events:
        event.record(log)
    now = START + timedelta(hours=hours)
    state = unfold(plan, log.standing, now)
    ends = state.next_due_at or HORIZON + timedelta(days=900)
    assert ends > now
    between = now + (ends - now) * part
    if between >= ends:
        return
    then = unfold(plan, log.standing, between)

    assert then == state


@thorough
@given(courses(), st.integers(0, DAYS * 24))
def test_no_key_appears_twice(course: Course, hours: int) -> None:
    document, log, events = course
    for event in events:
        event.record(log)
    state = unfold(compile_plan(document), log.standing, START + timedelta(hours=hours))
    keys = [effect.key for effect in state.effects]
    occasions = [occasion.key for occasion in state.occasions]

    assert len(keys) == len(set(keys))
    assert len(occasions) == len(set(occasions))


@thorough
@given(courses())
def test_a_danger_answer_is_always_flagged(course: Course) -> None:
    document, log, events = course
    for event in events:
        event.record(log)
    state = unfold(compile_plan(document), log.standing, HORIZON)
    given_on = {event.ref for event in events if event.kind is FactKind.DANGER_GIVEN or event.payload.get("dangers")}

    flags = [effect.ref for effect in state.effects if effect.kind is EffectKind.DANGER_FLAG]

    assert sorted(flags) == sorted(given_on)


@thorough
@given(courses(), st.data())
def test_folding_one_by_one_equals_folding_all_and_survives_json(course: Course, data: st.DataObject) -> None:
    _document, log, events = course
    for event in events:
        event.record(log)
    for number in data.draw(st.lists(st.integers(1, len(log.facts)), max_size=3)):
        log.add(FactKind.ANNULLED, seq=number)
    cut = data.draw(st.integers(0, len(log.facts)))

    assert fold_all(log.facts) == log.standing
    assert fold_all(log.facts[cut:], fold_all(log.facts[:cut])) == log.standing
    assert Standing.from_json(log.standing.to_json()) == log.standing
