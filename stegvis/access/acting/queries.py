"""The reading door of those who act for somebody: the resident's own list, and names for lines that say who did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from stegvis.access.acting import standing
from stegvis.access.acting.policies import Letting
from stegvis.access.actor import Actor
from stegvis.access.models import Account, AccountLock, Guardian, Helper, Person


def oneself(actor: Actor) -> Letting | None:
    """The resident, to let somebody in; None for whoever acts for another."""
    person = Person.objects.visible_to(actor).first() if actor.is_oneself else None
    return Letting(person) if person else None


def helpers(actor: Actor) -> list[Helper]:
    """Everybody whom the resident has let in, now and before, the newest first. One query."""
    if not actor.is_oneself:
        return []
    return list(Helper.objects.filter(resident_id=UUID(actor.person_id)).order_by("-invited_at", "pk"))


def own_guardians(actor: Actor, today: date) -> list[tuple[str, str, date]]:
    """For the child: who may act for them today, by name, at which provider, and the last day. One query where there is
    nobody, two for each provider otherwise."""
    if not actor.is_oneself:
        return []
    child = UUID(actor.person_id)
    rows = standing.guardians_of({child}, today).get(child, [])
    return [(row.person.full_name, row.provider.name, standing.last_day(row)) for row in rows]


def helper(actor: Actor, pk: UUID) -> Helper | None:
    """One of the resident's own."""
    if not actor.is_oneself:
        return None
    return Helper.objects.filter(resident_id=UUID(actor.person_id), pk=pk).select_related("resident").first()


def helpers_of(person_id: UUID, course_id: UUID, today: date) -> list[Helper]:
    """For staff who have opened a run of the resident: who is let in to it today. One query."""
    rows = Helper.objects.filter(resident_id=person_id, ended_at__isnull=True, until__gte=today)
    return [row for row in rows.order_by("invited_at", "pk") if row.courses is None or str(course_id) in row.courses]


def guardians_of(provider_id: UUID, child_id: UUID) -> list[Guardian]:
    """For staff who have opened the child: everybody who acts or has acted at their provider. One query."""
    rows = Guardian.objects.filter(provider_id=provider_id, child_id=child_id)
    return list(rows.select_related("person", "noted_by", "ended_by").order_by("ended_at", "noted_at"))


def guardian_of(provider_id: UUID, child_id: UUID, pk: UUID) -> Guardian | None:
    """One of them, to be ended."""
    rows = Guardian.objects.filter(provider_id=provider_id, child_id=child_id, pk=pk)
    return rows.select_related("child", "unit__provider").first()


@dataclass(frozen=True, slots=True)
class Conversing:
    """Somebody who reads and writes messages for a resident today. `person_id`: None for one who has never signed in."""

    person_id: UUID | None
    name: str
    guardian: UUID | None = None


def conversing(person_id: UUID, provider_id: UUID, course_id: UUID, today: date) -> list[Conversing]:
    """Who reads the messages of one run today besides the resident, guardians first. Two queries, three with a helper."""
    guardians = standing.guardians_of({person_id}, today).get(person_id, [])
    found = [
        Conversing(row.person_id, row.person.full_name, row.pk) for row in guardians if row.provider_id == provider_id
    ]
    rows = [row for row in helpers_of(person_id, course_id, today) if row.may_converse]
    people: dict[str, UUID] = {}
    if rows:
        accounts = Account.objects.filter(resident=True, person__number_hash__in=[row.number_hash for row in rows])
        said = list(accounts.values_list("person__number_hash", "person_id", "is_active", "person__deceased_at"))
        people = {number: person for number, person, _open, _deceased in said}
        shut = {number for number, _person, is_open, deceased in said if deceased or not is_open}
        rows = [row for row in rows if row.number_hash not in shut]
    return found + [Conversing(people.get(row.number_hash), row.called) for row in rows]


def guardians_ever(child_id: UUID) -> list[tuple[UUID, UUID]]:
    """The relation and the person of everybody who acts or has acted for a child, wherever. One query."""
    return list(Guardian.objects.filter(child_id=child_id).values_list("pk", "person_id"))


def person_of(guardian_id: UUID) -> UUID | None:
    """Whose relation it is. One query."""
    return Guardian.objects.filter(pk=guardian_id).values_list("person_id", flat=True).first()


def locks_of(person_id: UUID) -> list[AccountLock]:
    """What shuts somebody's account now, the oldest first, each with its patient. One query.

    A reason is for the care provider that wrote it; `care.persons.queries` sorts out whose is whose.
    """
    rows = AccountLock.objects.filter(account__person_id=person_id, lifted_at__isnull=True)
    return list(rows.select_related("patient").order_by("locked_at", "pk"))


def names_of_others(account_ids: Iterable[str], person_id: UUID) -> dict[str, str]:
    """Names, by account id, of those who have done something for a resident: staff see who acted. One query.

    Only accounts of other residents are named; the caller has them from the resident's own facts.
    """
    wanted = {found for each in account_ids if (found := _uuid(each))}
    if not wanted:
        return {}
    rows = Account.objects.filter(pk__in=wanted, resident=True).exclude(person_id=person_id).select_related("person")
    return {str(row.pk): row.person.full_name for row in rows if row.person}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
