"""The reading door of the room."""

from collections.abc import Iterable
from uuid import UUID


def unreachable(person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those whose last delivery failed for good on every channel they chose; never one who has chosen none."""
    return frozenset()


def staff_delivery(unit_id: UUID, keys: Iterable[str]) -> dict[str, str]:
    """How far the telling of each key has come."""
    return {}
