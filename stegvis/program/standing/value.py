"""Where a course stands, as a value: what is kept of its facts, and ways to look in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from stegvis.program.reading import CannotRead
from stegvis.program.standing.tables import (
    FORMAT,
    MESSAGES,
    RESPONSES,
    SECTIONS,
    STARTS,
    STEPS,
    WELCOME,
    Entry,
    in_time,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The folded facts of one course. ``seq`` is the last fact folded in."""

    seq: int = 0
    unknown: int = 0
    tables: Mapping[str, Mapping[str, tuple[Entry, ...]]] = field(default_factory=dict)
    # Asked for every table and thing, so worked out once.
    _epoch: int = field(init=False, compare=False, repr=False, default=1)
    _since: int = field(init=False, compare=False, repr=False, default=0)

    def __post_init__(self) -> None:
        starts = self.tables.get(STARTS, {}).get("", ())
        epoch = int(starts[-1].value["epoch"]) if starts else 1
        if epoch > 1:
            object.__setattr__(self, "_epoch", epoch)
            object.__setattr__(self, "_since", next(e.seq for e in starts if e.value["epoch"] == epoch))

    @property
    def start(self) -> Entry | None:
        """The start that counts: the latest recorded."""
        starts = self.tables.get(STARTS, {}).get("", ())
        return starts[-1] if starts else None

    @property
    def epoch(self) -> int:
        """How many times the course has begun anew; 1 for a course never restarted."""
        return self._epoch

    @property
    def since(self) -> int:
        """The seq of the first start of this epoch: progress before it belongs to the past."""
        return self._since

    @property
    def seed(self) -> str:
        """What the days and hours drawn for this resident come from: a moved start keeps the first one."""
        starts = self.tables.get(STARTS, {}).get("", ())
        seeds = (entry.value.get("seed") for entry in starts if entry.seq >= self._since)
        return next((str(seed) for seed in seeds if seed), "")

    def epoch_of(self, seq: int) -> int:
        """The epoch a fact was recorded in."""
        if self._epoch == 1:
            return 1
        starts = [e for e in self.tables.get(STARTS, {}).get("", ()) if e.seq <= seq]
        return int(starts[-1].value["epoch"]) if starts else 1

    def entries(self, table: str, ref: str = "") -> tuple[Entry, ...]:
        """This epoch's entries on one thing, by the time they happened."""
        found = self.tables.get(table, {}).get(ref, ())
        if not found:
            return ()
        since = self._since
        if since:
            found = tuple(entry for entry in found if entry.seq >= since)
        return tuple(sorted(found, key=in_time)) if len(found) > 1 else found

    def first_at(self, table: str, ref: str = "") -> datetime | None:
        """When something first happened in this epoch."""
        found = self.entries(table, ref)
        return found[0].at if found else None

    def done_steps(self) -> dict[str, datetime]:
        """When each step was first done, in this epoch."""
        since, done = self._since, {}
        for step, entries in self.tables.get(STEPS, {}).items():
            if len(entries) == 1 and not since:
                done[step] = entries[0].at
                continue
            times = [entry.at for entry in entries if entry.seq >= since]
            if times:
                done[step] = min(times)
        return done

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
        if len(found) == 1:
            return found[0].at
        return min(entry.at for entry in found) if found else None

    def is_of_this_epoch(self, occasion: str) -> bool:
        """Whether an occasion's key, or that of a questionnaire in a step, belongs to this epoch."""
        return occasion.endswith(f".e{self._epoch}")

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
