"""The frozen states of the programs that initiatives work on: which there are, which one it is about, their files."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.catalogue.models import Candidate, FrozenMedia, ProgramVersion
from stegvis.course.worlds import real_now
from stegvis.governance.models import Initiative
from stegvis.governance.parties import visible
from stegvis.lib.clock import local_day

# Enough of a hash to tell one program's states apart in an address.
KEY_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Frozen:
    """One frozen state. ``number`` is None until it is published."""

    document_hash: str
    at: datetime
    by: str
    note: str
    number: int | None
    candidate: Candidate | None

    @property
    def key(self) -> str:
        """How an address names it."""
        return self.document_hash[:KEY_LENGTH]


def candidate_of(initiative: Initiative) -> Candidate | None:
    """The candidate that is being checked: the one laid forward, else the newest that was frozen."""
    if initiative.candidate_id is not None:
        return initiative.candidate
    if initiative.program is None:
        return None
    rows = initiative.program.candidates.select_related("program", "frozen_by")
    return rows.order_by("-frozen_at", "pk").first()


def frozen_states(initiative: Initiative) -> list[Frozen]:
    """Every candidate and version of the program, newest first. Two queries."""
    if initiative.program is None:
        return []
    numbers: dict[str, ProgramVersion] = {
        row.document_id: row for row in initiative.program.versions.select_related("published_by")
    }
    rows = initiative.program.candidates.select_related("program", "frozen_by")
    found = []
    for row in rows.order_by("-frozen_at", "pk"):
        version = numbers.pop(row.document_id, None)
        number = version.number if version else None
        found.append(Frozen(row.document_id, row.frozen_at, str(row.frozen_by), row.note, number, row))
    alone = [
        Frozen(row.document_id, row.published_at, str(row.published_by), row.note, row.number, None)
        for row in numbers.values()
    ]
    return sorted([*found, *alone], key=lambda each: each.at, reverse=True)


def to_compare(states: list[Frozen], current: str = "") -> tuple[Frozen, Frozen] | None:
    """What one most likely wants beside each other: the candidate, and the last version before it, else the state before."""
    new = next((each for each in states if each.document_hash == current), states[0] if states else None)
    if new is None:
        return None
    earlier = [each for each in states if each.at < new.at]
    old = next((each for each in earlier if each.number is not None), earlier[0] if earlier else None)
    return (old, new) if old else None


def media(actor: Actor, media_hash: str) -> FrozenMedia | None:
    """A file of a program that somebody works on, for those who may see that work. At most six queries."""
    if not actor.can("process:read"):
        return None
    programs = Initiative.objects.filter(visible(actor, local_day(real_now())), program__isnull=False).values("program")
    uses = Q(uses__document__candidates__program__in=programs) | Q(uses__document__versions__program__in=programs)
    return FrozenMedia.objects.filter(uses, hash=media_hash).first()
