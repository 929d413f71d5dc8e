"""Any program and any course through it, for properties."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from stegvis.program.document import Document, Measurement
from stegvis.program.facts import FactKind
from stegvis.program.keys import occasion_key
from stegvis.program.kinds import MeasurementWhen, OpeningRule
from tests.program.samples import START, Log, Q, schedule

DAYS = 40
HORIZON = START + timedelta(days=DAYS + 30)

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


@st.composite
def measurements(draw: st.DrawFn, modules: int) -> Measurement:
    when = draw(st.sampled_from(MeasurementWhen))
    number = draw(st.integers(1, 99))
    return Measurement(
        f"w{number}",
        Q,
        when,
        gate=draw(st.booleans()),
        days=draw(_days),
        times=draw(st.integers(1, 5)),
        module=f"m{draw(st.integers(1, modules))}",
        window_days=draw(_days),
    )


@st.composite
def programs(draw: st.DrawFn) -> Document:
    rules = draw(st.lists(st.tuples(st.sampled_from(OpeningRule), _days), min_size=1, max_size=4))
    asked = draw(st.lists(measurements(len(rules)), max_size=4, unique_by=lambda m: m.id))
    return schedule(*rules, measurements=tuple(asked))


def _choices(document: Document) -> st.SearchStrategy[tuple[FactKind, str, dict[str, Any]]]:
    modules = st.sampled_from([module.id for module in document.modules])
    sections = st.sampled_from([s.id for module in document.modules for s in module.sections])
    steps = st.sampled_from([step.id for module in document.modules for step in module.steps])
    keys = [occasion_key(m.id, n, 1) for m in document.measurements for n in (1, 2, 3)] or ["x.1.e1"]
    occasions = st.sampled_from(keys)
    danger = {"rule": "fara", "item": "9", "value": 2}
    answers = st.sampled_from([{"scores": {"t": 1}}, {"scores": {"t": 9}, "dangers": [danger]}])
    phases = st.sampled_from(["active", "maintenance", "closed"]).map(lambda p: {"phase": p})
    none = st.just({})
    step = st.tuples(st.just(FactKind.STEP_DONE), steps, none)
    return st.one_of(
        step,
        step,
        step,
        st.tuples(st.sampled_from([FactKind.MODULE_OPENED, FactKind.MODULE_CLOSED]), modules, none),
        st.tuples(st.sampled_from([FactKind.SECTION_HIDDEN, FactKind.SECTION_SHOWN]), sections, none),
        st.tuples(st.just(FactKind.RESPONSE_SUBMITTED), occasions, answers),
        st.tuples(st.just(FactKind.DANGER_GIVEN), occasions, st.just(danger)),
        st.tuples(st.just(FactKind.EXERCISE_SENT), st.just("b1"), none),
        st.tuples(st.just(FactKind.PHASE_SET), st.just(""), phases),
        st.tuples(st.sampled_from([FactKind.LEFT, FactKind.REOPENED]), st.just(""), none),
        _additions(document),
    )


def _additions(document: Document) -> st.SearchStrategy[tuple[FactKind, str, dict[str, Any]]]:
    ids = [measurement.id for measurement in document.measurements] or ["w0"]
    days = st.integers(0, DAYS).map(lambda n: (START + timedelta(days=n)).date().isoformat())
    payload = st.fixed_dictionaries({"measurement": st.sampled_from(ids), "on": days})
    return st.tuples(st.just(FactKind.OCCASION_ADDED), st.just(""), payload)


@st.composite
def courses(draw: st.DrawFn) -> tuple[Document, Log, tuple[Event, ...]]:
    """A program, a log with its start, and what is done in order of time.

    No two things happen in the same second of a minute, so that no order is left to chance.
    """
    document = draw(programs())
    log = Log()
    starts_in = draw(st.integers(0, 9))
    log.start(on=(START + timedelta(days=starts_in)).date())
    done = draw(st.lists(st.tuples(st.integers(1, DAYS * 1440), _choices(document)), max_size=20))
    ordered = sorted(done, key=lambda each: each[0])
    events = (
        Event(START + timedelta(minutes=minute, seconds=index + 1), *choice)
        for index, (minute, choice) in enumerate(ordered)
    )
    return document, log, tuple(events)
