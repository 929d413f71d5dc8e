"""The reading door of the working group. Who sees the initiative sees its meetings."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from stegvis.access.actor import Actor
from stegvis.access.models import Account
from stegvis.governance.models import Attendance, Decision, Initiative, Meeting, Member, Milestone
from stegvis.governance.policies import may_see


def meetings(actor: Actor, initiative: Initiative) -> list[Meeting]:
    """Every meeting with who is asked and what was decided, newest first. Three queries."""
    if not may_see(actor, initiative):
        return []
    rows = Meeting.objects.filter(initiative=initiative).prefetch_related(
        Prefetch("attendances", Attendance.objects.select_related("account").order_by("account__last_name", "pk")),
        Prefetch("decisions", Decision.objects.select_related("by").order_by("at", "pk")),
    )
    return list(rows.select_related("made_by").order_by("-starts_at", "pk"))


def meeting(actor: Actor, initiative: Initiative, pk: UUID) -> Meeting | None:
    """One of them."""
    return next((row for row in meetings(actor, initiative) if row.pk == pk), None)


def attendance_of(actor: Actor, meeting: Meeting) -> Attendance | None:
    """What the actor is asked, if they are."""
    return Attendance.objects.filter(meeting=meeting, account_id=actor.account).first()


def decision(actor: Actor, initiative: Initiative, pk: UUID) -> Decision | None:
    """One decision of the initiative's meetings."""
    if not may_see(actor, initiative):
        return None
    rows = Decision.objects.filter(meeting__initiative=initiative, pk=pk)
    return rows.select_related("meeting__initiative__provider").first()


def member(actor: Actor, initiative: Initiative, pk: int) -> Member | None:
    """One member of the group now."""
    if not may_see(actor, initiative):
        return None
    rows = Member.objects.filter(initiative=initiative, pk=pk, left_at__isnull=True)
    return rows.select_related("initiative__provider", "account").first()


def invitable(initiative: Initiative) -> list[Account]:
    """Those who can be asked to a meeting, by name. Two queries."""
    rows = Account.objects.filter(pk__in=may_be_asked(initiative))
    return list(rows.select_related("staff").order_by("last_name", "first_name", "pk"))


def may_be_asked(initiative: Initiative) -> set[UUID]:
    """Those who can be asked to a meeting: the group, and everybody with a part in the work."""
    members = Member.objects.filter(initiative=initiative, left_at__isnull=True).values_list("account_id", flat=True)
    parts = (initiative.owner_id, initiative.deputy_owner_id, initiative.designer_id, initiative.manager_id)
    return {*members, *(pk for pk in parts if pk)}


@dataclass(frozen=True, slots=True)
class Planned:
    """One milestone and how it stands today."""

    milestone: Milestone
    late: bool


def plan(actor: Actor, initiative: Initiative, today: date) -> list[Planned]:
    """The plan, in order of day. One query."""
    if not may_see(actor, initiative):
        return []
    rows = Milestone.objects.filter(initiative=initiative, removed_at__isnull=True).order_by("due_on", "made_at", "pk")
    return [Planned(row, row.done_at is None and row.due_on < today) for row in rows]


def milestone(actor: Actor, initiative: Initiative, pk: UUID) -> Milestone | None:
    """One milestone of the plan."""
    if not may_see(actor, initiative):
        return None
    rows = Milestone.objects.filter(initiative=initiative, pk=pk, removed_at__isnull=True)
    return rows.select_related("initiative__provider").first()
