"""What is wrong with one line, in a sentence for whoever has the directory; empty where nothing is. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from stegvis.access.importing.kinds import (
    Commission,
    CommissionLine,
    Person,
    PersonLine,
    Standing,
    UnitLine,
    key,
)
from stegvis.access.kinds import Purpose

MOST_ID, MOST_CODE = 40, 30
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TAKEN_AWAY = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """A short address: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return _TAKEN_AWAY.sub("-", plain).strip("-")[:MOST_CODE].strip("-") or "enhet"


def unit(standing: Standing, line: UnitLine) -> str:
    """Of a unit's line."""
    pk = key(line.id)
    old = standing.units.get(pk)
    if pk in standing.foreign_units:
        return "Enheten finns hos en annan vårdgivare."
    if old is not None and old.practice:
        return "Enheten är en övningsenhet. Katalogen ändrar den inte."
    closing = line.merged_into or line.until
    if old is None and not closing and not (line.name and line.administration):
        return "En ny enhet behöver namn och förvaltning."
    return _texts(line.id, ("namn", line.name, 200), ("förvaltning", line.administration, 200), ("ort", line.town, 80))


def person(old: Person | None, line: PersonLine) -> str:
    """Of a person's line."""
    if old is not None and old.closed:
        return "Personen har förts samman med en annan. Ta bort raden i katalogen."
    if old is None and not (line.given_name and line.family_name):
        return "En ny person behöver förnamn och efternamn."
    if line.email and not _EMAIL.fullmatch(line.email):
        return f"E-postadressen går inte att läsa: {line.email}"
    return _dates(line.starts, line.until) or _texts(
        line.id,
        ("förnamn", line.given_name, 100),
        ("efternamn", line.family_name, 100),
        ("titel", line.title, 120),
        ("e-post", line.email, 254),
        ("förvaltning", line.administration, 200),
    )


def merge(standing: Standing, line: PersonLine, merging: Iterable[str], *, known: bool) -> str:
    """Of a line that says that somebody is the same as somebody else."""
    pk, into = key(line.id), key(line.merged_into)
    old = standing.people.get(pk)
    if into == pk:
        return "Personen kan inte föras samman med sig själv."
    if into in merging:
        return f"Personen förs samman med någon som själv förs samman: {line.merged_into}"
    if old is None and not known:
        return f"Personen som den ska föras samman med finns inte: {line.merged_into}"
    if old is not None and old.shared:
        return "Personen finns också hos en annan vårdgivare, och kan inte föras samman härifrån."
    return _texts(line.merged_into)


def commission(standing: Standing, old: Commission | None, line: CommissionLine) -> str:
    """Of a commission's line, as far as it can be seen without its person and unit."""
    if key(line.id) in standing.foreign_commissions:
        return "Uppdraget finns hos en annan vårdgivare."
    if old is None and not (line.person and line.unit and line.purpose):
        return "Ett nytt uppdrag behöver person, enhet och ändamål."
    if line.purpose and line.purpose not in Purpose.values:
        return f"Ändamålet finns inte: {line.purpose}"
    return _dates(line.starts, line.until) or _texts(line.id, ("namn", line.name, 200))


def _dates(starts: date | None, until: date | None) -> str:
    return "Sista dagen ligger före den första." if starts and until and until < starts else ""


def _texts(hsa_id: str, *fields: tuple[str, str, int]) -> str:
    if not hsa_id.strip() or len(hsa_id.strip()) > MOST_ID or not hsa_id.isprintable():
        return f"HSA-id:t går inte att läsa: {hsa_id}" if hsa_id.strip() else "HSA-id saknas."
    for name, text, most in fields:
        if len(text) > most or not text.isprintable():
            return f"Texten går inte att läsa: {name}"
    return ""
