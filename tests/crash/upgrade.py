"""`make upgradetest`: a release moves everybody; what was rehearsed for each is what happens, also under kills.

On each database: residents are laid, the move of each is played through and decided, and the scene is copied. In one
copy one worker makes the release, in the other several that are killed half-way. In each, every rehearsal is held
against what came of it, one by one; then the two are compared word for word.
"""

import argparse
import sys
from collections import Counter
from typing import Any

from tests import cluster
from tests.crash.__main__ import DATABASES, Region, a_folder


def read_arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="upgradetest", description=__doc__)
    parser.add_argument("--enrolments", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=40, help="on each database, while a claim is held (40)")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=DATABASES, action="append", help="this one only; may be repeated")
    return parser.parse_args(given)


class Released(Region):
    """One database, twice: the release made calmly, and by workers that are killed."""

    script = "tests.crash.release"

    def compare(self, asked: argparse.Namespace) -> dict[str, Any]:
        """Lay, release twice, and tell."""
        self.run("rough", "lay", asked.enrolments, asked.seed)
        self.copy()
        return self.both((), asked)


def report(database: str, asked: argparse.Namespace, told: dict[str, Any]) -> tuple[str, bool]:
    """The table, and whether all is well."""
    rough, well = told["rough"], True
    held = rough["held"]
    lines = [
        (
            f"{database}: {rough['count']} inskrivna, {asked.workers} arbetare, frö {asked.seed}; {sum(held.values())} "
            f"dödade mitt i flytten; {rough['waited']} väntade; {rough['seconds']:.0f} s (lugnt "
            f"{told['calm']['seconds']:.0f} s)"
        ),
        *(f"  {place:<32}{count:>5}" for place, count in sorted(held.items())),
        *(f"  {name:<32}{count:>7}" for name, count in rough["sums"].items()),
    ]
    for name in ("calm", "rough"):
        wrong = [*told[name]["wrong"], *told[name]["not_rebuilt"]]
        lines.append(f"  {name}: {told[name]['count'] - told[name]['waited']} flyttar, {len(wrong)} som skiljer")
        lines += [f"    {each[:300]}" for each in wrong[:3]]
        well = well and not wrong
    for kind, calm in told["calm"]["happened"].items():
        perfect, other = Counter(calm), Counter(rough["happened"][kind])
        missing, extra = list((perfect - other).elements()), list((other - perfect).elements())
        lines.append(f"  {kind:<14}{len(calm):>8}{len(missing):>8}{len(extra):>8}")
        lines += [f"    saknas: {each[:300]}" for each in missing[:2]]
        lines += [f"    för mycket: {each[:300]}" for each in extra[:2]]
        well = well and not missing and not extra
    return "\n".join(lines), well


def main(given: list[str] | None = None) -> int:
    """Both databases, one after the other. 1 when somebody's move did not do what was rehearsed."""
    asked = read_arguments(given)
    wanted = asked.database or [each for each in DATABASES if each == "sqlite" or cluster.binaries()]
    well = True
    for database in wanted:
        text, good = report(database, asked, Released(database, a_folder()).compare(asked))
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
        well = well and good
    sys.stdout.write("Allt blev som det spelades igenom.\n" if well else "NÅGOT SKILJER.\n")
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())
