"""`manage.py back_up FOLDER`: a whole backup, `--check` looks one through, `--restore-to` lays one out."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.config import backing
from stegvis.lib.clock import utc_now


class Command(BaseCommand):
    """The database, its files and the heads of the log. Never the keys."""

    help = "Back up the database and the files that it names into an empty folder; check a backup; lay one out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which folder, and what to do with it."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--check", action="store_true", help="only read a backup through")
        parser.add_argument("--restore-to", type=Path, metavar="VAR", help="lay a backup out in an empty STEGVIS_VAR")
        parser.add_argument(
            "--load", action="store_true", help="and load it into the empty PostgreSQL database of DATABASE_URL"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """One of the three."""
        folder: Path = options["folder"]
        if options["load"] and not options["restore_to"]:
            raise CommandError("--load goes with --restore-to")
        try:
            if options["restore_to"]:
                made, done = backing.restore(folder, options["restore_to"], load=options["load"]), "laid out"
            elif options["check"]:
                made, done = backing.check(folder), "whole"
            else:
                made, done = backing.back_up(folder, now=utc_now()), "written"
        except backing.CannotBackUp as error:
            raise CommandError(str(error)) from error
        entries = sum(head["number"] for head in made["heads"])
        self.stdout.write(
            f"{len(made['files'])} files {done}; of {made['made_at']}; {entries} sealed entries of the log; "
            f"needs the keys {', '.join(made['keys'])}."
        )
