"""Heads of the chains, noted outside the database: what was sealed by then cannot be cut off or rebuilt unseen.

A file of lines, one JSON object each. The worker adds a line for each seal where `STEGVIS_LOG_HEADS` names a file;
`manage.py verify_log --write-head` adds one for each provider, with what is not sealed yet.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from stegvis.audit.models import Seal


@dataclass(frozen=True, slots=True)
class Head:
    """How far a provider's log had come. `tail`: id and digest of what was written and not sealed."""

    provider_id: str
    number: int
    last_id: int
    digest: str
    at: str
    tail: tuple[tuple[int, str], ...] = ()


class CannotReadHeads(Exception):
    """The file of heads is not one of ours, or a line of it is broken."""


def note(seal: Seal) -> None:
    """Add a line for a seal, where the installation keeps heads. Raises OSError where the file cannot be written."""
    if settings.STEGVIS_LOG_HEADS:
        write(Path(settings.STEGVIS_LOG_HEADS), [head_of(seal)])


def head_of(seal: Seal) -> Head:
    """A seal as a head."""
    return Head(seal.provider_id, seal.number, seal.last_id, seal.digest, seal.sealed_at.isoformat())


def first_head(provider_id: str, at: datetime) -> Head:
    """Of a provider where nothing is sealed yet."""
    return Head(provider_id, 0, 0, "", at.isoformat())


def write(path: Path, heads: Iterable[Head]) -> None:
    """Add lines to the file."""
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(head)) + "\n" for head in heads)


def read(path: Path) -> list[Head]:
    """Every head in the file, in its order. Raises CannotReadHeads."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [json.loads(line) for line in lines if line.strip()]
        return [Head(**{**each, "tail": tuple((int(n), str(d)) for n, d in each.get("tail", ()))}) for each in found]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise CannotReadHeads(f"{path}: {error}") from error
