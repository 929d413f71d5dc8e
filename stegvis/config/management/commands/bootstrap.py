"""`manage.py bootstrap`: the first provider and coordinator of a real installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.access.actions import CannotBootstrap, bootstrap


class Command(BaseCommand):
    """Makes a care provider, and its first coordinator who then names everyone else."""

    help = "Create the first care provider and its coordinator. Safe to run again: nothing is doubled."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """All of them are required: a default would be somebody's mistake."""
        parser.add_argument("--provider-hsa-id", required=True)
        parser.add_argument("--provider-name", required=True)
        parser.add_argument("--coordinator-hsa-id", required=True)
        parser.add_argument("--given-name", required=True)
        parser.add_argument("--family-name", required=True)
        parser.add_argument("--email", default="")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what was made."""
        try:
            made = bootstrap(
                provider_hsa_id=options["provider_hsa_id"],
                provider_name=options["provider_name"],
                coordinator_hsa_id=options["coordinator_hsa_id"],
                given_name=options["given_name"],
                family_name=options["family_name"],
                email=options["email"],
            )
        except CannotBootstrap as error:
            raise CommandError(error.sentence) from error
        self.stdout.write("Created." if made else "Already there; nothing changed.")
