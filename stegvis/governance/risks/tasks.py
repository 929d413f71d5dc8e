"""Whose move it is with the risk analysis. Expects the caller's action."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from stegvis.access.actor import Actor
from stegvis.governance.kinds import MemberKind, Party, TaskKind
from stegvis.governance.models import Initiative, Member, RiskAnalysis
from stegvis.governance.moving import close_tasks, open_task, tell
from stegvis.governance.risks.state import State, state_for, state_of
from stegvis.lib.clock import local_day

CONTRIBUTE_DAYS, SIGN_DAYS, APPROVE_DAYS = 21, 10, 10
ALL = frozenset({TaskKind.CONTRIBUTE_RISKS, TaskKind.SIGN_RISKS, TaskKind.APPROVE_RISKS})


def ask_care(initiative: Initiative, *, now: datetime) -> None:
    """Everybody who is care staff in the working group has rows to write, or to go through again."""
    due = local_day(now) + timedelta(days=CONTRIBUTE_DAYS)
    for member in _members(initiative).filter(kind=MemberKind.CARE):
        open_task(initiative, TaskKind.CONTRIBUTE_RISKS, account=member.account_id, due_on=due, now=now)


def ask_signers(state: State, *, now: datetime) -> int:
    """Those of the working group whose signature is wanting. Gives how many were asked."""
    kinds = {demand.kind for demand in state.wanting.signatures}
    signed = {row.by_id for row in state.in_force}
    due, asked = local_day(now) + timedelta(days=SIGN_DAYS), 0
    for member in _members(state.initiative).filter(kind__in=kinds):
        if member.account_id in signed or (member.kind == MemberKind.CARE and member.account_id in state.makers):
            continue
        open_task(state.initiative, TaskKind.SIGN_RISKS, account=member.account_id, due_on=due, now=now)
        asked += 1
    return asked


def ask_coordinator(initiative: Initiative, *, now: datetime) -> None:
    """All have signed: the coordinator's turn."""
    due = local_day(now) + timedelta(days=APPROVE_DAYS)
    open_task(initiative, TaskKind.APPROVE_RISKS, party=Party.COORDINATOR, due_on=due, now=now)


def contributed(initiative: Initiative, account: UUID, *, now: datetime, by: Actor) -> None:
    """One's own part is done."""
    close_tasks(initiative, {TaskKind.CONTRIBUTE_RISKS}, account=account, now=now, by=by)


def after_change(analysis: RiskAnalysis, before: State, *, now: datetime, by: Actor) -> None:
    """Rows were changed: signatures that no longer hold are told of, and nobody is left with a move that is void."""
    if not before.in_force:
        return
    after = state_for(analysis)
    if after.in_force:
        return
    close_tasks(analysis.initiative, {TaskKind.SIGN_RISKS, TaskKind.APPROVE_RISKS}, now=now, by=by)
    names = [row.by_name for row in before.in_force]
    tell(analysis.initiative, "risks:voided", details={"signed": names}, now=now, by=by)
    if after.ready_to_sign:
        ask_signers(after, now=now)


def candidate_changed(initiative: Initiative, *, now: datetime, by: Actor) -> None:
    """Another candidate was laid forward: what has to be looked at again is told, and care staff get it to do."""
    state = state_of(initiative)
    if state is None:
        ask_care(initiative, now=now)
        return
    if state.holds:
        return
    close_tasks(initiative, {TaskKind.SIGN_RISKS, TaskKind.APPROVE_RISKS}, now=now, by=by)
    details = {
        "stale": [each.row.number for each in state.stale],
        "new": len(state.unregarded),
        "confirm": bool(state.to_confirm),
    }
    tell(initiative, "risks:candidate_changed", details=details, now=now, by=by)
    ask_care(initiative, now=now)


def _members(initiative: Initiative) -> QuerySet[Member]:
    return Member.objects.filter(initiative=initiative, left_at__isnull=True).order_by("pk")
