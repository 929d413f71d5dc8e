"""What is planned for somebody in one program: its modules and what is asked, each with how it stands and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from stegvis.catalogue.freezing import CannotOpenDocument
from stegvis.course import walk
from stegvis.course.models import Course
from stegvis.program.plan import Plan
from stegvis.program.unfold import Occasion, OccasionState, Openness, Unfolded


@dataclass(frozen=True, slots=True)
class Module:
    """A module. `at`: when it opened, or opens, where that is known. `cut`: the program ended before it was done."""

    id: str
    state: Openness
    at: datetime | None
    cut: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """An occasion of a questionnaire, named by its digest. `at`: when it opened, or opens, where that is told."""

    key: str
    measurement: str
    questionnaire: str
    state: OccasionState
    at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan of one course as it stands now. Empty where this installation cannot read its document any longer."""

    modules: tuple[Module, ...] = ()
    asked: tuple[Asked, ...] = ()


def planned(course: Course, *, own: bool) -> Planned:
    """Read from the row alone. `own`: without what is hidden for the resident, and no day that is to be a surprise."""
    try:
        plan, now = walk.plan(course), walk.shown(course, course.now())
    except CannotOpenDocument:
        return Planned()
    modules = (
        Module(each.id, each.state, each.opened_at or each.opens_at, now.is_stopped and each.state is not Openness.DONE)
        for each in now.modules.values()
        if not (own and each.state is Openness.HIDDEN)
    )
    return Planned(tuple(modules), tuple(_asked(plan, now, own=own)))


def _asked(plan: Plan, now: Unfolded, *, own: bool) -> Iterator[Asked]:
    drawn = {each.id for each in plan.measurements if each.is_random}
    occasions = [each for each in now.occasions if not (now.is_stopped and each.state is OccasionState.UPCOMING)]
    for each in sorted(occasions, key=_in_time):
        secret = own and each.state is OccasionState.UPCOMING and each.measurement_id in drawn
        yield Asked(
            key=each.key,
            measurement=each.measurement_id,
            questionnaire=each.questionnaire,
            state=each.state,
            at=None if secret else each.opens_at,
            due_at=None if secret else each.due_at,
            answered_at=each.answered_at,
        )


def _in_time(occasion: Occasion) -> tuple[bool, float, str]:
    """Those with a time first."""
    at = occasion.opens_at
    return at is None, at.timestamp() if at else 0.0, occasion.key
