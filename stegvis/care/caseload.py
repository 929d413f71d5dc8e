"""The list of a unit's or a therapist's runs: a page at a time, narrowed by phase, program and name. Actor first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from stegvis.access.actor import Actor
from stegvis.access.doors import Kept
from stegvis.care import shown
from stegvis.care.kinds import FlagState
from stegvis.care.models import Enrolment, Flag
from stegvis.course import worlds
from stegvis.course.kinds import Phase

PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list: where somebody is, and nothing of how they came there."""

    pk: UUID
    given_name: str
    family_name: str
    title: str
    phase: Phase
    steps_done: int
    steps_total: int
    last_active_at: datetime | None
    therapist_id: UUID
    therapist_given_name: str
    therapist_family_name: str
    has_flag: bool
    has_priority_flag: bool
    noted_protected: bool
    registered_protected: bool
    # A protected identity that the reader has not opened: the name is not shown (`shown`).
    hidden: bool = False

    @property
    def name(self) -> str:
        """The resident's name as this provider knows it, or what stands for one that is protected."""
        return shown.shown(f"{self.given_name} {self.family_name}", self.pk, hidden=self.hidden)

    @property
    def guarded(self) -> bool:
        """Whether the identity is protected."""
        return self.noted_protected or self.registered_protected

    @property
    def therapist(self) -> str:
        """The therapist's name."""
        return f"{self.therapist_given_name} {self.therapist_family_name}".strip()


# The columns of a line, in its own order.
LISTED = (
    "pk", "patient__given_name", "patient__family_name", "course__title", "course__phase", "course__steps_done",
    "course__steps_total", "course__last_active_at", "therapist_id", "therapist__first_name", "therapist__last_name",
    "has_flag", "has_priority_flag", "patient__protected", "patient__person__protected",
)  # fmt: skip


@dataclass(frozen=True)
class Caseload:
    """One page of a unit's or a therapist's list."""

    rows: Sequence[Listed]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to. `text` is matched against names; a protected one is never found by it."""

    own: bool = True
    phase: str = ""
    text: str = ""
    program: str = ""


def caseload(actor: Actor, filters: Filters, page: int = 1) -> Caseload:
    """The list, fifty a page, newest activity first. Two queries whatever the number of rows.

    One more where somebody's identity is protected.
    """
    plain = filters in _SIZE
    total = _size(actor, filters) if plain else _narrowed(actor, filters).count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    if plain and page == 1:
        rows = _FIRST_PAGE[filters].rows(actor)
    else:
        rows = list(_listed(actor, filters)[(page - 1) * PAGE : page * PAGE])
    return Caseload(_named(actor, [Listed(*row) for row in rows]), total, page, pages)


def _named(actor: Actor, rows: list[Listed]) -> list[Listed]:
    """The rows, with nobody's name who is protected and not opened."""
    guarded = [row.pk for row in rows if row.guarded]
    if not guarded:
        return rows
    hidden = shown.hidden_among(actor, guarded, worlds.now_for(actor))
    return [replace(row, hidden=row.pk in hidden) for row in rows]


def _size(actor: Actor, filters: Filters) -> int:
    found = _SIZE[filters].first(actor)
    return found[0] if found else 0


def _listed(actor: Actor, filters: Filters) -> QuerySet[Enrolment, Any]:
    rows = _narrowed(actor, filters)
    open_flags = Flag.objects.visible_to(actor).filter(enrolment=OuterRef("pk")).exclude(state=FlagState.HANDLED)
    listed = rows.annotate(has_flag=Exists(open_flags), has_priority_flag=Exists(open_flags.filter(priority=True)))
    active = F("course__last_active_at").desc(nulls_last=True)
    return listed.order_by("-has_priority_flag", active, "-started_at", "pk").values_list(*LISTED)


def _narrowed(actor: Actor, filters: Filters) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.visible_to(actor)
    if filters.own:
        rows = rows.filter(therapist_id=actor.account)
    if filters.phase:
        rows = rows.filter(course__phase=filters.phase)
    else:
        rows = rows.exclude(course__phase=Phase.WRONG_START)
    if filters.program:
        rows = rows.filter(course__version__program__code=filters.program)
    if filters.text.split():
        rows = rows.exclude(shown.GUARDED)
    for word in filters.text.split():
        rows = rows.filter(Q(patient__given_name__icontains=word) | Q(patient__family_name__icontains=word))
    return rows


# The two lists that nearly everybody looks at; what is narrowed further is asked as it comes.
_USUAL = (Filters(own=True), Filters(own=False))
_FIRST_PAGE = {each: Kept(lambda actor, each=each: _listed(actor, each)[:PAGE]) for each in _USUAL}
_SIZE = {
    each: Kept(
        lambda actor, each=each: _narrowed(actor, each).values(all=Value(1)).annotate(n=Count("pk")).values_list("n")
    )
    for each in _USUAL
}
_PROGRAMS = Kept(
    lambda actor: (
        Enrolment.objects.visible_to(actor)
        .filter(course__version__isnull=False)
        .values_list("course__version__program__code", "course__version__program__title")
        .distinct()
    )
)


def programs_on_unit(actor: Actor) -> list[tuple[str, str]]:
    """Code and title of every program that somebody on the unit has been given: the filter's choices."""
    return sorted(_PROGRAMS.rows(actor), key=lambda pair: pair[1])
