"""`python -m bench`: lay the scene, start both servers, measure, print and write bench/latest.json."""

import argparse
import atexit
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import repeat
from pathlib import Path
from typing import Any

from bench.asking import Ask
from bench.inside import cost_of
from bench.measuring import Lane, percentile, run_round, warm
from bench.processes import ROOT, CannotMeasure, Server
from bench.rows import BARE, ROWS, Result, Row, requests_of, table
from tests.cluster import binaries

LATEST = Path(__file__).resolve().parent / "latest.json"
RESIDENTS = 300
QUICK = 200
# Real secrets and addresses must not leak into the demo's settings.
FOREIGN = ("STEGVIS_SECRET_KEY", "STEGVIS_KEYS", "STEGVIS_HASH_KEY", "STEGVIS_HOSTS", "STEGVIS_BASE_URL")


def read_arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="the best of these counts (3)")
    parser.add_argument("--requests", type=int, default=2000, help="requests a round and row (2000)")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} requests a round")
    parser.add_argument("--residents", type=int, default=RESIDENTS, help="residents on the unit (300)")
    parser.add_argument("--only", action="append", choices=[row.key for row in ROWS], help="this row; may be repeated")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument(
        "--waiting", type=int, default=100_000, help="courses that wait while others are settled (0: no)"
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a bar does not hold")
    asked = parser.parse_args(given)
    asked.requests = QUICK if asked.quick else asked.requests
    asked.rows = [row for row in ROWS if not asked.only or row.key in asked.only]
    return asked


def main() -> int:
    """Measure and tell."""
    asked = read_arguments()
    kept = tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
    # At exit, and so after the servers and a database cluster, which stops at exit too, but registers later.
    atexit.register(kept.cleanup)
    with ExitStack() as stack:
        folder = Path(kept.name)
        try:
            results = Bench(asked, folder, stack).results()
        except CannotMeasure as why:
            print(why, file=sys.stderr)
            return 1
    LATEST.write_text(json.dumps([result.to_json() for result in results], indent=2, ensure_ascii=False) + "\n")
    print(f"\n{table(results)}\n\nSkrivet till {LATEST.relative_to(ROOT)}")
    if asked.waiting and binaries() and not asked.only:
        # A database of its own, when everything else has let go of the machine.
        subprocess.run([sys.executable, "-m", "bench.worker", "--many", str(asked.waiting)], cwd=ROOT, check=False)
    return int(asked.strict and any(result.holds is False for result in results))


class Bench:
    """One run: folder, databases, scene, servers, rounds."""

    def __init__(self, asked: argparse.Namespace, folder: Path, stack: ExitStack) -> None:
        self._asked, self._folder, self._stack = asked, folder, stack
        self._rows: list[Row] = asked.rows
        self._database_pids: list[int] = []
        self._addresses = self._databases()

    def results(self) -> list[Result]:
        """From an empty folder to the numbers."""
        for name in FOREIGN:
            os.environ.pop(name, None)
        own = {"STEGVIS_DEMO": "1", "STEGVIS_VAR": str(self._folder), "DATABASE_URL": self._addresses["stegvis"]}
        os.environ.update(own)
        self._say("Lägger scenen")
        scene = self._scene()
        bare = self._bare()
        lanes = self._lanes(scene.streams, bare, own)
        scene.prepare()
        for lane in lanes:
            warm(lane)
        for number in range(self._asked.rounds):
            self._say(f"Omgång {number + 1} av {self._asked.rounds}")
            scene.prepare()
            run_round(lanes, self._database_pids)
        told = self._told(lanes, {**scene.queries, BARE: bare["queries"]})
        return [*told, *self._inside(scene.pieces, told[0].cpu_ms)]

    def _inside(self, pieces: dict[str, Callable[[], object]], bare_ms: float) -> list[Result]:
        """Pieces of work without a server, when nobody else works."""
        results = []
        for row in (row for row in self._rows if row.inside):
            cost = cost_of(pieces[row.key], self._asked.rounds)
            p50, p95 = percentile(cost.walls, 0.5), percentile(cost.walls, 0.95)
            count = len(cost.walls) // self._asked.rounds
            results.append(Result(row, cost.cpu_ms, bare_ms, 0, p50, p95, count, self._asked.rounds, cost.peak_kb))
        return results

    def _databases(self) -> dict[str, str]:
        if self._asked.database == "sqlite":
            return {name: f"sqlite:///{self._folder / name}.sqlite3" for name in ("stegvis", BARE)}
        from bench.postgres import start

        address, pid = start(self._folder, ("stegvis", BARE))
        self._database_pids = [pid]
        return {name: f"{address}/{name}" for name in ("stegvis", BARE)}

    def _scene(self) -> Any:
        import django

        os.environ["DJANGO_SETTINGS_MODULE"] = "stegvis.config.settings"
        django.setup()
        from bench.scene.making import make_scene

        started = time.monotonic()
        scene = make_scene(self._rows, self._asked.residents)
        self._say(f"Scenen ligger ({time.monotonic() - started:.0f} s, {self._asked.residents} invånare)")
        return scene

    def _bare(self) -> Any:
        environment = {**os.environ, "DATABASE_URL": self._addresses[BARE]}
        done = subprocess.run(
            [sys.executable, "-m", "bench.bare"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CannotMeasure(done.stderr)
        return json.loads(done.stdout)

    def _lanes(self, asks: dict[str, Iterator[Ask]], bare: Any, own: dict[str, str]) -> list[Lane]:
        servers = {
            BARE: Server(BARE, "bench.bare.wsgi:application", {"DATABASE_URL": self._addresses[BARE]}),
            "stegvis": Server("stegvis", "stegvis.config.wsgi:application", own),
        }
        for server in servers.values():
            self._stack.callback(server.stop)
        for server in servers.values():
            server.wait()
        bare_lane = Lane(BARE, servers[BARE], repeat(Ask("/sida/", bare["cookie"])), self._asked.requests)
        asked = [row for row in self._rows if not row.inside]
        own_lanes = [Lane(row.key, servers["stegvis"], asks[row.key], self._count(row)) for row in asked]
        return [bare_lane, *own_lanes]

    def _count(self, row: Row) -> int:
        # A submission more than there are residents would meet answers that are already sent.
        return min(requests_of(row, self._asked.requests), self._asked.residents - 1 if row.uses_up else 10**9)

    def _told(self, lanes: list[Lane], queries: dict[str, int]) -> list[Result]:
        bare_ms = lanes[0].best()[0]
        rows = {BARE: Row(BARE, BARE), **{row.key: row for row in self._rows}}
        results = []
        for lane in lanes:
            cost, walls = lane.best()
            p50, p95 = percentile(walls, 0.5), percentile(walls, 0.95)
            results.append(
                Result(rows[lane.key], cost, bare_ms, queries[lane.key], p50, p95, lane.requests, self._asked.rounds)
            )
        return results

    def _say(self, words: str) -> None:
        print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
