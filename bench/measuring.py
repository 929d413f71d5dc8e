"""Rounds of interleaved slices: A B A B, so that a machine that slows down slows everything down alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bench.asking import Ask, Browser
from bench.processes import Server, cpu_of

# Long enough that the clock of /proc (10 ms) weighs little, short enough that drift is shared.
SLICE = 100
WARM_CONNECTIONS = 12


@dataclass
class Lane:
    """One row's stream of requests, and what its rounds have cost."""

    key: str
    server: Server
    asks: Iterator[Ask]
    requests: int
    browser: Browser = field(init=False)
    rounds: list[float] = field(default_factory=list)
    walls: list[list[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.browser = Browser(self.server.port)

    def best(self) -> tuple[float, list[float]]:
        """Milliseconds of processor per request in the cheapest round, and that round's waiting times."""
        cost, walls = min(zip(self.rounds, self.walls, strict=True))
        return cost * 1000 / self.requests, sorted(walls)


def warm(lane: Lane) -> None:
    """New connections in turn, so that every worker process has met the page before it counts."""
    for _ in range(WARM_CONNECTIONS):
        browser = Browser(lane.server.port)
        browser.run(lane.asks, 2)
        browser.close()


def slices(wanted: dict[str, int], size: int = SLICE) -> Iterator[tuple[str, int]]:
    """One round's order: every row's share in turn, the same number of turns for all."""
    turns = max(1, -(-max(wanted.values(), default=0) // size))
    for turn in range(turns):
        for key, count in wanted.items():
            now = count * (turn + 1) // turns - count * turn // turns
            if now:
                yield key, now


def run_round(lanes: list[Lane], extra: list[int], said: Callable[[str], None] = lambda _: None) -> None:
    """One round of every row. `extra` are the database's processes, whose work counts too."""
    by_key = {lane.key: lane for lane in lanes}
    cost = dict.fromkeys(by_key, 0.0)
    walls: dict[str, list[float]] = {key: [] for key in by_key}
    for key, count in slices({lane.key: lane.requests for lane in lanes}):
        lane = by_key[key]
        roots = [lane.server.pid, *extra]
        before = cpu_of(roots)
        walls[key] += lane.browser.run(lane.asks, count)
        cost[key] += cpu_of(roots) - before
        said(key)
    for key, lane in by_key.items():
        lane.rounds.append(cost[key])
        lane.walls.append(walls[key])


def percentile(ordered: list[float], share: float) -> float:
    """The value that this share lies at or below, in milliseconds."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000
