"""The analysis on one page: what is to be done next, the matrix, every row, who has signed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stegvis.access.doors import needs
from stegvis.access.verdict import Verdict
from stegvis.governance.risks import policies, queries
from stegvis.governance.risks.actions.signing import mark
from stegvis.governance.risks.differing import Changed
from stegvis.governance.risks.rows import Lack
from stegvis.governance.risks.state import RowState, State
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.frame import framed
from stegvis.web.process.risks.matrix import TONES, matrix

if TYPE_CHECKING:
    from stegvis.access.actor import Actor
    from stegvis.governance.rows import Initiative


@dataclass(frozen=True, slots=True)
class Shown:
    """A row ready to print."""

    each: RowState
    area: str
    tone: str
    product: int | None
    left_tone: str
    left_product: int | None
    leaning: list[tuple[str, str, bool]]
    changed: tuple[Changed, ...]
    lacks: list[str]


@needs("process:read")
@require_safe
def risks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole."""
    return page(request, pk)


def page(request: HttpRequest, pk: UUID, status: int = 200, **more: Any) -> HttpResponse:
    """The page, with what an act that could not be done has to say."""
    found = initiative_or_404(request, pk)
    state = queries.state_of(found)
    context: dict[str, Any] = {**more, "state": state, "may_begin": policies.may_begin(actor_of(request), found)}
    if state is not None:
        context |= shown(state, actor_of(request))
    return render(request, "process/risks.html", framed(request, found, "risks", **context), status=status)


def shown(state: State, actor: "Actor") -> dict[str, Any]:
    """What the page and the meeting share."""
    analysis = state.analysis
    return {
        "mark": mark(state),
        "matrix": matrix(state.template, state.rows, lambda each: f"#rad-{each.row.number}"),
        "after": matrix(state.template, state.rows, lambda each: f"#rad-{each.row.number}", residual=True),
        "rows": [one(state, each) for each in state.rows],
        "unregarded": queries.unregarded_words(state),
        "changes": queries.changes_since(state) if state.to_confirm or state.stale else (),
        "wanted": queries.wanted_words(state.wanting.signatures),
        "contributors": _contributors(state),
        "may": _verdicts(actor, state),
        "signed_old": [row for row in state.signatures if row not in state.in_force] if state.voided else [],
        "regards": _regards(state),
        "analysis": analysis,
    }


def _verdicts(actor: "Actor", state: State) -> dict[str, Verdict]:
    analysis = state.analysis
    return {
        "write": policies.may_write(actor, analysis),
        "judge": policies.may_judge(actor, analysis),
        "ask": policies.may_ask(actor, analysis),
        "sign": policies.may_sign(actor, analysis),
        "confirm": policies.may_confirm(actor, analysis),
        "approve": policies.may_approve(actor, analysis),
        "upload": policies.may_upload(actor, analysis),
    }


def one(state: State, each: RowState) -> Shown:
    """A row ready to print."""
    row = each.row
    left = row.residual_consequence and row.residual_likelihood
    return Shown(
        each=each,
        area=state.template.area(row.area),
        tone=TONES[each.level] if each.level else "neutral",
        product=row.consequence * row.likelihood if row.consequence and row.likelihood else None,
        left_tone=TONES[each.residual] if each.residual else "neutral",
        left_product=row.residual_consequence * row.residual_likelihood if left else None,  # type: ignore[operator]
        leaning=queries.leaning_words(state, row),
        changed=queries.row_changes(state, each),
        lacks=[str(Lack(lack).label) for lack in each.lacks],
    )


def _contributors(state: State) -> list[dict[str, Any]]:
    found: dict[UUID, dict[str, Any]] = {}
    for row in state.contributions:
        who = found.setdefault(row.by_id, {"name": str(row.by), "care": False, "times": 0, "last": row.at})
        who["care"] = who["care"] or row.care
        who["times"] += 1
        who["last"] = row.at
    return sorted(found.values(), key=lambda who: (not who["care"], who["name"]))


def _regards(state: State) -> list[dict[str, Any]]:
    if state.program is None:
        return []
    return [
        {"name": queries.name_of(state, row.place), "note": row.note, "by": str(row.by), "at": row.at}
        for row in state.regards
    ]


def state_or_404(request: HttpRequest, pk: UUID) -> tuple["Initiative", State]:
    """The initiative and its analysis, or 404 where either is not there."""
    found = initiative_or_404(request, pk)
    state = queries.state_of(found)
    if state is None:
        raise Http404
    return found, state


def here(pk: UUID, number: int | None = None) -> str:
    """The page's address, or one row on it."""
    return reverse("process:risks", args=[pk]) + (f"#rad-{number}" if number else "")
