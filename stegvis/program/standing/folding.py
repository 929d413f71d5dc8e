"""Folding facts onto a standing: an entry is added, those of an annulled fact are taken away, and a later doing of
the resident takes the place of the one just before it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from stegvis.program.facts import CannotRecord, Fact, FactKind, check, known_kind
from stegvis.program.kinds import Phase
from stegvis.program.standing.tables import (
    ACTIVITY,
    ANSWERS,
    COUNTED,
    DANGERS,
    EXERCISES,
    FEEDBACK,
    KEPT,
    MESSAGES,
    MODULES,
    OCCASIONS,
    PAUSES,
    PHASES,
    RESPONSES,
    RUN,
    SECTIONS,
    STARTS,
    STEPS,
    VERSIONS,
    WELCOME,
    CannotFold,
    Entry,
    Tables,
)
from stegvis.program.standing.value import Standing


def fold(standing: Standing, fact: Fact) -> Standing:
    """The standing after one more fact."""
    return fold_all((fact,), standing)


def fold_all(facts: Iterable[Fact], onto: Standing | None = None) -> Standing:
    """The standing after many facts in order of seq. Linear in their number."""
    begun = onto or Standing()
    facts = tuple(facts)
    seq, unknown = begun.seq, begun.unknown
    gone = {
        int(fact.payload["seq"]) for fact in facts if known_kind(fact.kind) is FactKind.ANNULLED and _is_sound(fact)
    }
    tables: dict[str, dict[str, list[Entry]]] = {}
    for fact in facts:
        if fact.seq <= seq:
            raise CannotFold(f"fact {fact.seq} comes after {seq}")
        seq = fact.seq
        kind = known_kind(fact.kind)
        unknown += kind is None
        if kind is None or kind is FactKind.ANNULLED or not _is_sound(fact):
            continue
        for table, ref, value in _kept(kind, fact):
            entry = _surviving(table, Entry(fact.seq, fact.occurred_at, value), gone)
            if entry is not None:
                tables.setdefault(table, {}).setdefault(ref, []).append(entry)
    own = _without(begun.tables, gone) if gone else begun.tables
    return Standing(seq, unknown, _merged(own, tables))


def _merged(
    own: Mapping[str, Mapping[str, tuple[Entry, ...]]],
    added: Mapping[str, Mapping[str, list[Entry]]],
) -> Mapping[str, Mapping[str, tuple[Entry, ...]]]:
    """Only the tables that something is added to are copied."""
    merged: dict[str, Mapping[str, tuple[Entry, ...]]] = dict(own)
    for table, refs in added.items():
        kept = dict(own.get(table, {}))
        for ref, entries in refs.items():
            before = kept.get(ref, ())
            kept[ref] = _runs(before, entries) if table == ACTIVITY else (*before, *entries)
        merged[table] = kept
    return merged


def _runs(before: tuple[Entry, ...], entries: list[Entry]) -> tuple[Entry, ...]:
    """Of what is done close together only the last: nobody can have been inactive in between."""
    kept = list(before)
    for entry in entries:
        if kept and timedelta(0) <= entry.at - kept[-1].at < RUN:
            kept[-1] = entry
        else:
            kept.append(entry)
    return tuple(kept)


def _surviving(table: str, entry: Entry, gone: set[int]) -> Entry | None:
    """What is left of an entry when some facts are annulled."""
    if entry.seq not in gone or table in KEPT:
        return entry
    return entry._replace(value=None) if table in COUNTED else None


def _without(tables: Mapping[str, Mapping[str, tuple[Entry, ...]]], gone: set[int]) -> Tables:
    kept: Tables = {}
    for table, refs in tables.items():
        for ref, entries in refs.items():
            left = [_surviving(table, entry, gone) for entry in entries]
            if any(left):
                found = tuple(entry for entry in left if entry is not None)
                kept.setdefault(table, {})[ref] = found
    return kept


def _is_sound(fact: Fact) -> bool:
    """True, or a refusal that names the fact."""
    try:
        check(fact)
    except CannotRecord as error:
        raise CannotFold(f"fact {fact.seq}: {error}") from error
    return True


def _kept(kind: FactKind, fact: Fact) -> Iterator[tuple[str, str, Any]]:
    """What is kept of a fact: table, ref, value."""
    payload = fact.payload
    if kind is FactKind.RESPONSE_SUBMITTED:
        yield RESPONSES, fact.ref, dict(payload.get("scores") or {})
        if payload.get("answers"):
            yield ANSWERS, fact.ref, dict(payload["answers"])
        for danger in payload.get("dangers") or ():
            yield DANGERS, fact.ref, {**_danger(danger), "sent": True}
    elif kind is FactKind.DANGER_GIVEN:
        yield DANGERS, fact.ref, {**_danger(payload), "sent": payload.get("sent") is True}
    elif kind is FactKind.OCCASION_ADDED:
        yield OCCASIONS, str(payload["measurement"]), payload["on"]
    elif kind is FactKind.MESSAGE_SENT:
        # What staff write to a guardian alone answers whoever waited, and is nothing for the resident to read.
        yield MESSAGES, {"resident": "resident", "guardian": "settled"}.get(str(payload.get("to")), "staff"), None
    elif kind in _VALUES:
        table, value_of = _VALUES[kind]
        yield table, "", value_of(payload)
    elif kind in _PLAIN:
        table, value = _PLAIN[kind]
        yield table, fact.ref if table in _BY_REF else _REFS.get(kind, ""), value
    if kind in _DOINGS and payload.get("to", "staff") == "staff":
        yield ACTIVITY, "", None


def _start(payload: Mapping[str, Any]) -> dict[str, Any]:
    start = {"start_on": payload["start_on"], "tz": payload["tz"], "epoch": payload.get("epoch", 1)}
    return {**start, "seed": payload["seed"]} if payload.get("seed") else start


def _danger(payload: Mapping[str, Any]) -> dict[str, Any]:
    kept = {"rule": payload["rule"], "item": payload["item"], "value": payload["value"]}
    # Said only where it is not the highest, as in all that was recorded before there were levels.
    kept = {**kept, "level": payload["level"]} if payload.get("level") else kept
    # The same answer was told before from what turned out to be wrong.
    return {**kept, "anew": True} if payload.get("anew") is True else kept


_BY_REF = frozenset({MODULES, SECTIONS, STEPS, EXERCISES, FEEDBACK})
_REFS = {FactKind.MESSAGE_READ: "read", FactKind.MESSAGE_SETTLED: "settled"}
# What the resident does; a message counts when it goes to staff.
_DOINGS = frozenset(
    {
        FactKind.STEP_DONE,
        FactKind.EXERCISE_SENT,
        FactKind.RESPONSE_SUBMITTED,
        FactKind.WELCOME_READ,
        FactKind.MESSAGE_SENT,
        FactKind.MESSAGE_READ,
        FactKind.DIARY_NOTED,
    }
)
# Kinds of which one value is kept, worked out of the payload.
_VALUES: dict[FactKind, tuple[str, Callable[[Mapping[str, Any]], Any]]] = {
    FactKind.STARTED: (STARTS, _start),
    FactKind.PHASE_SET: (PHASES, lambda payload: payload["phase"]),
    FactKind.PAUSED: (PAUSES, lambda payload: {"from": payload["from"], "until": payload.get("until")}),
    FactKind.RESUMED: (PAUSES, lambda payload: {"of": payload.get("of")}),
    FactKind.VERSION_CHANGED: (VERSIONS, dict),
}
# Kinds of which nothing but the time and one value is kept.
_PLAIN: dict[FactKind, tuple[str, Any]] = {
    FactKind.MODULE_OPENED: (MODULES, True),
    FactKind.MODULE_CLOSED: (MODULES, False),
    FactKind.SECTION_HIDDEN: (SECTIONS, True),
    FactKind.SECTION_SHOWN: (SECTIONS, False),
    FactKind.WELCOME_READ: (WELCOME, None),
    FactKind.STEP_DONE: (STEPS, None),
    FactKind.EXERCISE_SENT: (EXERCISES, True),
    FactKind.MESSAGE_READ: (MESSAGES, None),
    FactKind.MESSAGE_SETTLED: (MESSAGES, None),
    FactKind.FEEDBACK_GIVEN: (FEEDBACK, None),
    FactKind.WRONG_START: (PHASES, Phase.WRONG_START.value),
    FactKind.LEFT: (PHASES, Phase.LEFT.value),
    FactKind.REOPENED: (PHASES, Phase.ACTIVE.value),
}
