"""`manage.py join_numbers`: two numbers that both have a life here belong to one person, and somebody has decided so."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.access.identity import CannotReadNumber, read_number
from stegvis.access.joining import CannotJoin, join
from stegvis.lib.clock import utc_now


class Command(BaseCommand):
    """Asks for the numbers, so that neither stays in the shell's history. Undone only by restoring a backup."""

    help = "Put what stands under an earlier identity number under the present one. Asks for both numbers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who decided, and whether to try only."""
        parser.add_argument("--decision", required=True, help="the number of the decision; it is kept in the log")
        parser.add_argument("--dry-run", action="store_true", help="say what would follow, and keep nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Ask, join, and say how many rows followed."""
        if not options["decision"].strip():
            raise CommandError("Ange beslutets nummer.")
        try:
            earlier = read_number(input("Det tidigare numret: "))
            present = read_number(input("Det nuvarande numret: "))
        except (CannotReadNumber, EOFError) as error:
            raise CommandError("Skriv två identitetsnummer, ett på varje rad.") from error
        try:
            moved = join(
                earlier, present, decision=options["decision"].strip(), now=utc_now(), try_only=options["dry_run"]
            )
        except CannotJoin as error:
            raise CommandError(str(error)) from error
        for label, count in sorted(moved.items()):
            self.stdout.write(f"{count:>6}  {label}")
        self.stdout.write("Inget är sparat: det var ett prov." if options["dry_run"] else "Klart.")
