"""`manage.py grant_application ROLE`: the application's role in PostgreSQL, which cannot change the access log."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.audit import granting


class Command(BaseCommand):
    """Run as the owner of the database, after each `migrate`. --check is run as the application."""

    help = "Give the application's database role what it needs; or --check that this role cannot change the log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The role's name."""
        parser.add_argument("role", nargs="?", default="")
        parser.add_argument("--check", action="store_true", help="exit 1 where the role in use could change the log")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Grant, or look."""
        if options["check"]:
            found = granting.may_change_log()
            if found:
                raise CommandError(f"The role in use may change the log: {', '.join(found)}.")
            self.stdout.write("The role in use cannot change the log.")
            return
        try:
            done = granting.grant(options["role"])
        except granting.CannotGrant as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(done))
