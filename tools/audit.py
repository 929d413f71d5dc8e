"""What we lean on: is it what the locks say, is each of it asked for, and is anything known to be wrong with it. No network.

What is known comes in a file that somebody brings (`make check ADVISORIES=FILE`, tools/advisories.py). Without one it is
said that nobody has looked, never that all is well.
"""

import argparse
import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import advisories  # noqa: E402

LOCK = ROOT / "requirements-dev.lock"
# The provider of e-ID that the journeys sign in with; no installation has it.
OF_THE_TESTS = ROOT / "tests/provider/package-lock.json"
# What makes an environment before any lock is read.
TOOLS = {"pip", "setuptools", "wheel"}
# What comes with a package that is asked for and belongs to its interface; the browser draws the demo's pictures, by hand.
BROUGHT = {"modelsearch": "wagtail", "taggit": "wagtail", "urllib3": "requests", "playwright": "playwright"}
OWN = {"stegvis", "tests", "tools", "bench"}
_LOCKED = re.compile(r"^([A-Za-z0-9_.\-]+)(?:\[[a-z,]+\])?==([^\s;]+)", re.MULTILINE)


def plain(name: str) -> str:
    """A package's name as indexes compare them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> dict[str, str]:
    """Name → version of a lock file."""
    return {plain(name): version for name, version in _LOCKED.findall(text)}


def strangers(installed: Iterable[tuple[str, str]], lock: dict[str, str]) -> list[str]:
    """What is installed and not locked, or in another version."""
    return sorted(
        f"{name} {version} is installed; the lock has {lock.get(plain(name), 'nothing')}"
        for name, version in installed
        if plain(name) not in TOOLS and lock.get(plain(name)) != version
    )


def imported(folder: Path) -> set[str]:
    """The first word of every absolute import below a folder."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - OWN


def unasked(modules: Iterable[str], project: str, providers: dict[str, list[str]]) -> list[str]:
    """Modules that the service imports without pyproject.toml asking for a package that brings them."""
    read = tomllib.loads(project)
    asked, tests = (
        {plain(re.split(r"[\[<>=!~; ]", row)[0]) for row in rows}
        for rows in (read["project"]["dependencies"], read.get("dependency-groups", {}).get("dev", []))
    )
    return sorted(
        each
        for each in modules
        if BROUGHT.get(each) not in asked | tests and not asked & {plain(name) for name in providers.get(each, [])}
    )


def vulnerable(place: Path) -> tuple[list[str], str]:
    """Lines of what is known to be wrong with what is locked, and how new the knowledge is. Raises CannotRead."""
    found = advisories.read(place)
    npm = {
        name.rpartition("node_modules/")[2]: row["version"]
        for name, row in json.loads(OF_THE_TESTS.read_text(encoding="utf-8"))["packages"].items()
        if name
    }
    lines = advisories.known(locked(LOCK.read_text(encoding="utf-8")), found)
    return [*lines, *(f"{line} (bara i proven)" for line in advisories.known(npm, found, "npm"))], advisories.newest(
        found
    )


def main() -> int:
    """0 where nothing is wrong; with `--announce` a known fault is told and does not count."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--advisories", type=Path, help="a file, a folder or a zip of advisories in OSV's form")
    arguments.add_argument("--announce", action="store_true", help="tell of known faults only, and never fail")
    asked = arguments.parse_args()
    faults, said = _known(asked.advisories)
    if asked.announce:
        print(said)
        return 0
    wrong = [*_locks(), *faults]
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


def _known(place: Path | None) -> tuple[list[str], str]:
    """What is wrong, and all of it in words."""
    if place is None:
        return (
            [],
            "Kända sårbarheter är inte eftersökta: make check ADVISORIES=FIL jämför låsen med en fil i OSV:s form.",
        )
    try:
        lines, day = vulnerable(place)
    except advisories.CannotRead as error:
        return [str(error)], f"Kända sårbarheter är inte eftersökta: {error}"
    said = "\n".join(f"KÄND SÅRBARHET: {line}" for line in lines) or "Inga kända sårbarheter i det som är låst"
    return lines, f"{said}\nKunskapen är från {day or 'okänd dag'}."


def _locks() -> list[str]:
    wrong = strangers(
        ((each.metadata["Name"], each.version) for each in distributions()), locked(LOCK.read_text(encoding="utf-8"))
    )
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wrong += [
        f"{name} is imported, and pyproject.toml does not ask for it"
        for name in unasked(imported(ROOT / "stegvis"), project, dict(packages_distributions()))
    ]
    return wrong


if __name__ == "__main__":
    sys.exit(main())
