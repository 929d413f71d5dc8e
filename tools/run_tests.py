"""Runs the parts of the test suite in order, each with a time and a budget, and says at the end how it went.

`make test`, `make quick`, `make check` and `make journey` call this. It only arranges: what a test needs
is the business of tests/conftest.py.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.cluster import binaries  # noqa: E402

PYTEST = [sys.executable, "-m", "pytest", "-q"]
BOTH_CORES = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
# Few and long: those that share something dear to lay say so themselves (xdist_group).
BY_GROUP = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadgroup"]
# What fell is kept apart from what other runs of pytest in this checkout remember.
OWN_CACHE = ["-o", "cache_dir=.cache/webblasare"]
RESERVE = 2 * 60
WHOLE = 30 * 60
INSTALLATION = "installation"
CHECKS = [
    ("lint", [sys.executable, "-m", "ruff", "check", "--quiet", "."]),
    ("format", [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."]),
    ("väggar", [str(ROOT / ".venv/bin/lint-imports"), "--no-logo"]),
    ("typer", [sys.executable, "-m", "mypy", "--no-error-summary"]),
    ("beroenden", [sys.executable, "tools/audit.py"]),
]
# A file of what is known to be wrong with the packages we lean on, where somebody has brought one.
ADVISORIES = os.environ.get("ADVISORIES", "")
KNOWN = ["--advisories", ADVISORIES] if ADVISORIES else []
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped)\b")
CLOSING = re.compile(r"^(=+ )?((\d+ [a-z]+, )*\d+ [a-z]+|no tests ran) in [\d.]+s")
FELL = re.compile(r"^(FAILED|ERROR) (\S+\.py\S*)")
SKIPPED = "HOPPADE ÖVER:"
AGAIN = "KÖRDA OM:"
ONE_AT_A_TIME = ["--last-failed", "--last-failed-no-failures", "none", "-n", "0"]


@dataclass
class Part:
    """One row of the closing table."""

    name: str
    budget: int
    command: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    with_checks: bool = False
    # A browser on a loaded machine may fall for no fault of ours: what fell is run once more, and that is announced.
    second_try: bool = False
    seconds: float = 0
    passed: bool = True
    run_again: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    """What the whole run came to."""

    counts: Counter[str] = field(default_factory=Counter)
    skipped: list[str] = field(default_factory=list)


@dataclass
class Run:
    """What one run of pytest said: whether it went well, and which tests fell or had an error around them."""

    code: int = 1
    fell: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """5 means that no test matched: a part may be empty, a run may not (see main)."""
        return self.code in (0, 5)

    def may_be_tried_again(self) -> bool:
        """An error around a test that went well is about more than that test, as when the service complains.

        1 means that the run came to its end and that something fell in it.
        """
        return self.code == 1 and bool(self.fell) and set(self.errors) <= set(self.fell)


def parts_of_everything() -> list[Part]:
    parts = [
        Part("snabba", 110, [*PYTEST, "-m", "quick", *BOTH_CORES], with_checks=True),
        Part("SQLite", 380, [*PYTEST, "-m", "not quick", *BOTH_CORES]),
        # Who may open what is asked of every route for everybody: no database decides that, and it takes minutes.
        Part(
            "PostgreSQL",
            335,
            [*PYTEST, "-m", "database", "--ignore=tests/matrix", *BOTH_CORES],
            {"STEGVIS_TEST_DB": "postgres"},
        ),
        Part("webbläsare", 580, [*PYTEST, *OWN_CACHE, "tests/journeys"], second_try=True),
    ]
    hard = [f"tests/{name}" for name in ("crash", "fuzz") if any((ROOT / "tests" / name).glob("test_*.py"))]
    if hard:
        parts.append(Part("krasch och fuzz", 200, [*PYTEST, *hard, *BY_GROUP]))
    return parts


def run_checks(report: list[str], known: Sequence[str] = ()) -> bool:
    """Lint, format, walls, types and dependencies, one after the other; what they say is kept for when they fail."""
    passed = True
    for name, command in [*CHECKS[:-1], (CHECKS[-1][0], [*CHECKS[-1][1], *known])]:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            passed = False
            report.append(f"--- {name} ---\n{done.stdout}{done.stderr}".rstrip())
    return passed


def what_is_known() -> str:
    """Whether anything is known to be wrong with what we lean on, or that nobody has looked. It fails no test: what becomes
    known tomorrow is not a fault of today's change."""
    asked = [*CHECKS[-1][1], *KNOWN, "--announce"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "Kända sårbarheter är inte eftersökta: tools/audit.py gick inte att köra."


def run_pytest(part: Part, command: list[str], outcome: Outcome, within: float) -> Run:
    """Shows the lines as they come and reads the counts off pytest's closing line."""
    environment = {**os.environ, **part.environment, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    # A test that hangs must not take the whole half hour with it. Asked first, so that pytest ends what it started.
    alarm = threading.Timer(within, process.send_signal, [signal.SIGINT])
    last_word = threading.Timer(within + 30, process.kill)
    alarm.start()
    last_word.start()
    closed = False
    run = Run()
    for line in process.stdout or ():
        print(line, end="", flush=True)
        if CLOSING.match(line):
            closed = True
            for number, word in COUNT.findall(line):
                outcome.counts["failed" if word.startswith("error") else word] += int(number)
        elif line.startswith(SKIPPED):
            outcome.skipped.append(line.removeprefix(SKIPPED).strip())
        elif fell := FELL.match(line):
            (run.fell if fell.group(1) == "FAILED" else run.errors).append(fell.group(2))
    run.code = process.wait()
    if not alarm.is_alive():
        print(f"Avbruten: {part.name} höll på längre än budget och reserv tillsammans.")
        run.code = run.code or 1
    alarm.cancel()
    last_word.cancel()
    if run.code and not closed:
        outcome.counts["failed"] += 1
    return run


def run_tests(part: Part, outcome: Outcome, spare: float) -> bool:
    """Once; and what fell once more by itself, where the part has a second try, within the same time.

    `spare`: seconds that the parts before have left of their budgets, or taken from the reserve where it is negative.
    """
    until = time.monotonic() + part.budget + RESERVE + spare
    failed_before = outcome.counts["failed"]
    run = run_pytest(part, part.command, outcome, until - time.monotonic())
    if run.passed or not part.second_try or not run.may_be_tried_again():
        return run.passed
    part.run_again = run.fell
    outcome.counts["failed"] = failed_before
    print(f"\n-- körs om: {', '.join(run.fell)} --", flush=True)
    return run_pytest(part, [*part.command, *ONE_AT_A_TIME], outcome, until - time.monotonic()).code == 0


def run_part(part: Part, outcome: Outcome, spare: float) -> None:
    print(f"\n== {part.name} ==", flush=True)
    started = time.monotonic()
    report: list[str] = []
    results: list[bool] = []
    checks = threading.Thread(target=lambda: results.append(run_checks(report)))
    if part.with_checks:
        checks.start()
    if part.command:
        results.append(run_tests(part, outcome, spare))
    if part.with_checks:
        checks.join()
        outcome.counts["failed"] += len(report)
    if report:
        print("\n".join(report), flush=True)
    part.passed = all(results)
    part.seconds = time.monotonic() - started


def table(parts: list[Part]) -> str:
    rows = []
    for part in parts:
        verdict = "" if part.passed else "  föll"
        late = "  över budget" if part.seconds > part.budget else ""
        again = f"  körda om: {len(part.run_again)}" if part.run_again else ""
        rows.append(f"{part.name:<18}{clock(part.seconds):>7}{clock(part.budget):>9}{verdict}{late}{again}")
    if parts[0].name == INSTALLATION:
        total = sum(part.seconds for part in parts)
        rows.append(f"{'allt, med reserv':<18}{clock(total):>7}{clock(WHOLE):>9}")
    return "\n".join([f"{'del':<18}{'tid':>7}{'budget':>9}", *rows])


def clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def run_all(parts: list[Part], done: list[Part]) -> int:
    """Runs until something fails; prints the table whatever happened, and the totals last."""
    outcome = Outcome()
    for part in parts:
        if part.environment.get("STEGVIS_TEST_DB") == "postgres" and binaries() is None:
            outcome.skipped.append("PostgreSQL, för att det saknas. Installera med: sudo apt-get install postgresql")
            continue
        run_part(part, outcome, sum(each.budget - each.seconds for each in done))
        done.append(part)
        if not part.passed:
            break
    print(f"\n{table(done)}")
    for suite in outcome.skipped:
        print(f"{SKIPPED} {suite}")
    for part in done:
        if part.run_again:
            went = "gick väl andra gången" if part.passed else "föll igen"
            print(f"{AGAIN} {len(part.run_again)} i {part.name}, {went}: {', '.join(part.run_again)}")
    print(what_is_known())
    failed = any(not part.passed for part in done) or bool(outcome.skipped and os.environ.get("CI") == "true")
    counts = outcome.counts
    skips = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    print(f"\n{counts['passed']} passed, {counts['failed']} failed{skips}")
    ran = counts["passed"] + counts["failed"] > 0 or not any(part.command for part in done)
    return 1 if failed or not ran else 0


def journeys(name: str | None) -> int:
    stories = sorted((ROOT / "tests/journeys").glob("test_*.py"))
    if name is None:
        print("Välj en berättelse: make journey NAME=…")
        print("\n".join(f"  {story.stem.removeprefix('test_')}" for story in stories))
        return 0
    code = subprocess.run([*PYTEST, "-s", "tests/journeys", "-k", name], cwd=ROOT, check=False).returncode
    if code == 5:
        print(f"Ingen berättelse heter {name}. `make journey` listar dem.")
    return code


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("what", choices=["all", "quick", "check", "journey"])
    arguments.add_argument("--started", type=float, help="when the installation began, in seconds since 1970")
    arguments.add_argument("--name", help="the browser story to run")
    asked = arguments.parse_args()
    if asked.what == "journey":
        return journeys(asked.name)
    if asked.what == "check":
        report: list[str] = []
        passed = run_checks(report, KNOWN)
        print("\n".join(report) if report else "Lint, format, väggar, typer och beroenden: allt väl.")
        print(what_is_known())
        return 0 if passed else 1
    if asked.what == "quick":
        return run_all(parts_of_everything()[:1], [])
    install = Part(INSTALLATION, 75, seconds=time.time() - asked.started if asked.started else 0)
    return run_all(parts_of_everything(), [install])


if __name__ == "__main__":
    sys.exit(main())
