"""The one who acts: a frozen value made once per request and passed on explicitly."""

from dataclasses import dataclass
from uuid import UUID

from stegvis.access.kinds import HatKind
from stegvis.audit.entry import Who


@dataclass(frozen=True, slots=True)
class Hat:
    """The capacity somebody acts in: exactly one commission, post, publisher unit, or being a resident."""

    kind: HatKind
    id: str = ""
    label: str = ""
    purpose: str = ""
    unit_id: str = ""
    unit_name: str = ""
    publisher_unit_id: str = ""
    provider_id: str = ""
    provider_name: str = ""
    # A unit for practice: another clock, and nobody there exists.
    training: bool = False

    @property
    def key(self) -> str:
        """How the session remembers it."""
        return f"{self.kind.value}:{self.id}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Account, one hat, permissions. Never None, never kept outside the request."""

    account_id: str
    name: str
    hat: Hat
    permissions: frozenset[str] = frozenset()
    person_id: str = ""
    acting_for: str = ""
    # The walks that a helper is let in to, by id; None where no such border is drawn.
    only: tuple[str, ...] | None = None
    assurance: int = 0

    def reaches(self, course_id: UUID) -> bool:
        """Whether a walk is within what a helper is let in to; always for anybody else."""
        return self.only is None or str(course_id) in self.only

    def can(self, permission: str) -> bool:
        """Whether the hat gives this permission; says nothing about a particular thing."""
        return permission in self.permissions

    @property
    def is_resident(self) -> bool:
        """Acting as a resident."""
        return self.hat.kind is HatKind.RESIDENT

    @property
    def is_oneself(self) -> bool:
        """A resident who acts for themself, and not for a child or for somebody who has let them in."""
        return self.is_resident and not self.acting_for

    @property
    def is_system(self) -> bool:
        """The worker or a command, never a person."""
        return self.hat.kind is HatKind.SYSTEM

    @property
    def account(self) -> UUID:
        """The account's key, to compare with rows. Raises ValueError for nobody and for the system."""
        return UUID(self.account_id)

    @property
    def unit(self) -> UUID | None:
        """The care unit's key, or None under a hat without one."""
        return UUID(self.hat.unit_id) if self.hat.unit_id else None

    @property
    def signed_in(self) -> bool:
        """Somebody, as opposed to nobody."""
        return self.hat.kind is not HatKind.NOBODY

    def who(self) -> Who:
        """The strings that the log keeps."""
        hat = self.hat
        return Who(
            account_id=self.account_id,
            name=self.name,
            hat=f"{hat.kind.value}: {hat.label}" if hat.label else hat.kind.value,
            unit_id=hat.unit_id,
            unit_name=hat.unit_name,
            provider_id=hat.provider_id,
            provider_name=hat.provider_name,
            purpose=hat.purpose,
            acting_for=self.acting_for,
        )

    @classmethod
    def nobody(cls) -> "Actor":
        """Not signed in."""
        return cls(account_id="", name="", hat=Hat(HatKind.NOBODY))

    @classmethod
    def system(cls, task: str) -> "Actor":
        """The system itself, for one named task."""
        return cls(account_id=f"system:{task}", name=task, hat=Hat(HatKind.SYSTEM, id=task, label=task))
