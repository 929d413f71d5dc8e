"""Beginning an analysis: from the template, or from the analysis of the version before."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.governance.models import (
    Initiative,
    RiskAnalysis,
    RiskContribution,
    RiskRow,
    RiskTemplate,
)
from stegvis.governance.moving import tell
from stegvis.governance.risks.kinds import Manner
from stegvis.governance.risks.policies import may_begin
from stegvis.governance.risks.shipped import SHIPPED
from stegvis.governance.risks.state import state_for
from stegvis.governance.risks.tasks import ask_care
from stegvis.governance.risks.template import to_plain

_TAKEN_ALONG = (
    "number", "area", "risk", "cause", "consequence", "likelihood", "comment", "protection", "action",
    "responsible_id", "due_on", "done_on", "residual_consequence", "residual_likelihood", "leaning", "seen_id",
    "made_by_id", "made_at", "changed_by_id", "changed_at",
)  # fmt: skip


@action("riskanalysis:begin", may=may_begin)
def begin(initiative: Initiative, *, now: datetime, by: Actor) -> RiskAnalysis:
    """Begin the analysis, and ask care staff to contribute. The one that is there when it is done twice.

    An analysis that held for the program's version before is taken along whole, with its signatures: they hold for
    that version, so what has changed since stands out row by row.
    """
    found = RiskAnalysis.objects.filter(initiative=initiative).first()
    if found is not None:
        return found
    former = _former(initiative)
    analysis = RiskAnalysis.objects.create(
        initiative=initiative,
        template=former.template if former else current_template(initiative, now),
        manner=former.manner if former else Manner.WRITTEN,
        began_from=former,
        begun_by_id=by.account,
        begun_at=now,
    )
    if former is not None:
        _take_along(former, analysis)
    tell(initiative, "risks:begin", details={"former": former.initiative.number if former else ""}, now=now, by=by)
    ask_care(initiative, now=now)
    return analysis


def current_template(initiative: Initiative, now: datetime) -> RiskTemplate:
    """The region's newest template; where it has none, the shipped one becomes its first."""
    found = RiskTemplate.objects.filter(provider_id=initiative.provider_id).order_by("-number").first()
    if found is not None:
        return found
    return RiskTemplate.objects.get_or_create(
        provider_id=initiative.provider_id, number=1, defaults={"content": to_plain(SHIPPED), "made_at": now}
    )[0]


def _former(initiative: Initiative) -> RiskAnalysis | None:
    """The last analysis of the same program that was approved."""
    if initiative.program_id is None:
        return None
    rows = RiskAnalysis.objects.filter(initiative__program_id=initiative.program_id, approvals__isnull=False)
    rows = rows.filter(initiative__provider_id=initiative.provider_id).exclude(initiative=initiative)
    return rows.select_related("initiative", "template").order_by("-begun_at", "pk").first()


def _take_along(former: RiskAnalysis, analysis: RiskAnalysis) -> None:
    rows: dict[UUID | None, RiskRow] = {}
    for row in RiskRow.objects.filter(analysis=former, removed_at__isnull=True):
        rows[row.pk] = RiskRow(analysis=analysis, **{name: getattr(row, name) for name in _TAKEN_ALONG})
    RiskRow.objects.bulk_create(rows.values())
    old = state_for(former)
    if old.paper:
        _copied(old.paper, analysis_id=analysis.pk)
    for contribution in RiskContribution.objects.filter(analysis=former).order_by("pk"):
        copy = rows.get(contribution.row_id)
        _copied(contribution, analysis_id=analysis.pk, row_id=copy.pk if copy is not None else None)
    for regarded in old.regards:
        _copied(regarded, analysis_id=analysis.pk)
    # What was confirmed since it was signed is taken as signed: the chain is the former analysis's own.
    for signature in old.in_force:
        _copied(signature, analysis_id=analysis.pk, document_id=old.document)
    if old.approval:
        _copied(old.approval, analysis_id=analysis.pk, document_id=old.document)


def _copied(found: Model, **other: Any) -> None:
    """The same row for another analysis."""
    names = [field.attname for field in found._meta.concrete_fields if not field.primary_key]
    type(found)._default_manager.create(**{**{name: getattr(found, name) for name in names}, **other})
