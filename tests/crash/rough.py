"""One region's life, run in a process of its own: laid out, lived through calmly, or with workers that are killed.

    python -m tests.crash.rough lay COUNT SEED
    python -m tests.crash.rough calm FILE STEPS
    python -m tests.crash.rough rough FILE STEPS KILLS SEED WORKERS

Which database it is, its environment says (see `__main__`). What happened is written to FILE.
"""

import json
import mmap
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

STEP = timedelta(hours=16)
# Now and then the clock is moved back, as somebody who mends a server's time does.
BACK_EVERY, BACK = 9, timedelta(hours=3)
# Killing ends before the region does, so that what was left behind must be found again.
KILLING = 0.85
# Small, so that many claims are held in turn.
AT_ONCE = 25
DELIVERY_LEASE = timedelta(seconds=2)
# Of a thousand moves on a machine with other work too.
LONGEST_STEP_S = 900.0
PATIENCE_S = 1.0
# The clock must say the same in both runs, though one takes longer: the last moment stands far from any rule's.
END = timedelta(days=60, hours=11, minutes=17)


def moments(begin: datetime, steps: int) -> Iterator[datetime]:
    """What the clock is set to, in turn. After the steps comes one leap to the end, as after a long outage."""
    for number in range(steps):
        yield begin + number * STEP
        if number % BACK_EVERY == BACK_EVERY - 1:
            yield begin + number * STEP - BACK
    yield begin + END


def working() -> Callable[[], int]:
    """A worker's round, as `manage.py work` has it, in small batches."""
    from stegvis.config.management.commands.work import Command
    from stegvis.course import schedule
    from stegvis.notifications.schedule import sending

    # A delivery's lease is by the machine's clock, which nobody can hurry: nothing here takes longer than this.
    sending.LEASE = DELIVERY_LEASE
    schedule.BREATH_S = dict.fromkeys(schedule.BREATH_S, 0.0)
    schedule.AT_ONCE = dict.fromkeys(schedule.AT_ONCE, AT_ONCE)
    return Command().round


def set_clock(moment: datetime) -> None:
    """Make it that time, and let go of the database: processes are forked from here."""
    from django.db import connections

    from stegvis.course.worlds import real_world
    from tests.crash import scene

    scene.set_clock(real_world(), moment)
    connections.close_all()


def leased() -> bool:
    """Whether somebody who is dead still holds something."""
    from django.db import connections

    from stegvis.care.models import Move
    from stegvis.course.models import Course
    from stegvis.notifications.models import Delivery

    rows = Course.objects.without_asking_who_because("a test waits for leases to run out")
    found = rows.exclude(claimed_until=None).exists() or Delivery.objects.exclude(claimed_until=None).exists()
    found = found or Move.objects.exclude(claimed_by="").exists()
    connections.close_all()
    return bool(found)


def write(path: str, told: dict[str, Any]) -> None:
    """What happened, and how it was done."""
    from stegvis.course.worlds import real_now
    from tests.crash import happened

    told |= {"happened": happened.happened(), "kinds": happened.of_kinds(), "deliveries": happened.deliveries()}
    told |= {"untold": happened.untold(), "not_rebuilt": happened.not_as_the_facts_say(real_now())}
    Path(path).write_text(json.dumps(told))


def calm(path: str, steps: int) -> None:
    """One worker that nothing happens to."""
    from tests.crash.scene import BEGIN

    began, work = time.monotonic(), working()
    for moment in moments(BEGIN, steps):
        set_clock(moment)
        while work():
            pass
    write(path, {"seconds": time.monotonic() - began})


@dataclass
class Rough:
    """Several workers, and somebody who kills them."""

    steps: int
    kills: int
    chance: random.Random
    # Of which kinds are the points where somebody is told to die.
    points: tuple[str, ...] = ("claim", "settle", "deliver", "flags")
    victims: list[Any] = field(default_factory=list)
    turn: mmap.mmap = field(default_factory=lambda: mmap.mmap(-1, 1))
    # By place and whether the place was named: held are those that count.
    held: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)

    def lives(self) -> None:
        """From the first moment to the last."""
        from tests.crash.scene import BEGIN

        targets = list(moments(BEGIN, self.steps))
        for number, moment in enumerate(targets):
            wanted = self.kills * min(1.0, (number + 1) / (KILLING * len(targets)))
            self._step(moment, round(wanted))
        for victim in self.victims:
            victim.dies()

    @property
    def counted(self) -> int:
        """Kills while a claim was held."""
        return self.held.total()

    def _step(self, moment: datetime, wanted: int) -> None:
        from stegvis.course.schedule.claims import LONG_LEASE

        if self.counted < wanted:
            # Given before there is anything to do, since a small region is soon done.
            self._orders()
        self._moves(moment)
        until, passed, is_sure = time.monotonic() + LONGEST_STEP_S, timedelta(0), False
        while time.monotonic() < until:
            self._bury()
            if all(victim.is_idle for victim in self.victims):
                if not leased():
                    if is_sure:
                        return
                    # What was held a moment ago may have made more to do: everybody looks once more.
                    is_sure = True
                    self._turns()
                    continue
                is_sure = False
                passed += LONG_LEASE
                time.sleep(DELIVERY_LEASE.total_seconds() / 4)
                self._moves(moment + passed)
            elif self.counted < wanted:
                self._kill()
            else:
                time.sleep(0.005)
        raise AssertionError(f"the workers never came to an end at {moment}")

    def _moves(self, moment: datetime) -> None:
        set_clock(moment)
        self._turns()

    def _turns(self) -> None:
        self.turn[0] = self.turn[0] % 255 + 1

    def _kill(self) -> None:
        if self.chance.random() < 0.5:
            victim = self.chance.choice(self.victims)
            time.sleep(self.chance.uniform(0, 0.02))
            if victim.dies_if_holding():
                self.held[f"efter {victim.last}"] += 1
                victim.rises()
            return
        victim = self._orders()
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until and not victim.is_idle:
            if self._bury():
                return
            time.sleep(0.002)
        victim.is_spared()

    def _orders(self) -> Any:
        """Somebody is to die at a point, one of the next times that it is passed."""
        from tests.crash.victims import POINTS

        victim = self.chance.choice(self.victims)
        points = [each for each in POINTS if each.startswith(self.points)]
        victim.dies_at(self.chance.choice(points), self.chance.randint(1, 2))
        return victim

    def _bury(self) -> bool:
        """Who has died at a named point gets a successor."""
        found = False
        for victim in self.victims:
            if victim.is_dead():
                point = victim.died_at
                if point is None:
                    raise AssertionError("a worker ended by itself")
                (self.held if not point.startswith("flags") else self.beside)[f"vid {point}"] += 1
                victim.rises()
                found = True
        return found


def rough(path: str, steps: int, kills: int, seed: int, workers: int) -> None:
    """Several workers that are killed again and again."""
    from django.db import connections

    from tests.crash.victims import Victim

    began = time.monotonic()
    run, work = Rough(steps, kills, random.Random(seed)), working()
    run.turn[0] = 1
    connections.close_all()
    run.victims = [Victim(number, run.turn, work) for number in range(workers)]
    try:
        for victim in run.victims:
            victim.rises()
        run.lives()
    finally:
        for victim in run.victims:
            with suppress(ProcessLookupError):
                victim.dies()
    write(path, {"seconds": time.monotonic() - began, "held": run.held, "beside": run.beside})


def lay(count: int, seed: int) -> None:
    """An empty database of this process's own, and the scene in it."""
    from django.db import transaction

    from tests import databases
    from tests.crash import scene

    databases.prepare()
    with transaction.atomic():
        scene.lay(count, seed)


if __name__ == "__main__":
    import django

    django.setup()
    what, *rest = sys.argv[1:]
    if what == "lay":
        lay(*map(int, rest))
    elif what == "calm":
        calm(rest[0], int(rest[1]))
    else:
        rough(rest[0], *map(int, rest[1:]))
