"""The unit for practice: where it is, what time it is there, and who can be practised on."""

from datetime import date
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.hats import current
from stegvis.access.models import Account, Commission
from stegvis.support.models import MadeUpResident, PracticeUnit
from stegvis.support.policies.practice import is_there


def of_provider(actor: Actor) -> PracticeUnit | None:
    """The provider's unit for practice, or None before it is opened. One query."""
    if not actor.can("support:read"):
        return None
    rows = PracticeUnit.objects.select_related("unit__provider", "provider", "world")
    return rows.filter(provider_id=UUID(actor.hat.provider_id)).first()


def people(actor: Actor, practice: PracticeUnit) -> list[MadeUpResident]:
    """Those who can be practised on, for whoever is there. One query."""
    if not is_there(actor, practice):
        return []
    return list(practice.residents.filter(round=practice.round).select_related("person").order_by("id"))


def one(actor: Actor, practice: PracticeUnit, pk: int) -> MadeUpResident | None:
    """One of them. One query."""
    return next((row for row in people(actor, practice) if row.pk == pk), None)


def is_known_there(actor: Actor, practice: PracticeUnit, today: date) -> bool:
    """Whether the account has been there before. One query."""
    rows = Commission.objects.filter(current(today), account_id=actor.account_id, unit_id=practice.unit_id)
    return rows.exists()


def resident_account(row: MadeUpResident) -> Account | None:
    """The account of a made-up resident: made with the person, and nobody's to sign in to."""
    return Account.objects.filter(person_id=row.person_id, person__made_up=True, resident=True).first()


def commission_of(actor: Actor, practice: PracticeUnit, today: date) -> UUID | None:
    """The actor's commission there, whose hat is put on. One query."""
    rows = Commission.objects.filter(current(today), account_id=actor.account_id, unit_id=practice.unit_id)
    found = rows.order_by("-starts_on").first()
    return found.pk if found else None
