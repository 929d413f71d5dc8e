"""Where a course stands: its facts folded to a small indexed value.

`fold` only ever adds an entry (or takes away the entries of an annulled fact),
so folding is linear, the order of unrelated facts does not matter, and folding
one by one equals folding all. What the entries mean in time is `unfold`.

An annulled fact counts as never having happened, with one exception that is a
safety rule: a danger answer once given stays given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from stegvis.program.facts import CannotRecord, Fact, FactKind, check, known_kind
from stegvis.program.kinds import Phase
from stegvis.program.reading import CannotRead

FORMAT = 1

ACTIVITY = "activity"
ANSWERS = "answer"
DANGERS = "danger"
EXERCISES = "exercise"
FEEDBACK = "feedback"
MESSAGES = "message"
MODULES = "module"
OCCASIONS = "occasion"
PAUSES = "pause"
PHASES = "phase"
RESPONSES = "response"
SECTIONS = "section"
STARTS = "start"
STEPS = "step"
WELCOME = "welcome"

# Their entries are named by their place, so an annulled one leaves its place empty (value None).
COUNTED = frozenset({EXERCISES, OCCASIONS})


class CannotFold(ValueError):
    """The fact does not follow on the standing, or lacks what its kind needs."""


class Entry(NamedTuple):
    """What is kept of one fact."""

    seq: int
    at: datetime
    value: Any


Tables = dict[str, dict[str, tuple[Entry, ...]]]
_in_time = attrgetter("at", "seq")


@dataclass(frozen=True, slots=True)
class Standing:
    """The folded facts of one course. ``seq`` is the last fact folded in."""

    seq: int = 0
    unknown: int = 0
    tables: Mapping[str, Mapping[str, tuple[Entry, ...]]] = field(default_factory=dict)

    @property
    def start(self) -> Entry | None:
        """The start that counts: the latest recorded."""
        starts = self.tables.get(STARTS, {}).get("", ())
        return starts[-1] if starts else None

    @property
    def epoch(self) -> int:
        """How many times the course has begun anew; 1 for a course never restarted."""
        start = self.start
        return int(start.value["epoch"]) if start else 1

    @property
    def since(self) -> int:
        """The seq of the first start of this epoch: progress before it belongs to the past."""
        starts = self.tables.get(STARTS, {}).get("", ())
        # Asked for every table and thing: the way that nearly all courses take comes first.
        if not starts or starts[-1].value["epoch"] == 1:
            return 0
        epoch = self.epoch
        return next(entry.seq for entry in starts if entry.value["epoch"] == epoch)

    def epoch_of(self, seq: int) -> int:
        """The epoch a fact was recorded in."""
        starts = [e for e in self.tables.get(STARTS, {}).get("", ()) if e.seq <= seq]
        return int(starts[-1].value["epoch"]) if starts else 1

    def entries(self, table: str, ref: str = "") -> tuple[Entry, ...]:
        """This epoch's entries on one thing, by the time they happened."""
        found = self.tables.get(table, {}).get(ref, ())
        if not found:
            return ()
        since = self.since
        if since:
            found = tuple(entry for entry in found if entry.seq >= since)
        return tuple(sorted(found, key=_in_time)) if len(found) > 1 else found

    def first_at(self, table: str, ref: str = "") -> datetime | None:
        """When something first happened in this epoch."""
        found = self.entries(table, ref)
        return found[0].at if found else None

    def done_steps(self) -> dict[str, datetime]:
        """When each step was first done, in this epoch."""
        times = ((step, self.first_at(STEPS, step)) for step in self.tables.get(STEPS, {}))
        return {step: at for step, at in times if at is not None}

    def is_step_done(self, step_id: str) -> bool:
        """Whether a step is done in this epoch."""
        return bool(self.entries(STEPS, step_id))

    def is_section_hidden(self, section_id: str) -> bool:
        """Whether a section is hidden now."""
        found = self.entries(SECTIONS, section_id)
        return bool(found) and bool(found[-1].value)

    @property
    def has_read_welcome(self) -> bool:
        """Whether the welcome has been read in this epoch."""
        return bool(self.entries(WELCOME))

    def answered_at(self, occasion: str) -> datetime | None:
        """When an occasion was first answered; its key holds the epoch."""
        found = self.tables.get(RESPONSES, {}).get(occasion, ())
        return min(entry.at for entry in found) if found else None

    def scores(self, occasion: str) -> Mapping[str, Any]:
        """The scores of the latest answer to an occasion."""
        found = self.tables.get(RESPONSES, {}).get(occasion, ())
        return found[-1].value if found else {}

    @property
    def has_unread_message(self) -> bool:
        """Whether staff have written after the resident last read."""
        written, read = self.entries(MESSAGES, "resident"), self.entries(MESSAGES, "read")
        return bool(written) and (not read or read[-1].at < written[-1].at)

    def counted(self, table: str, ref: str) -> Iterator[tuple[int, Entry]]:
        """Entries of every epoch with their place from 1; annulled ones keep theirs."""
        for place, entry in enumerate(self.tables.get(table, {}).get(ref, ()), start=1):
            if entry.value is not None:
                yield place, entry

    def of_all_epochs(self, table: str) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Every entry of a table, whatever epoch."""
        yield from self.tables.get(table, {}).items()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, read back by `from_json`."""
        tables = {
            table: {ref: [[e.seq, e.at.isoformat(), e.value] for e in entries] for ref, entries in refs.items()}
            for table, refs in self.tables.items()
        }
        return {"format": FORMAT, "seq": self.seq, "unknown": self.unknown, "tables": tables}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Standing":
        """Read a standing; nothing at all is a course without facts."""
        if not plain:
            return cls()
        if plain.get("format") != FORMAT:
            raise CannotRead("standing.format", "is not known: fold the facts again")
        try:
            tables = {
                table: {
                    ref: tuple([Entry(s, datetime.fromisoformat(at), v) for s, at, v in entries])
                    for ref, entries in refs.items()
                }
                for table, refs in plain["tables"].items()
            }
            return cls(plain["seq"], plain["unknown"], tables)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise CannotRead("standing", "is broken: fold the facts again") from error


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
) -> Tables:
    merged: Tables = {table: dict(refs) for table, refs in own.items()}
    for table, refs in added.items():
        kept = merged.setdefault(table, {})
        for ref, entries in refs.items():
            kept[ref] = (*kept.get(ref, ()), *entries)
    return merged


def _surviving(table: str, entry: Entry, gone: set[int]) -> Entry | None:
    """What is left of an entry when some facts are annulled."""
    if entry.seq not in gone or table == DANGERS:
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
    if kind is FactKind.STARTED:
        start = {"start_on": payload["start_on"], "tz": payload["tz"]}
        yield STARTS, "", {**start, "epoch": payload.get("epoch", 1)}
    elif kind is FactKind.RESPONSE_SUBMITTED:
        yield RESPONSES, fact.ref, dict(payload.get("scores") or {})
        for danger in payload.get("dangers") or ():
            yield DANGERS, fact.ref, {**_danger(danger), "sent": True}
    elif kind is FactKind.DANGER_GIVEN:
        yield DANGERS, fact.ref, {**_danger(payload), "sent": payload.get("sent") is True}
    elif kind is FactKind.OCCASION_ADDED:
        yield OCCASIONS, str(payload["measurement"]), payload["on"]
    elif kind is FactKind.MESSAGE_SENT:
        yield MESSAGES, "resident" if payload.get("to") == "resident" else "staff", None
    elif kind is FactKind.PHASE_SET:
        yield PHASES, "", payload["phase"]
    else:
        table, value = _PLAIN[kind]
        yield table, fact.ref if table in _BY_REF else _REFS.get(kind, ""), value


def _danger(payload: Mapping[str, Any]) -> dict[str, Any]:
    kept = {"rule": payload["rule"], "item": payload["item"], "value": payload["value"]}
    # Said only where it is not the highest, as in all that was recorded before there were levels.
    return {**kept, "level": payload["level"]} if payload.get("level") else kept


_BY_REF = frozenset({MODULES, SECTIONS, STEPS, EXERCISES})
_REFS = {FactKind.MESSAGE_READ: "read"}
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
    FactKind.WRONG_START: (PHASES, Phase.WRONG_START.value),
    FactKind.LEFT: (PHASES, Phase.LEFT.value),
    FactKind.REOPENED: (PHASES, Phase.ACTIVE.value),
}
