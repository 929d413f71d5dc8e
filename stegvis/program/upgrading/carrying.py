"""What a course takes with it from one version to another, and the plan that comes of it.

The fact of a change holds what cannot be read out of the new document: what had already happened by the old one. So a
course's plan is always the newest document's plan with what it carries laid over it, and the log alone gives both.
docs/adr/0012 says why each is as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from stegvis.program.plan import Moved, Plan, PlanMeasurement, asked_answers
from stegvis.program.standing import VERSIONS, Entry, Standing

Plans = Callable[[str], Plan]
"""The compiled plan of a document's hash."""


@dataclass(frozen=True, slots=True)
class CarriedSeries:
    """What is carried of one measurement. ``of``: the document whose rule it is finished by; empty for the newest.

    ``questionnaire``: the digest that one which has begun is finished with. The times are those of `PlanMeasurement`.
    """

    of: str = ""
    questionnaire: str = ""
    opened_at: datetime | None = None
    stopped_at: datetime | None = None
    never_before: datetime | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """Everything that is carried. ``instruments``: a questionnaire's address → the version it was begun with.

    ``asked``: a measurement or a questionnaire in a step that has been answered → its questionnaire's address.
    """

    opened: Mapping[str, datetime] = field(default_factory=dict)
    done_at: datetime | None = None
    series: Mapping[str, CarriedSeries] = field(default_factory=dict)
    instruments: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of version that holds: which fact, when, from which document to which, with what is carried."""

    seq: int
    at: datetime
    source: str
    target: str
    carried: Carried


def changes(standing: Standing) -> tuple[Entry, ...]:
    """The changes that hold, oldest first: those that have been taken back are not among them."""
    held: list[Entry] = []
    for entry in standing.tables.get(VERSIONS, {}).get("", ()):
        if "of" not in entry.value:
            held.append(entry)
        elif held and held[-1].seq == entry.value["of"]:
            held.pop()
    return tuple(held)


def change_of(standing: Standing) -> Change | None:
    """The change that the course stands on; None where it is on the version that it began with.

    A course that has begun anew since carries nothing: only the document is the newer one.
    """
    held = changes(standing)
    if not held:
        return None
    last = held[-1]
    carried = from_json(last.value["carried"]) if last.seq > standing.since else Carried()
    return Change(last.seq, last.at, last.value["from"], last.value["to"], carried)


def document_of(standing: Standing, began_with: str) -> str:
    """The hash of the document that a course stands on. ``began_with`` is asked for only where nothing ever changed."""
    held = changes(standing)
    if held:
        return str(held[-1].value["to"])
    first = standing.tables.get(VERSIONS, {}).get("", ())
    return str(first[0].value["from"]) if first else began_with


def plan_for(standing: Standing, began_with: str, plans: Plans) -> Plan:
    """The plan that a course is unfolded by: its document's, with what it carries."""
    change = change_of(standing)
    if change is None:
        return plans(document_of(standing, began_with))
    new = plans(change.target)
    return new if change.seq < standing.since else laid_over(new, change, plans)


def laid_over(new: Plan, change: Change, plans: Plans) -> Plan:
    """The new document's plan, with what had happened before it."""
    carried = change.carried
    urls = {**{digest: url for url, digest in carried.instruments.items()}, **new.questionnaire_urls}
    asked_by, worsenings = dict(new.asked_by), dict(new.worsenings)
    measurements: list[PlanMeasurement] = []
    for each in new.measurements:
        found = carried.series.get(each.id)
        rule = each
        if found is not None and found.of:
            before = plans(found.of)
            rule = before.measurement(each.id) or each
            url = before.questionnaire_urls.get(rule.questionnaire, "")
            urls[rule.questionnaire] = asked_by[each.id] = url
            if url in before.worsenings:
                worsenings[url] = before.worsenings[url]
        digest = carried.instruments.get(urls.get(rule.questionnaire, ""), rule.questionnaire)
        measurements.append(_carried_on(replace(rule, questionnaire=digest), found))
    steps = {
        step: tuple((block, carried.instruments.get(urls.get(digest, ""), digest)) for block, digest in pairs)
        for step, pairs in new.step_questionnaires.items()
    }
    return replace(
        new,
        measurements=tuple(measurements),
        step_questionnaires=MappingProxyType(steps),
        asked_by=MappingProxyType({**asked_by, **carried.asked}),
        questionnaire_urls=MappingProxyType(urls),
        asked_answers=asked_answers(new.modules, measurements),
        worsenings=MappingProxyType(worsenings),
        moved=Moved(change.at, carried.opened, carried.done_at),
    )


def _carried_on(rule: PlanMeasurement, found: CarriedSeries | None) -> PlanMeasurement:
    if found is None:
        return rule
    return replace(
        rule,
        questionnaire=found.questionnaire or rule.questionnaire,
        opened_at=found.opened_at,
        stopped_at=found.stopped_at,
        never_before=found.never_before,
        not_before=found.not_before,
    )


# --- As JSON, in the fact -------------------------------------------------------------------------


def to_json(carried: Carried) -> dict[str, Any]:
    """Plain JSON: what says nothing is left out."""
    return {
        "opened": {module: at.isoformat() for module, at in sorted(carried.opened.items())},
        "done_at": _written(carried.done_at),
        "series": {
            each: {name: _written(value) for name, value in _fields(found) if value}
            for each, found in sorted(carried.series.items())
        },
        "instruments": dict(sorted(carried.instruments.items())),
        "asked": dict(sorted(carried.asked.items())),
    }


def from_json(plain: Mapping[str, Any]) -> Carried:
    """Read back what `to_json` wrote."""
    return Carried(
        opened={module: datetime.fromisoformat(at) for module, at in plain.get("opened", {}).items()},
        done_at=_read(plain.get("done_at")),
        series={
            each: CarriedSeries(
                of=found.get("of", ""),
                questionnaire=found.get("questionnaire", ""),
                **{name: _read(found[name]) for name in _TIMES if name in found},
            )
            for each, found in plain.get("series", {}).items()
        },
        instruments=dict(plain.get("instruments", {})),
        asked=dict(plain.get("asked", {})),
    )


_TIMES = ("opened_at", "stopped_at", "never_before", "not_before")


def _fields(found: CarriedSeries) -> tuple[tuple[str, Any], ...]:
    return tuple((name, getattr(found, name)) for name in ("of", "questionnaire", *_TIMES))


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _read(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
