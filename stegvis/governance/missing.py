"""What is missing in initiatives, in sentences, from every part of the way.

A part says so with a function of its own, named in `PARTS`: it is handed many initiatives at once and asks the database
a fixed number of times, so that the board costs the same however many rows it has.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from stegvis.governance.models import Initiative


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: the key of the part's page where it is seen to, and a sentence."""

    part: str
    sentence: str | Promise


Found = dict[UUID, list[Lack]]
Ask = Callable[[Sequence[Initiative]], Found]

# In the order of the way. Each is a function `(initiatives) -> {initiative id: [Lack]}` with a fixed number of queries.
PARTS: tuple[str, ...] = (
    "stegvis.governance.taking_part.lacking.lacking",
    "stegvis.governance.nominations.lacking.lacking",
    "stegvis.governance.assessment.lacking.lacking",
    "stegvis.governance.lanes.lacking.lacking",
    "stegvis.governance.group.lacking.lacking",
    "stegvis.governance.prototypes.lacking.lacking",
    "stegvis.governance.routines.lacking.lacking",
    "stegvis.governance.checking.lacking.lacking",
    "stegvis.governance.checklist.lacking.lacking",
    "stegvis.governance.risks.lacking.lacking",
)


def missing(initiatives: Iterable[Initiative]) -> Found:
    """What is missing in each that is running, by its id; nothing for those that are ended."""
    rows = [row for row in initiatives if not row.ended]
    found: Found = {row.pk: [] for row in rows}
    for name in PARTS if rows else ():
        ask: Ask = import_string(name)
        for pk, lacks in ask(rows).items():
            found[pk] += lacks
    return found
