"""The walls: what may stand where. Import directions are import-linter's; the rest is here."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "stegvis"
ROOMS = {
    "lib", "ui", "audit", "access", "questionnaires", "program", "catalogue", "course", "care",
    "messaging", "authoring", "web", "demo", "config", "notifications", "support", "governance", "law",
    "records",
}  # fmt: skip
FORBIDDEN_NAMES = {"services", "utils", "helpers", "common", "core"}
MAXIMUM_LINES = 400


def python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_room_is_in_the_picture():
    found = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert found == ROOMS


def test_no_file_is_too_long():
    long = {relative(p): n for p in python_files() if (n := len(p.read_text().splitlines())) > MAXIMUM_LINES}
    assert long == {}


def test_no_room_hides_behind_an_empty_name():
    assert [relative(p) for p in python_files() if {p.stem, *p.parts} & FORBIDDEN_NAMES] == []


def test_every_module_says_what_lives_there():
    silent = [
        relative(path)
        for path in python_files()
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


@pytest.mark.parametrize("room", ["program", "questionnaires/engine"])
def test_pure_rooms_know_no_django_clock_or_chance(room):
    forbidden = re.compile(
        r"^\s*(?:from|import)\s+(django|random|secrets|requests|socket|pathlib|os)\b|datetime\.now|date\.today|utcnow",
        re.MULTILINE,
    )
    files = list((SOURCE / room).rglob("*.py"))
    assert files
    guilty = {relative(path): found.group(0) for path in files if (found := forbidden.search(path.read_text()))}
    assert guilty == {}


# Asking the machine for the time is lib.clock's business alone.
def test_only_the_clock_asks_what_time_it_is():
    asking = re.compile(r"datetime\.now\(|date\.today\(|timezone\.now\(|utcnow\(|time\.time\(")
    guilty = [relative(p) for p in python_files() if asking.search(p.read_text())]
    assert sorted(set(guilty) - {"stegvis/lib/clock.py"}) == []


# The opt-out of the query door stands in the system's own work only.
MAY_SKIP_THE_DOOR = re.compile(
    r"/(actions|schedule|tasks|aggregates|holdings)(/|\.py)|access/(signin|joining)\.py|access/registry/local\.py"
    r"|access/doors/look\.py|notifications/outbox\.py|^stegvis/demo/"
)


def test_the_query_door_is_skipped_only_in_the_systems_own_work():
    guilty = [
        relative(path)
        for path in python_files()
        if "without_asking_who_because" in path.read_text() and not MAY_SKIP_THE_DOOR.search(relative(path))
    ]
    assert guilty == []


def test_base_managers_are_not_a_way_around_the_door():
    allowed = re.compile(r"access/doors/|/models/|/models\.py")
    guilty = [
        relative(path)
        for path in python_files()
        if "_base_manager" in path.read_text() and not allowed.search(relative(path))
    ]
    assert guilty == []


def test_web_calls_queries_and_actions_never_models():
    touching = re.compile(
        r"^\s*from stegvis\.\w+(?:\.\w+)*\.models|^\s*from stegvis\.\w+ import models|\.objects\b", re.MULTILINE
    )
    guilty = {
        relative(path): found.group(0).strip()
        for path in (SOURCE / "web").rglob("*.py")
        if (found := touching.search(path.read_text()))
    }
    assert guilty == {}


ORDER = (
    "ui",
    "audit",
    "access",
    "questionnaires",
    "catalogue",
    "course",
    "care",
    "messaging",
    "authoring",
    "web",
    "config",
)


def test_template_includes_point_down():
    naming = re.compile(r"""{%\s*(?:include|extends)\s+["']([\w-]+)/""")
    audiences = {"resident", "clinician", "studio", "region", "entrance", "media"}
    guilty = []
    for path in SOURCE.rglob("*.html"):
        room = path.relative_to(SOURCE).parts[0]
        for target in naming.findall(path.read_text()):
            owner = "web" if target in audiences else target
            if owner in ORDER and ORDER.index(owner) > ORDER.index(room):
                guilty.append(f"{relative(path)} → {target}")
    assert guilty == []


def test_no_inline_script_or_style_in_own_templates():
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\sstyle=|\son\w+=", re.IGNORECASE)
    guilty = [
        relative(path)
        for path in SOURCE.rglob("*.html")
        if path.relative_to(SOURCE).parts[0] != "authoring" and inline.search(path.read_text())
    ]
    assert guilty == []
