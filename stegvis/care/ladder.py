"""Who is told of a flag after whom, and when (safety rules 3 and 4). Pure.

The unit at once; nobody has taken it in time: the resident administrators; not done when the unit closes: the named
manager; still nobody: the provider's contact. Where there is nobody to tell, the next is told at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from stegvis.care.hours import Hours
from stegvis.care.kinds import StepKind, StepWhy

# In this order, and each once.
LADDER = (StepKind.TOLD, StepKind.TO_ALL, StepKind.ADMINISTRATORS, StepKind.MANAGER, StepKind.PROVIDER)


@dataclass(frozen=True, slots=True)
class Next:
    """The step that comes, when, and why it will have come."""

    kind: StepKind
    at: datetime
    why: StepWhy | None = None


def next_of(done: frozenset[str], after: StepKind) -> StepKind | None:
    """The first step above one that is not done."""
    above = LADDER[LADDER.index(after) + 1 :]
    return next((kind for kind in above if kind not in done), None)


@dataclass(frozen=True)
class Ladder:
    """A unit's hours, whether anybody is left there, and how long a flag may wait: in open time each."""

    hours: Hours
    anybody: bool
    wait: timedelta

    def deadline(self, at: datetime) -> datetime | None:
        """When one that comes now must be taken. None where nobody ever is."""
        return self.hours.add_open_time(at, self.wait) if self.anybody else None

    def after(self, step: StepKind, at: datetime, *, reached: bool, own_first_until: datetime | None) -> Next | None:
        """What follows a step that was taken at a time. `reached`: there was a channel to tell."""
        if step is StepKind.PROVIDER:
            return None
        if not self.anybody:
            # Nobody on the unit can see it: whoever is asked next is asked now, up to the provider.
            return Next(StepKind.MANAGER if step is not StepKind.MANAGER else StepKind.PROVIDER, at, StepWhy.NOBODY)
        if step is StepKind.TOLD and own_first_until and at < own_first_until:
            # Safety rule 4: with the own therapist first, if the therapist could be told.
            return Next(StepKind.TO_ALL, own_first_until if reached else at, StepWhy.DEADLINE)
        if step in {StepKind.TOLD, StepKind.TO_ALL}:
            return self._waited(StepKind.ADMINISTRATORS, at, reached)
        if step is StepKind.ADMINISTRATORS:
            if self._closes_now(at):
                return Next(StepKind.MANAGER, at, StepWhy.CLOSING)
            return self._waited(StepKind.MANAGER, at, reached)
        return self._waited(StepKind.PROVIDER, at, reached, closing=False)

    def _closes_now(self, at: datetime) -> bool:
        return self.hours.is_open(at - timedelta(seconds=1)) and not self.hours.is_open(at)

    def _waited(self, kind: StepKind, at: datetime, reached: bool, *, closing: bool = True) -> Next:
        if not reached:
            return Next(kind, at, StepWhy.FAILED)
        deadline = self.hours.add_open_time(at, self.wait)
        closes = self.hours.closes_at(at) if closing else None
        if closes and (deadline is None or closes < deadline):
            return Next(kind, closes, StepWhy.CLOSING)
        return Next(kind, deadline or at, StepWhy.DEADLINE if deadline else StepWhy.NOBODY)

    def unfinished(self, at: datetime, long: timedelta) -> Next:
        """What follows when somebody has taken it, or noted what was done: done by closing time, or the manager is told.

        A unit that never closes has so much open time instead.
        """
        until = self.hours.closes_at(at) or self.hours.add_open_time(at, long)
        return Next(StepKind.MANAGER, until or at, StepWhy.CLOSING)
