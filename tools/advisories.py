"""What is known to be wrong with locked versions, by a file of advisories that somebody brings. No network.

The form is OSV's (one advisory a JSON file; a list of them, a folder or a zip of such files). Where the file comes from is
the business of whoever runs this: no source of it is named in the project.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

Advisory = Mapping[str, Any]
# What a set of advisories of a whole ecosystem may come to, so that a wrong file says so and does not fill the memory.
MOST_BYTES = 2_000_000_000


class CannotRead(Exception):
    """There is no such file, or it holds no advisories."""


def read(place: Path) -> list[Advisory]:
    """Every advisory in a file, a folder or a zip. Raises CannotRead."""
    try:
        found = [row for text in _texts(place) for row in _rows(json.loads(text))]
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise CannotRead(f"{place} kan inte läsas: {error}") from error
    if not found:
        raise CannotRead(f"{place} innehåller inga sårbarheter i OSV:s form.")
    return found


def _texts(place: Path) -> Iterator[bytes]:
    if place.is_dir():
        yield from (path.read_bytes() for path in sorted(place.rglob("*.json")))
    elif zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as packed:
            rows = [row for row in packed.infolist() if row.filename.endswith(".json")]
            if sum(row.file_size for row in rows) > MOST_BYTES:
                raise ValueError("för stor")
            yield from (packed.read(row) for row in rows)
    else:
        yield place.read_bytes()


def _rows(said: Any) -> Iterator[Advisory]:
    if isinstance(said, list):
        for each in said:
            yield from _rows(each)
    elif isinstance(said, dict) and isinstance(said.get("vulns"), list):
        yield from _rows(said["vulns"])
    elif isinstance(said, dict) and isinstance(said.get("id"), str):
        yield said


def newest(advisories: Iterable[Advisory]) -> str:
    """The day of the latest change among them, as they say it; empty where none says."""
    return max((str(row.get("modified", ""))[:10] for row in advisories), default="")


def known(locked: Mapping[str, str], advisories: Iterable[Advisory], ecosystem: str = "PyPI") -> list[str]:
    """A line for each advisory that a locked version falls under, one for all its names. Withdrawn ones are passed over."""
    found: dict[str, str] = {}
    for row in advisories:
        if row.get("withdrawn"):
            continue
        for affected in row.get("affected", ()):
            package = affected.get("package", {})
            if package.get("ecosystem") != ecosystem:
                continue
            name = _plain(str(package.get("name", "")), ecosystem)
            version = locked.get(name)
            if version and _falls_under(version, affected):
                also = sorted({str(row["id"]), *map(str, row.get("aliases", ()))})
                mended = ", ".join(_mended(affected, version)) or "inte än"
                # The same fault has a number in each database: one line is enough.
                found.setdefault(
                    f"{name} {version} {also[0]}", f"{name} {version}: {', '.join(also)}; lagad i {mended}"
                )
    return sorted(found.values())


def _plain(name: str, ecosystem: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower() if ecosystem == "PyPI" else name


def _falls_under(version: str, affected: Advisory) -> bool:
    if version in affected.get("versions", ()):
        return True
    ranges = [row for row in affected.get("ranges", ()) if row.get("type") in {"ECOSYSTEM", "SEMVER"}]
    return any(_within(version, row.get("events", ())) for row in ranges)


def _within(text: str, events: Iterable[Mapping[str, str]]) -> bool:
    """By the events in the order of their versions; a version that cannot be read is taken to be inside."""
    try:
        version = Version(text)
        steps = sorted(
            ((_version(at), kind) for event in events for kind, at in event.items()), key=lambda step: step[0]
        )
    except InvalidVersion:
        return True
    inside = False
    for at, kind in steps:
        if kind == "introduced" and version >= at:
            inside = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            inside = False
    return inside


def _version(text: str) -> Version:
    return Version("0.dev0") if text == "0" else Version(text)


def _mended(affected: Advisory, version: str) -> list[str]:
    """Versions that mend it and are later than the one there is."""
    fixed = {
        event["fixed"] for row in affected.get("ranges", ()) if row.get("type") != "GIT" for event in row.get("events", ())
        if "fixed" in event
    }  # fmt: skip
    try:
        return [str(each) for each in sorted(map(Version, fixed)) if each > Version(version)]
    except InvalidVersion:
        return sorted(fixed)
