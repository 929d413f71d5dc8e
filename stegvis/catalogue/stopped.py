"""What of a version is stopped now. Read anew for each page and each act, so that a stop holds from its first second."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from stegvis.access.doors import Kept
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.models import Stop

_IN_FORCE = Kept(
    lambda version, provider: Stop.objects.filter(
        Q(provider__isnull=True) | Q(provider=provider), version=version, lifted_at__isnull=True
    )
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


NOTHING = Stopped()


def in_force(version_id: UUID | None, provider_id: UUID) -> Stopped:
    """What holds for the residents of a provider who walk a version. One query; none for a walk without a version."""
    if version_id is None:
        return NOTHING
    return stopped_by(_IN_FORCE.rows(version=version_id, provider=provider_id))


def stopped_by(rows: Iterable[Stop]) -> Stopped:
    """Rows of one version, put in their places. The oldest says its text where several stop the same."""
    whole: Stop | None = None
    steps: dict[str, Stop] = {}
    questionnaires: dict[str, Stop] = {}
    for row in sorted(rows, key=lambda each: each.stopped_at):
        if row.kind == StopKind.VERSION:
            whole = whole or row
        else:
            (steps if row.kind == StopKind.STEP else questionnaires).setdefault(row.ref, row)
    return Stopped(whole, steps, questionnaires) if whole or steps or questionnaires else NOTHING
