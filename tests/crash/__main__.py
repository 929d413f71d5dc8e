"""`make crashtest`: workers are killed hundreds of times, and nothing is missing or doubled.

On each database: the scene is laid and copied; one copy is lived through calmly by one worker, the other by
several that are killed. What happened in the two is compared, word for word.
"""

import argparse
import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from stegvis.notifications.pace import AT_ONCE
from tests import cluster
from tests.journeys.service import free_port

ROOT = Path(__file__).resolve().parents[2]
# Killed here, a gateway may have been called without our knowing.
WINDOW = ("vid deliver:mid_send", "efter deliver:claimed", "efter deliver:mid_send")
# Nothing needs to outlive a power cut: processes are killed, not the machine.
MEMORY = Path("/dev/shm")
DATABASES = ("sqlite", "postgres")


def read_arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="crashtest", description=__doc__)
    parser.add_argument("--enrolments", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=220, help="on each database, while a claim is held (220)")
    parser.add_argument("--steps", type=int, default=60, help="of sixteen hours, before the leap to the end (60)")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=DATABASES, action="append", help="this one only; may be repeated")
    return parser.parse_args(given)


@cache
def a_cluster() -> tuple[str, Path]:
    """One PostgreSQL for all regions of this process, and its folder: migrated once."""
    folder = a_folder()
    return cluster.start(folder), folder


def a_folder() -> Path:
    """In memory where that can be; gone when this process ends."""
    where = MEMORY if MEMORY.is_dir() else None
    folder = tempfile.TemporaryDirectory(prefix="crash-", dir=where, ignore_cleanup_errors=True)
    # At exit, and so after a database cluster, which stops at exit too, but registers later.
    atexit.register(folder.cleanup)
    return Path(folder.name)


class Region:
    """One database, twice: calm and rough."""

    script = "tests.crash.rough"

    def __init__(self, database: str, folder: Path) -> None:
        self.database, self.folder = database, folder
        self._address, self._home = a_cluster() if database == "postgres" else ("", folder)
        self._ports: dict[str, int] = {}
        for name in ("calm-gateway", "calm-mailbox", "rough-gateway", "rough-mailbox"):
            self._outside(name)

    def _outside(self, name: str) -> None:
        """The world that is told: what comes is written down, call by call."""
        port = self._ports[name] = free_port()
        module = f"tests.notifications.{name.partition('-')[2]}"
        command = [sys.executable, "-m", module, str(port), str(self.folder / name)]
        # A caller that is killed in the middle of a word makes it complain.
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        atexit.register(process.kill)

    def outside(self, name: str) -> list[dict[str, Any]]:
        """What came there."""
        path = self.folder / name
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def run(self, name: str, *arguments: object) -> None:
        """A process on one of the two; raises when it does not end well."""
        env = {key: value for key, value in os.environ.items() if not key.startswith(("STEGVIS_", "DATABASE_URL"))}
        env |= {"STEGVIS_TEST_FOLDER": str(self.folder), "PYTEST_XDIST_WORKER": name, "PYTHONPATH": str(ROOT)}
        env["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        env["STEGVIS_SMS_URL"] = f"http://127.0.0.1:{self._ports[f'{name}-gateway']}/sms"
        env["STEGVIS_EMAIL_URL"] = f"smtp://127.0.0.1:{self._ports[f'{name}-mailbox']}"
        env["STEGVIS_EMAIL_FROM"] = "stegvis@example.se"
        if self._address:
            env |= {"STEGVIS_TEST_DB": "postgres", "STEGVIS_TEST_CLUSTER": self._address}
            env["STEGVIS_TEST_FOLDER"] = str(self._home)
        log = self.folder / f"{name}.log"
        with log.open("a") as out:
            done = subprocess.run(
                [sys.executable, "-m", self.script, *map(str, arguments)],
                cwd=ROOT, env=env, stdout=out, stderr=out, check=False,
            )  # fmt: skip
        if done.returncode:
            raise AssertionError(f"{self.database}, {name}: {log.read_text()[-6000:]}")

    def copy(self) -> None:
        """The laid scene once more."""
        if not self._address:
            shutil.copytree(self.folder / "rough", self.folder / "calm")
            return
        import psycopg

        with psycopg.connect(f"{self._address}/postgres", autocommit=True) as server:
            server.execute('DROP DATABASE IF EXISTS "stegvis_calm" WITH (FORCE)')
            server.execute('CREATE DATABASE "stegvis_calm" TEMPLATE "stegvis_rough"')

    def both(self, first: tuple[object, ...], asked: argparse.Namespace) -> dict[str, Any]:
        """The two lived through, beside each other; what each says of itself."""
        more = {"calm": first, "rough": (*first, asked.kills, asked.seed, asked.workers)}
        with ThreadPoolExecutor() as pool:
            running = [pool.submit(self.run, name, name, self._told(name), *given) for name, given in more.items()]
        for each in running:
            each.result()
        return {name: json.loads(self._told(name).read_text()) for name in more}

    def _told(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def compare(self, asked: argparse.Namespace) -> dict[str, Any]:
        """Lay, live twice, and tell."""
        self.run("rough", "lay", asked.enrolments, asked.seed)
        self.copy()
        told = self.both((asked.steps,), asked)
        for name in told:
            told[name]["sms"] = Counter(call["key"] for call in self.outside(f"{name}-gateway"))
            told[name]["email"] = Counter(
                mail["id"].strip("<>").partition("@")[0] for mail in self.outside(f"{name}-mailbox")
            )
        return told


def differences(told: dict[str, Any]) -> dict[str, tuple[int, list[str], list[str]]]:
    """For each kind of thing: how many, what is missing, and what is too much."""
    found = {}
    for kind, calm in told["calm"]["happened"].items():
        perfect, rough = Counter(calm), Counter(told["rough"]["happened"][kind])
        found[kind] = (len(calm), list((perfect - rough).elements()), list((rough - perfect).elements()))
    return found


def outside(name: str, told: dict[str, Any]) -> tuple[list[str], bool]:
    """What the gateway and the mail server saw, held against what the service thinks that it sent."""
    sent = told["deliveries"]
    lines, well, repeated = [], not told["untold"] and not sent["not settled"], 0
    for channel in ("sms", "email"):
        came, thought = told[channel], set(sent[channel])
        again = sum(came.values()) - len(came)
        repeated += again
        lines.append(
            f"  {name}, {channel}: {len(thought)} utskick; {sum(came.values())} anrop, {again} upprepade"
            + (" med samma nyckel, alltså ett sms var" if channel == "sms" else " brev, dubbla för mottagaren")
        )
        strays = thought ^ set(came)
        lines += [f"    skiljer: {each}" for each in sorted(strays)[:3]]
        well = well and not strays
    # Killed between calls and their rows: the window that an idempotency key closes, and SMTP cannot.
    window = AT_ONCE * sum(told.get("held", {}).get(place, 0) for place in WINDOW)
    well = well and repeated <= window
    others = {name: len(ids) for name, ids in sent.items() if name not in ("sms", "email", "not settled")}
    lines += [f"    inte skickade, {name}: {count}" for name, count in sorted(others.items())]
    lines += [f"    aldrig framme: {each}" for each in told["untold"][:3]]
    return lines, well


def report(database: str, asked: argparse.Namespace, told: dict[str, Any]) -> tuple[str, bool]:
    """The table, and whether all is well."""
    rough, calm = told["rough"], told["calm"]
    held, beside = rough["held"], rough["beside"]
    named = sum(count for place, count in held.items() if place.startswith("vid"))
    head = (
        f"{database}: {asked.enrolments} inskrivna, {asked.workers} arbetare, frö {asked.seed}; "
        f"{sum(held.values())} dödade med ett anspråk i handen ({named} vid namngivna punkter), "
        f"{sum(beside.values())} därutöver; {rough['seconds']:.0f} s (lugnt {calm['seconds']:.0f} s)"
    )
    lines = [
        head,
        *(f"  {place:<32}{count:>5}" for place, count in sorted({**held, **beside}.items())),
        f"  {'':<14}{'antal':>8}{'saknas':>8}{'för mycket':>12}",
    ]
    if sum(held.values()) < asked.kills:
        lines.append(f"  Bara {sum(held.values())} av {asked.kills} hann dödas: fler inskrivna ger mer att göra.")
    well = True
    for kind, (count, missing, extra) in differences(told).items():
        lines.append(f"  {kind:<14}{count:>8}{len(missing):>8}{len(extra):>12}")
        for name, some in (("saknas", missing), ("för mycket", extra)):
            lines += [f"    {name}: {each[:300]}" for each in some[:3]]
        well = well and not missing and not extra
    for name in ("calm", "rough"):
        if told[name]["not_rebuilt"]:
            well = False
            lines += [f"  {name}: kolumner som fakta inte ger: {each}" for each in told[name]["not_rebuilt"][:3]]
    for name in ("calm", "rough"):
        text, good = outside(name, told[name])
        lines += text
        well = well and good
    lines.append("  effekter: " + ", ".join(f"{kind} {count}" for kind, count in rough["kinds"].items()))
    return "\n".join(lines), well


def main(given: list[str] | None = None) -> int:
    """Both databases, one after the other. 1 when something is missing or doubled."""
    asked = read_arguments(given)
    wanted = asked.database or [each for each in DATABASES if each == "sqlite" or cluster.binaries()]
    well = True
    for database in wanted:
        text, good = report(database, asked, Region(database, a_folder()).compare(asked))
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
        well = well and good
    sys.stdout.write("Inget saknas och inget är dubbelt.\n" if well else "NÅGOT SKILJER.\n")
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())
