"""What a piece of work costs without a server: processor time of this process, and the most memory it held at once."""

import gc
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

# Long enough for the processor's clock, short enough that a slow machine gets through.
ENOUGH_S = 0.3
KB = 1024


@dataclass(frozen=True)
class Cost:
    """Milliseconds of processor a call, in the cheapest round; kilobytes at the most; seconds of each call, in order."""

    cpu_ms: float
    peak_kb: float
    walls: list[float]


def cost_of(work: Callable[[], object], rounds: int) -> Cost:
    """Run it until it is warm, then round after round; memory is measured apart, since measuring it costs time."""
    work()
    calls = _calls(work)
    rounds_ms, walls = [], []
    gc.collect()
    for _round in range(rounds):
        began = time.process_time()
        for _call in range(calls):
            at = time.perf_counter()
            work()
            walls.append(time.perf_counter() - at)
        rounds_ms.append((time.process_time() - began) * 1000 / calls)
    return Cost(min(rounds_ms), _peak(work), sorted(walls))


def _calls(work: Callable[[], object]) -> int:
    began = time.process_time()
    work()
    return max(5, int(ENOUGH_S / max(time.process_time() - began, 1e-6)))


def _peak(work: Callable[[], object]) -> float:
    tracemalloc.start()
    try:
        work()
        tracemalloc.reset_peak()
        before, _peak_before = tracemalloc.get_traced_memory()
        work()
        return (tracemalloc.get_traced_memory()[1] - before) / KB
    finally:
        tracemalloc.stop()
