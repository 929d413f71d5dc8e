"""What the reviewer has at hand: the track record of the designer, remarks, the clearance."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from stegvis.catalogue.kinds import ClearanceKind
from stegvis.catalogue.models import Candidate, Delegation, Program, ProgramVersion
from stegvis.catalogue.policies import contributors_of
from stegvis.catalogue.queries.record import published_by, stops_of
from stegvis.governance.kinds import Act
from stegvis.governance.models import HistoryEntry, Initiative, ReviewRemark
from stegvis.governance.review.policies import clearance_of
from stegvis.lib.clock import local_day

__all__ = [
    "TrackRecord",
    "clearance_of",
    "contributors",
    "delegation_of",
    "last_version",
    "proposable",
    "remarks",
    "track_record",
]


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What a designer has published before: an experienced one is reviewed quickly (domain.md step 7)."""

    versions: int
    programs: int
    since: date | None
    first_time: int
    returned: int
    urgent: int
    stopped: int


def track_record(designer: UUID, before: datetime) -> TrackRecord:
    """The record of one designer over versions that they contributed to. Six queries."""
    published = published_by(designer, before)
    initiatives = Initiative.objects.filter(version__in=[pk for pk, *_rest in published])
    returned = HistoryEntry.objects.filter(act=Act.RETURN_REVIEW, initiative__designer_id=designer, at__lt=before)
    again = set(returned.values_list("initiative_id", flat=True))
    reviewed = set(initiatives.values_list("pk", flat=True))
    return TrackRecord(
        versions=len(published),
        programs=len({program for _pk, program, _at, _kind in published}),
        since=local_day(published[0][2]) if published else None,
        first_time=len(reviewed - again),
        returned=returned.count(),
        urgent=sum(1 for *_rest, kind in published if kind == ClearanceKind.URGENT),
        stopped=stops_of([pk for pk, *_rest in published], before),
    )


def last_version(candidate: Candidate) -> ProgramVersion | None:
    """The version that the candidate follows, or followed. One query."""
    rows = candidate.program.versions.filter(clearance__candidate__frozen_at__lt=candidate.frozen_at)
    return rows.order_by("-number").first()


def remarks(initiative: Initiative) -> list[ReviewRemark]:
    """Every remark, those still to be answered first."""
    rows = initiative.remarks.select_related("made_by", "resolved_by", "candidate").order_by("made_at", "pk")
    return sorted(rows, key=lambda row: row.resolved_at is not None)


def contributors(candidate: Candidate) -> frozenset[UUID]:
    """Accounts that may not review it."""
    return contributors_of(candidate)


def delegation_of(program: Program) -> Delegation | None:
    """The delegation in force."""
    return program.delegations.filter(ended_at__isnull=True).select_related("given_by").first()


def proposable(initiative: Initiative) -> Candidate | None:
    """The newest candidate of the program, unless it is the one in hand or is published already."""
    if initiative.program is None:
        return None
    newest = initiative.program.candidates.order_by("-frozen_at", "pk").first()
    if newest is None or newest.pk == initiative.candidate_id:
        return None
    published = initiative.program.versions.filter(document_id=newest.document_id)
    return None if published.exists() else newest
