"""Which rule applies to what, from when, and what is held. Pure: no database, no clock.

A day here is the provider's own calendar day. A time that is counted in months ends on the same day of the month; where
that month is shorter, on the first day of the next one, so that nothing goes a day too early.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stegvis.records.kinds import DataClass, Since, Why

# What the law asks for at least: patient data act 3:17, HSLF-FS 2016:40. What was never sent is no record.
LEAST_MONTHS: Mapping[DataClass, int] = {DataClass.RECORD: 120, DataClass.LOG: 60, DataClass.UNSENT: 1}
MOST_MONTHS = 12 * 200


@dataclass(frozen=True, slots=True)
class Rule:
    """So many months after something."""

    kind: DataClass
    months: int
    since: Since = Since.PATIENT


@dataclass(frozen=True, slots=True)
class Kept:
    """One record as a rule sees it. `ended_on` is None while it goes on; `patient` and `program` are keys."""

    key: Hashable
    patient: Hashable
    program: Hashable
    last_entry_on: date
    ended_on: date | None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing that it names is destroyed: of one patient, of one program, of both together, or of all where neither is said.

    `until` is the last day that it holds; None holds until somebody lifts it.
    """

    patient: Hashable | None = None
    program: Hashable | None = None
    until: date | None = None

    def covers(self, kept: Kept, today: date) -> bool:
        """Whether it holds this today."""
        if self.until is not None and today > self.until:
            return False
        of_patient = self.patient is None or self.patient == kept.patient
        return of_patient and (self.program is None or self.program == kept.program)


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of one record. `due_on` is the first day that it may go; None while nothing can be counted."""

    kept: Kept
    why: Why
    due_on: date | None = None

    @property
    def goes(self) -> bool:
        """Whether it may be destroyed."""
        return self.why in {Why.DUE, Why.ORDERED}


def months_after(day: date, months: int) -> date:
    """The day so many months later; never earlier than that."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + month // 11, (month + 1) % 12 + 1, 1)


def months_before(day: date, months: int) -> date:
    """The last day whose time, so many months, is over on `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def permitted(rule: Rule) -> bool:
    """Whether a rule gives the law its time."""
    return LEAST_MONTHS[rule.kind] <= rule.months <= MOST_MONTHS


def judge_all(rule: Rule, rows: Sequence[Kept], holds: Iterable[Hold], today: date) -> list[Judged]:
    """What becomes of each record under a rule. `rows` hold every record of each patient that they name.

    Whatever a rule counts from, the law's least time is counted from the last entry.
    """
    holding = tuple(holds)
    of_patient: dict[Hashable, list[Kept]] = {}
    for row in rows:
        of_patient.setdefault(row.patient, []).append(row)
    return [_judged(rule, row, of_patient[row.patient], holding, today) for row in rows]


def judge_ordered(rows: Iterable[Kept], holds: Iterable[Hold], today: date) -> list[Judged]:
    """What becomes of records that an authority has ordered destroyed: age says nothing, holds and running ones do."""
    holding = tuple(holds)
    return [Judged(row, _stays(row, holding, today) or Why.ORDERED) for row in rows]


def strictest(verdicts: Sequence[Judged]) -> Judged | None:
    """Of one record's verdicts by several rules: the one by which it stays, and the latest day. None of none."""
    return max(verdicts, key=lambda each: (not each.goes, each.due_on or date.max), default=None)


def _judged(rule: Rule, row: Kept, siblings: Sequence[Kept], holds: Sequence[Hold], today: date) -> Judged:
    due_on = _due_on(rule, row, siblings)
    if due_on is None:
        return Judged(row, Why.RUNNING)
    if due_on > today:
        return Judged(row, Why.YOUNG, due_on)
    return Judged(row, _stays(row, holds, today) or Why.DUE, due_on)


def _due_on(rule: Rule, row: Kept, siblings: Sequence[Kept]) -> date | None:
    if row.ended_on is None:
        return None
    if rule.since is Since.PATIENT:
        if any(each.ended_on is None for each in siblings):
            return None
        begins = max(max(each.last_entry_on, each.ended_on or each.last_entry_on) for each in siblings)
    elif rule.since is Since.ENDED:
        begins = row.ended_on
    else:
        begins = row.last_entry_on
    least = months_after(row.last_entry_on, LEAST_MONTHS[rule.kind])
    return max(months_after(begins, rule.months), least)


def _stays(row: Kept, holds: Sequence[Hold], today: date) -> Why | None:
    if row.ended_on is None:
        return Why.RUNNING
    if any(hold.covers(row, today) for hold in holds):
        return Why.HELD
    return Why.FLAGGED if row.flagged else None
