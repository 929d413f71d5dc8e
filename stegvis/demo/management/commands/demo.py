"""`manage.py demo`: makes the demo region once, and anew with --reset. Exists in demo mode alone."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from stegvis.demo import laying
from stegvis.lib.errors import Cannot

# What the demo has made in the var folder; static files are not its own.
FOLDERS = ("media", "frozen")


class Command(BaseCommand):
    """Lays the demo region out; safe to run again."""

    # A reset starts before there is a database to check.
    requires_system_checks = ()
    help = "Make the demo region. Run again it changes nothing; --reset throws it away and makes it anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Throwing away is asked for by name."""
        parser.add_argument("--reset", action="store_true", help="delete the demo's database and files first")
        parser.add_argument("--yes", action="store_true", help="with --reset on PostgreSQL: yes, empty that database")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what was made, and how long it took."""
        if not settings.STEGVIS_DEMO:
            raise CommandError("Demoregionen finns bara i demoläge: sätt STEGVIS_DEMO=1.")
        if options["reset"]:
            self._throw_away(yes=options["yes"])
        began = time.monotonic()
        try:
            laid = laying.lay_out()
        except Cannot as error:
            raise CommandError(error.sentence) from error
        if laid is None:
            laying.continue_clock()
            self.stdout.write("Demoregionen finns redan. Inget har ändrats.")
            return
        took = time.monotonic() - began
        self.stdout.write(
            f"Demoregionen är gjord: {laid.residents} invånare, {laid.courses} startade program, {took:.0f} s."
        )

    def _throw_away(self, *, yes: bool) -> None:
        if connection.vendor == "sqlite":
            _delete_sqlite()
        elif yes:
            self.stdout.write(f"Tömmer databasen {connection.settings_dict['NAME']}.")
            _empty_postgres()
        else:
            raise CommandError("Databasen är inte demons egen SQLite-fil. Lägg till --yes för att tömma den ändå.")
        for name in FOLDERS:
            _empty_folder(Path(settings.VAR) / name)
        Path(settings.VAR).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("Demoregionen är borttagen och görs om. Starta om Stegvis om det är igång.")


def _delete_sqlite() -> None:
    connections.close_all()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{connection.settings_dict['NAME']}{suffix}").unlink(missing_ok=True)


def _empty_postgres() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _empty_folder(folder: Path) -> None:
    """Files first, then the folders that held them; links are removed, not followed."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
