"""What is known of a file once it is ready, and the refusal."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from stegvis.lib.errors import Cannot

CHUNK = 1 << 20


class CannotUseFile(Cannot):
    """The uploaded file is not what its name says, or holds what residents must not get."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file ready to be frozen. `data` is None where the uploaded file itself is kept as it is."""

    hash: str
    mime: str
    size: int
    data: bytes | None = None
    width: int | None = None
    height: int | None = None
    seconds: float | None = None


def ready_bytes(data: bytes, mime: str, *, width: int | None = None, height: int | None = None) -> Ready:
    """A new file made from an uploaded one."""
    return Ready(hashlib.sha256(data).hexdigest(), mime, len(data), data, width, height)


def digest_of(file: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and size, read in pieces; the file stands at its beginning afterwards."""
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(file):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(CHUNK):
        yield piece
    file.seek(0)
