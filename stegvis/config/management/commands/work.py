"""`manage.py work`: the worker. Any number may run at the same time."""

import gc
import logging
import os
import secrets
import signal
import socket
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from stegvis.access.schedule import forget_run_out
from stegvis.audit.exporting import export_due
from stegvis.audit.schedule import seal_settled
from stegvis.care.schedule import ask_registry, escalate_due, raise_flags, upgrade_due
from stegvis.catalogue.schedule import release_due, remind_reviews
from stegvis.course import worlds
from stegvis.course.kinds import WorldKind
from stegvis.course.models import World
from stegvis.course.schedule import alone, hold_stopped, settle_due
from stegvis.governance.schedule import remind_due, see_distributed
from stegvis.law.schedule import remind_of_incidents
from stegvis.lib.clock import local_day, utc_now
from stegvis.notifications.schedule import deliver_due
from stegvis.records import schedule as records
from stegvis.support import schedule as support

log = logging.getLogger(__name__)

PAUSE_S = 2.0
QUEUED_AT_ONCE = 20
# After a sweep that failed: soon enough for the day, and no failure in every round.
SWEEP_AGAIN = timedelta(hours=1)


class Command(BaseCommand):
    """Round after round: settle due courses, raise flags, tell, seal the log."""

    # Two machines may have the same name and two containers the same number: chance tells them apart.
    worker = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
    swept_on: date | None = None
    sweep_failed_at: datetime | None = None
    help = "Run the worker until it is stopped, or for one round with --once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One round is for tests and for cron."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work until SIGTERM or SIGINT; the round under way is finished first."""
        stop = threading.Event()
        if options["once"]:
            self.round()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        # What is loaded for good is not looked through each time that memory is swept: a sweep takes 0.1 s otherwise.
        gc.freeze()
        while not stop.is_set():
            close_old_connections()
            busy = self.round()
            stop.wait(0 if busy else PAUSE_S)

    def round(self) -> int:
        """One round. Returns how much was done, so that a queue is emptied without pauses."""
        worker = self.worker
        # Before the rest: a move counts from its time where nothing has happened after it.
        done = attempt(lambda: upgrade_due(now=worlds.real_now(), worker=worker))
        done += attempt(lambda: settle_worlds(worker))
        done += attempt(lambda: raise_flags(now=worlds.real_now()))
        done += attempt(lambda: escalate_due(now=worlds.real_now()))
        # Before anything leaves: nothing goes to somebody who has died.
        done += attempt(lambda: ask_registry(now=worlds.real_now()))
        done += attempt(lambda: remind_due(now=worlds.real_now()))
        done += attempt(lambda: see_distributed(now=worlds.real_now()))
        # Just before: nothing about what is stopped leaves.
        done += attempt(lambda: hold_stopped(now=worlds.real_now()))
        done += attempt(lambda: deliver_due(now=worlds.real_now(), worker=worker))
        done += attempt(lambda: release_due(now=worlds.real_now()))
        done += attempt(lambda: remind_reviews(now=worlds.real_now()))
        done += attempt(lambda: alone.follow_versions(now=worlds.real_now()))
        done += attempt(lambda: alone.forget_old(now=worlds.real_now()))
        done += attempt(lambda: seal_settled(now=utc_now()))
        done += attempt(lambda: export_due(now=utc_now()))
        done += attempt(lambda: support.remind_of_cases(now=worlds.real_now()))
        done += attempt(lambda: support.remind_of_trainings(now=worlds.real_now()))
        done += attempt(lambda: records.carry_out_due(now=worlds.real_now()))
        done += attempt(self.take_what_stayed)
        done += attempt(lambda: remind_of_incidents(now=worlds.real_now()))
        attempt(lambda: support.forget_contacts(now=worlds.real_now()))
        attempt(lambda: forget_run_out(now=utc_now()))
        attempt(lambda: run_queued(worker))
        attempt(lambda: worlds.mark_seen(worlds.real_world()))
        return done

    def take_what_stayed(self) -> int:
        """Once a day by this worker: what holds a name and a number when a record goes holds it for years.

        A day counts when its sweep is done; one that failed is tried again an hour later.
        """
        now = worlds.real_now()
        failed = self.sweep_failed_at
        if self.swept_on == local_day(now) or (failed and failed <= now < failed + SWEEP_AGAIN):
            return 0
        self.sweep_failed_at = now
        taken = records.take_what_stayed(now=now)
        self.swept_on, self.sweep_failed_at = local_day(now), None
        return taken


def attempt(part: Callable[[], int | None]) -> int:
    """One part of a round. A database that is busy, or a fault in one part, must never stop the flags."""
    try:
        return part() or 0
    except Exception:
        log.exception("a part of the worker's round failed; it is tried again in the next")
        return 0


def settle_worlds(worker: str) -> int:
    """The real world first, then those for practice. A walk that tries a prototype is settled by the one who tries it."""
    real = worlds.real_world()
    practice = World.objects.filter(kind=WorldKind.TRAINING)
    return sum(settle_due(world, worker=worker) for world in [real, *practice])


def run_queued(worker: str) -> None:
    """The editor's own jobs (its search index, for one), which it hands over at each save."""
    if not DBTaskResult.objects.ready().exists():
        return
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=QUEUED_AT_ONCE,
        worker_id=worker[:64],
        excluded_queue_names=[],
    ).run()
