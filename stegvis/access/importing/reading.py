"""A directory's file as lines: CSV and JSON, as docs/directory.md says. What cannot be read is refused with its row. Pure.

A file that is no file of this kind raises CannotRead: then nothing of it is taken.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from stegvis.access.importing.kinds import CommissionLine, Noun, PersonLine, Refused, Said, UnitLine
from stegvis.lib.errors import Cannot

FORMAT = "stegvis-directory-1"
MOST_BYTES = 50_000_000
SAME = ("id", "until", "reason")
FIELDS: dict[Noun, tuple[str, ...]] = {
    Noun.UNIT: (*SAME, "name", "administration", "town", "code", "merged_into"),
    Noun.PERSON: (*SAME, "given_name", "family_name", "title", "email", "administration", "from", "merged_into"),
    Noun.COMMISSION: (*SAME, "person", "unit", "name", "purpose", "rights", "from"),
}
COLUMNS = ("record", *dict.fromkeys(name for fields in FIELDS.values() for name in fields))
GROUPS = {"units": Noun.UNIT, "people": Noun.PERSON, "commissions": Noun.COMMISSION}
HEAD = frozenset({"format", "provider", "complete"})
RIGHTS = "|"
DATES = frozenset({"from", "until"})


class CannotRead(Cannot):
    """The file is not one that can be taken in."""


class _Wrong(Exception):
    """One line, and why."""


def read(content: bytes, *, provider: str = "", complete: bool = False) -> Said:
    """The file. JSON says itself whose it is and whether it is complete; of CSV the caller says. Raises CannotRead."""
    if len(content) > MOST_BYTES:
        raise CannotRead("Filen är för stor. Dela den.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRead("Filen är inte UTF-8. Spara den som UTF-8 och försök igen.") from error
    if text.lstrip().startswith("{"):
        return _json(text, provider)
    return _csv(text, provider, complete=complete)


def _csv(text: str, provider: str, *, complete: bool) -> Said:
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",", restkey="", strict=True)
    try:
        columns = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        if "record" not in columns or "id" not in columns:
            raise CannotRead("Filens första rad ska vara kolumnernas namn, med record och id.")
        if unknown := sorted(set(columns) - set(COLUMNS)):
            raise CannotRead(f"Kolumnerna finns inte: {', '.join(unknown)}")
        if len(set(columns)) < len(columns):
            raise CannotRead("Samma kolumn står två gånger.")
        rows = [(reader.line_num, row) for row in reader if any(str(cell or "").strip() for cell in row.values())]
    except csv.Error as error:
        raise CannotRead(f"Rad {reader.line_num} går inte att läsa: {error}") from error
    return _said(((number, *_csv_row(row)) for number, row in rows), provider, complete=complete)


def _csv_row(row: Mapping[str | None, Any]) -> tuple[str, dict[str, Any]]:
    cells = {name: (cell or "").strip() for name, cell in row.items() if name and isinstance(cell, str | None)}
    if "" in row or None in row:
        return "?", {"id": cells.get("id", "")}
    record = cells.pop("record", "")
    return record, {name: cell for name, cell in cells.items() if cell}


def _json(text: str, provider: str) -> Said:
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise CannotRead(f"Filen är inte riktig JSON: {error}") from error
    if found.get("format") != FORMAT:
        raise CannotRead(f'Filen ska börja med "format": "{FORMAT}".')
    if unknown := sorted(set(found) - HEAD - set(GROUPS)):
        raise CannotRead(f"Fälten finns inte: {', '.join(unknown)}")
    if not isinstance(found.get("provider"), str) or not isinstance(found.get("complete"), bool):
        raise CannotRead('Filen ska säga "provider" (HSA-id) och "complete" (true eller false).')
    if provider and provider.upper() != found["provider"].upper():
        raise CannotRead(f"Filen är en annan vårdgivares: {found['provider']}")
    if any(not isinstance(found.get(name, []), list) for name in GROUPS):
        raise CannotRead("units, people och commissions ska vara listor.")
    return _said(_json_rows(found), found["provider"], complete=found["complete"])


def _json_rows(found: Mapping[str, Any]) -> Iterator[tuple[int, str, Any]]:
    """Rows are numbered through the file, from 1: units, people, commissions."""
    number = 0
    for name, noun in GROUPS.items():
        for row in found.get(name, []):
            number += 1
            yield number, noun.value, row


def _said(rows: Iterator[tuple[int, str, Any]], provider: str, *, complete: bool) -> Said:
    lines: dict[Noun, list[Any]] = {noun: [] for noun in Noun}
    refused = []
    for number, record, row in rows:
        hsa_id = row.get("id", "") if isinstance(row, dict) else ""
        hsa_id = hsa_id.strip() if isinstance(hsa_id, str) else ""
        noun = Noun(record) if record in set(Noun) else None
        try:
            if noun is None:
                raise _Wrong("Raden ska ha record unit, person eller commission, och lika många fält som första raden.")
            lines[noun].append(_MAKERS[noun](number, _fields(noun, row)))
        except _Wrong as error:
            refused.append(Refused(number, str(error), noun, hsa_id))
    return Said(
        provider,
        complete,
        tuple(lines[Noun.UNIT]),
        tuple(lines[Noun.PERSON]),
        tuple(lines[Noun.COMMISSION]),
        tuple(refused),
    )


def _fields(noun: Noun, row: Any) -> dict[str, Any]:
    """The row's fields, read: texts trimmed, days as days. Raises _Wrong."""
    if not isinstance(row, dict):
        raise _Wrong("Raden ska vara ett objekt.")
    if unknown := sorted(set(row) - set(FIELDS[noun])):
        raise _Wrong(f"Fälten hör inte till raden: {', '.join(unknown)}")
    read = {name: _read(name, value) for name, value in row.items() if value not in (None, "")}
    if not read.get("id"):
        raise _Wrong("HSA-id saknas.")
    return read


def _read(name: str, value: Any) -> Any:
    if name == "rights":
        parts = value.split(RIGHTS) if isinstance(value, str) else value
        if not isinstance(parts, list) or not all(isinstance(each, str) for each in parts):
            raise _Wrong("rights ska vara en lista av texter.")
        return tuple(each.strip() for each in parts if each.strip())
    if not isinstance(value, str):
        raise _Wrong(f"{name} ska vara en text.")
    return _day(name, value.strip()) if name in DATES else value.strip()


def _day(name: str, text: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text) if len(text) == len("ÅÅÅÅ-MM-DD") else None
    except ValueError:
        found = None
    if found is None:
        raise _Wrong(f"{name} ska vara en dag, ÅÅÅÅ-MM-DD: {text}")
    return found


def _unit(row: int, read: dict[str, Any]) -> UnitLine:
    return UnitLine(row, **read)


def _person(row: int, read: dict[str, Any]) -> PersonLine:
    return PersonLine(row, starts=read.pop("from", None), **read)


def _commission(row: int, read: dict[str, Any]) -> CommissionLine:
    return CommissionLine(row, starts=read.pop("from", None), **read)


_MAKERS: dict[Noun, Callable[[int, dict[str, Any]], Any]] = {
    Noun.UNIT: _unit,
    Noun.PERSON: _person,
    Noun.COMMISSION: _commission,
}
