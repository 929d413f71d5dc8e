"""What an actor has to do, and in what capacity: their own, by office, or in the place of somebody who is away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.models import Account
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import Party
from stegvis.governance.models import ContactPerson, CouncilSeat, Member, Task
from stegvis.governance.parties import deputised_by, in_force
from stegvis.governance.queries import my_tasks
from stegvis.lib.clock import local_day


@dataclass(frozen=True, slots=True)
class Todo:
    """One task of the actor's. `office`: as what, where it is not theirs by name. `instead_of`: who is away."""

    task: Task
    office: Party | None = None
    instead_of: str = ""

    def late(self, today: date) -> bool:
        """Its day has been."""
        return self.task.due_on is not None and self.task.due_on < today


def todo(actor: Actor) -> list[Todo]:
    """Everything, the most urgent first. A fixed number of queries."""
    tasks = my_tasks(actor)
    if not tasks:
        return []
    today = local_day(real_now())
    absent = _absent(actor, today)
    held = _offices(actor, list(absent), today)
    return [_of(task, actor, absent, held) for task in tasks]


def _absent(actor: Actor, today: date) -> dict[UUID, str]:
    people = deputised_by(actor, today)
    return {row.pk: str(row) for row in Account.objects.filter(pk__in=people)} if people else {}


def _of(task: Task, actor: Actor, absent: dict[UUID, str], held: dict[tuple[Party, object], set[UUID]]) -> Todo:
    if task.account_id == actor.account:
        return Todo(task)
    if task.account_id:
        return Todo(task, instead_of=absent.get(task.account_id, ""))
    party = Party(task.party)
    if party is Party.COORDINATOR:
        return Todo(task, party)
    where = {
        Party.CONTACT: task.initiative.administration_id,
        Party.MEMBER: task.initiative_id,
    }.get(party)
    holders = held.get((party, where), set())
    if actor.account in holders:
        return Todo(task, party)
    return Todo(task, party, next((name for pk, name in absent.items() if pk in holders), ""))


def _offices(actor: Actor, absent: list[UUID], today: date) -> dict[tuple[Party, object], set[UUID]]:
    """Who of the actor and those who are away holds what, and where."""
    people = [actor.account, *absent]
    found: dict[tuple[Party, object], set[UUID]] = {}
    seats = in_force(today, CouncilSeat.objects.filter(account__in=people, provider_id=UUID(actor.hat.provider_id)))
    for pk in seats.values_list("account_id", flat=True):
        found.setdefault((Party.COUNCIL, None), set()).add(pk)
    contacts = in_force(today, ContactPerson.objects.filter(account__in=people))
    for pk, branch in contacts.values_list("account_id", "administration_id"):
        found.setdefault((Party.CONTACT, branch), set()).add(pk)
    members = Member.objects.filter(account__in=people, left_at__isnull=True)
    for pk, initiative in members.values_list("account_id", "initiative_id"):
        found.setdefault((Party.MEMBER, initiative), set()).add(pk)
    return found
