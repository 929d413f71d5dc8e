"""Byte ranges (RFC 9110, section 14): one range is served, several are answered with the whole file."""

import re
from dataclasses import dataclass
from typing import IO, Self

CHUNK = 64 * 1024

_RANGE = re.compile(r"bytes\s*=\s*(\d*)-(\d*)", re.ASCII)
# A number this long is past the end of any file, and is not worth reading as one.
_LONGEST = 18


class CannotServeRange(ValueError):
    """The range begins after the end of the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """First and last byte, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


def read_range(header: str, size: int) -> Span | None:
    """The span that a Range header asks for; None for the whole file. Raises CannotServeRange.

    What cannot be read, and several ranges at once, count as no range: the standard allows it.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if len(first) > _LONGEST or len(last) > _LONGEST:
        raise CannotServeRange(header[:100])
    if not first:
        return _ending(int(last), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise CannotServeRange(header)
    return Span(int(first), min(int(last), size - 1) if last else size - 1)


def _ending(length: int, size: int) -> Span:
    """The last bytes of the file."""
    if length == 0 or size == 0:
        raise CannotServeRange(f"the last {length} of {size}")
    return Span(max(size - length, 0), size - 1)


class SpanReader:
    """The bytes of a span, piece by piece. Closes the file when it is closed itself, read or not."""

    def __init__(self, file: IO[bytes], span: Span) -> None:
        self._file = file
        self._left = span.length
        file.seek(span.first)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        piece = self._file.read(min(CHUNK, self._left)) if self._left > 0 else b""
        if not piece:
            self.close()
            raise StopIteration
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        """Give the file back."""
        self._file.close()
