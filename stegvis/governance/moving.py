"""The heart of the process: move an initiative, tell its story, hand over the next moves.

Everything here expects the caller's action: its transaction, its lock on the initiative, its policy.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.models import Account, CareProvider
from stegvis.governance import letters
from stegvis.governance.kinds import ENDED, NEXT_MOVES, TRANSITIONS, Act, Party, Stage, TaskKind
from stegvis.governance.models import HistoryEntry, Initiative, Task
from stegvis.governance.parties import standing_of
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

REASON_LENGTH = 4000


class CannotMove(Cannot):
    """A reason is missing, or what the step leans on is."""


def advance(
    initiative: Initiative,
    act: Act,
    *,
    reason: str = "",
    to: Stage | None = None,
    details: dict[str, Any] | None = None,
    now: datetime,
    by: Actor,
) -> HistoryEntry:
    """Move along one row of the table: stage, story, tasks. `to` where the act itself decides where it leads.

    Raises CannotMove when the row asks for a reason and none is written.
    """
    row = TRANSITIONS[act]
    said = reason.strip()[:REASON_LENGTH]
    if row.reason and not said:
        raise CannotMove(_("Skriv en motivering. Den sparas i historiken och läses av dem som berörs."))
    here = Stage(initiative.stage)
    initiative.stage, initiative.stage_since = to or row.to, now
    initiative.save()
    entry = tell(
        initiative, act.value, reason=said, here=here, there=Stage(initiative.stage), details=details, now=now, by=by,
        who=row.who,
    )  # fmt: skip
    over = initiative.stage in ENDED
    left = set(TaskKind) if over else {move.kind for move in NEXT_MOVES.get(here, ())}
    close_tasks(initiative, left, now=now, by=by)
    open_stage_tasks(initiative, now=now, by=by)
    return entry


def tell(
    initiative: Initiative,
    act: str,
    *,
    reason: str = "",
    here: Stage | None = None,
    there: Stage | None = None,
    details: dict[str, Any] | None = None,
    who: frozenset[Party] = frozenset(Party),
    now: datetime,
    by: Actor,
) -> HistoryEntry:
    """Write one sentence of the story. `who` are the parties it is done as: a deputy's is marked."""
    behalf = None if by.is_system else standing_of(by, initiative, local_day(now)).behalf_of(who)
    return HistoryEntry.objects.create(
        initiative=initiative,
        at=now,
        by_id=None if by.is_system else by.account,
        by_name=by.name,
        on_behalf_of_id=behalf,
        act=act,
        from_stage=here or initiative.stage,
        to_stage=there or initiative.stage,
        reason=reason,
        details=details or {},
    )


def open_task(
    initiative: Initiative,
    kind: TaskKind,
    *,
    account: Account | UUID | None = None,
    party: Party | None = None,
    ref: str = "",
    note: str = "",
    due_on: date | None = None,
    now: datetime,
    by: Actor | None = None,
) -> Task:
    """Hand somebody their next move; the same open task again where it is there already.

    A letter about a new one goes to the outbox in the same transaction; not to `by`, who knows what they have just done.
    """
    whose = Account.objects.get(pk=account) if isinstance(account, UUID) else account
    task, new = Task.objects.get_or_create(
        initiative=initiative,
        kind=kind,
        account=whose,
        party=party or "",
        ref=ref,
        done_at=None,
        defaults={"opened_at": now, "due_on": due_on, "note": note},
    )
    if new:
        letters.tell_of(task, letters.OPENED, now=now, but=None if by is None or by.is_system else by.account)
    return task


def close_tasks(
    initiative: Initiative,
    kinds: set[TaskKind],
    *,
    ref: str | None = None,
    account: UUID | None = None,
    now: datetime,
    by: Actor,
) -> int:
    """Done: these tasks of the initiative, or only those about `ref`, or only one person's. Gives how many."""
    rows = Task.objects.filter(initiative=initiative, kind__in=kinds, done_at__isnull=True)
    if ref is not None:
        rows = rows.filter(ref=ref)
    if account is not None:
        rows = rows.filter(account_id=account)
    done = list(rows.values_list("pk", flat=True))
    if done:
        letters.no_longer(done, now=now)
    return rows.filter(pk__in=done).update(done_at=now, done_by_id=None if by.is_system else by.account)


# The parties that are one person on the initiative itself: their task is theirs, not the party's.
_PEOPLE: dict[Party, str] = {
    Party.OPENER: "opened_by_id",
    Party.MANAGER: "manager_id",
    Party.OWNER: "owner_id",
    Party.DESIGNER: "designer_id",
}


def open_stage_tasks(initiative: Initiative, *, now: datetime, by: Actor | None = None) -> list[Task]:
    """The next moves of the stage that the initiative stands in."""
    found = []
    for move in NEXT_MOVES.get(Stage(initiative.stage), ()):
        account = getattr(initiative, _PEOPLE[move.party]) if move.party in _PEOPLE else None
        # Where the person is not appointed yet, the coordinator has the move.
        party = None if account else (Party.COORDINATOR if move.party in _PEOPLE else move.party)
        due = local_day(now) + timedelta(days=move.days)
        found.append(open_task(initiative, move.kind, account=account, party=party, due_on=due, now=now, by=by))
    return found


def next_number(provider: CareProvider, now: datetime) -> str:
    """The next number of the provider's year: 2026-14. Expects the provider's row to be locked."""
    year = f"{now.year}-"
    taken = Initiative.objects.filter(provider=provider, number__startswith=year).values_list("number", flat=True)
    last = max((int(number.removeprefix(year)) for number in taken), default=0)
    return f"{year}{last + 1}"
