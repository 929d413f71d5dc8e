"""How long a session lasts: so long without anything being done, and so long in all. Enforced on the server.

Residents and staff have limits of their own, set for the installation (docs/operations.md).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

BEGAN, RESIDENT = "began", "resident"
# A session's row is written for being used at most so often.
SELDOM = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """Without anything done, and in all."""

    idle: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Left:
    """How many seconds a session has left: if nothing is done, and whatever is done."""

    idle: int
    longest: int


def limits_for(*, resident: bool) -> Limits:
    """The installation's limits."""
    idle, longest = settings.STEGVIS_SESSIONS["resident" if resident else "staff"]
    return Limits(timedelta(minutes=idle), timedelta(hours=longest))


def begun(resident: bool, now: datetime) -> dict[str, Any]:
    """What the session remembers from its beginning."""
    return {BEGAN: now.isoformat(), RESIDENT: resident}


def left_of(session: Any, now: datetime) -> Left | None:
    """What is left if it is used now; None for a session that nobody signed in to."""
    began = session.get(BEGAN)
    if not began:
        return None
    limits = limits_for(resident=bool(session.get(RESIDENT)))
    longest = int((datetime.fromisoformat(began) + limits.longest - now).total_seconds())
    return Left(max(0, min(int(limits.idle.total_seconds()), longest)), max(0, longest))
