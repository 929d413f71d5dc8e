"""Any program and any course through it, for properties."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from stegvis.program.document import Condition, Document, FlagRule, Measurement, Opening, PhaseRule, Reminder
from stegvis.program.facts import FactKind
from stegvis.program.keys import occasion_key
from stegvis.program.kinds import (
    Comparison,
    ConditionKind,
    FlagWhen,
    MeasurementWhen,
    OpeningRule,
    Phase,
    PhaseWhen,
    ReminderWhen,
)
from tests.program.samples import DEFINITION, START, Log, Q, schedule

DAYS = 40
HORIZON = START + timedelta(days=DAYS + 30)
ZONES = ("Europe/Stockholm", "America/New_York", "Australia/Lord_Howe")
URL = DEFINITION["url"]
ASKED = {
    **DEFINITION,
    "items": [{"link_id": "9", "type": "scale"}, {"link_id": "c", "type": "choice"}],
    "scores": [{"code": "t", "better": "lower", "reliable_change": 4, "reliable_change_source": "x"}],
}

_days = st.integers(1, 12)


@dataclass(frozen=True)
class Event:
    """Something that somebody does at a time."""

    at: datetime
    kind: FactKind
    ref: str
    payload: dict[str, Any]

    def record(self, log: Log) -> None:
        log.add(self.kind, self.ref, self.at, **self.payload)


def _some(of: st.SearchStrategy[Any], least: int, most: int) -> st.SearchStrategy[list[Any]]:
    """Any number of them, each as likely: lists are short where nobody says otherwise."""
    return st.integers(least, most).flatmap(lambda n: st.lists(of, min_size=n, max_size=n))


@st.composite
def conditions(draw: st.DrawFn, modules: int) -> Condition:
    kind = draw(st.sampled_from(ConditionKind))
    common = {"questionnaire": URL, "comparison": draw(st.sampled_from(Comparison))}
    match kind:
        case ConditionKind.SCORE:
            return Condition(kind, score="t", value=str(draw(st.integers(0, 9))), **common)
        case ConditionKind.ANSWER:
            item, value = draw(st.sampled_from([("9", "2"), ("c", "yes"), ("c", "no")]))
            return Condition(kind, item=item, value=value, **common)
        case ConditionKind.EXERCISE_SENT:
            return Condition(kind, exercise="b1")
        case ConditionKind.MODULE_DONE:
            return Condition(kind, module=draw(st.sampled_from(["", *(f"m{n + 1}" for n in range(modules))])))
    return Condition(kind, days=draw(_days))


@st.composite
def measurements(draw: st.DrawFn, modules: int) -> Measurement:
    when = draw(st.sampled_from(MeasurementWhen))
    number = draw(st.integers(1, 99))
    plain = Measurement(
        f"w{number}",
        Q,
        when,
        gate=draw(st.booleans()),
        days=draw(_days),
        times=draw(st.integers(1, 5)),
        module=f"m{draw(st.integers(1, modules))}",
        window_days=draw(_days),
        on_days=tuple(sorted(draw(st.sets(st.integers(0, 20), max_size=4)))) if when is MeasurementWhen.ON_DAYS else (),
        weekdays=tuple(sorted(draw(st.sets(st.integers(1, 7), max_size=3)))),
    )
    if not draw(st.booleans()):
        return plain
    return replace(
        plain,
        within_days=draw(st.integers(0, 4)),
        between_hours=draw(st.sampled_from([(), (9, 21), (0, 5), (22, 24)])),
        stop=tuple(draw(st.lists(conditions(modules), max_size=2))),
        stop_after_missed=draw(st.integers(0, 3)),
    )


@st.composite
def programs(draw: st.DrawFn) -> Document:
    rules = draw(_some(st.tuples(st.sampled_from(OpeningRule), _days), 1, 4))
    asked = draw(_some(measurements(len(rules)), 0, 3))
    asked = list({each.id: each for each in asked}.values())
    document = schedule(*rules, measurements=tuple(asked))
    modules = tuple(
        replace(module, opening=Opening(OpeningRule.WHEN_ALL, 0, (draw(conditions(len(rules))),)))
        if module.opening.rule is OpeningRule.WHEN_ALL
        else module
        for module in document.modules
    )
    reminders = draw(_some(st.tuples(st.sampled_from(ReminderWhen), _days, _days), 0, 3))
    flags = draw(_some(st.tuples(st.sampled_from(FlagWhen), _days), 0, 4))
    over = st.sampled_from([Phase.MAINTENANCE, Phase.MAINTENANCE, Phase.CLOSED])
    phases = draw(st.lists(st.tuples(over, st.sampled_from(PhaseWhen), st.integers(5, 40)), max_size=2))
    return replace(
        document,
        modules=modules,
        questionnaires={Q: ASKED},
        settings=replace(document.settings, length_days=draw(st.sampled_from([0, 20]))),
        reminders=tuple(Reminder(f"r{n}", when, days, pause, 3) for n, (when, days, pause) in enumerate(reminders)),
        flags=tuple(FlagRule(f"f{n}", when, days) for n, (when, days) in enumerate(flags)),
        phases=tuple(PhaseRule(f"p{n}", to, when, days) for n, (to, when, days) in enumerate(phases)),
    )


def _choices(document: Document) -> st.SearchStrategy[tuple[FactKind, str, dict[str, Any]]]:
    modules = st.sampled_from([module.id for module in document.modules])
    sections = st.sampled_from([s.id for module in document.modules for s in module.sections])
    steps = st.sampled_from([step.id for module in document.modules for step in module.steps])
    keys = [occasion_key(m.id, n, 1) for m in document.measurements for n in (1, 2, 3)] or ["x.1.e1"]
    occasions = st.sampled_from(keys)
    danger = {"rule": "fara", "item": "9", "value": 2}
    answers = st.sampled_from(
        [
            {"scores": {"t": "1"}, "answers": {"9": 2, "c": "no"}},
            {"scores": {"t": "6"}, "answers": {"c": "yes"}},
            {"scores": {"t": "9"}, "dangers": [danger]},
        ]
    )
    phases = st.sampled_from(["active", "active", "maintenance", "closed"]).map(lambda p: {"phase": p})
    none = st.just({})
    step = st.tuples(st.just(FactKind.STEP_DONE), steps, none)
    return st.one_of(
        step,
        step,
        step,
        st.tuples(st.sampled_from([FactKind.MODULE_OPENED, FactKind.MODULE_CLOSED]), modules, none),
        st.tuples(st.sampled_from([FactKind.SECTION_HIDDEN, FactKind.SECTION_SHOWN]), sections, none),
        st.tuples(st.just(FactKind.RESPONSE_SUBMITTED), occasions, answers),
        st.tuples(st.just(FactKind.RESPONSE_SUBMITTED), occasions, answers),
        st.tuples(st.just(FactKind.DANGER_GIVEN), occasions, st.just(danger)),
        st.tuples(st.just(FactKind.EXERCISE_SENT), st.just("b1"), none),
        st.tuples(st.sampled_from([FactKind.FEEDBACK_GIVEN, FactKind.DIARY_NOTED]), st.just("b1"), none),
        st.tuples(st.just(FactKind.MESSAGE_SENT), st.just(""), st.sampled_from([{"to": "staff"}, {"to": "resident"}])),
        st.tuples(
            st.sampled_from([FactKind.MESSAGE_READ, FactKind.MESSAGE_SETTLED, FactKind.WELCOME_READ]),
            st.just(""),
            none,
        ),
        st.tuples(st.just(FactKind.PHASE_SET), st.just(""), phases),
        st.tuples(st.sampled_from([FactKind.LEFT, *[FactKind.REOPENED] * 3]), st.just(""), none),
        pauses(),
        st.tuples(st.just(FactKind.RESUMED), st.just(""), none),
        st.tuples(st.just(FactKind.RESUMED), st.just(""), none),
        st.tuples(st.just(FactKind.STARTED), st.just(""), st.integers(0, 9).map(lambda n: {"start_on": _on(n)})),
        _additions(document),
    )


def _on(day: int) -> str:
    return (START + timedelta(days=day)).date().isoformat()


def pauses() -> st.SearchStrategy[tuple[FactKind, str, dict[str, Any]]]:
    """A pause from a day on, that has come or lies ahead, for so many days or until somebody resumes it."""
    spans = st.tuples(st.integers(0, DAYS), st.one_of(st.none(), st.integers(1, 9), st.integers(1, 9)))
    payload = spans.map(lambda n: {"from": _on(n[0]), "until": _on(n[0] + n[1]) if n[1] else None})
    return st.tuples(st.just(FactKind.PAUSED), st.just(""), payload)


def _additions(document: Document) -> st.SearchStrategy[tuple[FactKind, str, dict[str, Any]]]:
    ids = [measurement.id for measurement in document.measurements] or ["w0"]
    payload = st.fixed_dictionaries({"measurement": st.sampled_from(ids), "on": st.integers(0, DAYS).map(_on)})
    return st.tuples(st.just(FactKind.OCCASION_ADDED), st.just(""), payload)


@st.composite
def courses(draw: st.DrawFn) -> tuple[Document, Log, tuple[Event, ...]]:
    """A program, a log with its start, and what is done in order of time.

    No two things happen in the same second of a minute, so that no order is left to chance. A start is moved only
    while it lies ahead, as nobody may move what has begun.
    """
    document, zone = draw(programs()), draw(st.sampled_from(ZONES))
    log = Log()
    starts_in = draw(st.integers(0, 9))
    log.start(on=(START + timedelta(days=starts_in)).date(), tz=zone, seed="s")
    done = draw(_some(st.tuples(st.integers(1, DAYS * 1440), _choices(document)), 0, 14))
    events: list[Event] = []
    for index, (minute, (kind, ref, payload)) in enumerate(sorted(done, key=lambda each: each[0])):
        at = START + timedelta(minutes=minute, seconds=index + 1)
        if kind is FactKind.STARTED:
            day = at.date().isoformat()
            if not day < _on(starts_in - 1) or not day < payload["start_on"]:
                continue
            starts_in = (datetime.fromisoformat(payload["start_on"]).date() - START.date()).days
        events.append(Event(at, kind, ref, {**payload, "tz": zone} if kind is FactKind.STARTED else payload))
    return document, log, tuple(events)
