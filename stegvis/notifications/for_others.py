"""What a child's guardian is told, beside the child: where the program runs, by the guardian's own channels and hours.

A copy of the child's notice, to the guardian, whose key begins with the relation that it rests on. The relation is
judged when the copy is made, when it is gathered, just before it is sent and when it is shown (safety rule 10): one that
has ended sends nothing more. Outside, the text is the same as everybody's (safety rule 13).
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from stegvis.access.acting import standing
from stegvis.access.acting.queries import guardians_ever
from stegvis.lib.clock import local_day
from stegvis.notifications.models import Notice
from stegvis.notifications.models.notices import FOR_ANOTHER

PREFIX = FOR_ANOTHER


def key_for(guardian_id: UUID, key: str) -> str:
    """The key of the copy."""
    return f"{PREFIX}{guardian_id}.{key}"


def relation_of(key: str) -> UUID | None:
    """Which relation a notice rests on; None where it is the person's own."""
    if not key.startswith(PREFIX):
        return None
    return UUID(key.removeprefix(PREFIX).partition(".")[0])


def own_key(key: str) -> str:
    """The key that the child's own notice has."""
    return key.removeprefix(PREFIX).partition(".")[2] if key.startswith(PREFIX) else key


def keys_of_all(child_id: UUID, keys: Iterable[str]) -> tuple[set[UUID], set[str]]:
    """Everybody who may have been told the same, and under which keys: also those who no longer act. One query."""
    own, everybody = set(keys), {child_id}
    found = set(own)
    for pk, person_id in guardians_ever(child_id):
        everybody.add(person_id)
        found |= {key_for(pk, key) for key in own}
    return everybody, found


def out_of(rows: Iterable[Notice], now: datetime) -> set[int]:
    """Of these, what rests on a relation that no longer holds. No query where nothing rests on any."""
    resting = {row.pk: relation for row in rows if (relation := relation_of(row.key))}
    if not resting:
        return set()
    standing_now = standing.still_guardians(set(resting.values()), local_day(now))
    return {pk for pk, relation in resting.items() if relation not in standing_now}
