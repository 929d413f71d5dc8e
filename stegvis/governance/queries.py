"""The reading door of the process. Actor first; what is not the actor's to see does not exist."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from stegvis.access.actor import Actor
from stegvis.access.models import CareProvider
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import RUNNING, Party
from stegvis.governance.models import ContactPerson, CouncilSeat, HistoryEntry, Initiative, Member, Task
from stegvis.governance.parties import Standing, deputised_by, in_force, standing_of, visible
from stegvis.lib.clock import local_day

_WITH = (
    "provider",
    "administration",
    "unit",
    "opened_by",
    "manager",
    "owner",
    "deputy_owner",
    "designer",
    "publisher_unit",
    "program",
    "candidate",
    "version",
    "idea",
    "change",
)


def initiatives(actor: Actor) -> QuerySet[Initiative]:
    """What the actor may see, the longest waiting first. For a page to filter further."""
    rows = Initiative.objects.filter(visible(actor, local_day(real_now())))
    return rows.select_related(*_WITH).order_by("stage_since", "pk")


def initiative(actor: Actor, pk: UUID | str) -> Initiative | None:
    """One initiative, or None when it is not the actor's to see."""
    return initiatives(actor).filter(pk=pk).first()


def provider_of(actor: Actor) -> CareProvider | None:
    """The provider that the actor works for under this hat. One query."""
    if not actor.can("process:read") or not actor.hat.provider_id:
        return None
    return CareProvider.objects.filter(pk=actor.hat.provider_id).first()


def of_program(actor: Actor, program_id: UUID) -> list[Initiative]:
    """The work on one program, newest first."""
    return list(initiatives(actor).filter(program_id=program_id).order_by("-opened_at", "pk"))


def standing(actor: Actor, initiative: Initiative) -> Standing:
    """What the actor is to it today, themselves or as a deputy."""
    return standing_of(actor, initiative, local_day(real_now()))


def under_way(actor: Actor, program_id: UUID | str) -> Initiative | None:
    """The work that is going on with a program, or None. One program has one at a time, but for urgent fixes."""
    rows = initiatives(actor).filter(program_id=program_id, stage__in=RUNNING)
    return rows.order_by("-opened_at", "pk").first()


def history(actor: Actor, initiative: Initiative) -> list[HistoryEntry]:
    """The story, oldest first. One query."""
    rows = HistoryEntry.objects.filter(initiative=initiative)
    return list(rows.select_related("by", "on_behalf_of").order_by("at", "pk"))


def members(initiative: Initiative) -> list[Member]:
    """The working group now."""
    rows = Member.objects.filter(initiative=initiative, left_at__isnull=True)
    return list(rows.select_related("account__staff").order_by("account__last_name", "pk"))


def open_tasks(initiatives: Iterable[Initiative]) -> dict[UUID, list[Task]]:
    """What is to be done in each, the most urgent first. One query."""
    found: dict[UUID, list[Task]] = {}
    rows = Task.objects.filter(initiative__in=list(initiatives), done_at__isnull=True).select_related("account")
    for row in rows.order_by("due_on", "pk"):
        found.setdefault(row.initiative_id, []).append(row)
    return found


def my_tasks(actor: Actor) -> list[Task]:
    """The actor's next moves, and those they do as a deputy, the most urgent first. At most six queries."""
    if not actor.can("process:read"):
        return []
    today = local_day(real_now())
    people = [actor.account, *deputised_by(actor, today)]
    rows = Task.objects.filter(
        _mine(actor, people, today), initiative__provider_id=UUID(actor.hat.provider_id), done_at__isnull=True
    )
    return list(rows.select_related("initiative", "account").order_by("due_on", "opened_at", "pk"))


def task(actor: Actor, pk: int) -> Task | None:
    """One task, done or not, of an initiative that the actor may see."""
    rows = Task.objects.filter(pk=pk).select_related("initiative__provider", "account")
    found = rows.first()
    return found if found and initiative(actor, found.initiative_id) else None


def _mine(actor: Actor, people: list[UUID], today: date) -> Q:
    found = held_by(UUID(actor.hat.provider_id), people, today)
    return found | Q(party=Party.COORDINATOR) if actor.can("region:read") else found


def held_by(provider_id: UUID, people: list[UUID], today: date) -> Q:
    """Tasks of some people at a provider: theirs by name, and as what they are on a list or in a group. One query."""
    found = Q(account__in=people)
    if in_force(today, CouncilSeat.objects.filter(provider_id=provider_id, account__in=people)).exists():
        found |= Q(party=Party.COUNCIL)
    contacts = in_force(today, ContactPerson.objects.filter(account__in=people)).values("administration")
    found |= Q(party=Party.CONTACT, initiative__administration__in=contacts)
    groups = Member.objects.filter(account__in=people, left_at__isnull=True).values("initiative")
    return found | Q(party=Party.MEMBER, initiative__in=groups)


def council(actor: Actor) -> list[CouncilSeat]:
    """The seats of the actor's provider today."""
    if not actor.can("process:read"):
        return []
    rows = in_force(local_day(real_now()), CouncilSeat.objects.filter(provider_id=UUID(actor.hat.provider_id)))
    return list(rows.select_related("account__staff").order_by("account__last_name", "pk"))


def contact_persons(actor: Actor) -> list[ContactPerson]:
    """The contact persons of the actor's provider today, by administration."""
    if not actor.can("process:read"):
        return []
    rows = in_force(
        local_day(real_now()), ContactPerson.objects.filter(administration__provider_id=UUID(actor.hat.provider_id))
    )
    return list(rows.select_related("account__staff", "administration").order_by("administration__name", "pk"))
