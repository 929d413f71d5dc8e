"""Where an analysis stands for the candidate in hand: what is stale, what is signed and approved, what is wanting."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar
from uuid import UUID

from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.models import Candidate
from stegvis.governance.candidates import candidate_of
from stegvis.governance.kinds import MemberKind
from stegvis.governance.models import (
    Initiative,
    RiskAnalysis,
    RiskApproval,
    RiskConfirmation,
    RiskContribution,
    RiskPaper,
    RiskRegard,
    RiskRow,
    RiskSignature,
)
from stegvis.governance.risks.kinds import COUNTED, Manner, RiskLevel
from stegvis.governance.risks.people import makers_of
from stegvis.governance.risks.rows import NAMES, Lack, Values, content_of, content_of_paper, lacks
from stegvis.governance.risks.signing import Signed, Wanting, wanting
from stegvis.governance.risks.staleness import Moved, moved, unregarded
from stegvis.governance.risks.template import Template, from_plain
from stegvis.program.document import Document
from stegvis.program.leaning import places

T = TypeVar("T")


@lru_cache(maxsize=64)
def places_of(document_hash: str) -> dict[str, str]:
    """The places of a frozen document. Kept: it never changes."""
    return places(open_document(document_hash))


def values_of(row: RiskRow) -> Values:
    """A row as it was typed."""
    typed = {name: getattr(row, "responsible_id" if name == "responsible" else name) for name in NAMES}
    return Values(**typed, places=tuple(row.leaning))


@dataclass(frozen=True, slots=True)
class RowState:
    """A row, its levels, and what has become of the places that it leans on."""

    row: RiskRow
    level: RiskLevel | None
    residual: RiskLevel | None
    lacks: tuple[Lack, ...]
    moved: tuple[Moved, ...]

    @property
    def stale(self) -> bool:
        """Something that the row leans on says something else now."""
        return bool(self.moved)


@dataclass(frozen=True)
class State:
    """The whole. `document` is the hash of the candidate in hand, empty while there is none."""

    analysis: RiskAnalysis
    template: Template
    candidate: Candidate | None
    rows: tuple[RowState, ...]
    paper: RiskPaper | None
    content: str
    makers: frozenset[UUID]
    signatures: tuple[RiskSignature, ...]
    confirmations: tuple[RiskConfirmation, ...]
    approvals: tuple[RiskApproval, ...]
    contributions: tuple[RiskContribution, ...]
    regards: tuple[RiskRegard, ...]

    @property
    def initiative(self) -> Initiative:
        """What it is the analysis of."""
        return self.analysis.initiative

    @property
    def uploaded(self) -> bool:
        """Whether it is a paper made elsewhere."""
        return self.analysis.manner == Manner.UPLOADED

    @property
    def document(self) -> str:
        """The hash of the candidate."""
        return self.candidate.document_id if self.candidate else ""

    @cached_property
    def program(self) -> Document | None:
        """The candidate, opened."""
        return open_document(self.document) if self.document else None

    @cached_property
    def same(self) -> frozenset[str]:
        """The candidate's hash, and those of which somebody has confirmed that what changed touches no risk."""
        found = {self.document}
        for row in reversed(self.confirmations):
            if row.after_id in found and row.content == self.content:
                found.add(row.before_id)
        return frozenset(found)

    @cached_property
    def in_force(self) -> tuple[RiskSignature, ...]:
        """Signatures on exactly these rows for this program, one for each person."""
        found: dict[UUID, RiskSignature] = {}
        for row in self.signatures:
            if row.content == self.content and row.document_id in self.same:
                found.setdefault(row.by_id, row)
        return tuple(found.values())

    @property
    def stale(self) -> tuple[RowState, ...]:
        """Rows that lean on what has changed."""
        return tuple(each for each in self.rows if each.stale)

    @property
    def unfinished(self) -> tuple[RowState, ...]:
        """Rows in which something is wanting."""
        return tuple(each for each in self.rows if each.lacks)

    @cached_property
    def base(self) -> str:
        """The program that it was last signed or confirmed for; empty where nobody has signed."""
        marks = [(row.at, row.document_id) for row in self.signatures]
        marks += [(row.at, row.after_id) for row in self.confirmations]
        return max(marks)[1] if marks else ""

    @cached_property
    def unregarded(self) -> tuple[str, ...]:
        """Danger rules and new questions that no row leans on and nobody has looked at. None for a paper."""
        if self.uploaded or not self.document:
            return ()
        leaned = {place for each in self.rows for place in each.row.leaning}
        regarded = {(row.place, row.digest) for row in self.regards}
        before = places_of(self.base) if self.base else None
        return unregarded(places_of(self.document), leaned, regarded, before)

    @property
    def to_confirm(self) -> str:
        """The hash of the program that was signed, where a confirmation is all that is wanting for it to hold now."""
        last = next((row for row in reversed(self.signatures) if row.content == self.content), None)
        if last is None or not self.document or self.stale or last.document_id in self.same:
            return ""
        return self.base

    @cached_property
    def wanting(self) -> Wanting:
        """Signatures and contributions that are wanting."""
        contributed = {row.by_id for row in self.contributions if row.care and row.kind in COUNTED}
        if self.uploaded:
            # Who made it stands on the paper; the signature of care staff vouches for it.
            contributed |= {row.by_id for row in self.in_force if row.kind == MemberKind.CARE}
        signed = [Signed(row.by_id, MemberKind(row.kind)) for row in self.in_force]
        return wanting(self.template.demands, signed, contributed=contributed, makers=self.makers)

    @property
    def voided(self) -> bool:
        """Somebody has signed, and none of it holds any more."""
        return bool(self.signatures) and not self.in_force

    @property
    def empty(self) -> bool:
        """Nothing to sign yet."""
        return self.paper is None if self.uploaded else not self.rows

    @property
    def ready_to_sign(self) -> bool:
        """Written, and looked at in full for this candidate."""
        looked = not (self.empty or self.stale or self.unfinished or self.unregarded)
        return looked and bool(self.document) and not self.to_confirm

    @property
    def approval(self) -> RiskApproval | None:
        """The coordinator's word on exactly this, for this program."""
        found = (row for row in self.approvals if row.content == self.content and row.document_id in self.same)
        return next(found, None)

    @property
    def holds(self) -> bool:
        """Approved for the candidate in hand, with nothing left to look at."""
        return self.approval is not None and self.ready_to_sign and not self.wanting


def state_of(initiative: Initiative) -> State | None:
    """Where the analysis stands; None before it is begun. At most twelve queries."""
    analysis = RiskAnalysis.objects.filter(initiative=initiative).select_related("template").first()
    if analysis is None:
        return None
    analysis.initiative = initiative
    return state_for(analysis)


def state_for(analysis: RiskAnalysis) -> State:
    """The same for an analysis at hand."""
    initiative = analysis.initiative
    template = from_plain(analysis.template.content)
    candidate = candidate_of(initiative)
    now = places_of(candidate.document_id) if candidate else None
    rows = list(
        RiskRow.objects.filter(analysis=analysis, removed_at__isnull=True)
        .select_related("responsible", "changed_by")
        .order_by("number")
    )
    paper = RiskPaper.objects.filter(analysis=analysis).order_by("-uploaded_at", "-pk").first()
    uploaded = analysis.manner == Manner.UPLOADED
    return State(
        analysis=analysis,
        template=template,
        candidate=candidate,
        rows=() if uploaded else tuple(_row(row, template, now) for row in rows),
        paper=paper if uploaded else None,
        content=content_for(analysis, rows, paper),
        makers=makers_of(initiative),
        signatures=_all(RiskSignature.objects.filter(analysis=analysis).order_by("pk")),
        confirmations=_all(RiskConfirmation.objects.filter(analysis=analysis).order_by("pk")),
        approvals=_all(RiskApproval.objects.filter(analysis=analysis).order_by("pk")),
        contributions=_all(
            RiskContribution.objects.filter(analysis=analysis).select_related("by", "row").order_by("pk")
        ),
        regards=_all(RiskRegard.objects.filter(analysis=analysis).select_related("by").order_by("pk")),
    )


def content_for(analysis: RiskAnalysis, rows: Iterable[RiskRow], paper: RiskPaper | None) -> str:
    """The hash of what is signed: of the paper where it is one, else of the rows."""
    if analysis.manner == Manner.UPLOADED:
        return content_of_paper(paper.digest if paper else "")
    return content_of([(row.number, values_of(row), row.leaning) for row in rows], analysis.template.content)


def _row(row: RiskRow, template: Template, now: dict[str, str] | None) -> RowState:
    level = template.level(row.consequence, row.likelihood) if row.consequence and row.likelihood else None
    left = (
        template.level(row.residual_consequence, row.residual_likelihood)
        if row.residual_consequence and row.residual_likelihood
        else None
    )
    return RowState(
        row, level, left, lacks(values_of(row), template), moved(row.leaning, now) if now is not None else ()
    )


def _all(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(rows)
