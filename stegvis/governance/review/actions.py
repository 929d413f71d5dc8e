"""The changing door from candidate to catalogue. Each gives what is there when it is done twice."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models import ProgramVersion
from stegvis.governance.hindrances import afterwards
from stegvis.governance.kinds import Act, Party, Stage, TaskKind
from stegvis.governance.models import HistoryEntry, Initiative, ReviewRemark
from stegvis.governance.moving import REASON_LENGTH, CannotMove, advance, close_tasks, open_task, tell
from stegvis.governance.review.places import place_of
from stegvis.governance.review.policies import (
    clearance_of,
    is_urgent,
    may_after_review,
    may_answer,
    may_approve,
    may_ask_review,
    may_clear_urgent,
    may_delegate,
    may_propose,
    may_publish,
    may_remark,
    may_reopen,
)
from stegvis.governance.risks.tasks import ALL as RISK_TASKS
from stegvis.governance.risks.tasks import ask_care, candidate_changed

__all__ = [
    "after_review",
    "answer",
    "approve",
    "ask_review",
    "clear_urgent",
    "delegate",
    "propose",
    "publish",
    "remark",
    "reopen",
    "return_to_design",
    "take_back_delegation",
]


@action("candidate:propose", may=may_propose)
def propose(initiative: Initiative, candidate_id: UUID, *, now: datetime, by: Actor) -> Initiative:
    """Lay a candidate of the program before the others: what is checked, risk-analysed and reviewed from now on.

    Raises CannotMove for a candidate of another program, or one that is published already.
    """
    if initiative.candidate_id == candidate_id and initiative.stage == Stage.PREPARATION:
        return initiative
    program = initiative.program
    candidate = program.candidates.filter(pk=candidate_id).first() if program else None
    if candidate is None:
        raise CannotMove(_("Kandidaten hör till ett annat program."))
    if candidate.program.versions.filter(document_id=candidate.document_id).exists():
        raise CannotMove(_("Den kandidaten är redan publicerad. Ändra i utkastet och lämna det på nytt."))
    initiative.candidate = candidate
    details = {"candidate": str(candidate.pk), "hash": candidate.document_id}
    advance(initiative, Act.PROPOSE, reason=candidate.note, details=details, now=now, by=by)
    candidate_changed(initiative, now=now, by=by)
    return initiative


@action("review:ask", may=may_ask_review)
def ask_review(initiative: Initiative, *, now: datetime, by: Actor) -> HistoryEntry:
    """Hand the candidate over to the final review. What was left to do with its risks is done."""
    close_tasks(initiative, set(RISK_TASKS), now=now, by=by)
    return advance(initiative, Act.ASK_REVIEW, details=_hash(initiative), now=now, by=by)


@action("review:remark", may=may_remark)
def remark(initiative: Initiative, node: str, text: str, *, now: datetime, by: Actor) -> ReviewRemark:
    """Point at a place in the candidate. The same words at the same place are written once. Raises CannotMove."""
    said = text.strip()
    if not said:
        raise CannotMove(_("Skriv vad som behöver ses över."))
    candidate = initiative.candidate
    if candidate is None:
        raise CannotMove(_("Det finns ingen kandidat."))
    place = place_of(open_document(candidate.document_id), node)
    if place is None:
        raise CannotMove(_("Välj en plats i programmet."))
    return ReviewRemark.objects.get_or_create(
        initiative=initiative,
        candidate=candidate,
        node=node,
        text=said,
        resolved_at=None,
        defaults={"place": place, "made_by_id": by.account, "made_at": now},
    )[0]


@action("remark:answer", may=may_answer)
def answer(found: ReviewRemark, text: str, *, now: datetime, by: Actor) -> ReviewRemark:
    """Say what was done about a remark; it is then resolved. Raises CannotMove without an answer."""
    if not text.strip():
        raise CannotMove(_("Skriv vad du har gjort, eller varför inget behöver göras."))
    found.answer, found.resolved_by_id, found.resolved_at = text.strip(), by.account, now
    found.save()
    return found


@action("review:return", may=may_remark)
def return_to_design(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """Back to the designer, with the remarks and a reason. Raises CannotMove without a reason."""
    details = {**_hash(initiative), "remarks": initiative.remarks.filter(resolved_at__isnull=True).count()}
    return advance(initiative, Act.RETURN_REVIEW, reason=reason, details=details, now=now, by=by)


@action("review:approve", may=may_approve)
def approve(initiative: Initiative, note: str = "", *, now: datetime, by: Actor) -> HistoryEntry:
    """Clear the candidate for the catalogue and give its owner the publisher role (domain.md step 8)."""
    _clear(initiative, ClearanceKind.REVIEWED, note, now, by)
    return advance(initiative, Act.APPROVE_REVIEW, reason=note, details=_hash(initiative), now=now, by=by)


@action("urgent:clear", may=may_clear_urgent)
def clear_urgent(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """Let a safety fix through at once; it is reviewed after it is published. Raises CannotMove without a reason."""
    entry = advance(initiative, Act.CLEAR_URGENT, reason=reason, details=_hash(initiative), now=now, by=by)
    _clear(initiative, ClearanceKind.URGENT, reason, now, by)
    return entry


@action("review:reopen", may=may_reopen)
def reopen(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """Take the work up again before anything is published: the clearance no longer holds. Raises CannotMove."""
    entry = advance(initiative, Act.REOPEN, reason=reason, now=now, by=by)
    clearance = clearance_of(initiative)
    if clearance is not None:
        clearance.revoked_at, clearance.revoked_by_id = now, by.account
        clearance.save(update_fields=["revoked_at", "revoked_by"])
    return entry


@action("initiative:publish", may=may_publish)
def publish(initiative: Initiative, review_by_on: date | None = None, *, now: datetime, by: Actor) -> ProgramVersion:
    """Put the cleared candidate in the catalogue. The coordinator then distributes it."""
    clearance = clearance_of(initiative)
    if clearance is None:
        raise CannotMove(_("Kandidaten är inte slutgranskad."))
    version: ProgramVersion = catalogue.publish(clearance, now=now, by=by)
    if review_by_on is not None:
        version.review_by_on = review_by_on
        version.save()
    initiative.version = version
    to = Stage.AFTER_REVIEW if is_urgent(initiative) else Stage.PUBLISHED
    details = {
        **_hash(initiative),
        "version": version.number,
        "delegated": bool(version.delegation_id),
    }
    advance(initiative, Act.PUBLISH, to=to, details=details, now=now, by=by)
    if to is Stage.AFTER_REVIEW and any(each.part == "risks" for each in afterwards(initiative)):
        ask_care(initiative, now=now)
    open_task(initiative, TaskKind.DISTRIBUTE, party=Party.COORDINATOR, ref=str(version.pk), now=now)
    return version


@action("urgent:after_review", may=may_after_review)
def after_review(
    initiative: Initiative, reason: str, left_because: str = "", *, now: datetime, by: Actor
) -> HistoryEntry:
    """The review of an urgent fix, after the fact.

    The risk analysis must hold for exactly what went out, and the checks be right; where something is left,
    `left_because` says why the version may stay all the same, and the story keeps both. Raises CannotMove without words.
    """
    owed = [each.sentence for each in afterwards(initiative)]
    because = left_because.strip()[:REASON_LENGTH]
    if owed and not because:
        raise CannotMove(_("Gör klart det som är kvar, eller skriv varför versionen kan stå kvar ändå."))
    entry = advance(initiative, Act.AFTER_REVIEW_DONE, reason=reason, details=_hash(initiative), now=now, by=by)
    if owed:
        tell(initiative, "urgent:left", reason=because, details={"owed": owed}, now=now, by=by)
    return entry


@action("publication:let", may=may_delegate)
def delegate(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """The owner lets the coordinators publish in their place, and says why. Raises CannotMove without a reason."""
    if not reason.strip():
        raise CannotMove(_("Skriv varför du lämnar över publiceringen."))
    catalogue.delegate(initiative.program, reason.strip(), now=now, by=by)
    open_task(initiative, TaskKind.PUBLISH, party=Party.COORDINATOR, now=now)
    return tell(initiative, "publication:let", reason=reason.strip(), now=now, by=by)


@action("publication:keep", may=may_delegate)
def take_back_delegation(initiative: Initiative, *, now: datetime, by: Actor) -> None:
    """The owner publishes again. Telling it once is enough."""
    if catalogue.take_back(initiative.program, now=now, by=by):
        tell(initiative, "publication:keep", now=now, by=by)


def _clear(initiative: Initiative, kind: ClearanceKind, reason: str, now: datetime, by: Actor) -> None:
    grounds = {"initiative": str(initiative.pk), "lane": initiative.lane}
    catalogue.clear(initiative.candidate, kind, reason, grounds, now=now, by=by)
    owners = [pk for pk in (initiative.owner_id, initiative.deputy_owner_id) if pk]
    for owner in owners:
        catalogue.name_publisher(initiative.program, owner, now=now, by=by)
    catalogue.end_publishers(initiative.program, owners, now=now, by=by)


def _hash(initiative: Initiative) -> dict[str, object]:
    return {"hash": initiative.candidate.document_id if initiative.candidate else ""}
