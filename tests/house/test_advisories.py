"""What is known to be wrong with a locked version, by a made file: found, passed over, and never taken for all well."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import advisories, audit

ROOT = Path(__file__).resolve().parents[2]


def one(name, *events, **more):
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}] if events else []
    package = {"name": name, "ecosystem": more.pop("ecosystem", "PyPI")}
    affected = {"package": package, "ranges": ranges, "versions": more.pop("versions", [])}
    return {"id": "X-1", "modified": "2026-01-02T03:04:05Z", "affected": [affected], **more}


FROM_0, TO_2 = {"introduced": "0"}, {"fixed": "2.0"}


@pytest.mark.parametrize(
    ("version", "row", "falls"),
    [
        ("1.9", one("Ab_C", FROM_0, TO_2), True),
        ("1.10", one("ab-c", FROM_0, {"fixed": "1.9"}), False),
        ("2.0", one("ab-c", FROM_0, TO_2), False),
        ("2.0rc1", one("ab-c", FROM_0, TO_2), True),
        ("3.5", one("ab-c", TO_2, {"introduced": "3.0"}, FROM_0, {"fixed": "3.6"}), True),
        ("2.5", one("ab-c", FROM_0, TO_2, {"introduced": "3.0"}, {"fixed": "3.6"}), False),
        ("1.4", one("ab-c", FROM_0, {"last_affected": "1.4"}), True),
        ("1.4.1", one("ab-c", FROM_0, {"last_affected": "1.4"}), False),
        ("7", one("ab-c", versions=["7"]), True),
        ("7", one("ab-c", versions=["6"]), False),
        # A version that cannot be compared is not thereby well.
        ("1.0-odd_one", one("ab-c", FROM_0, TO_2), True),
        ("1.9", one("ab-c", FROM_0, TO_2, withdrawn="2026"), False),
        ("1.9", one("ab-c", FROM_0, TO_2, ecosystem="npm"), False),
        ("1.9", one("another", FROM_0, TO_2), False),
    ],
)
def test_a_locked_version_falls_under_an_advisory_or_not(version, row, falls):
    assert bool(advisories.known({"ab-c": version}, [row])) is falls


def test_a_fault_is_one_line_with_its_names_and_what_mends_it():
    rows = [one("a", FROM_0, TO_2, aliases=["CVE-1"]), one("a", FROM_0, TO_2, id="CVE-1", aliases=["X-1"])]
    assert advisories.known({"a": "1"}, rows) == ["a 1: CVE-1, X-1; lagad i 2.0"]
    assert advisories.known({"a": "1"}, [one("a", FROM_0)]) == ["a 1: X-1; lagad i inte än"]


def test_a_file_a_list_a_folder_and_a_zip_are_read_and_nothing_else(tmp_path):
    row = one("a", FROM_0)
    (tmp_path / "one.json").write_text(json.dumps(row))
    (tmp_path / "list.json").write_text(json.dumps({"vulns": [row, row]}))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("x/X-1.json", json.dumps(row))
        packed.writestr("README", "not read")
    assert [len(advisories.read(tmp_path / name)) for name in ("one.json", "list.json", "all.zip", "")] == [1, 2, 1, 3]
    assert advisories.newest([row]) == "2026-01-02"
    (tmp_path / "odd.json").write_text("[]")
    (tmp_path / "text.json").write_text("not json")
    for wrong in ("odd.json", "text.json", "missing.json"):
        with pytest.raises(advisories.CannotRead, match=wrong):
            advisories.read(tmp_path / wrong)


def run(*words):
    done = subprocess.run(
        [sys.executable, "tools/audit.py", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def test_a_check_fails_by_what_is_known_and_a_test_run_only_tells_of_it(tmp_path):
    django = audit.locked(audit.LOCK.read_text())["django"]
    (tmp_path / "bad.json").write_text(json.dumps(one("Django", FROM_0)))
    code, said = run("--advisories", str(tmp_path / "bad.json"))
    assert code == 1 and said == f"django {django}: X-1; lagad i inte än\n"
    code, said = run("--advisories", str(tmp_path / "bad.json"), "--announce")
    assert code == 0 and f"KÄND SÅRBARHET: django {django}" in said and "2026-01-02" in said
    # A file that is not there is no sign of health, and neither is none.
    assert run("--advisories", str(tmp_path / "no.json"))[0] == 1
    for words in (["--announce"], ["--announce", "--advisories", str(tmp_path / "no.json")]):
        code, said = run(*words)
        assert code == 0 and "inte eftersökta" in said


def test_the_provider_of_the_tests_is_held_to_it_too():
    packages = json.loads(audit.OF_THE_TESTS.read_text())["packages"]
    name, row = next((name.rpartition("node_modules/")[2], row) for name, row in packages.items() if name)
    found = advisories.known({name: row["version"]}, [one(name, FROM_0, ecosystem="npm")], "npm")
    assert len(found) == 1 and found[0].startswith(name)
