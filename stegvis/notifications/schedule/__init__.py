"""What the clock starts: notices are gathered into deliveries, deliveries are sent, old rows are forgotten."""

import time
from datetime import datetime

from stegvis.notifications.schedule.forgetting import forget_now_and_then
from stegvis.notifications.schedule.gathering import gather_due
from stegvis.notifications.schedule.rules import Rules
from stegvis.notifications.schedule.sending import send_next
from stegvis.notifications.schedule.staff import gather_staff

# So that a slow gateway never keeps the worker from its flags: the rest is sent in the next round.
MOST_SECONDS = 5.0
MOST_DELIVERIES = 200

__all__ = ["MOST_DELIVERIES", "MOST_SECONDS", "deliver_due"]


def deliver_due(*, now: datetime, worker: str) -> int:
    """Gather what waits, and send what is due, for a few seconds. Returns how many calls were made or spared.

    Any number of workers may run it at once. Call it outside any transaction: a channel is called outside too.
    """
    rules = Rules()
    gather_staff(now, rules)
    gather_due(now, rules)
    began, done = time.monotonic(), 0
    while done < MOST_DELIVERIES and time.monotonic() - began < MOST_SECONDS:
        if not send_next(now, worker, rules):
            break
        done += 1
    forget_now_and_then(now)
    return done
