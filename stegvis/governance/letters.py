"""Whom a task is told to by e-mail, and in which words. The letters are put in the outbox of `notifications`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stegvis.access.hats import current
from stegvis.access.kinds import Role
from stegvis.access.models import RoleGrant
from stegvis.governance.kinds import Party
from stegvis.governance.models import CouncilSeat, Deputy, Initiative, Member, Task
from stegvis.governance.parties import contacts, in_force
from stegvis.lib.clock import local_day
from stegvis.notifications.letters import Letter, post, recall
from stegvis.ui.addresses import address

OPENED, SOON, LATE = "opened", "soon", "late"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who is to do it; `instead_of` is the name of the one they stand in for."""

    account_id: UUID
    instead_of: str = ""


def addressees(task: Task, today: date) -> list[Addressee]:
    """Who has the task today: the person, or everybody who is the party; and those who stand in for them.

    At most three queries.
    """
    people = [task.account_id] if task.account_id else _holders(task.initiative, Party(task.party), today)
    found = {pk: Addressee(pk) for pk in people}
    stand_ins = Deputy.objects.filter(
        account__in=list(found),
        provider_id=task.initiative.provider_id,
        from_day__lte=today,
        until_day__gte=today,
        ended_at__isnull=True,
    )
    for row in stand_ins.select_related("account").order_by("pk"):
        found.setdefault(row.deputy_id, Addressee(row.deputy_id, str(row.account)))
    return list(found.values())


def _holders(initiative: Initiative, party: Party, today: date) -> list[UUID]:
    """Everybody who is a party by a list or by office."""
    if party is Party.COORDINATOR:
        rows = RoleGrant.objects.filter(
            current(today), role=Role.COORDINATOR, provider_id=initiative.provider_id, withdrawn_at__isnull=True
        )
        return list(rows.values_list("account_id", flat=True).distinct())
    if party is Party.COUNCIL:
        seats = in_force(today, CouncilSeat.objects.filter(provider_id=initiative.provider_id))
        return list(seats.values_list("account_id", flat=True))
    if party is Party.CONTACT:
        return list(contacts(initiative, today).values_list("account_id", flat=True))
    if party is Party.MEMBER:
        members = Member.objects.filter(initiative=initiative, left_at__isnull=True)
        return list(members.values_list("account_id", flat=True))
    one = {
        Party.OPENER: initiative.opened_by_id,
        Party.MANAGER: initiative.manager_id,
        Party.OWNER: initiative.owner_id,
        Party.DESIGNER: initiative.designer_id,
    }[party]
    return [one] if one else []


def tell_of(task: Task, what: str, *, now: datetime, but: UUID | None = None) -> int:
    """Put one letter for each addressee in the outbox: that there is a task, that it is soon due, or that it is late.

    `but`: somebody who has just handed it to themselves. Expects the transaction of what it tells about. Returns how many.
    """
    to = [each for each in addressees(task, local_day(now)) if each.account_id != but]
    return post((_letter(task, each, what) for each in to), now=now)


def hand_over(tasks: Iterable[Task], deputy: UUID, absent: str, *, now: datetime) -> int:
    """A deputy who begins is told of the open tasks they take over. Returns how many letters."""
    return post((_letter(task, Addressee(deputy, absent), OPENED) for task in tasks), now=now)


def no_longer(tasks: Iterable[UUID | int], *, now: datetime) -> int:
    """The tasks are done: letters about them that have not left are dropped."""
    return recall((_key(pk, what) for pk in tasks for what in (OPENED, SOON, LATE)), now=now)


def _key(task: UUID | int, what: str) -> str:
    return f"task:{task}:{what}"


def _letter(task: Task, to: Addressee, what: str) -> Letter:
    with translation.override("sv"):
        words = {"what": task.get_kind_display(), "title": task.initiative.title}
        words["on"] = date_format(task.due_on, "j F Y") if task.due_on else ""
        if what == LATE:
            subject = _("Försenat: %(what)s – %(title)s") % words
        elif what == SOON:
            subject = _("Påminnelse: %(what)s – %(title)s") % words
        else:
            subject = _("Att göra: %(what)s – %(title)s") % words
        lines = [_("Arbetet %(title)s väntar på dig: %(what)s.") % words]
        if task.note:
            lines.append(task.note)
        if to.instead_of:
            lines.append(_("Du gör det i stället för %(name)s.") % {"name": to.instead_of})
        if task.due_on:
            late = _("Det skulle ha varit klart %(on)s.") % words
            lines.append(late if what == LATE else _("Det ska vara klart senast %(on)s.") % words)
    return Letter(to.account_id, _key(task.pk, what), subject, "\n".join(lines), address("process:task", str(task.pk)))
