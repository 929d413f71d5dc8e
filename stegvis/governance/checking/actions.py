"""Letting something pass, with name and reason, and taking that back."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.catalogue.checking import node_hash
from stegvis.governance.candidates import candidate_of
from stegvis.governance.checking.policies import may_waive
from stegvis.governance.checking.queries import checks_of
from stegvis.governance.models import CheckWaiver, Initiative
from stegvis.governance.moving import REASON_LENGTH, tell
from stegvis.lib.errors import Cannot


class CannotWaive(Cannot):
    """There is nothing like that in the candidate, no reason is written, or it can never be let pass."""


@action("check:waive", may=may_waive)
def waive(
    initiative: Initiative, code: str, node_id: str, field: str, reason: str, *, now: datetime, by: Actor
) -> CheckWaiver:
    """Let one thing pass for as long as its place is as it is. Twice is the same as once. Raises CannotWaive."""
    candidate = candidate_of(initiative)
    said = reason.strip()[:REASON_LENGTH]
    if not said:
        raise CannotWaive(_("Skriv varför det får vara som det är. Skälet sparas med ditt namn."))
    found = checks_of(candidate) if candidate else None
    remarks = found.remarks if found else ()
    wanted = (code, node_id, field)
    remark = next((each for each in remarks if (each.lapse.code, each.lapse.node_id, each.lapse.field) == wanted), None)
    if candidate is None or found is None or remark is None:
        raise CannotWaive(_("Anmärkningen finns inte längre i kandidaten. Läs in sidan igen."))
    if not remark.waivable:
        raise CannotWaive(_("Det här måste rättas. Det går inte att göra undantag för det."))
    waiver, made = CheckWaiver.objects.get_or_create(
        program_id=candidate.program_id,
        code=code,
        node_id=node_id,
        field=field,
        node_hash=node_hash(found.document, node_id),
        ended_at=None,
        defaults={"candidate": candidate, "reason": said, "by_id": by.account, "at": now},
    )
    if made:
        tell(initiative, "check:waive", reason=said, details={"code": code, "node": node_id}, now=now, by=by)
    return waiver


@action("check:end_waiver", may=may_waive)
def end_waiver(initiative: Initiative, waiver_id: UUID, *, now: datetime, by: Actor) -> CheckWaiver:
    """Take a waiver back: what it let pass stops publication again. Raises CannotWaive when it is not the program's."""
    rows = CheckWaiver.objects.select_for_update().filter(pk=waiver_id)
    waiver = rows.first()
    if waiver is None or waiver.program_id != initiative.program_id:
        raise CannotWaive(_("Undantaget finns inte. Läs in sidan igen."))
    if waiver.ended_at is None:
        waiver.ended_at, waiver.ended_by_id = now, by.account
        waiver.save(update_fields=["ended_at", "ended_by"])
        tell(initiative, "check:end_waiver", details={"code": waiver.code, "node": waiver.node_id}, now=now, by=by)
    return waiver
