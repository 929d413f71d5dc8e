"""Asking a scanner of malware about a file, in clamd's own protocol. Without one, nothing is said to have been looked at.

clamd's INSTREAM: the command, then pieces, each behind its length in four bytes, then a length of nought. The answer is one
line: `stream: OK`, `stream: NAME FOUND`, or an error. Whatever else comes, or nothing, is no answer.
"""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

WAIT_S = 20
PIECE = 64 * 1024
LONGEST_ANSWER = 4096


class Found(StrEnum):
    """What a scanner says of a file."""

    NOT_ASKED = "not_asked"
    CLEAN = "clean"
    MALWARE = "malware"
    TOO_LARGE = "too_large"
    NO_ANSWER = "no_answer"

    @property
    def may_be_kept(self) -> bool:
        """Where there is a scanner, only what it has seen and passed is kept."""
        return self in {Found.NOT_ASKED, Found.CLEAN}


@dataclass(frozen=True, slots=True)
class Scanner:
    """Where clamd listens: a socket's path, or a host and a port."""

    path: str = ""
    host: str = ""
    port: int = 3310


def read_scanner(url: str) -> Scanner | None:
    """`clamd://host:3310` or `unix:///run/clamav/clamd.ctl`; None where there is none. Raises ValueError."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/"):
        return Scanner(path=parts.path)
    if parts.scheme == "clamd" and parts.hostname and not parts.path.strip("/"):
        return Scanner(host=parts.hostname, port=parts.port or 3310)
    raise ValueError("clamd://HOST:PORT or unix:///PATH")


def scan(scanner: Scanner | None, pieces: Iterable[bytes], wait: float = WAIT_S) -> Found:
    """What the scanner says of a file that comes in pieces. Never raises for what the scanner does."""
    if scanner is None:
        return Found.NOT_ASKED
    try:
        with _connected(scanner, wait) as line:
            return _read(_ask(line, pieces))
    except OSError:
        return Found.NO_ANSWER


def _connected(scanner: Scanner, wait: float) -> socket.socket:
    if not scanner.path:
        return socket.create_connection((scanner.host, scanner.port), timeout=wait)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(wait)
    line.connect(scanner.path)
    return line


def _ask(line: socket.socket, pieces: Iterable[bytes]) -> bytes:
    try:
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            for start in range(0, len(piece), PIECE):
                part = piece[start : start + PIECE]
                line.sendall(len(part).to_bytes(4, "big") + part)
        line.sendall(b"\0\0\0\0")
    except (BrokenPipeError, ConnectionResetError):
        # It has had enough, and has said why before it hung up.
        pass
    said = b""
    while len(said) < LONGEST_ANSWER and not said.endswith(b"\0"):
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said


def _read(said: bytes) -> Found:
    words = said.rstrip(b"\0\n").decode("utf-8", "replace")
    if words == "stream: OK":
        return Found.CLEAN
    if words.startswith("stream: ") and words.endswith(" FOUND"):
        return Found.MALWARE
    return Found.TOO_LARGE if "size limit exceeded" in words else Found.NO_ANSWER
