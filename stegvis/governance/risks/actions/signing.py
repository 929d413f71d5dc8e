"""Asking for signatures, signing, confirming that a change touches no risk, approving."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.freezing import open_document
from stegvis.governance.kinds import MemberKind, Party, TaskKind
from stegvis.governance.models import RiskAnalysis, RiskApproval, RiskConfirmation, RiskSignature
from stegvis.governance.moving import CannotMove, close_tasks, tell
from stegvis.governance.risks.differing import sentences
from stegvis.governance.risks.people import kind_of
from stegvis.governance.risks.policies import may_approve, may_ask, may_confirm, may_sign
from stegvis.governance.risks.state import State, state_for
from stegvis.governance.risks.tasks import ask_coordinator, ask_signers, contributed


@action("riskanalysis:ask", may=may_ask)
def ask(analysis: RiskAnalysis, *, now: datetime, by: Actor) -> int:
    """Ask those whose signature is wanting. Gives how many got a task; raises CannotMove where there is nobody."""
    state = state_for(analysis)
    asked = ask_signers(state, now=now)
    if state.wanting.signatures and not asked:
        raise CannotMove(_("Det finns ingen i arbetsgruppen som kan skriva under. Bjud in dem först."))
    if asked:
        tell(analysis.initiative, "risks:ask", details={"n": asked}, now=now, by=by)
    elif state.approval is None:
        ask_coordinator(analysis.initiative, now=now)
    return asked


@action("riskanalysis:sign", may=may_sign)
def sign(analysis: RiskAnalysis, seen: str, *, now: datetime, by: Actor) -> RiskSignature:
    """Answer for the analysis as it is. `seen` is the hash of what the page showed; raises CannotMove when it changed.

    With the last signature the analysis goes to the coordinator.
    """
    initiative = analysis.initiative
    state = _as_seen(analysis, seen)
    kind = kind_of(initiative, by.account) or MemberKind.OTHER
    signature = RiskSignature.objects.create(
        analysis=analysis,
        by_id=by.account,
        by_name=by.name,
        kind=kind,
        content=state.content,
        document_id=state.document,
        at=now,
    )
    close_tasks(initiative, {TaskKind.SIGN_RISKS}, account=by.account, now=now, by=by)
    contributed(initiative, by.account, now=now, by=by)
    tell(initiative, "risks:sign", details={"kind": kind.value}, now=now, by=by)
    after = state_for(analysis)
    if not after.wanting and after.approval is None:
        close_tasks(initiative, {TaskKind.SIGN_RISKS}, now=now, by=by)
        ask_coordinator(initiative, now=now)
    return signature


@action("riskanalysis:confirm", may=may_confirm)
def confirm(analysis: RiskAnalysis, seen: str, *, now: datetime, by: Actor) -> RiskConfirmation:
    """Care staff have read every change since it was signed, and none of it touches a risk. Raises CannotMove."""
    state = _as_seen(analysis, seen)
    before = state.to_confirm
    told = sentences(open_document(before), open_document(state.document))
    found, _made = RiskConfirmation.objects.get_or_create(
        analysis=analysis,
        before_id=before,
        after_id=state.document,
        content=state.content,
        defaults={"changes": list(told), "by_id": by.account, "by_name": by.name, "at": now},
    )
    initiative = analysis.initiative
    contributed(initiative, by.account, now=now, by=by)
    tell(initiative, "risks:confirm", details={"changes": len(told)}, now=now, by=by)
    after = state_for(analysis)
    if after.wanting:
        ask_signers(after, now=now)
    elif after.approval is None:
        ask_coordinator(initiative, now=now)
    return found


@action("riskanalysis:approve", may=may_approve)
def approve(analysis: RiskAnalysis, seen: str, note: str = "", *, now: datetime, by: Actor) -> RiskApproval:
    """The coordinator approves what was signed, for exactly this candidate. Raises CannotMove when it has changed."""
    state = _as_seen(analysis, seen)
    approval = RiskApproval.objects.create(
        analysis=analysis,
        by_id=by.account,
        by_name=by.name,
        content=state.content,
        document_id=state.document,
        note=note.strip()[:4000],
        at=now,
    )
    initiative = analysis.initiative
    kinds = {TaskKind.CONTRIBUTE_RISKS, TaskKind.SIGN_RISKS, TaskKind.APPROVE_RISKS}
    close_tasks(initiative, kinds, now=now, by=by)
    who = frozenset({Party.COORDINATOR})
    tell(initiative, "risks:approve", reason=approval.note, who=who, now=now, by=by)
    return approval


def mark(state: State) -> str:
    """What a page shows, as one word to send back: rows and program together."""
    return f"{state.content[:16]}{state.document[:16]}"


def _as_seen(analysis: RiskAnalysis, seen: str) -> State:
    """The state, if it is what somebody looked at when they pressed the button."""
    state = state_for(analysis)
    if seen != mark(state):
        raise CannotMove(_("Riskanalysen har ändrats sedan du öppnade sidan. Läs igenom den igen."))
    return state
