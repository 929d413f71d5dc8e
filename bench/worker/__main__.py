"""`python -m bench.worker`: lay, settle with two workers, lay a million more, settle again; JSON on standard output."""

import argparse
import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.processes import ROOT, CannotMeasure, cpu_of
from tests import cluster

WORKERS = 2
# Courses unfolded and written in a second, and how much dearer one may be beside a million that wait.
PER_SECOND, MANY_BESIDE_FEW = 500, 1.25
LATEST = ROOT / "bench" / "latest-worker.json"
# As an installation has it: what is committed is on the disk.
OPTIONS = "-c max_connections=60 -c shared_buffers=512MB -c max_wal_size=4GB"


def main() -> int:
    """Each part in turn."""
    parser = argparse.ArgumentParser(prog="bench.worker", description=__doc__)
    parser.add_argument("--due", type=int, default=4000)
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--works", action="store_true", help="be a worker: says ready, waits for a line, works")
    asked = parser.parse_args()
    if asked.works:
        return _work()
    kept = tempfile.TemporaryDirectory(prefix="bench-worker-", ignore_cleanup_errors=True)
    # At exit, and so after the cluster, which stops at exit too, but registers later.
    atexit.register(kept.cleanup)
    folder = kept.name
    address = cluster.start(Path(folder), OPTIONS)
    os.environ |= {
        "STEGVIS_DEMO": "1", "STEGVIS_VAR": folder, "DATABASE_URL": f"{address}/postgres",
        "DJANGO_SETTINGS_MODULE": "stegvis.config.settings",
    }  # fmt: skip
    told = _measure(asked, int((Path(folder) / "pg/data/postmaster.pid").read_text().split()[0]))
    LATEST.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    sys.stdout.write(table(told))
    return 0


def table(told: dict[str, Any]) -> str:
    """The figures with their bars."""
    head = f"\nklockan, {WORKERS} arbetare, PostgreSQL ({told['course']} var; gräns {PER_SECOND} i sekunden)\n"
    lines = [
        f"{run['waiting']:>9} väntar: {run['per_second']} i sekunden; {run['cpu_ms_each']} ms processor var, "
        f"arbetarna {run['workers_cpu_s']} s, databasen {run['database_cpu_s']} s"
        + ("" if run["per_second"] >= PER_SECOND else "  HÅLLER INTE")
        for run in told["runs"]
    ]
    ratio = told["many_beside_few"]
    verdict = "håller" if ratio <= MANY_BESIDE_FEW else "HÅLLER INTE"
    lines.append(f"många mot få: × {ratio} (gräns {MANY_BESIDE_FEW})  {verdict}")
    return head + "\n".join(lines) + f"\nSkrivet till {LATEST.relative_to(ROOT)}\n"


def _measure(asked: argparse.Namespace, postmaster: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from bench.worker import laying
    from stegvis.course import worlds

    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        sample, due_at = laying.lay_sample()
    told: dict[str, Any] = {"course": laying.told_of(sample), "due": asked.due, "runs": []}
    before = 0
    for waiting in (asked.few, asked.many):
        began = time.monotonic()
        laying.lay_waiting(sample, waiting - before)
        laying.lay_due(sample, due_at, asked.due)
        laid = time.monotonic() - began
        if (due := laying.left(worlds.real_now())) < asked.due:
            raise CannotMeasure(f"{due} av {asked.due} är att göra")
        before = waiting
        run = _run(postmaster)
        told["runs"].append({"waiting": waiting, "laid_s": round(laid, 1), **run})
    few, many = (run["cpu_ms_each"] for run in told["runs"])
    told["many_beside_few"] = round(many / few, 3)
    told["plan"] = laying.plan_of_claim()
    return told


def _run(postmaster: int) -> dict[str, Any]:
    """Two workers until nothing is due."""
    from django.db import connections

    connections.close_all()
    command = [sys.executable, "-m", "bench.worker", "--works"]
    workers = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(WORKERS)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "ready"
    database, began = cpu_of([postmaster]), time.monotonic()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    found = [json.loads(worker.stdout.readline()) for worker in workers if worker.stdout]
    took, database = time.monotonic() - began, cpu_of([postmaster]) - database
    for worker in workers:
        worker.communicate()
    settled, own = sum(each["settled"] for each in found), sum(each["cpu_s"] for each in found)
    return {
        "settled": settled, "seconds": round(took, 2), "per_second": round(settled / took),
        "workers_cpu_s": round(own, 2), "database_cpu_s": round(database, 2),
        "cpu_ms_each": round((own + database) * 1000 / settled, 3), "shares": [each["settled"] for each in found],
    }  # fmt: skip


def _work() -> int:
    import django

    django.setup()
    from stegvis.course.schedule import settle_due
    from stegvis.course.worlds import real_world

    world = real_world()
    # As the service's worker does: what is loaded for good is not looked through again and again.
    gc.collect()
    gc.freeze()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    began, settled, name = time.process_time(), 0, f"bench-{os.getpid()}"
    while found := settle_due(world, worker=name):
        settled += found
    sys.stdout.write(json.dumps({"settled": settled, "cpu_s": time.process_time() - began}) + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
