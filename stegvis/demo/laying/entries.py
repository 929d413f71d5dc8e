"""What happened, in the access log: the main acts, at the time they happened, through the log's own door."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from stegvis.access.actor import Actor
from stegvis.audit import log
from stegvis.audit.kinds import Activity
from stegvis.care.models import Enrolment
from stegvis.course.models import Course


@dataclass(frozen=True)
class Act:
    """One entry to be."""

    at: datetime
    actor: Actor
    act: str
    about: Enrolment | Course
    read: bool = False


def log_acts(acts: Iterable[Act], now: datetime) -> int:
    """Write the entries in the order of time. Returns how many."""
    done = sorted((act for act in acts if act.at < now), key=lambda act: act.at)
    for act in done:
        activity = Activity.READ if act.read else Activity.WRITE
        log.enter(act.actor.who(), act.act, act.about.audit_subject(), now=act.at, activity=activity)
    return len(done)
