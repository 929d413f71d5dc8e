"""Portals and apps that people are signed in to already, as a provider's settings file names them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
PORTAL_KEYS = ("key", "name", "issuer", "keys")


@dataclass(frozen=True, slots=True)
class Portal:
    """One portal or app, under the provider of e-ID that it shares its sign-on with. `keys`: files of public keys."""

    key: str
    name: str
    issuer: str
    keys: tuple[str, ...]


def read_portals(rows: object) -> tuple[Portal, ...]:
    """The `portals` of a settings file, which `portals_fault` has found nothing wrong with."""
    found = rows if isinstance(rows, list) else []
    return tuple(Portal(row["key"], row["name"].strip(), row["issuer"], _places(row["keys"])) for row in found)


def portals_fault(rows: object) -> str:
    """What is written wrong in `portals`; empty when nothing is."""
    if not isinstance(rows, list):
        return "portals is a list of tables: [[portals]]"
    for row in rows:
        if not isinstance(row, Mapping) or set(row) != set(PORTAL_KEYS):
            return f"each of portals has {', '.join(PORTAL_KEYS)} and nothing else"
        if not all(isinstance(row[key], str) and row[key].strip() for key in PORTAL_KEYS[:3]):
            return "portals: key, name and issuer are words"
        if not _KEY.fullmatch(row["key"]):
            return "portals: key is small letters, digits and hyphens: it stands in an address"
        if not _places(row["keys"]):
            return "portals: keys names at least one file with a public key, or env:NAME"
    return ""


def _places(keys: object) -> tuple[str, ...]:
    found = [keys] if isinstance(keys, str) else keys
    good = isinstance(found, list) and all(isinstance(each, str) and each for each in found)
    return tuple(found) if good and isinstance(found, list) else ()
