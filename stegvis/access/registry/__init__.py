"""The person registry behind a small interface: who does a number belong to?

A registry is a folder or module with a class that has `look_up`; settings name the one in use.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from stegvis.access.actor import Actor
from stegvis.access.identity import IdentityNumber
from stegvis.audit import log
from stegvis.audit.entry import PatientRef, Subject
from stegvis.audit.kinds import Activity
from stegvis.lib.clock import utc_now


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


def ask(actor: Actor, number: IdentityNumber) -> RegistryPerson | None:
    """Look a number up for somebody, and log that it was done: a look-up is a reading of personal data."""
    found = registry().look_up(number)
    hat = actor.hat
    subject = Subject(
        "Registry", "", hat.provider_id, hat.provider_name, hat.unit_id, hat.unit_name,
        PatientRef(number.type.value, number.value),
    )  # fmt: skip
    log.enter(actor.who(), "registry:look_up", subject, now=utc_now(), activity=Activity.READ)
    return found


@lru_cache(maxsize=1)
def registry() -> PersonRegistry:
    """The installation's registry."""
    made: PersonRegistry = import_string(settings.STEGVIS_PERSON_REGISTRY)()
    return made
