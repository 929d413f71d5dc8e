"""What the clock starts: notices are gathered into deliveries, deliveries are sent, old rows are forgotten."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from stegvis.notifications.pace import AT_ONCE, MOST_DELIVERIES, MOST_SECONDS
from stegvis.notifications.schedule.forgetting import forget_now_and_then
from stegvis.notifications.schedule.gathering import gather_due
from stegvis.notifications.schedule.letters import send_letters
from stegvis.notifications.schedule.rules import Rules
from stegvis.notifications.schedule.sending import send_batch
from stegvis.notifications.schedule.staff import gather_staff

log = logging.getLogger(__name__)

__all__ = ["MOST_DELIVERIES", "MOST_SECONDS", "deliver_due"]


def deliver_due(*, now: datetime, worker: str) -> int:
    """Gather what waits, and send what is due, for a few seconds. Returns how many calls were made or spared.

    Any number of workers may run it at once. Call it outside any transaction: a channel is called outside too.
    """
    rules = Rules()
    _apart(gather_staff, now, rules)
    _apart(gather_due, now, rules)
    began, done = time.monotonic(), 0
    with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="deliver") as pool:
        while done < MOST_DELIVERIES and time.monotonic() - began < MOST_SECONDS:
            sent = send_batch(now, worker, rules, pool)
            if not sent:
                break
            done += sent
    # After all else: what can wait a while never keeps a flag's telling.
    done += _apart(lambda now, rules: send_letters(now, worker, rules), now, rules)
    forget_now_and_then(now)
    return done


def _apart(gather: Callable[[datetime, Rules], int], now: datetime, rules: Rules) -> int:
    """What cannot be gathered keeps nothing from being sent that is gathered already: staff's tellings least of all."""
    try:
        return gather(now, rules)
    except Exception:
        log.exception("some notices could not be gathered; it is tried again in the next round")
        return 0
