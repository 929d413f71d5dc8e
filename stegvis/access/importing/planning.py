"""What is against what a file says: a plan of changes. Pure; no clock, no database.

Law: applying a plan and planning again with the same file and day gives an empty plan. Nothing is ever removed from
what stands. What a complete file does not name, and the directory once named, is over; a line that is refused still
names what it is about, so that a misprint ends nobody.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from stegvis.access.importing import commissions, people, units
from stegvis.access.importing.kinds import (
    Change,
    Commission,
    Kind,
    Noun,
    Person,
    Plan,
    Said,
    Standing,
    Unit,
    Withdrawal,
    key,
)
from stegvis.access.importing.work import Work

LOST = "Uppdraget på enheten är slut"


def plan(standing: Standing, said: Said, today: date) -> Plan:
    """Everything that the file changes, in the order in which it is to be done."""
    work = Work(standing, said, today)
    units.settle(work)
    people.settle(work)
    commissions.settle(work)
    had = {work.renamed.get(pk, pk) for pk, row in standing.people.items() if work.has_something(pk, row)}
    losing = frozenset(_losing(work)) & had
    return Plan(
        tuple(work.changes),
        tuple(_withdrawals(work)),
        tuple(sorted(work.refused, key=lambda each: each.row)),
        tuple(work.left),
        losing,
        len(had),
        losing | frozenset(_moved(work)),
        frozenset((work.old_id(who), where) for who, where in _lost(work)),
        frozenset(work.closes),
    )


def apply(standing: Standing, planned: Plan) -> Standing:
    """What stands when a plan has been carried out."""
    kept_units, kept_people = dict(standing.units), dict(standing.people)
    kept, strangers = dict(standing.commissions), dict(standing.strangers)
    renamed: dict[str, str] = {}
    for change in planned.changes:
        after = change.after
        if isinstance(after, Unit):
            kept_units[change.key] = after
        elif isinstance(after, Person):
            strangers.pop(change.key, None)
            kept_people.pop(change.key, None)
            kept_people[key(after.id)] = after
            if key(after.id) != change.key:
                renamed[change.key] = key(after.id)
        else:
            kept[change.key] = after
    gone = {each.held.id for each in planned.withdrawals}
    return replace(
        standing,
        units=kept_units,
        people=kept_people,
        commissions={pk: replace(row, person=renamed.get(row.person, row.person)) for pk, row in kept.items()},
        held=tuple(
            replace(each, person=renamed.get(each.person, each.person)) for each in standing.held if each.id not in gone
        ),
        strangers=strangers,
        codes=standing.codes | {row.code for row in kept_units.values()},
    )


def _losing(work: Work) -> Iterable[str]:
    """Whose employment or commission ends, with the id that they have afterwards."""
    for change in work.changes:
        if change.noun is Noun.COMMISSION and change.kind is Kind.ENDED:
            yield _whose(work, change)
        elif change.noun is Noun.PERSON and change.kind in {Kind.ENDED, Kind.MERGED}:
            if key(change.after.id) == change.key:
                yield change.key


def _moved(work: Work) -> Iterable[str]:
    """Whose commission goes to another unit or to somebody else."""
    for change in work.changes:
        if change.noun is Noun.COMMISSION and change.before:
            if (change.before.unit, change.before.person) != (change.after.unit, change.after.person):
                yield _whose(work, change)


def _whose(work: Work, change: Change) -> str:
    before: Commission = change.before
    return work.renamed.get(before.person, before.person)


def _withdrawals(work: Work) -> Iterable[Withdrawal]:
    """Roles of those who end, roles at units that close, and where somebody's last commission at the unit has gone."""
    lost = _lost(work)
    for held in work.standing.held:
        who = work.renamed.get(held.person, held.person)
        end, close = work.ends.get(who), work.closes.get(held.unit)
        if end is not None and not work.holds(end.last):
            yield Withdrawal(held, end.why)
        elif held.unit and close is not None:
            yield Withdrawal(held, close.why)
        elif held.unit and (who, held.unit) in lost:
            yield Withdrawal(held, LOST)


def _lost(work: Work) -> set[tuple[str, str]]:
    """Who has had a commission on a unit and has none left there, by what this file changes."""
    had = {
        (_whose(work, each), each.before.unit)
        for each in work.changes
        if each.noun is Noun.COMMISSION and each.before and work.holds(each.before.until)
    }
    return had - {(row.person, row.unit) for row in work.commissions.values() if work.holds(row.until)}
