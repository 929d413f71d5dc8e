"""The query door. A guarded model raises unless its queryset was opened for an actor.

A guarded model defines `visibility(actor) -> Q`; where it is not defined, nothing is given.
"""

from collections.abc import Iterator
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from stegvis.access.actor import Actor


class CannotLook(Exception):
    """Personal rows were asked for without saying who asks. A programming error, never shown."""


NOTHING = Q(pk__in=[])


def of_oneself(actor: Actor, course: str = "") -> Q:
    """A resident's own walks, and what hangs on them by `course` ("course__"): the one place that says so.

    Whoever acts for somebody sees nothing of open programs, a guardian only what one care provider has, and a helper only
    what the resident has let them in to.
    """
    if not actor.is_resident or not actor.person_id:
        return NOTHING
    mine = Q(**{f"{course}person_id": actor.person_id})
    if actor.acting_for:
        mine &= Q(**{f"{course}open_program__isnull": True})
    if actor.only is not None:
        mine &= Q(**{f"{course}pk__in": [UUID(pk) for pk in actor.only]})
    return mine & Q(**{f"{course}provider_id": actor.hat.provider_id}) if actor.hat.provider_id else mine


class GuardedQuerySet(models.QuerySet[Any]):
    """A queryset of personal rows that stays shut until `visible_to(actor)`."""

    _opened: bool = False

    def visible_to(self, actor: Actor) -> Self:
        """Open the door: only the rows that this actor may see."""
        visibility = getattr(self.model, "visibility", None)
        rows = self.filter(visibility(actor) if visibility else NOTHING)
        rows._opened = True
        return rows

    def without_asking_who_because(self, reason: str) -> Self:
        """Open the door for the system's own work. House tests limit where this may stand."""
        if not reason:
            raise CannotLook("a reason is required")
        rows: Self = self.all()
        rows._opened = True
        return rows

    def _clone(self) -> Self:
        copy: Self = super()._clone()  # type: ignore[misc]
        copy._opened = self._opened
        return copy

    def demand_open(self) -> None:
        """Raises CannotLook unless the door was opened."""
        if not self._opened:
            raise CannotLook(f"{self.model.__name__} was read without visible_to(actor)")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self.demand_open()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """As Django's, behind the door."""
        self.demand_open()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        """As Django's, behind the door."""
        self.demand_open()
        return super().count()

    def exists(self) -> bool:
        """As Django's, behind the door."""
        self.demand_open()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Django's, behind the door."""
        self.demand_open()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """As Django's, behind the door."""
        self.demand_open()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As Django's, behind the door."""
        self.demand_open()
        return super().delete()

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """A subquery is a way of reading too."""
        self.demand_open()
        return super().resolve_expression(*args, **kwargs)


GuardedManager = models.Manager.from_queryset(GuardedQuerySet)
