"""A candidate with an initiative and a working group, and an analysis written, signed and approved."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import keep_document
from stegvis.catalogue.models import Candidate
from stegvis.governance.kinds import MemberKind
from stegvis.governance.models import Initiative, RiskAnalysis, RiskRow
from stegvis.governance.risks import actions, queries
from stegvis.governance.risks.actions.signing import mark
from stegvis.governance.risks.rows import Values
from stegvis.lib.clock import utc_now
from stegvis.program.document import Document
from tests.cast import Cast
from tests.governance.making import about, initiative
from tests.programs import PROGRAM, STEPS, a_document, node

GROUP = {
    "tor": MemberKind.CARE,
    "irma": MemberKind.MEDICAL,
    "sven": MemberKind.SAFETY,
    "siv": MemberKind.SECURITY,
}
URL = "https://stegvis.example/questionnaire/phq-9"
DANGER = f"danger:{URL}#"


def candidate(cast: Cast, document: Document) -> Candidate:
    """Frozen and handed over by disa."""
    now = utc_now()
    frozen = keep_document(document, now=now)
    program = catalogue.register_program(cast.verkstaden, UUID(PROGRAM), "Sov bättre", now=now, by=cast.disa)
    found: Candidate = catalogue.hand_over(program, frozen.pk, "En till.", now=now, by=cast.disa)
    return found


def begun(cast: Cast, document: Document | None = None, **changed: Any) -> RiskAnalysis:
    """An initiative with a candidate, a working group and an empty analysis."""
    made = initiative(cast, members=GROUP, **changed)
    about(made, candidate(cast, document or a_document()))
    found: RiskAnalysis = actions.begin(made, now=utc_now(), by=cast.disa)
    return found


def dangers(analysis: RiskAnalysis) -> tuple[str, ...]:
    """The danger rules of the candidate."""
    return tuple(
        choice.place
        for group in queries.picker(queries.state_for(analysis))
        for choice in group.choices
        if choice.place.startswith("danger:")
    )


def values(*places: str, **changed: Any) -> Values:
    """A row that is whole."""
    return replace(Values("Ingen läser svaren.", "olast", consequence=2, likelihood=2, places=places), **changed)


def written(cast: Cast, document: Document | None = None, **changed: Any) -> RiskAnalysis:
    """Three rows: one on the first step, one on every danger rule, one on a setting. Written by tor, who is care staff."""
    analysis = begun(cast, document, **changed)
    for row in (values(STEPS[0]), values(*dangers(analysis), risk="Självskada"), values("head:messages", risk="Brev")):
        actions.add_row(analysis, row, now=utc_now(), by=cast.tor)
    return analysis


def signed(cast: Cast, analysis: RiskAnalysis, names: tuple[str, ...] = tuple(GROUP)) -> RiskAnalysis:
    """Signed by those of the group."""
    for name in names:
        actions.sign(analysis, seen(analysis), now=utc_now(), by=cast.actor(name))
    return analysis


def approved(cast: Cast, **changed: Any) -> RiskAnalysis:
    """Signed by all and approved by kaj."""
    analysis = signed(cast, written(cast, **changed))
    actions.approve(analysis, seen(analysis), now=utc_now(), by=cast.kaj)
    return analysis


def seen(analysis: RiskAnalysis) -> str:
    """What the page showed."""
    return mark(queries.state_for(analysis))


def lay_forward(cast: Cast, of: Initiative, document: Document) -> Initiative:
    """Another candidate."""
    return about(of, candidate(cast, document))


def row(analysis: RiskAnalysis, number: int) -> RiskRow:
    """A row by its number."""
    return RiskRow.objects.get(analysis=analysis, number=number)


def with_text(document: Document, key: str, text: str) -> Document:
    """The same program with other words at one place."""
    return replace(document, texts={"sv": {**document.texts["sv"], key: text}})


FIRST_STEP, OTHER_STEP = f"{node(60)}.body", f"{node(62)}.body"
