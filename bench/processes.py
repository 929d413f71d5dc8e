"""Server processes: started, counted from /proc, stopped."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
START_WITHIN_S = 30.0


class CannotMeasure(Exception):
    """A server did not start, or a page did not answer as it should; the sentence says which."""


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the third on: a name in parentheses may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def tree_of(root: int) -> set[int]:
    """A process and everything below it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int(_stat(int(entry.name))[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    found, added = {root}, {root}
    while added:
        added = {pid for pid, parent in parents.items() if parent in added} - found
        found |= added
    return found


def cpu_of(roots: list[int]) -> float:
    """Seconds of processor time that the trees have used, user and system, children that have ended included."""
    total = 0
    for pid in set().union(*map(tree_of, roots)):
        try:
            total += sum(int(field) for field in _stat(pid)[11:15])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total * TICK_S


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """One web server on a free port, as `manage.py serve` starts it."""

    def __init__(self, name: str, application: str, environment: Mapping[str, str]) -> None:
        from stegvis.config.management.commands.serve import web_server

        self.name, self.port = name, free_port()
        command = [*web_server("127.0.0.1", self.port)[:-1], application]
        self._process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, start_new_session=True)

    @property
    def pid(self) -> int:
        """The root of its processes."""
        return self._process.pid

    def wait(self) -> None:
        """Until it answers anything at all. Raises CannotMeasure."""
        deadline = time.monotonic() + START_WITHIN_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            if self._answers():
                return
            time.sleep(0.1)
        raise CannotMeasure(f"Servern {self.name} svarade inte.")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/")
            return bool(connection.getresponse().status)
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        """Ask it to end; end it if it does not."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
