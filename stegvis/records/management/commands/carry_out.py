"""`manage.py carry_out`: carry out destructions that are decided, the access log's too. On PostgreSQL as the owner."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.course import worlds
from stegvis.lib.clock import utc_now
from stegvis.records import schedule
from stegvis.records.kinds import DataClass, DisposalState
from stegvis.records.models import Disposal

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """The worker does the same for records, a few at a time; this does all of it at once."""

    help = "Carry out every destruction that is decided. It can be stopped and run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Looking changes nothing."""
        parser.add_argument("--dry-run", action="store_true", help="only say what is decided and waits")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One destruction after another."""
        rows = Disposal.objects.filter(state=DisposalState.APPROVED).select_related("provider")
        failed = 0
        for row in rows.order_by("provider__name", "number"):
            name = f"{row.provider.name}, gallring {row.number} ({row.kind}, beslut {row.decision})"
            if options["dry_run"]:
                self.stdout.write(f"{name}: {row.items.filter(state='waiting').count()} waiting")
            else:
                try:
                    self.stdout.write(f"{name}: {_carried_out(row)}")
                except Exception as fault:
                    logger.exception("destruction %s could not be carried out", row.pk)
                    self.stderr.write(f"{name}: {fault}")
                    failed += 1
        if not options["dry_run"] and (taken := schedule.take_what_stayed(now=worlds.real_now())):
            self.stdout.write(f"{taken} people who were held when their record went have gone")
        if failed:
            raise CommandError(
                f"{failed} could not be carried out. They are as they were: mend the cause, run it again."
            )


def _carried_out(row: Disposal) -> str:
    if row.kind == DataClass.LOG:
        return f"{schedule.carry_out_log(row, now=utc_now())} entries"
    settled = 0
    while number := schedule.carry_out(row, now=worlds.real_now()):
        settled += number
    return f"{settled} records settled"
