"""`manage.py end_sessions`: everybody, all residents, all staff or one person are signed out now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.access.identity import CannotReadNumber, read_number
from stegvis.access.leaving import Whose, end_for
from stegvis.lib.clock import utc_now


class Command(BaseCommand):
    """For when a key, a provider of e-ID or a device is no longer to be trusted. Nothing else is changed."""

    help = "Sign out everybody, all residents, all staff or one person. What they had not sent stays in their browser."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, why, and whether to count only."""
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--all", action="store_true", help="everybody")
        who.add_argument("--residents", action="store_true", help="every resident")
        who.add_argument("--all-staff", action="store_true", help="all staff")
        who.add_argument("--staff", metavar="HSA-ID", help="one member of staff")
        who.add_argument("--resident", action="store_true", help="one resident; asks for the identity number")
        parser.add_argument("--reason", required=True, help="why; it is kept in the log")
        parser.add_argument("--dry-run", action="store_true", help="count, and end nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say how many sign-ins ended."""
        reason = options["reason"].strip()
        if not reason:
            raise CommandError("Ange ett skäl.")
        ended = end_for(_whose(options), reason=reason, now=utc_now(), try_only=options["dry_run"])
        if ended is None:
            raise CommandError("Det finns inget sådant konto.")
        said = "skulle ha avslutats. Inget är ändrat: det var ett prov." if options["dry_run"] else "är avslutade."
        self.stdout.write(f"{ended} inloggningar {said}")


def _whose(options: dict[str, Any]) -> Whose:
    if options["resident"]:
        try:
            return Whose(number=read_number(input("Identitetsnummer: ")))
        except (CannotReadNumber, EOFError) as error:
            raise CommandError("Skriv ett identitetsnummer.") from error
    if options["staff"]:
        return Whose(hsa_id=options["staff"])
    return Whose(resident=True if options["residents"] else False if options["all_staff"] else None)
