"""What the checks found in a candidate, with the waivers that hold and those that no longer do.

Expects that the caller has asked who looks: an initiative comes through the room's own queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from stegvis.catalogue.checking import Checked, checked
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.models import Candidate
from stegvis.governance.candidates import candidate_of
from stegvis.governance.models import CheckWaiver, Initiative
from stegvis.program.checks import Lapse, may_be_waived
from stegvis.program.document import Document


@dataclass(frozen=True, slots=True)
class Remark:
    """One lapse. ``waiver`` lets it pass; ``void`` did, until its place was changed."""

    lapse: Lapse
    waiver: CheckWaiver | None = None
    void: CheckWaiver | None = None

    @property
    def stops(self) -> bool:
        """Whether it stands in the way of publication."""
        return self.lapse.must and self.waiver is None

    @property
    def waivable(self) -> bool:
        """Whether somebody could let it pass."""
        return self.lapse.must and may_be_waived(self.lapse.code)


@dataclass(frozen=True, slots=True)
class CandidateChecks:
    """Everything about one candidate."""

    candidate: Candidate
    remarks: tuple[Remark, ...]
    checked: Checked

    @property
    def document(self) -> Document:
        """The candidate, opened."""
        return open_document(self.candidate.document_id)

    @property
    def open_musts(self) -> tuple[Remark, ...]:
        """What must be right, is not, and has not been let pass."""
        return tuple(remark for remark in self.remarks if remark.stops)


def checks_of(candidate: Candidate) -> CandidateChecks:
    """The checks of one candidate. One query, besides opening the document. Raises CannotOpenDocument."""
    return _of(candidate, checked(candidate.document_id), _waivers([candidate.program_id]))


def checks_of_many(candidates: Iterable[Candidate]) -> dict[UUID, CandidateChecks]:
    """The checks of each, by its key. At most three queries; a document that cannot be opened is left out."""
    rows = list(candidates)
    if not rows:
        return {}
    found = checked.many(row.document_id for row in rows)
    waivers = _waivers({row.program_id for row in rows})
    return {row.pk: _of(row, found[row.document_id], waivers) for row in rows if row.document_id in found}


# By program, code, place and field, the newest first.
Waivers = dict[tuple[UUID, str, str, str], list[CheckWaiver]]


def _waivers(programs: Iterable[UUID]) -> Waivers:
    waivers: Waivers = {}
    rows = CheckWaiver.objects.filter(program_id__in=programs, ended_at__isnull=True)
    for row in rows.select_related("by").order_by("-at", "pk"):
        waivers.setdefault((row.program_id, row.code, row.node_id, row.field), []).append(row)
    return waivers


def _of(candidate: Candidate, found: Checked, waivers: Waivers) -> CandidateChecks:
    remarks = tuple(
        _remark(lapse, found, waivers.get((candidate.program_id, lapse.code, lapse.node_id, lapse.field), []))
        for lapse in found.lapses
    )
    return CandidateChecks(candidate, remarks, found)


def _remark(lapse: Lapse, found: Checked, waivers: list[CheckWaiver]) -> Remark:
    if not waivers:
        return Remark(lapse)
    now = found.hashes[lapse.node_id]
    holds = next((row for row in waivers if row.node_hash == now), None)
    return Remark(lapse, holds, None if holds else waivers[0])


def open_musts(initiative: Initiative) -> tuple[Remark, ...]:
    """What stops the initiative's candidate from being published; nothing when nothing is frozen yet."""
    candidate = candidate_of(initiative)
    return checks_of(candidate).open_musts if candidate else ()


def waivers_of(initiative: Initiative) -> list[CheckWaiver]:
    """Every waiver of the program, also the ended ones, newest first. For the record."""
    if initiative.program_id is None:
        return []
    rows = CheckWaiver.objects.filter(program_id=initiative.program_id)
    return list(rows.select_related("by", "ended_by", "candidate").order_by("-at", "pk"))
