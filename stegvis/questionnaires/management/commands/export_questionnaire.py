"""`manage.py export_questionnaire KEY`: a questionnaire from the library as FHIR R4."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from stegvis.questionnaires.fhir import as_json, export_questionnaire
from stegvis.questionnaires.models import DefinitionVersion
from stegvis.questionnaires.queries import CannotFind, current, definition_by_digest


class Command(BaseCommand):
    """Writes JSON to standard output. Imported again it gives an equal questionnaire."""

    help = "Writes a stored questionnaire as a FHIR R4 Questionnaire."

    def create_parser(self, prog_name: str, subcommand: str, **more: Any) -> CommandParser:
        """Django has a --version of its own, which says Django's. Here it is the questionnaire's."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **more)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--version", dest="wanted", default="", help="the latest when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            row = _stored(options["key"], options["wanted"])
        except CannotFind as wrong:
            raise CommandError(f"{wrong.sentence} ({', '.join(str(each) for each in wrong.details)})") from None
        self.stdout.write(as_json(export_questionnaire(definition_by_digest(row.digest))))


def _stored(key: str, version: str) -> DefinitionVersion:
    if not version:
        return current(key)
    found = DefinitionVersion.objects.filter(key=key, version=version).order_by("-created_at", "-id").first()
    if found is None:
        raise CannotFind(f"{key} {version}")
    return found
