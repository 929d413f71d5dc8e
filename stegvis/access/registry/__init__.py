"""The person registry behind a small interface: who does a number belong to?

A registry is a folder or module with a class that has `look_up`; settings name the one in use.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from stegvis.access.identity import IdentityNumber


@dataclass(frozen=True, slots=True)
class RegistryPerson:
    """What the registry says of one number."""

    number: IdentityNumber
    given_name: str
    family_name: str

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"


class PersonRegistry(Protocol):
    """An adapter to a registry of persons."""

    def look_up(self, number: IdentityNumber) -> RegistryPerson | None:
        """The person with exactly this type and value, or None."""


@lru_cache(maxsize=1)
def registry() -> PersonRegistry:
    """The installation's registry."""
    made: PersonRegistry = import_string(settings.STEGVIS_PERSON_REGISTRY)()
    return made
