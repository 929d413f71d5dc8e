"""What we lean on: is it what the locks say, and is each of it asked for. No network.

Whether a locked version is known to be vulnerable is not asked here: no source of that knowledge may be named in the
project. Whoever runs an installation asks their own (docs/asvs.md, 15.2.1).
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.lock"
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


def main() -> int:
    """0 where nothing is wrong."""
    wrong = strangers(
        ((each.metadata["Name"], each.version) for each in distributions()), locked(LOCK.read_text(encoding="utf-8"))
    )
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wrong += [
        f"{name} is imported, and pyproject.toml does not ask for it"
        for name in unasked(imported(ROOT / "stegvis"), project, dict(packages_distributions()))
    ]
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
