"""Worker processes that can be killed at a point, and what is known of them afterwards.

Each has a few bytes of memory that outlive it: whether it holds a claim, the last point it passed, where it is to
die. A worker is forked from a process that has loaded everything, so that dying two hundred times takes minutes.
"""

import mmap
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from stegvis.lib.points import Point, observed

POINTS = list(Point)
TAKES = frozenset({Point.CLAIM_HELD, Point.MOVE_CLAIMED, Point.DELIVER_CLAIMED})
ENDS = frozenset({Point.SETTLE_AFTER_COMMIT, Point.MOVE_AFTER_COMMIT, Point.DELIVER_AFTER_COMMIT})
HELD, LAST, DIES_AT, COUNTDOWN, DIED_AT, IDLE_AT = range(6)
SIZE = 8
REST_S = 0.02


class Victim:
    """One worker process."""

    def __init__(self, number: int, turn: mmap.mmap, work: Callable[[], int]) -> None:
        self.number = number
        self._memory, self._turn, self._work = mmap.mmap(-1, SIZE), turn, work
        self.pid = 0
        self._is_buried = False

    @property
    def holds(self) -> bool:
        """Whether it holds a claim: from `held` through `after_commit`."""
        return bool(self._memory[HELD])

    @property
    def last(self) -> Point | None:
        """The last point it passed."""
        return POINTS[self._memory[LAST] - 1] if self._memory[LAST] else None

    @property
    def died_at(self) -> Point | None:
        """The point where it was told to die and did."""
        return POINTS[self._memory[DIED_AT] - 1] if self._memory[DIED_AT] else None

    @property
    def is_idle(self) -> bool:
        """Whether a whole round since the clock last moved found nothing to do."""
        return self._memory[IDLE_AT] == self._turn[0]

    def rises(self) -> None:
        """A new process in its place. The caller has no open connections."""
        self._memory[:] = bytes(SIZE)
        self._is_buried = False
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self._live()
            finally:
                os._exit(1)

    def dies_at(self, point: Point, countdown: int) -> None:
        """Be killed, by itself, the nth time it comes to a point."""
        self._memory[COUNTDOWN] = countdown
        self._memory[DIES_AT] = POINTS.index(point) + 1

    def is_spared(self) -> None:
        """Take the order back."""
        self._memory[DIES_AT] = 0

    def is_dead(self) -> bool:
        """Whether it has ended, and is buried."""
        if not self._is_buried:
            pid, _status = os.waitpid(self.pid, os.WNOHANG)
            self._is_buried = bool(pid)
        return self._is_buried

    def dies_if_holding(self) -> bool:
        """Stop it where it stands; kill it if it holds a claim, otherwise let it go on."""
        if self.is_dead():
            return False
        os.kill(self.pid, signal.SIGSTOP)
        _pid, status = os.waitpid(self.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            # It came to the point where it was told to die before the signal came to it.
            self._is_buried = True
            return False
        if not self.holds:
            os.kill(self.pid, signal.SIGCONT)
            return False
        self.dies()
        return True

    def dies(self) -> None:
        """At once and without a word."""
        if not self._is_buried:
            os.kill(self.pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
            self._is_buried = True

    def _live(self) -> None:
        with observed(self._pass):
            while True:
                turn = self._turn[0]
                if self._work():
                    continue
                self._memory[IDLE_AT] = turn
                time.sleep(REST_S)

    def _pass(self, point: Point) -> None:
        number = POINTS.index(point) + 1
        self._memory[LAST] = number
        if point in TAKES:
            self._memory[HELD] = 1
        if self._memory[DIES_AT] == number:
            self._memory[COUNTDOWN] -= 1
            if not self._memory[COUNTDOWN]:
                self._memory[DIED_AT] = number
                os.kill(os.getpid(), signal.SIGKILL)
        if point in ENDS:
            self._memory[HELD] = 0
