"""What holds for every move of every course from one version to another."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.program.document import Document, Measurement, Module
from stegvis.program.facts import Fact
from stegvis.program.plan import Plan, compile_plan
from stegvis.program.standing import Standing, fold
from stegvis.program.unfold import Effect, EffectKind, OccasionState, settled, unfold
from stegvis.program.upgrading import Made, Rehearsal, Walked, Way, made, picture, plan_for, rehearse, taken_back
from tests.program.samples import START, Log, Q
from tests.program.strategies import ASKED, DAYS, HORIZON, Event, courses, programs

OLD, NEW = "old", "new"
NEWER_Q = "n" * 64
WAY = Way(OLD, NEW)
Course = tuple[Document, Log, tuple[Event, ...]]

thorough = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def edited(draw: st.DrawFn, old: Document) -> Document:
    """A later version: things gone, moved, changed and added, and the questionnaire in a newer text."""
    other = draw(programs())
    digest = draw(st.sampled_from([Q, NEWER_Q]))
    asked: dict[str, Measurement] = {}
    for each in old.measurements:
        what = draw(st.sampled_from(["kept", "kept", "changed", "gone"]))
        if what == "kept":
            asked[each.id] = replace(each, questionnaire=digest)
        elif what == "changed" and other.measurements:
            asked[each.id] = replace(draw(st.sampled_from(other.measurements)), id=each.id, questionnaire=digest)
    for each in other.measurements:
        asked.setdefault(each.id, replace(each, questionnaire=digest))
    modules: dict[str, Module] = {}
    for module in draw(st.permutations(old.modules)) if draw(st.booleans()) else old.modules:
        rule = draw(st.sampled_from([module.opening, *(each.opening for each in other.modules)]))
        if draw(st.integers(0, 3)):
            modules[module.id] = replace(module, opening=rule)
    for module in other.modules:
        modules.setdefault(module.id, module)
    rules = draw(st.sampled_from([old, other]))
    return replace(
        old,
        modules=tuple(modules.values()),
        measurements=tuple(asked.values()),
        questionnaires={digest: ASKED},
        settings=rules.settings,
        reminders=rules.reminders,
        flags=rules.flags,
        phases=rules.phases,
    )


@st.composite
def moves(draw: st.DrawFn) -> tuple[Document, Document, Log, tuple[Event, ...], datetime]:
    """Two versions, a course by the old one, and when it is moved; what is done after that is kept apart."""
    old, log, events = draw(courses())
    at = START + timedelta(minutes=draw(st.integers(1, DAYS * 1440)), seconds=50)
    return old, draw(edited(old)), log, events, at


class Case:
    """A course that has been settled up to the move, and the move."""

    def __init__(self, old: Document, new: Document, log: Log, events: tuple[Event, ...], at: datetime) -> None:
        self.documents = {OLD: compile_plan(old), NEW: compile_plan(new)}
        self.at = at
        self.known: dict[str, Effect] = {}
        self.standing = log.standing
        for event in events:
            if event.at < at:
                self.settle(event.at)
                self.add(event)
        self.later = [event for event in events if event.at >= at]
        self.settle(at)

    def plans(self, name: str) -> Plan:
        return self.documents[name]

    @property
    def plan(self) -> Plan:
        return plan_for(self.standing, OLD, self.plans)

    @property
    def walked(self) -> Walked:
        return Walked(self.standing, frozenset(self.known))

    def add(self, event: Event) -> None:
        seq = self.standing.seq + 1
        fact = Fact(seq, event.kind, event.ref, event.payload, occurred_at=event.at, recorded_at=event.at, by="x")
        self.standing = fold(self.standing, fact)

    def settle(self, now: datetime) -> None:
        found = settled(self.plan, self.standing, self.known, now)
        self.standing = found.standing
        self.known |= {each.key: each for each in found.effects}

    def step_until(self, end: datetime) -> None:
        """A punctual worker, that wakes each time something is due."""
        now: datetime | None = self.at
        while now is not None and now <= end:
            self.settle(now)
            now = unfold(self.plan, self.standing, now).next_due_at

    def move(self) -> Made:
        found = made(self.walked, WAY, self.plans, self.at, self.at, "system:moving")
        self.standing = found.after.standing
        self.known |= {each.key: each for part in (found.before, found.after) for each in part.effects}
        return found


@thorough
@given(moves())
def test_what_is_rehearsed_is_what_happens(move: tuple[Document, Document, Log, tuple[Event, ...], datetime]) -> None:
    case = Case(*move)
    rehearsal = rehearse(case.walked, WAY, case.plans, case.at, HORIZON)
    before = set(case.known)
    case.move()
    assert picture(case.plan, case.standing, unfold(case.plan, case.standing, case.at)) == rehearsal.after
    case.step_until(HORIZON)
    happened = sorted((e.key, e.kind.value, e.due_at) for key, e in case.known.items() if key not in before)
    assert happened == list(rehearsal.effects)


@thorough
@given(moves())
def test_a_rehearsal_made_ahead_is_right_when_its_time_comes(
    move: tuple[Document, Document, Log, tuple[Event, ...], datetime],
) -> None:
    old, new, log, events, at = move
    earlier = Case(old, new, log, events, at - timedelta(days=3))
    if any(event.at < at for event in earlier.later):
        return
    case = Case(old, new, log, events, at)
    ahead = rehearse(earlier.walked, WAY, case.plans, at, HORIZON)
    assert ahead == rehearse(case.walked, WAY, case.plans, at, HORIZON)


@thorough
@given(moves())
def test_nothing_happens_twice_and_nothing_in_the_past(
    move: tuple[Document, Document, Log, tuple[Event, ...], datetime],
) -> None:
    case = Case(*move)
    before = dict(case.known)
    dangers = {each.key for each in before.values() if each.kind is EffectKind.DANGER_FLAG}
    found = case.move()
    assert not {each.key for each in found.after.effects} & set(before)
    assert all(each.due_at >= case.at for each in found.after.effects)
    assert dangers <= {each.key for each in found.after.state.effects}
    for event in case.later:
        case.settle(event.at)
        case.add(event)
    case.settle(HORIZON)
    given_later = {e.payload["rule"] for e in case.later if e.kind == "danger_given"}
    assert not given_later or any(each.kind is EffectKind.DANGER_FLAG for each in case.known.values())


@thorough
@given(moves())
def test_what_has_begun_stays_as_it_is(move: tuple[Document, Document, Log, tuple[Event, ...], datetime]) -> None:
    case = Case(*move)
    old = unfold(case.plan, case.standing, case.at)
    asked = {each.id for each in case.documents[NEW].measurements}
    found = case.move().after.state
    for occasion in old.occasions:
        after = found.occasion(occasion.key)
        if occasion.opens_at and occasion.opens_at <= case.at and occasion.measurement_id in asked:
            # A new version may say that the program is over by now: then nothing more is asked.
            over = found.phase is not old.phase and after is not None and after.state is OccasionState.CLOSED
            assert after == (replace(occasion, state=after.state) if over else occasion)
        elif after is not None:
            assert after.answered_at == occasion.answered_at
    begun = {e.measurement_id for e in old.occasions if e.answered_at or (e.opens_at and e.opens_at <= case.at)}
    for occasion in found.occasions:
        if occasion.measurement_id in begun:
            assert occasion.questionnaire == Q
    for module_id, state in old.modules.items():
        module = found.modules.get(module_id)
        if module is not None and state.is_open:
            assert module.is_open
            assert (module.opened_at, module.reason) == (state.opened_at, state.reason)


@thorough
@given(courses(), st.integers(1, DAYS * 1440))
def test_a_move_to_the_same_content_changes_nothing(course: Course, minute: int) -> None:
    document, log, events = course
    at = START + timedelta(minutes=minute, seconds=50)
    stays, moves_on = Case(document, document, log, events, at), Case(document, document, log, events, at)
    before = picture(stays.plan, stays.standing, unfold(stays.plan, stays.standing, at))
    found = moves_on.move().after
    assert [each.kind for each in found.effects] == [EffectKind.NOTICE]
    assert picture(moves_on.plan, moves_on.standing, found.state) == before
    for case in (stays, moves_on):
        for event in case.later:
            case.settle(event.at)
            case.add(event)
        case.settle(HORIZON)
    assert _told(stays) == _told(moves_on)


def _told(case: Case) -> list[tuple[str, str, datetime]]:
    """Those named by a fact's place in the log stand elsewhere in it, and the move itself is told of."""
    by_place = (EffectKind.NOTICE, EffectKind.REMINDER, EffectKind.INACTIVE, EffectKind.MESSAGE_WAITING)
    found = [e for e in case.known.values() if e.payload.get("about") != "version"]
    return sorted(("" if e.kind in by_place else e.key, e.kind.value, e.due_at) for e in found)


@thorough
@given(moves(), st.integers(0, 20 * 24))
def test_taken_back_it_is_as_if_it_had_never_been(
    move: tuple[Document, Document, Log, tuple[Event, ...], datetime], hours: int
) -> None:
    case, never = Case(*move), Case(*move)
    then = case.at + timedelta(hours=hours)
    found = case.move()
    later = settled(case.plan, case.standing, case.known, then)
    case.standing = later.standing
    case.known |= {each.key: each for each in later.effects}
    facts, told = [*found.after.facts, *later.facts], [*found.after.effects, *later.effects]
    back = taken_back(case.walked, OLD, facts, told, case.plans, then, "x")
    assert back is not None
    case.standing = back.after.standing
    case.known |= {each.key: each for each in back.after.effects}
    never.settle(then)
    mine = picture(case.plan, case.standing, unfold(case.plan, case.standing, then))
    theirs = picture(never.plan, never.standing, unfold(never.plan, never.standing, then))
    assert mine == theirs
    by_place = (EffectKind.NOTICE, EffectKind.REMINDER)
    assert {key for key, each in never.known.items() if each.kind not in by_place} <= set(case.known)
    # And it goes on so.
    case.settle(HORIZON)
    never.settle(HORIZON)
    mine = picture(case.plan, case.standing, unfold(case.plan, case.standing, HORIZON))
    theirs = picture(never.plan, never.standing, unfold(never.plan, never.standing, HORIZON))
    assert mine == theirs


@thorough
@given(moves())
def test_it_reads_back_as_it_was_written(move: tuple[Document, Document, Log, tuple[Event, ...], datetime]) -> None:
    case = Case(*move)
    rehearsal = rehearse(case.walked, WAY, case.plans, case.at, HORIZON)
    assert Rehearsal.from_json(json.loads(json.dumps(rehearsal.to_json()))) == rehearsal
    case.move()
    read = Standing.from_json(json.loads(json.dumps(case.standing.to_json())))
    assert read == case.standing
    assert plan_for(read, OLD, case.plans) == case.plan
