"""A PostgreSQL for one test run: made in a temporary folder, reached through a socket, gone afterwards."""

import atexit
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

# The cluster lives for minutes: what it writes need not survive a power cut.
OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


class CannotStartPostgres(Exception):
    """PostgreSQL is not installed, or would not start; the message says what to do."""


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version first; None when PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def start(folder: Path, options: str = OPTIONS) -> str:
    """Starts a cluster under `folder`, stops it when this process ends, and gives its address without database."""
    programs = binaries()
    if programs is None:
        raise CannotStartPostgres("PostgreSQL saknas. Installera med: sudo apt-get install postgresql")
    home = folder / "pg"
    home.mkdir()
    folder.chmod(0o755)
    if os.getuid() == 0:
        shutil.chown(home, "postgres")
    data, socket = home / "data", home / "s"
    _as_owner([programs / "initdb", "-D", data, "-U", "stegvis", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"])
    _as_owner(["mkdir", socket])
    options = f"{options} -c listen_addresses='' -c unix_socket_directories='{socket}'"
    _as_owner([programs / "pg_ctl", "-D", data, "-l", home / "log", "-o", options, "-w", "-t", "60", "start"])
    atexit.register(_stop, programs, data, os.getpid())
    return f"postgres://stegvis@{quote(str(socket), safe='')}"


def _stop(programs: Path, data: Path, starter: int) -> None:
    # A forked child ends too; only the process that started the cluster may stop it.
    if os.getpid() == starter:
        _as_owner([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])


def _as_owner(command: list[str | Path]) -> None:
    """PostgreSQL refuses to run as root, so root hands over to the account Debian made for it."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    done = subprocess.run([*prefix, *map(str, command)], capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise CannotStartPostgres(f"{command[0]}: {done.stderr.strip() or done.stdout.strip()}")
