"""Commissions: what the lines say, and what is over because its person or unit is, or nobody named it. Pure."""

from dataclasses import dataclass, replace
from datetime import date

from stegvis.access.importing import checking
from stegvis.access.importing.kinds import Commission, CommissionLine, Kind, Noun, key
from stegvis.access.importing.work import NOT_NAMED, Work


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A commission as the file has it, before it is known whether it may go on."""

    row: Commission
    until: date | None
    said_first: date | None = None
    line: int = 0
    reason: str = ""


def settle(work: Work) -> None:
    """Line by line, and then everything that stands: a person or a unit that ends takes its commissions along."""
    wanted = {pk: _Wanted(row, row.until) for pk, row in work.commissions.items()}
    for line in work.once(Noun.COMMISSION, work.said.commissions):
        old = work.commissions.get(key(line.id))
        whose = key(line.person) or (old.person if old else "")
        where = key(line.unit) or (old.unit if old else "")
        if why := checking.commission(work.standing, old, line) or _misplaced(work, line, old, whose, where):
            work.refuse(Noun.COMMISSION, line, why)
        elif why := _nothing_to_do(work, line, old):
            work.leave(Noun.COMMISSION, line, why)
        else:
            wanted[key(line.id)] = _said(line, old, whose, where)
    absent = set(work.not_named(Noun.COMMISSION, work.standing.commissions))
    for pk, each in wanted.items():
        _settle(work, pk, each, absent=pk in absent)


def _misplaced(work: Work, line: CommissionLine, old: Commission | None, whose: str, where: str) -> str:
    """What is wrong with whose it is and where."""
    if whose in work.same:
        return f"Personen är samma som {work.same[whose]}. Skriv det HSA-id:t."
    if whose not in work.people:
        return f"Personen finns inte hos vårdgivaren: {line.person}"
    if work.people[whose].closed:
        return f"Personen har förts samman med en annan: {line.person}"
    if where not in work.units or work.units[where].practice:
        return f"Enheten finns inte hos vårdgivaren: {line.unit}"
    if work.units[where].closed and work.holds(line.until):
        return f"Enheten är stängd: {work.units[where].name}"
    if old is not None and old.person != whose and work.same.get(old.person) != whose:
        return "Uppdraget är en annan persons. Ge det nya uppdraget ett eget HSA-id."
    return ""


def _nothing_to_do(work: Work, line: CommissionLine, old: Commission | None) -> str:
    if old is None and not work.holds(line.until):
        return "Uppdraget är slut och finns inte här."
    if old is None or old.shut_on is None or not work.holds(line.until):
        return ""
    if (line.starts or old.starts) <= old.shut_on:
        return f"Uppdraget togs bort här vid genomgången {old.shut_on}. Ta bort det i katalogen."
    return ""


def _said(line: CommissionLine, old: Commission | None, whose: str, where: str) -> _Wanted:
    base = old or Commission(line.id.strip(), whose, where, line.name or line.purpose, line.purpose)
    row = replace(
        base,
        person=whose,
        unit=where,
        name=line.name or base.name,
        purpose=line.purpose or base.purpose,
        rights=base.rights if line.rights is None else line.rights,
        told=True,
    )
    return _Wanted(row, line.until, line.starts, line.row, line.reason)


def _settle(work: Work, pk: str, wanted: _Wanted, *, absent: bool) -> None:
    row, last, why = wanted.row, wanted.until, wanted.reason
    old = work.commissions.get(pk)
    if absent and row.told and not work.units[row.unit].practice and work.holds(last):
        last, why = work.yesterday, NOT_NAMED
    for over in (work.ends.get(row.person), work.closes.get(row.unit)):
        if over is not None and work.holds(last) and (last is None or last > over.last):
            last, why = over.last, why or over.why
    if wanted.line:
        first = work.first_day(wanted.said_first, old.starts if old else None, old.until if old else None, last)
    else:
        first = min(row.starts, last) if last is not None else row.starts
    new = replace(row, starts=first, until=last)
    if old is None:
        if work.holds(last):
            work.change(Kind.ADDED, Noun.COMMISSION, pk, wanted.line, new, why)
        return
    over_now = work.holds(old.until) and not work.holds(last)
    work.change(Kind.ENDED if over_now else Kind.CHANGED, Noun.COMMISSION, pk, wanted.line, new, why)
