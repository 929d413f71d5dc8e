"""What of a version is stopped now. Read anew for each page and each act, so that a stop holds from its first second.

A stop of a whole version holds for that version. A stop of a step holds in every version of the program where the step
reads the same, and one of a questionnaire wherever the program asks it: who has moved on keeps the text of a series that
has begun (safety rule 7), and must be reached all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from stegvis.access.doors import Kept
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.models import ProgramVersion, Stop
from stegvis.program.document import node_hashes

_IN_FORCE = Kept(
    lambda version, provider: Stop.objects.filter(
        Q(provider__isnull=True) | Q(provider=provider),
        version__program__versions=version,
        lifted_at__isnull=True,
    ).select_related("version")
)


@dataclass(frozen=True, slots=True)
class Stopped:
    """Stops in force: of the whole version, by step and by questionnaire (its digest)."""

    whole: Stop | None = None
    steps: Mapping[str, Stop] = field(default_factory=dict)
    questionnaires: Mapping[str, Stop] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self.whole or self.steps or self.questionnaires)

    def step(self, step_id: str) -> Stop | None:
        """What stops a step."""
        return self.whole or self.steps.get(step_id)

    def questionnaire(self, digest: str) -> Stop | None:
        """What stops a questionnaire, wherever it stands in the program."""
        return self.whole or self.questionnaires.get(digest)

    @property
    def digests(self) -> frozenset[str]:
        """Questionnaires that must not be asked for by themselves."""
        return frozenset(self.questionnaires)

    def kept_as(self, version_id: UUID, addresses: Mapping[str, str]) -> "Stopped":
        """The same for a walk that asks older texts of some questionnaires in this version's places.

        `addresses`: digest → the questionnaire's address, of all that the walk asks. What is stopped here is meant in
        whatever text it is asked.
        """
        here = {
            addresses[digest]: stop
            for digest, stop in self.questionnaires.items()
            if stop.version_id == version_id and addresses.get(digest)
        }
        more = {digest: here[address] for digest, address in addresses.items() if address in here}
        return replace(self, questionnaires={**more, **self.questionnaires}) if more else self


NOTHING = Stopped()


def in_force(version_id: UUID | None, document_id: str, provider_id: UUID) -> Stopped:
    """What holds for the residents of a provider who walk a version. One query; none for a walk without a version."""
    if version_id is None:
        return NOTHING
    rows = _IN_FORCE.rows(version=version_id, provider=provider_id)
    return stopped_by(row for row in rows if reaches(row, version_id, document_id))


def reaches(stop: Stop, version_id: UUID, document_id: str) -> bool:
    """Whether a stop of any version of the same program holds for whoever walks this one.

    A questionnaire's does wherever it is asked, which the walk knows: here it always does.
    """
    if stop.version_id == version_id:
        return True
    if stop.kind == StopKind.STEP:
        return is_same_step(stop.ref, stop.version.document_id, document_id)
    return bool(stop.kind == StopKind.QUESTIONNAIRE)


def may_concern(stop: Stop, version: ProgramVersion) -> bool:
    """Whether a stop of any version of the same program may hold for somebody who walks a version of it."""
    if stop.kind != StopKind.QUESTIONNAIRE or stop.version_id == version.pk:
        return reaches(stop, version.pk, version.document_id)
    # Who walks a later version may keep the text that they began with in an earlier one.
    return version.number > stop.version.number or stop.ref in open_document(version.document_id).questionnaires


@lru_cache(maxsize=512)
def is_same_step(step: str, document_id: str, other_id: str) -> bool:
    """Whether a step reads the same in two documents: its blocks, and their words in every language."""
    if document_id == other_id:
        return True
    one, other = (node_hashes(open_document(each)).get(step) for each in (document_id, other_id))
    return one is not None and one == other


def stopped_by(rows: Iterable[Stop]) -> Stopped:
    """Rows that hold for one version, put in their places. The oldest says its text where several stop the same."""
    whole: Stop | None = None
    steps: dict[str, Stop] = {}
    questionnaires: dict[str, Stop] = {}
    for row in sorted(rows, key=lambda each: each.stopped_at):
        if row.kind == StopKind.VERSION:
            whole = whole or row
        else:
            (steps if row.kind == StopKind.STEP else questionnaires).setdefault(row.ref, row)
    return Stopped(whole, steps, questionnaires) if whole or steps or questionnaires else NOTHING
