"""The service as `make run` starts it, in a folder and on a port of its own: web server, worker, database."""

import hashlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "journeys"
START_WITHIN = 60.0
# The stories are one person at a time; a second process only costs memory.
WEB = ["--interface", "wsgi", "--no-ws", "--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]


@dataclass
class Service:
    """A running Stegvis. `what` is said to small_region: an empty argument gives a region without programs."""

    folder: Path
    what: str = ""
    port: int = 0
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    # Settings of this installation beside those of every story.
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    @property
    def untouched(self) -> Path:
        """A copy of the region from before it was started."""
        return self.folder.with_name(f"{self.folder.name}-untouched")

    @property
    def log(self) -> Path:
        """What the processes said."""
        return self.folder / "service.log"

    def start(self) -> None:
        """Lay out, then start both processes and wait for a page."""
        self.port = free_port()
        self.prepares_static_files()
        self.runs("-m", "tests.journeys.small_region", *([self.what] if self.what else []))
        shutil.copytree(self.folder, self.untouched, ignore=shutil.ignore_patterns("static"))
        self.rises()
        self.spawns("manage.py", "work")

    def once_more(self, folder: Path) -> "Service":
        """The same region as it was before anybody visited it; only its web server runs, so that it can be killed."""
        other = self.copied(folder)
        other.rises()
        return other

    def copied(self, folder: Path) -> "Service":
        """The same region as it was before anybody visited it, on a port of its own; it does not run yet."""
        shutil.copytree(self.untouched, folder)
        shutil.copytree(self.folder / "static", folder / "static", copy_function=os.link)
        return Service(folder, self.what, free_port())

    def rises(self) -> None:
        """The web server, on its port; waits for a page."""
        address = ["--host", "127.0.0.1", "--port", str(self.port)]
        self.spawns("-m", "granian", *WEB, *address, "stegvis.config.wsgi:application")
        self.waits()

    def dies(self) -> None:
        """Everything that runs, at once and without a word: kill -9."""
        for process in self.running:
            subprocess.run(["pkill", "-KILL", "-P", str(process.pid)], check=False)
            process.kill()
            process.wait()
        self.running.clear()

    def stop(self) -> None:
        """End both."""
        for process in self.running:
            process.send_signal(signal.SIGTERM)
        for process in self.running:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        self.running.clear()

    def complaints(self) -> list[str]:
        """Errors that the server wrote to its log."""
        return [line for line in self.log.read_text().splitlines() if " ERROR " in line or "Traceback" in line]

    def environment(self) -> dict[str, str]:
        """What `make run` sets, and nothing of the shell's own installation."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("STEGVIS_", "DATABASE_URL"))}
        return {
            **kept,
            "STEGVIS_DEMO": "1",
            "STEGVIS_VAR": str(self.folder),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "stegvis.config.settings",
            "PYTHONPATH": str(ROOT),
            **self.settings,
        }

    def runs(self, *arguments: str) -> None:
        """A command to its end; it must go well."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def spawns(self, *arguments: str) -> None:
        """A process that goes on beside us."""
        with self.log.open("ab") as log:
            self.running.append(
                subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=self.environment(), stdout=log, stderr=log)
            )

    def prepares_static_files(self) -> None:
        """Collected once for each state of the sources: compressing all of upstream's files takes long."""
        kept = CACHE / f"static-{_fingerprint()}"
        if not kept.exists():
            CACHE.mkdir(parents=True, exist_ok=True)
            for old in CACHE.glob("static-*"):
                shutil.rmtree(old, ignore_errors=True)
            (self.folder / "static").mkdir(parents=True, exist_ok=True)
            self.runs("-c", "from stegvis.config.catalogues import compile_catalogues as c; c()")
            self.runs("manage.py", "collectstatic", "--noinput", "-v", "0")
            shutil.move(self.folder / "static", kept)
        # Linked file by file: another run may replace what is kept while this one still serves it.
        shutil.copytree(kept, self.folder / "static", copy_function=os.link)

    def waits(self) -> None:
        """Until a page comes back."""
        until = time.monotonic() + START_WITHIN
        while time.monotonic() < until:
            assert all(process.poll() is None for process in self.running), self.log.read_text()[-4000:]
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                connection.request("GET", "/halsa", headers={"Host": "localhost"})
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.2)
            finally:
                connection.close()
        raise AssertionError(f"no answer in time: {self.log.read_text()[-4000:]}")


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fingerprint() -> str:
    """Of every static file of ours, every text, and the locked libraries."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "stegvis").rglob("*")):
        if path.is_file() and ("static" in path.parts or path.suffix == ".po"):
            digest.update(path.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]
