"""Who speaks: a member of staff by account, or a tester who has none."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from stegvis.access.actor import Actor, Hat
from stegvis.access.kinds import HatKind
from stegvis.governance.models import Tester

PREFIX = "tester:"


@dataclass(frozen=True, slots=True)
class Speaker:
    """The one whose words they are; exactly one of account and tester."""

    name: str
    account: UUID | None = None
    tester: UUID | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """As the rows keep it."""
        return {"account_id": self.account, "tester_id": self.tester}

    @property
    def mine(self) -> Q:
        """Rows that are this one's."""
        return Q(tester_id=self.tester) if self.tester else Q(account_id=self.account)


def actor_of(tester: Tester) -> Actor:
    """A tester as the one who acts: nobody's account, no permission, one round."""
    provider = tester.round.initiative.provider
    hat = Hat(HatKind.NOBODY, label=_("Inbjuden testare"), provider_id=str(provider.pk), provider_name=provider.name)
    return Actor(account_id=f"{PREFIX}{tester.pk}", name=tester.name, hat=hat)


def tester_id(actor: Actor) -> UUID | None:
    """The tester that an actor is, if it is one."""
    if actor.hat.kind is not HatKind.NOBODY or not actor.account_id.startswith(PREFIX):
        return None
    return UUID(actor.account_id.removeprefix(PREFIX))


def speaker_of(actor: Actor) -> Speaker:
    """Whose words they are. Raises ValueError for nobody and for the system."""
    tester = tester_id(actor)
    return Speaker(actor.name, tester=tester) if tester else Speaker(actor.name, account=actor.account)
