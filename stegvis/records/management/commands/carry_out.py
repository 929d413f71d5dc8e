"""`manage.py carry_out`: carry out destructions that are decided, the access log's too. On PostgreSQL as the owner."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from stegvis.course import worlds
from stegvis.lib.clock import utc_now
from stegvis.records import schedule
from stegvis.records.kinds import DataClass, DisposalState
from stegvis.records.models import Disposal


class Command(BaseCommand):
    """The worker does the same for records, a few at a time; this does all of it at once."""

    help = "Carry out every destruction that is decided. It can be stopped and run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Looking changes nothing."""
        parser.add_argument("--dry-run", action="store_true", help="only say what is decided and waits")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One destruction after another."""
        rows = Disposal.objects.filter(state=DisposalState.APPROVED).select_related("provider")
        for row in rows.order_by("provider__name", "number"):
            name = f"{row.provider.name}, gallring {row.number} ({row.kind}, beslut {row.decision})"
            if options["dry_run"]:
                self.stdout.write(f"{name}: {row.items.filter(state='waiting').count()} waiting")
            elif row.kind == DataClass.LOG:
                self.stdout.write(f"{name}: {schedule.carry_out_log(row, now=utc_now())} entries")
            else:
                settled = 0
                while number := schedule.carry_out(row, now=worlds.real_now()):
                    settled += number
                self.stdout.write(f"{name}: {settled} records settled")
