"""`manage.py import_questionnaire FILE…`: take FHIR questionnaires into the library."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot
from stegvis.questionnaires.fhir import CannotImport, Imported, Report, import_questionnaire
from stegvis.questionnaires.fhir.loading import LARGEST
from stegvis.questionnaires.fhir.texts import LANGUAGE
from stegvis.questionnaires.load import store

REFUSED = 2


class Command(BaseCommand):
    """Each file on its own: one that is refused leaves the others as they are. Exits with 2 when any was."""

    help = "Reads FHIR R4 Questionnaires, says what became of every part of them, and stores them in the library."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--report", choices=["text", "json"], default="text", help="how to say what happened")
        parser.add_argument("--language", default="", help="the files' language, such as en; goes before what they say")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        self.language = options["language"]
        if self.language and not LANGUAGE.fullmatch(self.language):
            raise CommandError("--language takes a language code, such as en")
        reports = []
        # The report is in Swedish, as what it is about; its codes are for programs.
        with translation.override("sv"):
            for name in options["files"]:
                report = self.one(name, dry=options["dry_run"])
                reports.append(report)
                if options["report"] == "text":
                    self.say(report)
        if options["report"] == "json":
            self.stdout.write(json.dumps(reports, ensure_ascii=False, indent=1))
        if not all(report["imported"] for report in reports):
            raise SystemExit(REFUSED)

    def one(self, name: str, *, dry: bool) -> dict[str, Any]:
        """What became of one file."""
        try:
            # One byte more than is allowed is enough to know that a file is too large.
            with Path(name).open("rb") as file:
                found = import_questionnaire(file.read(LARGEST + 1), language=self.language)
        except OSError as wrong:
            unread = Report(refused=CannotImport("not-readable", str(wrong.strerror or wrong)))
            return {"file": name, **unread.as_json()}
        report = {"file": name, **found.report.as_json()}
        if found.definition is not None:
            report |= self.stored(found, dry=dry)
        return report

    def stored(self, found: Imported, *, dry: bool) -> dict[str, Any]:
        """Put it in the library. What the library refuses is refused here too."""
        definition = found.definition
        assert definition is not None  # noqa: S101 - asked about by the caller; this is for the type checker
        said: dict[str, Any] = {"questionnaire": definition.canonical, "stored": False}
        if dry:
            return said
        try:
            loaded = store(definition, now=utc_now())
        except Cannot as wrong:
            details = ", ".join(str(detail) for detail in wrong.details)
            refused = {"code": "not-stored", "detail": details, "sentence": wrong.sentence}
            return {**said, "imported": False, "whole": False, "refused": refused}
        return {**said, "stored": loaded.new, "digest": loaded.row.digest}

    def say(self, report: dict[str, Any]) -> None:
        if not report["imported"]:
            self.stdout.write(f"{report['file']}: refused. {report['refused']['sentence']}")
            return
        word = "stored" if report["stored"] else "not stored (there already, or a dry run)"
        self.stdout.write(f"{report['file']}: {report['questionnaire']}: {word}")
        for kind in ("changed", "unsupported"):
            for remark in report[kind]:
                place = remark["link_id"] or remark["path"]
                self.stdout.write(f"  {kind} [{remark['affects']}] {place}: {remark['sentence']}")
