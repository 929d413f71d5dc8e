"""`manage.py work`: the worker. Any number may run at the same time."""

import os
import signal
import socket
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from stegvis.audit.schedule import seal_settled
from stegvis.care.schedule import raise_flags
from stegvis.course import worlds
from stegvis.course.models import World
from stegvis.course.schedule import settle_due
from stegvis.lib.clock import utc_now

PAUSE_S = 2.0
QUEUED_AT_ONCE = 20


class Command(BaseCommand):
    """Round after round: settle due courses, raise flags, seal the log."""

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
        while not stop.is_set():
            close_old_connections()
            busy = self.round()
            stop.wait(0 if busy else PAUSE_S)

    def round(self) -> int:
        """One round. Returns how much was done, so that a queue is emptied without pauses."""
        worker = f"{socket.gethostname()}:{os.getpid()}"
        done = 0
        real = worlds.real_world()
        for world in [real, *World.objects.exclude(pk=real.pk)]:
            done += settle_due(world, worker=worker)
        done += raise_flags(now=real.now())
        done += seal_settled(now=utc_now())
        run_queued(worker)
        worlds.mark_seen(real)
        return done


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
