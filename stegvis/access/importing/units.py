"""Units: added, changed, opened anew, ended, or gone into another. Pure."""

from dataclasses import replace
from datetime import date

from stegvis.access.importing import checking
from stegvis.access.importing.kinds import Kind, Noun, Unit, UnitLine, key
from stegvis.access.importing.work import NOT_NAMED, Over, Work


def settle(work: Work) -> None:
    """Those that stay first, so that others can go into them."""
    closing = []
    for line in work.once(Noun.UNIT, work.said.units):
        if why := checking.unit(work.standing, line):
            work.refuse(Noun.UNIT, line, why)
        elif line.merged_into or not work.holds(line.until):
            closing.append(line)
        else:
            _keep(work, line)
    going = {key(line.id) for line in closing}
    for line in closing:
        _close(work, line, going)
    for pk in work.not_named(Noun.UNIT, work.standing.units):
        row = work.units[pk]
        if not row.closed and not row.practice:
            _shut(work, pk, 0, Kind.ENDED, NOT_NAMED, work.yesterday)


def _keep(work: Work, line: UnitLine) -> None:
    pk = key(line.id)
    old = work.units.get(pk)
    if line.until is not None:
        work.leave(Noun.UNIT, line, f"Enheten slutar {line.until}. Läs filen igen efter den dagen.")
    if old is None:
        if not (line.name and line.administration):
            work.refuse(Noun.UNIT, line, "En ny enhet behöver namn och förvaltning.")
            return
        new = Unit(line.id.strip(), line.name, line.administration, line.town, _code(work, line))
        work.change(Kind.ADDED, Noun.UNIT, pk, line.row, new, line.reason)
        return
    new = replace(
        old,
        name=line.name or old.name,
        administration=line.administration or old.administration,
        town=line.town or old.town,
        closed=False,
    )
    work.change(Kind.CHANGED, Noun.UNIT, pk, line.row, new, line.reason)


def _close(work: Work, line: UnitLine, going: set[str]) -> None:
    pk, into = key(line.id), key(line.merged_into)
    target = work.units.get(into)
    if into and (into in going or target is None or target.closed or target.practice):
        work.refuse(Noun.UNIT, line, f"Enheten som den ska ingå i finns inte: {line.merged_into}")
    elif pk not in work.units:
        work.leave(Noun.UNIT, line, "Enheten är slut och finns inte här.")
    else:
        why = line.reason or (f"Ingår i {target.name}" if target else "Enheten är slut")
        last = line.until if line.until and line.until < work.today else work.yesterday
        _shut(work, pk, line.row, Kind.MERGED if target else Kind.ENDED, why, last)


def _shut(work: Work, pk: str, row: int, kind: Kind, why: str, last: date) -> None:
    work.closes[pk] = Over(last, why)
    work.change(kind, Noun.UNIT, pk, row, replace(work.units[pk], closed=True), why)


def _code(work: Work, line: UnitLine) -> str:
    """A short address that nobody has."""
    taken = work.standing.codes | {row.code for row in work.units.values()}
    wanted = checking.slug(line.code or line.name)
    tries = (wanted, *(f"{wanted[:25]}-{number}" for number in range(2, 10_000)))
    return next(each for each in tries if each not in taken)
