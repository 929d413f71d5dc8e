"""A person registry over the network, by the contract in docs/person-registry.md.

The number goes in the body, never in an address. Anything but the two answers of the contract is an outage: it is
said so, and nothing is guessed.
"""

import json
from datetime import date
from typing import Any

import requests
from django.conf import settings
from urllib3.exceptions import HTTPError

from stegvis.access.identity import IdentityNumber
from stegvis.access.kinds import NumberType
from stegvis.access.registry import Registered, RegistryDown, RegistryPerson

# To connect, and between two bytes of an answer. Somebody waits at a page meanwhile.
TIMEOUT_S = (3.05, 5.0)
MOST_BYTES = 10_000
MOST_GUARDIANS = 10


class NetworkRegistry:
    """Asks STEGVIS_PERSON_REGISTRY_URL with STEGVIS_PERSON_REGISTRY_TOKEN. Every method raises RegistryDown."""

    def look_up(self, number: IdentityNumber) -> RegistryPerson | None:
        """The person with this number, or None."""
        found = self._ask(number)
        if found is None:
            return None
        return RegistryPerson(number, _text(found, "given_name", 100), _text(found, "family_name", 100))

    def residency(self, number: IdentityNumber) -> Registered | None:
        """Birth, municipality and what stands in the way, or None."""
        found = self._ask(number)
        if found is None:
            return None
        protected = _flag(found, "protected")
        municipality = "" if protected else _text(found, "municipality", 4, empty=True)
        if municipality and not (len(municipality) == 4 and municipality.isascii() and municipality.isdigit()):
            raise RegistryDown("municipality")
        born, deceased = _born(found) or number.birth_date, _flag(found, "deceased")
        return Registered(born, municipality, protected, deceased, _guardians(found))

    def _ask(self, number: IdentityNumber) -> dict[str, Any] | None:
        """The answer's body; None for 404, which is the contract's word for a number that nobody has."""
        try:
            answer = requests.post(
                settings.STEGVIS_PERSON_REGISTRY_URL,
                json={"number_type": number.type.value, "number": number.value},
                headers={"Authorization": f"Bearer {settings.STEGVIS_PERSON_REGISTRY_TOKEN}"},
                timeout=TIMEOUT_S,
                allow_redirects=False,
                stream=True,
            )
            with answer:
                content = answer.raw.read(MOST_BYTES + 1, decode_content=True)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise RegistryDown(type(error).__name__) from error
        if answer.status_code == 404:
            return None
        if answer.status_code != 200 or len(content) > MOST_BYTES:
            raise RegistryDown(f"status {answer.status_code}")
        return _body(content)


def _body(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError as error:
        raise RegistryDown("no JSON") from error
    if not isinstance(found, dict):
        raise RegistryDown("no object")
    return found


def _text(found: dict[str, Any], name: str, most: int, *, empty: bool = False) -> str:
    value = found.get(name) or ""
    if not isinstance(value, str) or len(value) > most or not (value.strip() or empty):
        raise RegistryDown(name)
    return value.strip()


def _flag(found: dict[str, Any], name: str) -> bool:
    value = found.get(name, False)
    if not isinstance(value, bool):
        raise RegistryDown(name)
    return value


def _guardians(found: dict[str, Any]) -> tuple[IdentityNumber, ...]:
    """Who has custody: objects with `number_type` and `number`, as in the question."""
    rows = found.get("guardians") or []
    if not isinstance(rows, list) or len(rows) > MOST_GUARDIANS:
        raise RegistryDown("guardians")
    try:
        return tuple(IdentityNumber(NumberType(row["number_type"]), _twelve(row["number"])) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        raise RegistryDown("guardians") from error


def _twelve(value: Any) -> str:
    if not isinstance(value, str) or len(value) != 12:
        raise ValueError("number")
    return value


def _born(found: dict[str, Any]) -> date | None:
    value = found.get("birth_date")
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise RegistryDown("birth_date") from error
