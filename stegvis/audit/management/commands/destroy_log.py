"""`manage.py destroy_log`: carry out a numbered decision to destroy old entries of the access log."""

from argparse import ArgumentParser
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import make_aware

from stegvis.audit import destroying
from stegvis.lib.clock import utc_now


class Command(BaseCommand):
    """Says how many there are with --dry-run; else destroys them. On PostgreSQL as the owner of the database."""

    help = "Destroy entries older than a day, by a numbered decision. Their digests stay, so the chain holds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, and who decided."""
        parser.add_argument("--before", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--decision", default="", help="the number of the decision")
        parser.add_argument("--decided-by", default="")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Count, or destroy."""
        try:
            before = make_aware(datetime.combine(date.fromisoformat(options["before"]), time.min))
        except ValueError as error:
            raise CommandError("--before is a day: YYYY-MM-DD") from error
        if options["dry_run"]:
            self.stdout.write(f"{destroying.destroyable(before)} entries would be destroyed.")
            return
        try:
            count = destroying.destroy(before, options["decision"], options["decided_by"], now=utc_now())
        except destroying.CannotDestroy as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} entries were destroyed by decision {options['decision']}.")
