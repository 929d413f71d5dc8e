"""`manage.py rotate_keys`: seal everything that is stored with the first of the keys. The service may run meanwhile."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.db.utils import Error as DatabaseError

from stegvis.lib import rotating
from stegvis.lib.fields import key_ring
from stegvis.lib.rotating import Column

# SQLite has one writer at a time and no queue: between batches whoever saves a page gets a turn.
PAUSE_S = 0.05


class Command(BaseCommand):
    """Can be stopped and run again. Exit 0 and a count when nothing is left under another key, else 1 and where."""

    help = "Seal every encrypted field with the first key of STEGVIS_KEYS, in batches, and check that nothing is left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only looking changes nothing."""
        parser.add_argument("--check", action="store_true", help="only count what is left under other keys")
        parser.add_argument("--at-once", type=int, default=rotating.AT_ONCE, metavar="N", help="rows in a transaction")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Turn, then count."""
        ring = key_ring()
        known = rotating.columns()
        faults: list[str] = []
        if not options["check"]:
            for column in known:
                self._turn(column, max(1, options["at_once"]), faults)
        total = left = lost = 0
        for held in map(rotating.held, known):
            total += held.current + held.old + held.unknown
            left, lost = left + held.old, lost + held.unknown
            if held.old or held.unknown:
                name = f"{held.column.table}.{held.column.name}"
                self.stdout.write(f"{name}: {held.old} under an older key, {held.unknown} under a key that is not here")
        for fault in faults:
            self.stderr.write(fault)
        others = ", ".join(sorted(set(ring.keys) - {ring.current})) or "none"
        self.stdout.write(
            f"{total} sealed values in {len(known)} columns; {total - left - lost} under {ring.current}, "
            f"{left + lost} under another key. Other keys here: {others}."
        )
        if left or lost or faults:
            sys.exit(1)

    def _turn(self, column: Column, at_once: int, faults: list[str]) -> None:
        name, sealed = f"{column.table}.{column.name}", 0
        try:
            for batch in rotating.turn(column, at_once):
                sealed += batch.sealed
                faults += [f"{name}: row {pk} does not open" for pk in batch.unopened]
                if connection.vendor == "sqlite":
                    time.sleep(PAUSE_S)
        except DatabaseError as error:
            # On PostgreSQL the application's role may not touch the log: run this as the owner.
            faults.append(f"{name}: {str(error).splitlines()[0]}")
        if sealed:
            self.stdout.write(f"{name}: {sealed} sealed anew")
