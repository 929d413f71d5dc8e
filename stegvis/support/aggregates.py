"""What is collected per program and quarter: counts, and the words of wishes and deviations without who sent them."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.support.kinds import OPEN_STATES, CaseKind
from stegvis.support.models import Case

REASON = "counts and collected wishes of a program, without who sent them"


@dataclass(frozen=True, slots=True)
class Row:
    """One program in one quarter."""

    quarter: str
    program_id: UUID | None
    title: str
    question: int
    wish: int
    deviation: int
    open: int

    @property
    def total(self) -> int:
        """All together."""
        return self.question + self.wish + self.deviation


def by_quarter(actor: Actor) -> list[Row]:
    """Every program and quarter of the provider, the newest quarter first. One query.

    Cases are not about patients, so small numbers stand as they are; nobody is named.
    """
    if actor.hat.kind is not HatKind.POST or not actor.can("case:handle"):
        return []
    rows = Case.objects.without_asking_who_because(REASON).filter(provider_id=UUID(actor.hat.provider_id))
    # What is not accessible is the service's, not a program's to collect.
    rows = rows.exclude(kind=CaseKind.ACCESSIBILITY)
    grouped = rows.values("quarter", "program_id", "program__title", "kind", "state").annotate(n=Count("pk")).order_by()
    found: dict[tuple[str, UUID | None, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in grouped:
        counted = found[(row["quarter"], row["program_id"], row["program__title"] or "")]
        counted[row["kind"]] += row["n"]
        counted["open"] += row["n"] if row["state"] in OPEN_STATES else 0
    made = [
        Row(*key, counted[CaseKind.QUESTION], counted[CaseKind.WISH], counted[CaseKind.DEVIATION], counted["open"])
        for key, counted in found.items()
    ]
    made.sort(key=lambda row: (not row.title, row.title))
    made.sort(key=lambda row: row.quarter, reverse=True)
    return made


def about(program_id: UUID, provider_id: UUID) -> list[Case]:
    """Wishes and deviations about a program, newest first, with what was written; the sender is left out. Two queries."""
    rows = Case.objects.without_asking_who_because(REASON).filter(
        program_id=program_id, provider_id=provider_id, kind__in=[CaseKind.WISH, CaseKind.DEVIATION]
    )
    rows = rows.defer("answer_to", "code_hash").select_related("version").prefetch_related("entries")
    return list(rows.order_by("-created_at"))


def quarters(actor: Actor) -> list[str]:
    """The quarters that have cases, newest first. One query."""
    if actor.hat.kind is not HatKind.POST or not actor.can("case:handle"):
        return []
    rows = Case.objects.without_asking_who_because(REASON).filter(provider_id=UUID(actor.hat.provider_id))
    return list(rows.order_by("-quarter").values_list("quarter", flat=True).distinct())
