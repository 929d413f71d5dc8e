"""`manage.py verify_log`: whether the access log says what was once written."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.audit import anchors
from stegvis.audit.verifying import Chain, verify


class Command(BaseCommand):
    """Exit 0 and a count for each provider, or 1 and exactly where."""

    help = "Verify the access log: every entry, every seal, and heads that were noted outside the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Heads make what was sealed by then safe also from somebody who can rebuild the whole database."""
        parser.add_argument("--head", metavar="FILE", help="heads noted earlier, that the chains must still hold")
        parser.add_argument(
            "--write-head", metavar="FILE", help="add the heads as they are now, where nothing is wrong"
        )
        parser.add_argument(
            "--strict", action="store_true", help="a number that nobody has is a fault on PostgreSQL too"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what was found."""
        try:
            heads = anchors.read(Path(options["head"])) if options["head"] else []
        except anchors.CannotReadHeads as error:
            raise CommandError(str(error)) from error
        report = verify(heads)
        for chain in report.chains:
            self.stdout.write(_said(chain))
        for note in report.notes:
            self.stdout.write(f"note: {note}")
        for fault in report.faults:
            self.stdout.write(f"FAULT {fault}")
        wrong = len(report.faults) + (len(report.notes) if options["strict"] else 0)
        if wrong:
            self.stdout.write(f"{wrong} faults. The log is not what was written.")
            sys.exit(1)
        if options["write_head"]:
            anchors.write(Path(options["write_head"]), [chain.head for chain in report.chains if chain.head])
        self.stdout.write(f"{report.entries} entries of {len(report.chains)} providers, nothing wrong.")


def _said(chain: Chain) -> str:
    head = chain.head.digest[:16] if chain.head and chain.head.digest else "none"
    name = f" ({chain.provider_name})" if chain.provider_name else ""
    kept = chain.sealed - chain.destroyed
    lost = f", {chain.destroyed} destroyed by decision" if chain.destroyed else ""
    return f"{chain.provider_id or '(no provider)'}{name}: {kept} sealed{lost}, {chain.unsealed} not sealed yet, head {head}"
