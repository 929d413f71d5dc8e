"""Risk analyses that do not hold for the candidate in hand. Six queries, however many, and no document is opened.

What is stale row by row is worked out on the analysis's own page: here only how far it has come is told.
"""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.governance.kinds import Lane, Stage
from stegvis.governance.missing import Lack
from stegvis.governance.models import (
    Initiative,
    RiskAnalysis,
    RiskApproval,
    RiskConfirmation,
    RiskPaper,
    RiskRow,
    RiskSignature,
)
from stegvis.governance.risks.kinds import Manner
from stegvis.governance.risks.state import RowState, State, content_for
from stegvis.governance.risks.template import from_plain

Row = TypeVar("Row", bound=Model)
_PREPARED = {Stage.PREPARATION, Stage.REVIEW, Stage.APPROVED}


def lacking(initiatives: Sequence[Initiative]) -> dict[UUID, list[Lack]]:
    """While a candidate is prepared, and when an urgent fix is out."""
    rows = [row for row in initiatives if _demanded(row)]
    return {pk: [Lack("risks", sentence)] for pk, sentence in not_approved(rows).items()}


def _demanded(row: Initiative) -> bool:
    if row.candidate_id is None:
        return False
    if row.lane == Lane.URGENT:
        return row.stage == Stage.AFTER_REVIEW
    return row.stage in _PREPARED and row.lane in {Lane.NEW, Lane.VERSION}


def not_approved(initiatives: Sequence[Initiative]) -> dict[UUID, str | Promise]:
    """Those whose analysis is not approved for exactly the candidate laid forward, and how far it has come."""
    rows = [row for row in initiatives if row.candidate_id is not None]
    if not rows:
        return {}
    analyses = {
        each.initiative_id: each for each in RiskAnalysis.objects.filter(initiative__in=rows).select_related("template")
    }
    whole = RiskRow.objects.filter(analysis__in=analyses.values(), removed_at__isnull=True).order_by("number")
    written, papers = _by_analysis(whole), _by_analysis(RiskPaper.objects.order_by("uploaded_at", "pk"), analyses)
    signatures = _by_analysis(RiskSignature.objects.order_by("pk"), analyses)
    confirmations = _by_analysis(RiskConfirmation.objects.order_by("pk"), analyses)
    approvals = _by_analysis(RiskApproval.objects.order_by("pk"), analyses)
    found: dict[UUID, str | Promise] = {}
    for row in rows:
        analysis = analyses.get(row.pk)
        if analysis is None:
            found[row.pk] = _("Riskanalysen är inte påbörjad.")
            continue
        rows_of, paper = written.get(analysis.pk, []), next(reversed(papers.get(analysis.pk, [])), None)
        uploaded = analysis.manner == Manner.UPLOADED
        state = State(
            analysis=analysis,
            template=from_plain(analysis.template.content),
            candidate=row.candidate,
            rows=() if uploaded else tuple(RowState(each, None, None, (), ()) for each in rows_of),
            paper=paper if uploaded else None,
            content=content_for(analysis, rows_of, paper),
            makers=frozenset(),
            signatures=tuple(signatures.get(analysis.pk, ())),
            confirmations=tuple(confirmations.get(analysis.pk, ())),
            approvals=tuple(approvals.get(analysis.pk, ())),
            contributions=(),
            regards=(),
        )
        sentence = _sentence(state)
        if sentence:
            found[row.pk] = sentence
    return found


def _sentence(state: State) -> str | Promise:
    if state.approval is not None:
        return ""
    if state.empty:
        return _("Riskanalysen är tom.")
    if state.voided:
        return _("Riskanalysen gäller inte den här kandidaten. Den behöver gås igenom igen.")
    if state.in_force:
        return _("Riskanalysen är inte färdig: underskrifter eller godkännande saknas.")
    return _("Riskanalysen är inte underskriven.")


def _by_analysis(rows: QuerySet[Row], of: "dict[UUID, RiskAnalysis] | None" = None) -> "dict[Any, list[Row]]":
    found: dict[Any, list[Row]] = {}
    for row in rows if of is None else rows.filter(analysis__in=of.values()):
        found.setdefault(row.analysis_id, []).append(row)  # type: ignore[attr-defined]
    return found
