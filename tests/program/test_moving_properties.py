"""What holds for every program when its time is moved: by a pause, by another start, or by looking ahead."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from stegvis.program.document import Document
from stegvis.program.facts import FactKind
from stegvis.program.kinds import MeasurementWhen
from stegvis.program.plan import compile_plan
from stegvis.program.unfold import AheadKind, Effect, EffectKind, ahead, unfold
from stegvis.program.unfold.pauses import pauses_of
from tests.program.samples import START, Log
from tests.program.strategies import DAYS, HORIZON, ZONES, courses, programs
from tests.program.test_unfold_properties import Course, Happened, settle

thorough = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FAR = START + timedelta(days=400)


def begun(zone: str, in_days: int = 0) -> Log:
    log = Log()
    log.start(on=(START + timedelta(days=in_days)).date(), tz=zone, seed="s")
    return log


def all_that_happens(document: Document, log: Log, until: datetime = FAR) -> list[Effect]:
    """Everything that a course gives in which nobody does anything more."""
    happened: Happened = {}
    settle(compile_plan(document), log, until, happened)
    return list(happened.values())


def lines(effects: list[Effect], moved: timedelta, after: datetime, zone: str) -> list[str]:
    """Each effect with the local time at which it came; those after a time moved by whole local days."""
    found = []
    for effect in effects:
        local = effect.due_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        at = local + moved if effect.due_at > after else local
        found.append(f"{effect.key} {effect.ref} {at} {dict(effect.payload)}")
    return sorted(found)


def is_of_pause(effect: Effect) -> bool:
    return effect.kind is EffectKind.NOTICE and effect.payload["about"] == "phase"


@thorough
@given(programs(), st.sampled_from(ZONES), st.integers(1, DAYS * 1440), st.integers(-3, 9), st.integers(1, 20))
def test_a_pause_moves_what_comes_after_it_by_its_days_and_loses_nothing(
    document: Document, zone: str, minute: int, ahead_days: int, length: int
) -> None:
    """Where nobody does anything, everything after the beginning of a pause comes its days later, on the same hour.

    Two things are left out: weekdays stay weekdays, so that a series of them does not move by the pause's days; and
    the notices that tell of the pause itself.
    """
    assume(all(each.when is not MeasurementWhen.WEEKDAYS for each in document.measurements))
    said_at = START + timedelta(minutes=minute, seconds=7)
    said_on = said_at.astimezone(ZoneInfo(zone)).date()
    first = said_on + timedelta(days=max(ahead_days, 0))
    midnight = datetime.combine(first, datetime.min.time(), ZoneInfo(zone))
    begins = said_at if first == said_on else midnight.astimezone(said_at.tzinfo)
    paused = begun(zone)
    # Until the pause is said, nothing is known of it: what was due has happened.
    happened: Happened = {}
    settle(compile_plan(document), paused, said_at, happened)
    until = (first + timedelta(days=length)).isoformat()
    paused.add(FactKind.PAUSED, at=said_at, **{"from": first.isoformat(), "until": until})
    settle(compile_plan(document), paused, FAR + timedelta(days=length), happened)
    with_pause = [each for each in happened.values() if not is_of_pause(each)]
    without = [each for each in all_that_happens(document, begun(zone)) if not is_of_pause(each)]

    assert lines(with_pause, timedelta(0), begins, zone) == lines(without, timedelta(days=length), begins, zone)


@thorough
@given(programs(), st.sampled_from(ZONES), st.integers(1, DAYS * 1440), st.integers(0, 9 * 1440))
def test_what_is_paused_and_resumed_comes_when_it_goes_on_or_its_days_later(
    document: Document, zone: str, minute: int, length: int
) -> None:
    assume(all(each.when is not MeasurementWhen.WEEKDAYS for each in document.measurements))
    paused_at = START + timedelta(minutes=minute, seconds=7)
    resumed_at = paused_at + timedelta(minutes=length, seconds=1)
    log, happened = begun(zone), {}
    settle(compile_plan(document), log, paused_at, happened)
    log.add(FactKind.PAUSED, at=paused_at, **{"from": local_day(paused_at, zone).isoformat(), "until": None})
    settle(compile_plan(document), log, resumed_at, happened)
    assert all(each.due_at <= paused_at for each in happened.values())
    log.add(FactKind.RESUMED, at=resumed_at)
    settle(compile_plan(document), log, FAR + timedelta(days=20), happened)
    days = (local_day(resumed_at, zone) - local_day(paused_at, zone)).days

    plain = {each.key: each for each in all_that_happens(document, begun(zone)) if not is_of_pause(each)}
    for effect in happened.values():
        if is_of_pause(effect):
            continue
        nominal = plain.pop(effect.key)
        expected = [nominal.due_at] if nominal.due_at <= paused_at else [moved(nominal.due_at, days, zone), resumed_at]
        assert effect.due_at in expected
    assert not plain


def local_day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def moved(at: datetime, days: int, zone: str) -> datetime:
    """The same hour on the wall so many local days later."""
    local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + timedelta(days=days)
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(at.tzinfo)


@thorough
@given(programs(), st.sampled_from(ZONES), st.integers(2, 20), st.integers(2, 30))
def test_moving_the_start_moves_everything(document: Document, zone: str, first: int, other: int) -> None:
    """A course whose start was moved before it began is the one that was to begin on the other day all along."""
    log = begun(zone, first)
    on = (START + timedelta(days=other)).date().isoformat()
    log.add(FactKind.STARTED, at=START + timedelta(days=1), start_on=on, tz=zone)

    moved_course, other_course = all_that_happens(document, log), all_that_happens(document, begun(zone, other))

    assert [(e.kind, e.ref, e.due_at) for e in moved_course] == [(e.kind, e.ref, e.due_at) for e in other_course]


@thorough
@given(courses(), st.integers(0, DAYS * 24))
def test_what_lies_ahead_is_what_comes(course: Course, hours: int) -> None:
    """If nobody does anything more, what was planned ahead is what happens: no more, no less, at its time."""
    document, log, events = course
    document = replace(
        document, measurements=tuple(replace(each, stop_after_missed=0) for each in document.measurements)
    )
    for event in events:
        event.record(log)
    plan = compile_plan(document)
    now = max(events[-1].at if events else START, START + timedelta(hours=hours))
    happened: Happened = {}
    settle(plan, log, now, happened)
    before = set(happened)
    planned = ahead(plan, log.standing, now, HORIZON)
    settle(plan, log, HORIZON, happened)
    kinds = {
        EffectKind.MODULE_OPEN: AheadKind.MODULE,
        EffectKind.OCCASION_OPEN: AheadKind.OCCASION_OPEN,
        EffectKind.REMINDER: AheadKind.REMINDER,
        EffectKind.PHASE_CHANGE: AheadKind.PHASE,
    }
    came = [(e.due_at, kinds[e.kind], e.ref) for e in happened.values() if e.key not in before and e.kind in kinds]

    assert sorted(came) == sorted((e.at, e.kind, e.ref) for e in planned if e.kind in kinds.values())
    assert [each.at for each in planned] == sorted(each.at for each in planned)


@thorough
@given(courses())
def test_nothing_but_what_staff_must_know_comes_in_a_pause(course: Course) -> None:
    """Strictly inside a pause: no opening, nothing late, no reminder, no phase. Danger is told all the same."""
    document, log, events = course
    for event in events:
        event.record(log)
    start = log.standing.start
    assert start is not None
    spans = [(each.begins, each.ends or HORIZON) for each in pauses_of(log.standing, start.value["tz"])]
    told_always = {
        EffectKind.DANGER_FLAG,
        EffectKind.EXERCISE_TO_READ,
        EffectKind.MESSAGE_WAITING,
        EffectKind.NOTICE,
        EffectKind.SCORE_WORSENED,
    }
    for effect in unfold(compile_plan(document), log.standing, HORIZON).effects:
        if effect.kind not in told_always:
            assert not any(begins < effect.due_at < ends for begins, ends in spans)
