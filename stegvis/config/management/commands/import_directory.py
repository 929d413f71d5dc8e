"""`manage.py import_directory`: a provider's people, units and commissions from the directory (docs/directory.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.access.importing import carrying_out, reading, telling
from stegvis.access.importing.kinds import Plan
from stegvis.access.queries import provider_by_hsa_id
from stegvis.care.holdings import Work, work_left
from stegvis.lib.clock import local_day, utc_now
from stegvis.lib.errors import Cannot

MOST_ENDS = 20
SOME_REFUSED = 2


class Command(BaseCommand):
    """Says what it will do, row by row, and then does it in one transaction. Running it again does nothing more."""

    help = "Import a provider's people, units and commissions from a file (docs/directory.md). Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A JSON file says itself whose it is and whether it is complete."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument("--provider", default="", help="the provider's HSA-id; required for CSV")
        parser.add_argument("--complete", action="store_true", help="CSV: the file names everybody")
        parser.add_argument("--most-ends", type=int, default=MOST_ENDS, metavar="PERCENT")
        parser.add_argument("--allow-many-ends", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit 0 when every row was taken, 2 when some were refused, 1 when nothing was done."""
        path: Path = options["file"]
        try:
            content = path.read_bytes()
            said = reading.read(content, provider=options["provider"], complete=options["complete"])
        except OSError as error:
            raise CommandError(f"Filen går inte att läsa: {error}") from error
        except Cannot as error:
            raise CommandError(error.sentence) from error
        provider = provider_by_hsa_id(said.provider)
        if provider is None:
            raise CommandError(f"Vårdgivaren finns inte: {said.provider or '(ange --provider)'}")
        now = utc_now()
        terms = carrying_out.Terms(options["dry_run"], options["most_ends"], options["allow_many_ends"], self._tell)
        file = carrying_out.File(said, path.name, content)
        try:
            planned: Plan = carrying_out.import_directory(
                provider, file, terms, now=now, today=local_day(now), by=carrying_out.BY
            )
        except carrying_out.CannotImport as error:
            raise CommandError(error.sentence) from error
        self.stdout.write("Inget är ändrat: det här var ett prov." if options["dry_run"] else "Klart.")
        if planned.refused:
            raise CommandError(f"{len(planned.refused)} rader togs inte emot.", returncode=SOME_REFUSED)

    def _tell(self, planned: Plan) -> None:
        """What is to be done, and the work that needs somebody when it is."""
        self.stdout.write("\n".join(telling.told(planned)))
        left = work_left(planned.lost, planned.closing, local_day(utc_now()))
        if left:
            self.stdout.write(f"Behöver någon annan ({len(left)})")
            self.stdout.write("\n".join(f"  {_needs(each)}" for each in left))


def _needs(work: Work) -> str:
    """Whose work it was, where, and how much."""
    runs = f"pågående program: {work.runs}" if work.runs else ""
    flags = f"flaggor: {work.flags}" if work.flags else ""
    shifts = f"rader i bemanningen: {work.shifts}" if work.shifts else ""
    who = f"{work.unit}, {work.who}" if work.who else f"{work.unit}, hela enheten"
    return f"{who}: {', '.join(filter(None, (runs, flags, shifts)))}"
