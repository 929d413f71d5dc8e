"""Decisions that were made elsewhere: recorded with who, when and where they can be read, never taken for granted."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.verdict import Verdict
from stegvis.governance.kinds import DECISIONS_NEEDED, DecisionKind, Party, Stage
from stegvis.governance.models import EarlierDecision, Initiative
from stegvis.governance.moving import CannotMove, tell
from stegvis.governance.policies import may_as
from stegvis.lib.clock import local_day


def may_record(actor: Actor, initiative: Initiative) -> Verdict:
    """The coordinator or the owner, while the provider makes its own verification."""
    verdict = may_as(Party.COORDINATOR, Party.OWNER)(actor, initiative)
    if verdict and initiative.stage != Stage.VERIFICATION:
        return Verdict.no(_("Beslut förs in medan vårdgivaren gör sin egen kontroll."))
    return verdict


@action("decision:record", may=may_record)
def record(
    initiative: Initiative,
    kind: DecisionKind,
    decided_on: date,
    decided_by: str,
    reference: str,
    *,
    now: datetime,
    by: Actor,
) -> EarlierDecision:
    """Write down a decision that was made elsewhere. The same one twice stands once. Raises CannotMove."""
    if not decided_by.strip() or not reference.strip():
        raise CannotMove(_("Skriv vem som beslutade och var beslutet finns, till exempel diarienummer."))
    if decided_on > local_day(now):
        raise CannotMove(_("Beslutet kan inte vara fattat i framtiden."))
    row, made = EarlierDecision.objects.get_or_create(
        initiative=initiative,
        kind=kind,
        decided_on=decided_on,
        reference=reference.strip(),
        defaults={"decided_by": decided_by.strip(), "recorded_by_id": by.account, "recorded_at": now},
    )
    if made:
        details = {"kind": kind, "on": decided_on.isoformat(), "reference": row.reference}
        tell(initiative, "decision:record", details=details, now=now, by=by)
    return row


def decisions(initiative: Initiative) -> list[EarlierDecision]:
    """What is recorded, oldest first."""
    rows = initiative.earlier_decisions.select_related("recorded_by")
    return list(rows.order_by("decided_on", "pk"))


def missing_decisions(initiative: Initiative) -> list[str]:
    """Names of the decisions without which the program is not let in."""
    have = set(initiative.earlier_decisions.values_list("kind", flat=True))
    return [str(kind.label) for kind in DECISIONS_NEEDED if kind not in have]
