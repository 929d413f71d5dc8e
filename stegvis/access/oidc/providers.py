"""Who may vouch for somebody: one settings file per provider, read once and checked before the first use.

`STEGVIS_SIGN_IN` names a file, or a folder with one file for each (docs/sign-in.md has every key of it). What is written
wrong stops the start with a sentence that names the file and the key.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from stegvis.access.oidc.kinds import Audience
from stegvis.access.oidc.portals import Portal, portals_fault, read_portals

# Strong authentication: patient data asks for it, and so does everything else here.
STRONG = 3
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
SE = "https://id.oidc.se/claim/"
LEVELS = {
    "http://id.elegnamnden.se/loa/1.0/loa2": 2,
    "http://id.elegnamnden.se/loa/1.0/loa3": 3,
    "http://id.elegnamnden.se/loa/1.0/loa4": 4,
    "http://id.sambi.se/loa/loa2": 2,
    "http://id.sambi.se/loa/loa3": 3,
}
RESIDENT_SCOPES = (
    "openid",
    "https://id.oidc.se/scope/naturalPersonInfo",
    "https://id.oidc.se/scope/naturalPersonNumber",
)
CLAIMS: dict[Audience, dict[str, str]] = {
    Audience.RESIDENT: {
        "given_name": "given_name",
        "family_name": "family_name",
        "personal_number": f"{SE}personalIdentityNumber",
        "coordination_number": f"{SE}coordinationNumber",
        "previous_coordination_number": f"{SE}previousCoordinationNumber",
    },
    Audience.STAFF: {
        "given_name": "given_name",
        "family_name": "family_name",
        "hsa_id": "employeeHsaId",
        # A list of objects, each with the claims below; where the token has none, they stand in the token itself.
        "commissions": "commissions",
        "commission_id": "commissionHsaId",
        "commission_name": "commissionName",
        "commission_purpose": "commissionPurpose",
        "commission_right": "commissionRight",
        "unit_id": "healthCareUnitHsaId",
        "unit_name": "healthCareUnitName",
        "provider_id": "healthCareProviderHsaId",
        "provider_name": "healthCareProviderName",
    },
}
# Numbers that another country's identity was tied to: never taken for the person's own.
MAPPED = (
    "https://id.swedenconnect.se/claim/mappedPersonalIdentityNumber",
    "https://id.oidc.se/claim/mappedPersonalIdentityNumber",
    "https://id.oidc.se/claim/mappedCoordinationNumber",
)
NEEDED = ("key", "name", "audience", "issuer", "client_id")
KNOWN_KEYS = frozenset(
    {*NEEDED, "keys", "scopes", "prompt", "levels", "claims", "mapped", "employer", "userinfo"}
    | {"assertion_audience", "logout", "portals"}
)


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider of e-ID, as an installation has set it."""

    key: str
    name: str
    audience: Audience
    issuer: str
    client_id: str
    # Where each private key lies: a file, or `env:NAME`. The first signs; all of them are published.
    keys: tuple[str, ...]
    scopes: tuple[str, ...]
    # "login" asks for a new identification each time; "" lets a portal's single sign-on hold.
    prompt: str = "login"
    levels: Mapping[str, int] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    mapped: tuple[str, ...] = MAPPED
    # The care provider that everybody with this provider works for, by HSA-id; empty where it cannot be told.
    employer: str = ""
    # "signed", or "none" where every claim stands in the ID token.
    userinfo: str = "signed"
    # What the client's own proof is addressed to: "token_endpoint" or "issuer".
    assertion_audience: str = "token_endpoint"
    logout: bool = True
    # Portals and apps whose people are signed in with this provider already.
    portals: tuple[Portal, ...] = ()

    @property
    def strong_levels(self) -> tuple[str, ...]:
        """The values of acr that are strong enough, as they are asked for."""
        return tuple(acr for acr, level in self.levels.items() if level >= STRONG)

    @property
    def local(self) -> bool:
        """Whether it runs on this machine, which alone may speak plain HTTP."""
        return (urlsplit(self.issuer).hostname or "") in LOCAL


def read_provider(table: Mapping[str, Any], where: str) -> Provider:
    """One settings file's content as a Provider. Raises ImproperlyConfigured, naming the file and the key. Pure."""
    if fault := _fault(table):
        raise ImproperlyConfigured(f"{where}: {fault}. docs/sign-in.md has every key.")
    audience = Audience(table["audience"])
    return Provider(
        key=table["key"],
        name=table["name"].strip(),
        audience=audience,
        issuer=table["issuer"],
        client_id=table["client_id"],
        keys=_texts(table["keys"]),
        scopes=_texts(table.get("scopes")) or (RESIDENT_SCOPES if audience is Audience.RESIDENT else ("openid",)),
        prompt=table.get("prompt", "login"),
        levels=dict(table.get("levels", LEVELS)),
        claims={**CLAIMS[audience], **table.get("claims", {})},
        mapped=_texts(table.get("mapped")) or MAPPED,
        employer=str(table.get("employer", "")).strip().upper(),
        userinfo=table.get("userinfo", "signed"),
        assertion_audience=table.get("assertion_audience", "token_endpoint"),
        logout=bool(table.get("logout", True)),
        portals=read_portals(table.get("portals")),
    )


CHOICES: dict[str, set[str]] = {
    "audience": {each.value for each in Audience},
    "prompt": {"login", "", "select_account"},
    "userinfo": {"signed", "none"},
    "assertion_audience": {"token_endpoint", "issuer"},
}


def _fault(table: Mapping[str, Any]) -> str:
    """What is written wrong first of all; empty when nothing is."""
    for key in sorted(set(table) - KNOWN_KEYS):
        return f"{key} is not a key of this file"
    for key in NEEDED:
        if not isinstance(table.get(key), str) or not table[key].strip():
            return f"{key} is missing"
    if not _KEY.fullmatch(table["key"]):
        return "key is small letters, digits and hyphens: it stands in an address"
    for key, choices in CHOICES.items():
        if key in table and table[key] not in choices:
            return f"{key} is one of {', '.join(sorted(repr(choice) for choice in choices))}"
    if not _texts(table.get("keys")):
        return "keys names at least one private key, as a file or env:NAME"
    return _issuer_fault(table["issuer"]) or _tables_fault(table) or portals_fault(table.get("portals", []))


def _issuer_fault(address: str) -> str:
    parts = urlsplit(address)
    plain = parts.scheme == "http" and parts.hostname in LOCAL
    good = (parts.scheme == "https" or plain) and parts.hostname and not (parts.query or parts.fragment)
    return "" if good else "issuer begins with https:// and has no query"


def _tables_fault(table: Mapping[str, Any]) -> str:
    levels, named = table.get("levels", LEVELS), table.get("claims", {})
    if not isinstance(levels, Mapping) or not all(type(level) is int for level in levels.values()):
        return "levels is a table from acr to a whole number"
    if not any(level >= STRONG for level in levels.values()):
        return f"levels has no acr of level {STRONG}, so nobody could sign in"
    known = CLAIMS[Audience(table["audience"])]
    if not isinstance(named, Mapping) or not set(named) <= set(known):
        return f"claims may name {', '.join(known)}"
    return ""


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()


def read_files(place: str) -> tuple[Provider, ...]:
    """Every provider of an installation, in the order of the files' names. Raises ImproperlyConfigured."""
    if not place:
        return ()
    path = Path(place)
    files = sorted(each for each in path.iterdir() if each.suffix in {".toml", ".json"}) if path.is_dir() else [path]
    found = tuple(read_provider(_table(file), str(file)) for file in files)
    keys = [provider.key for provider in found]
    if len(set(keys)) < len(keys):
        raise ImproperlyConfigured(f"{place}: two providers have the same key.")
    hops = [portal.key for provider in found for portal in provider.portals]
    if len(set(hops)) < len(hops):
        raise ImproperlyConfigured(f"{place}: two portals have the same key.")
    return found


def _table(file: Path) -> Mapping[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        table = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{file} cannot be read: {error}") from error
    if not isinstance(table, dict):
        raise ImproperlyConfigured(f"{file} is not a table of settings.")
    return table


@lru_cache(maxsize=4)
def _configured(place: str) -> tuple[Provider, ...]:
    return read_files(place)


def providers(audience: Audience | None = None) -> list[Provider]:
    """The installation's providers, of one audience or all. Empty where none is configured."""
    place = settings.STEGVIS_SIGN_IN
    return [each for each in _configured(place) if audience is None or each.audience is audience]


def provider(key: str) -> Provider | None:
    """One of them by its key."""
    return next((each for each in providers() if each.key == key), None)


def portal(key: str) -> tuple[Portal, Provider] | None:
    """A portal by its key, and the provider that it shares its sign-on with."""
    return next(((each, row) for row in providers() for each in row.portals if each.key == key), None)


def private_key(place: str) -> str:
    """The text of a private key (PEM or JWK). Raises ImproperlyConfigured without saying what it holds."""
    if place.startswith("env:"):
        text = os.environ.get(place.removeprefix("env:"), "")
        if not text:
            raise ImproperlyConfigured(f"{place} is empty.")
        return text
    try:
        return Path(place).read_text(encoding="utf-8")
    except OSError as error:
        raise ImproperlyConfigured(f"The private key {place} cannot be read.") from error
