"""The person registry behind a small interface: who does a number belong to, and where do they live?

A registry is a module with a class that has `look_up` and `residency`; settings name the one in use. `local` is a table
of our own, `http` asks over the network by a contract (docs/person-registry.md).
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.identity import IdentityNumber
from stegvis.access.models import Person
from stegvis.audit import log
from stegvis.audit.entry import PatientRef, Subject
from stegvis.audit.kinds import Activity
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot


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


@dataclass(frozen=True, slots=True)
class Registered:
    """What is asked of somebody for an open program, for a child's guardians, and day by day. Of where, nothing is stored. `municipality`: four digits, empty where it is not told."""

    born: date | None
    municipality: str = ""
    protected: bool = False
    deceased: bool = False
    # Of a child: who has custody.
    guardians: tuple[IdentityNumber, ...] = ()


class RegistryDown(Cannot):
    """The registry did not answer, or not in a way that can be used. Nothing was changed: try again later."""

    def __init__(self, origin: str = "") -> None:
        super().__init__(
            _("Vi når inte personregistret just nu. Det är inget fel hos dig. Vänta en stund och försök igen."), origin
        )


class PersonRegistry(Protocol):
    """An adapter to a registry of persons. Both raise RegistryDown."""

    def look_up(self, number: IdentityNumber) -> RegistryPerson | None:
        """The person with exactly this type and value, or None."""

    def residency(self, number: IdentityNumber) -> Registered | None:
        """Birth, municipality and what stands in the way, of exactly this number; None where it is not known."""


def ask(actor: Actor, number: IdentityNumber) -> RegistryPerson | None:
    """Look a number up for somebody, and log that it was done: a look-up is a reading of personal data."""
    found = registry().look_up(number)
    _note(actor, number, "registry:look_up")
    return found


def ask_of_oneself(actor: Actor) -> Registered | None:
    """A resident's own birth and municipality, asked for something they want to start. Logged; raises RegistryDown."""
    person = Person.objects.visible_to(actor).first() if actor.is_resident else None
    if person is None:
        return None
    number = person.number
    found = registry().residency(number)
    _note(actor, number, "registry:residency")
    return found


def ask_of(actor: Actor, number: IdentityNumber) -> Registered | None:
    """Birth, protection, death and custody of somebody whom staff have opened. Logged; raises RegistryDown."""
    found = registry().residency(number)
    _note(actor, number, "registry:residency")
    return found


def _note(actor: Actor, number: IdentityNumber, act: str) -> None:
    hat = actor.hat
    subject = Subject(
        "Registry", "", hat.provider_id, hat.provider_name, hat.unit_id, hat.unit_name,
        PatientRef(number.type.value, number.value),
    )  # fmt: skip
    log.enter(actor.who(), act, subject, now=utc_now(), activity=Activity.READ)


@lru_cache(maxsize=1)
def registry() -> PersonRegistry:
    """The installation's registry."""
    made: PersonRegistry = import_string(settings.STEGVIS_PERSON_REGISTRY)()
    return made
