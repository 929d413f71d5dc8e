"""What may never be in git: a registry's address, a machine's paths, a stranger's identity number."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from personnummer import personnummer

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
ALLOWED = ROOT / "stegvis/demo/content/testnumbers.txt"

# Put together from halves, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    "|".join(
        ("index" + "-url", r"py" + r"pi\.(org|python)", "python" + "hosted", "registry" + r"\.npm", "deb" + r"\.debian")
    )
)
MACHINE_PATHS = re.compile(
    r"(?<![\w.\-/~])/(" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me/\\w", "tm" + "p")) + r")/"
)
TWELVE = re.compile(r"(?<![\w.])(?P<date>\d{8})[-+]?(?P<last>\d{4})(?![\w])")
TEN_WITH_DASH = re.compile(r"(?<![\w.\-])(?P<date>\d{6})[-+](?P<last>\d{4})(?![\w\-])")


def _tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def _text(path):
    raw = path.read_bytes()
    return None if b"\0" in raw[:4000] else raw.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def texts():
    read = {str(path.relative_to(ROOT)): _text(path) for path in _tracked()}
    return {name: text for name, text in read.items() if text is not None}


def _lines(texts, pattern):
    return [
        f"{name}: {line.strip()[:100]}"
        for name, text in texts.items()
        for line in text.splitlines()
        if pattern.search(line)
    ]


def test_no_address_of_a_package_registry(texts):
    assert not _lines(texts, REGISTRIES)


def test_no_path_of_a_machine(texts):
    assert not _lines(texts, MACHINE_PATHS)


@pytest.mark.parametrize("name", LOCKS)
def test_locks_hold_versions_and_hashes_and_no_address(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    for entry in re.split(r"\n(?=\S)", text.strip()):
        first, *hashes = entry.splitlines()
        assert re.match(r"[a-z0-9_.\-]+(\[[a-z,]+\])?==\S+", first), first
        assert hashes and all("--hash=sha256:" in line for line in hashes), first


def test_the_test_lock_holds_everything_the_service_runs_on():
    held = [set(re.findall(r"^([a-z0-9_.\-]+==\S+)", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS]
    assert held[0] <= held[1]


def test_every_dependency_has_its_reason():
    project = (ROOT / "pyproject.toml").read_text()
    listed = re.findall(r"^(dependencies|dev) = \[\n(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    assert {name for name, _ in listed} == {"dependencies", "dev"}
    for _, block in listed:
        for line in block.splitlines():
            assert re.search(r'",\s+# \S+', line), line


def test_every_identity_number_is_a_published_test_number(texts):
    allowed = {line.strip() for line in ALLOWED.read_text().splitlines() if line.strip().isdigit()}
    assert allowed
    tails = {number[2:] for number in allowed}
    strangers = []
    for name, written in texts.items():
        if name in LOCKS:
            continue
        # Digits of other scripts spell the same number.
        text = unicodedata.normalize("NFKC", written)
        found = {match["date"] + match["last"] for match in TWELVE.finditer(text)}
        strangers += [f"{name}: {number}" for number in sorted(found - allowed) if personnummer.valid(number)]
        short = {match["date"] + match["last"] for match in TEN_WITH_DASH.finditer(text)}
        strangers += [f"{name}: {number}" for number in sorted(short - tails) if personnummer.valid(number)]
    assert not strangers
