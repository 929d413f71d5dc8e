"""What is planned from now until a day, if nobody does anything."""

from datetime import datetime

from stegvis.program.plan import Plan
from stegvis.program.standing import Standing
from stegvis.program.unfold.results import Ahead


def ahead(plan: Plan, standing: Standing, now: datetime, until: datetime) -> tuple[Ahead, ...]:
    """Everything with a known time after ``now`` and not after ``until``, in order."""
    return ()
