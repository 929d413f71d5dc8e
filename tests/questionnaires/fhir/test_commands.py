"""The commands: what they store, what they say, and how they end."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from stegvis.lib.clock import utc_now
from stegvis.questionnaires.engine import canonical
from stegvis.questionnaires.fhir import as_json, export_questionnaire, import_questionnaire
from stegvis.questionnaires.load import load_shipped
from stegvis.questionnaires.models import DefinitionVersion
from stegvis.questionnaires.queries import current_definition

from .samples import questionnaire

pytestmark = pytest.mark.django_db


def written(folder: Path, name: str, value: Any) -> str:
    path = folder / name
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return str(path)


def ask(name: str, *arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command(name, *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


GOOD = questionnaire({"linkId": "1", "type": "boolean", "text": "Ja?"}, useContext=[])


def test_a_good_file_is_stored_once(tmp_path: Path) -> None:
    path = written(tmp_path, "good.json", GOOD)
    assert ask("import_questionnaire", path)[0] == 0
    assert ask("import_questionnaire", path)[0] == 0
    assert DefinitionVersion.objects.get(key="prov").title == "Prov"


def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    code, said = ask("import_questionnaire", written(tmp_path, "good.json", GOOD), "--dry-run", "--report", "json")
    assert code == 0 and not DefinitionVersion.objects.exists()
    (report,) = json.loads(said)
    assert report["imported"] and not report["stored"]
    assert {"taken", "changed", "unsupported", "refused"} <= set(report)


def test_a_language_can_be_given(tmp_path: Path) -> None:
    path = written(tmp_path, "good.json", {key: value for key, value in GOOD.items() if key != "language"})
    code, said = ask("import_questionnaire", path, "--language", "en", "--report", "json")
    assert code == 0 and "language" not in {each["code"] for each in json.loads(said)[0]["changed"]}
    assert current_definition("prov").language == "en"
    with pytest.raises(CommandError, match="language code"):
        ask("import_questionnaire", path, "--language", "<b>")


def test_each_file_stands_on_its_own(tmp_path: Path) -> None:
    bad = written(tmp_path, "bad.json", b"{")
    code, said = ask(
        "import_questionnaire",
        bad,
        written(tmp_path, "good.json", GOOD),
        str(tmp_path / "none.json"),
        "--report",
        "json",
    )
    assert code == 2
    assert [report["imported"] for report in json.loads(said)] == [False, True, False]
    assert json.loads(said)[0]["refused"] == {
        "code": "not-json", "detail": "", "sentence": "Filen går inte att läsa som JSON.",
    }  # fmt: skip
    assert DefinitionVersion.objects.count() == 1


def test_a_version_that_is_taken_by_something_else_is_refused(tmp_path: Path) -> None:
    assert ask("import_questionnaire", written(tmp_path, "good.json", GOOD))[0] == 0
    other = written(tmp_path, "other.json", {**GOOD, "title": "Ett annat"})
    code, said = ask("import_questionnaire", other)
    assert code == 2 and "Versionen finns redan" in said
    assert DefinitionVersion.objects.count() == 1


def test_what_goes_out_comes_in_again() -> None:
    load_shipped(now=utc_now())
    _, said = ask("export_questionnaire", "phq-9")
    back = import_questionnaire(said.encode()).definition
    assert back is not None
    assert canonical(back) == canonical(current_definition("phq-9"))
    version = current_definition("phq-9").version
    assert ask("export_questionnaire", "phq-9", "--version", version)[1] == said
    assert said.strip() == as_json(export_questionnaire(current_definition("phq-9")))


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match="phq-99"):
        ask("export_questionnaire", "phq-99")
    load_shipped(now=utc_now())
    with pytest.raises(CommandError, match=r"phq-9 77\.0"):
        ask("export_questionnaire", "phq-9", "--version", "77.0")
