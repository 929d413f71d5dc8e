"""What we lean on: is it what the locks say, is each of it asked for, and is anything known to be vulnerable.

`make check` asks the first two, which need no network. `make audit` also asks the machine's own package index about each
locked version, within a minute; which index that is, pip knows, and no address stands here. Where it cannot be asked, or
was not, that is said: never that all is well.
"""

import ast
import json
import os
import re
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterable
from importlib.metadata import distributions, packages_distributions
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.lock"
# What makes an environment before any lock is read.
TOOLS = {"pip", "setuptools", "wheel"}
# What comes with a package that is asked for and belongs to its interface; the browser draws the demo's pictures, by hand.
BROUGHT = {"modelsearch": "wagtail", "taggit": "wagtail", "urllib3": "requests", "playwright": "playwright"}
OWN = {"stegvis", "tests", "tools", "bench"}
WITHIN_S, EACH_S = 60, 5
SKIPPED = "HOPPADE ÖVER:"
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


def index() -> str:
    """The machine's own package index, as pip has it; empty where it has none that can be asked over the network."""
    said = os.environ.get("PIP_INDEX_URL") or _pip("config", "get", "global.index-url")
    if not said:
        asked = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
        done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
        said = done.stdout.strip()
    parts = urlsplit(said)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"https", "http"} else ""


def _pip(*words: str) -> str:
    done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def vulnerable(lock: dict[str, str], where: str, within: float = WITHIN_S) -> tuple[list[str], list[str]]:
    """What the index knows of each locked version: (known faults, names that it did not answer about)."""
    until, faults, unanswered = time.monotonic() + within, [], []
    for name, version in lock.items():
        try:
            if time.monotonic() > until:
                raise TimeoutError
            with urllib.request.urlopen(f"{where}/pypi/{name}/{version}/json", timeout=EACH_S) as answer:  # noqa: S310
                rows = json.load(answer)["vulnerabilities"]
            faults += [
                f"{name} {version}: {row['id']}, mended in {row.get('fixed_in') or '–'}"
                for row in rows
                if not row.get("withdrawn")
            ]
        except (OSError, ValueError, KeyError, TypeError):
            unanswered.append(name)
    return faults, unanswered


def main() -> int:
    """0 where nothing is wrong; what could not be asked is told either way."""
    lock = locked(LOCK.read_text())
    wrong = strangers(((each.metadata["Name"], each.version) for each in distributions()), lock)
    wrong += [
        f"{name} is imported, and pyproject.toml does not ask for it"
        for name in unasked(
            imported(ROOT / "stegvis"), (ROOT / "pyproject.toml").read_text(), dict(packages_distributions())
        )
    ]
    if "--known" in sys.argv:
        where = index()
        faults, unanswered = vulnerable(lock, where) if where else ([], list(lock))
        wrong += faults
        if unanswered:
            print(f"{SKIPPED} kända sårbarheter i {len(unanswered)} av {len(lock)} paket: paketindexet svarade inte")
        else:
            print(f"{len(lock)} paket, {len(faults)} kända sårbarheter")
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
