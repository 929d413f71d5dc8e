"""`manage.py serve`: the whole service on one machine, from an empty folder to an answering page.

Brings the database, the static files and the message catalogues up to date, makes the demo region when in
demo mode, then runs the web server and the worker side by side until it is told to stop. Larger
installations run the two on their own; docs/operations.md says how.
"""

import hashlib
import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from stegvis.config.catalogues import compile_catalogues

WEB_PROCESSES = 2
# SQLite has one writer at a time: more threads than this only wait for each other.
WEB_THREADS = 4
START_WITHIN = 60.0
STOP_WITHIN = 10.0


class CannotServe(Exception):
    """Something stands in the way of starting; the sentence says what to do."""


class Command(BaseCommand):
    """Starts everything, waits until it answers, and stops everything."""

    help = "Starts Stegvis: database, static files, demo region (in demo mode), web server and worker."
    # Checked by migrate below; once is enough.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._serve()
        except CannotServe as why:
            self.stderr.write(self.style.ERROR(str(why)))
            raise SystemExit(1) from None

    def _serve(self) -> None:
        host = os.environ.get("STEGVIS_HOST", "127.0.0.1")
        port = int(os.environ.get("PORT", "8000"))
        require_free(host, port)
        for sentence, step in self._preparations():
            self.stdout.write(sentence)
            self.stdout.flush()
            step()
        children = Children()
        try:
            children.start("webbservern", web_server(host, port))
            children.start("arbetaren", [sys.executable, sys.argv[0], "work"])
            wait_until_answering(host, port, children)
            self.stdout.write(self.style.SUCCESS(f"Stegvis är igång: öppna http://localhost:{port}"))
            self.stdout.flush()
            children.wait()
        except Stopped:
            self.stdout.write("Stegvis stannar.")
        finally:
            children.stop()

    def _preparations(self) -> list[tuple[str, Callable[[], object]]]:
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
        steps: list[tuple[str, Callable[[], object]]] = [
            ("Förbereder databasen", lambda: call_command("migrate", verbosity=0, interactive=False)),
            ("Förbereder texter och utseende", prepare_files),
            ("Förbereder frågeformulären", lambda: run_quietly("load_questionnaires")),
        ]
        if settings.STEGVIS_DEMO and "demo" in get_commands():
            # A process of its own: making two hundred residents should not stay in this one's memory.
            steps.append(("Gör demoregionen i ordning", lambda: run_command("demo")))
        # Last, since it mirrors the roles that are there by then.
        steps.append(("Stämmer av rollerna", lambda: run_quietly("project_roles")))
        return steps


def require_free(host: str, port: int) -> None:
    """Refuses before anything is done when somebody already listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServe(f"Port {port} är upptagen. Välj en annan: PORT={port + 1} make run") from error


def run_quietly(name: str) -> None:
    """Runs a small command that is harmless to repeat; what went well needs no words."""
    with io.StringIO() as unread:
        call_command(name, stdout=unread)


def run_command(name: str) -> None:
    """Runs one of our own commands to its end and passes its words on."""
    if subprocess.run([sys.executable, sys.argv[0], name], check=False).returncode:
        raise CannotServe(f"Steget {name} gick inte att slutföra. Felet står ovanför.")


def prepare_files() -> None:
    """Compiles the catalogues, and collects the static files when one of them has changed."""
    compile_catalogues()
    # Beside the folder, not in it: what lies there is served.
    stamp = Path(settings.STATIC_ROOT).with_suffix(".collected")
    now = fingerprint_of_static_files()
    if not stamp.exists() or not any(Path(settings.STATIC_ROOT).iterdir()) or stamp.read_text() != now:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(now)


def fingerprint_of_static_files() -> str:
    """Changes when a static file comes, goes, grows or is saved; reads no contents."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def web_server(host: str, port: int) -> list[str]:
    """The command line of granian. Its own log says only what goes wrong."""
    flags = ["--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"]
    flags += ["--workers", os.environ.get("STEGVIS_WEB_PROCESSES", str(WEB_PROCESSES))]
    flags += ["--blocking-threads", os.environ.get("STEGVIS_WEB_THREADS", str(WEB_THREADS))]
    # A worker that dies is started again; the service must not end with it.
    flags += ["--respawn-failed-workers"]
    return [sys.executable, "-m", "granian", *flags, "stegvis.config.wsgi:application"]


class Stopped(Exception):
    """Somebody asked the service to end."""


class Children:
    """The processes that make up the service. When one ends, all end."""

    def __init__(self) -> None:
        self.running: list[tuple[str, subprocess.Popen[bytes]]] = []
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)

    def start(self, name: str, command: list[str]) -> None:
        # A session of its own: Ctrl-C reaches only us, and we stop the children in good order, once.
        self.running.append((name, subprocess.Popen(command, start_new_session=True)))

    def wait(self) -> NoReturn:
        """Lasts until somebody asks for an end, or a child ends without being asked; raises either way."""
        while True:
            self.require_alive()
            time.sleep(0.5)

    def require_alive(self) -> None:
        for name, process in self.running:
            code = process.poll()
            if code is not None:
                raise CannotServe(f"Stegvis stannar, för {name} slutade oväntat (kod {code}). Felet står ovanför.")

    def stop(self) -> None:
        """Asks every child to finish what it is doing, and ends those that do not."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for _, process in self.running:
            process.terminate()
        deadline = time.monotonic() + STOP_WITHIN
        for _, process in self.running:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        raise Stopped


def wait_until_answering(host: str, port: int, children: Children) -> None:
    """Returns when a page has come back, whatever it says; raises when it takes too long."""
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        children.require_alive()
        status = ask_for_start_page(host, port)
        if status >= 500:
            raise CannotServe(f"Webbservern svarar, men startsidan ger felet {status}. Felet står ovanför.")
        if status:
            return
        time.sleep(0.2)
    raise CannotServe(f"Webbservern svarade inte inom {START_WITHIN:.0f} sekunder.")


def ask_for_start_page(host: str, port: int) -> int:
    """The status of the start page, a redirect or a refusal included; 0 when nobody answers yet."""
    here = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(here, port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
