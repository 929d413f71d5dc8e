"""A plan in words, for whoever runs the import. Pure."""

from collections.abc import Iterator
from datetime import date

from stegvis.access.importing.kinds import Change, Commission, Kind, Noun, Person, Plan, Refused, Unit

HEADS = {
    Kind.ADDED: "Nytt",
    Kind.CHANGED: "Ändras",
    Kind.ENDED: "Avslutas",
    Kind.MERGED: "Förs samman",
}
NOUNS = {Noun.UNIT: "enhet", Noun.PERSON: "person", Noun.COMMISSION: "uppdrag"}
FIELDS = {
    "id": "HSA-id",
    "name": "namn",
    "administration": "förvaltning",
    "town": "ort",
    "given_name": "förnamn",
    "family_name": "efternamn",
    "title": "titel",
    "email": "e-post",
    "starts": "från",
    "until": "till",
    "person": "person",
    "unit": "enhet",
    "purpose": "ändamål",
    "rights": "rättigheter",
    "told": "från katalogen",
    "closed": "stängd",
}


def told(planned: Plan) -> Iterator[str]:
    """Line by line: what is to be done, and what is not."""
    for kind, head in HEADS.items():
        rows = planned.of(kind)
        if rows:
            yield f"{head} ({len(rows)})"
            yield from (f"  {_row(each.row)}{_line(each)}" for each in rows)
    if planned.withdrawals:
        yield f"Roller som tas bort ({len(planned.withdrawals)})"
        for each in planned.withdrawals:
            yield f"  {each.held.role}, {each.held.place}: {each.held.name} ({each.held.person}). {each.reason}."
    yield from _refusals("Ändrar inget", planned.left)
    yield from _refusals("Tas inte emot", planned.refused)
    if not planned.changes and not planned.withdrawals:
        yield "Inget att ändra."


def _refusals(head: str, rows: tuple[Refused, ...]) -> Iterator[str]:
    if rows:
        yield f"{head} ({len(rows)})"
        for each in rows:
            what = f"{NOUNS[each.noun]} {each.id}".strip() if each.noun else each.id
            yield f"  {_row(each.row)}{what}: {each.why}" if what else f"  {_row(each.row)}{each.why}"


def _row(row: int) -> str:
    return f"rad {row}: " if row else ""


def _line(change: Change) -> str:
    what = f"{NOUNS[change.noun]} {_name(change.after)}"
    differs = "" if change.before is None else _differs(change)
    return ". ".join(filter(None, (what + (f": {differs}" if differs else ""), change.reason)))


def _name(value: Unit | Person | Commission) -> str:
    if isinstance(value, Commission):
        return f"{value.id} ({value.name}; {value.person} på {value.unit})"
    return f"{value.name} ({value.id})"


def _differs(change: Change) -> str:
    before, after = change.before, change.after
    changed = [
        (name, getattr(before, name), getattr(after, name))
        for name in FIELDS
        if hasattr(before, name) and not isinstance(getattr(type(before), name, None), property)
    ]
    return ", ".join(f"{FIELDS[name]} {_said(old)} → {_said(new)}" for name, old, new in changed if old != new)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, tuple):
        return ", ".join(value) or "–"
    return value.isoformat() if isinstance(value, date) else str(value) if value else "–"
