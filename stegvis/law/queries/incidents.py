"""The register of incidents, for those who handle them and those who have a part in one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.law.deadlines import Due, dues, next_due
from stegvis.law.kinds import IncidentState
from stegvis.law.models import Incident, IncidentEntry, IncidentTask

MOST = 300


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in a list, with what is to be done first."""

    incident: Incident
    next: Due | None


@dataclass(frozen=True, slots=True)
class Told:
    """One entry, with the name of who it was."""

    entry: IncidentEntry
    who: str


def register(actor: Actor, now: datetime, *, closed: bool = False) -> list[Row]:
    """What the actor may see, those to be done first standing first. One query."""
    rows = Incident.objects.visible_to(actor).select_related("unit", "program", "responsible", "provider")
    wanted = rows.filter(state=IncidentState.CLOSED) if closed else rows.exclude(state=IncidentState.CLOSED)
    found = [
        Row(row, None if closed else next_due(dues(row.happening(), now))) for row in wanted.order_by("-number")[:MOST]
    ]
    if closed:
        return found
    return sorted(found, key=lambda row: (_first(row), -row.incident.number))


def _first(row: Row) -> tuple[int, float]:
    if row.next is None:
        return (2, 0.0)
    return (0, row.next.at.timestamp()) if row.next.at else (1, 0.0)


def incident(actor: Actor, pk: UUID) -> Incident | None:
    """One that the actor may see. One query."""
    rows = Incident.objects.visible_to(actor).filter(pk=pk)
    found: Incident | None = rows.select_related("unit", "program", "responsible", "provider", "reported_by").first()
    return found


def history(found: Incident) -> list[Told]:
    """What happened to it, in order. Two queries."""
    rows = list(found.entries.all())
    names = access.names_of({row.by for row in rows if row.by})
    return [Told(row, names.get(row.by, "")) for row in rows]


def tasks(found: Incident) -> list[IncidentTask]:
    """What was asked of whom. One query."""
    return list(found.tasks.select_related("owner"))


def open_now(actor: Actor, now: datetime) -> list[Row]:
    """Those that stand open, for whoever handles the provider's. One query; none for others."""
    if actor.hat.kind is not HatKind.POST or not actor.can("incident:handle"):
        return []
    return register(actor, now)


def my_tasks(actor: Actor) -> list[IncidentTask]:
    """What the actor is asked to do, at this provider, the first due first. One query."""
    if not actor.can("incident:report") or not actor.hat.provider_id:
        return []
    rows = IncidentTask.objects.filter(
        owner_id=actor.account, done_at__isnull=True, incident__provider_id=UUID(actor.hat.provider_id)
    )
    return list(rows.select_related("incident").order_by("due_on")[:MOST])
