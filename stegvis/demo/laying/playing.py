"""What every life is played with: a queue of events, the run it belongs to, and what comes of it."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from stegvis.demo.laying.life import Life, Program
from stegvis.demo.laying.stories import Pace, Run
from stegvis.demo.laying.walking import Replay


class Playing:
    """One run, up to now. Who comes in sets when it started and who the two people are."""

    started_at: datetime
    resident: str
    staff: str

    def __init__(self, run: Run, pace: Pace, program: Program, replay: Replay, now: datetime) -> None:
        self.run, self.pace, self.program, self.now = run, pace, program, now
        self.life = Life(replay)
        self.replay = replay
        self.rng = Random(f"{run.resident['slug']}/{program.slug}")
        self._events: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._count = 0

    def push(self, at: datetime, happens: Callable[[datetime], None]) -> None:
        """Let something happen at a time."""
        self._count += 1
        heapq.heappush(self._events, (at, self._count, happens))

    def run_out(self) -> None:
        """Let everything happen that has a time before now, in order."""
        while self._events:
            at, _n, happens = heapq.heappop(self._events)
            if at < self.now - timedelta(minutes=2):
                happens(at)
