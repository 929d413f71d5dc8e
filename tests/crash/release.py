"""A release that moves everybody, run in a process of its own: laid, played through, made by workers that are killed.

    python -m tests.crash.release lay COUNT SEED
    python -m tests.crash.release calm FILE
    python -m tests.crash.release rough FILE KILLS SEED WORKERS

Which database it is, its environment says (see `upgrade`). What happened is written to FILE.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.crash.rough import Rough, set_clock, working

# When it is decided, when the release is, and how long a dead worker's lease is waited out.
DECIDED, RELEASED = timedelta(days=8, hours=3), timedelta(days=9, hours=2)
LATE = timedelta(minutes=3)
TELLS = timedelta(days=7)
# Long after any lease that was waited out, and before any notice is too old to be told.
TOLD = timedelta(days=1)
# Past the ninety days that a rehearsal looks ahead.
STEP, STEPS = timedelta(days=7), 15
AT_ONCE = 8
DRAFT_EVERY = 16
REASON = "a test holds what was rehearsed against what happened"


def newer() -> Any:
    """Another order of things: a module gone, one more, other rules, a newer wording of the weekly questions, a
    series that was not there, an exercise less."""
    from stegvis.program.document import PROGRAM_ID, FlagRule, Measurement, Module, Opening, Reminder, Section, Step
    from stegvis.program.kinds import FlagWhen, MeasurementWhen, OpeningRule, ReminderWhen
    from stegvis.questionnaires import queries as library
    from tests import programs
    from tests.crash.scene import document

    old = document()
    first, second, _third = old.modules
    step, *others = first.sections[0].steps
    bare = replace(step, blocks=tuple(each for each in step.blocks if each.id != programs.EXERCISE))
    first = replace(first, sections=(replace(first.sections[0], steps=(bare, *others)),))
    after = Opening(OpeningRule.DAYS_AFTER_PREVIOUS_OPENED, days=4)
    added = Module(programs.node(4), after, (Section(programs.node(54), steps=(Step(programs.node(14)),)),))
    at_once = Module(
        programs.node(5), Opening(OpeningRule.AT_START), (Section(programs.node(55), steps=(Step(programs.node(15)),)),)
    )
    gate, weekly = old.measurements
    week = library.current("somnvecka").digest
    new = replace(
        old,
        modules=(at_once, first, second, added),
        measurements=(
            gate,
            replace(weekly, days=5, times=6, questionnaire=week),
            Measurement(programs.node(44), weekly.questionnaire, MeasurementWhen.EVERY, days=6, times=5, window_days=2),
            Measurement(programs.node(45), week, MeasurementWhen.AFTER_MODULE_OPENED, module=added.id, days=1),
        ),
        reminders=(*old.reminders[:2], Reminder(programs.node(74), ReminderWhen.NOT_ANSWERED, 1, 2, 2)),
        flags=(*old.flags[:2], FlagRule(programs.node(84), FlagWhen.MODULE_DONE)),
    )
    there = {PROGRAM_ID, *(node.id for node, _parent in new.nodes())}
    return replace(
        new, texts={"sv": {key: text for key, text in new.texts["sv"].items() if key.rpartition(".")[0] in there}}
    )


def lay(count: int, seed: int) -> None:
    """The scene lived through to the day of the decision; every resident's move looked at and decided."""
    from django.db import transaction

    from stegvis.course.kinds import WorldKind
    from stegvis.course.models import World
    from stegvis.course.worlds import real_world
    from tests import databases, programs
    from tests.cast import make_cast
    from tests.crash import scene

    databases.prepare()
    with transaction.atomic():
        cast = make_cast()
        old = programs.publish(cast, scene.document())
        scene.set_clock(real_world(), scene.BEGIN)
        scene.lay_enrolments(cast, old, real_world(), count, random.Random(seed))
        new = programs.publish(cast, newer())
        # What is older than this was told long ago: nobody needs to be told of it twice over here.
        World.objects.filter(kind=WorldKind.REAL).update(tells_from=scene.BEGIN + TELLS)
    for moment in (scene.BEGIN, scene.BEGIN + DECIDED):
        _until(moment, settling())
    _drafts()
    _decide(cast, old, new)


def settling() -> Callable[[], int]:
    """The clock's part and nothing more: nobody need be told to lay the scene."""
    from stegvis.config.management.commands.work import settle_worlds

    return lambda: settle_worlds("laying")


def _drafts() -> None:
    """Some are in the middle of a questionnaire: they are not moved."""
    from stegvis.course import walk
    from stegvis.course.models import Course, Response
    from stegvis.questionnaires import queries as library

    rows = list(Course.objects.without_asking_who_because(REASON).select_related("world").order_by("pk"))
    for row in rows[::DRAFT_EVERY]:
        occasion = next((each for each in walk.shown(row, row.now()).occasions if each.is_answerable), None)
        if occasion is not None:
            version, now = library.by_digest(occasion.questionnaire), row.now()
            Response.objects.create(
                course=row,
                occasion=occasion.key,
                definition=version,
                answers={},
                revision=1,
                started_at=now,
                saved_at=now,
            )


def _decide(cast: Any, old: Any, new: Any) -> None:
    """Offered by the coordinator; looked at and decided by the therapist, one by one."""
    from stegvis.care import actions
    from stegvis.care.models import Move
    from stegvis.care.moves import Offering
    from stegvis.care.schedule.upgrading import find_residents
    from stegvis.course.worlds import real_now
    from tests.crash.scene import BEGIN

    now = real_now()
    offering = Offering(old, new, cast.ett)
    actions.start_upgrade(offering, due_at=BEGIN + RELEASED, text="Nytt.", now=now, by=cast.kaj)
    find_residents(now=now)
    tina = cast.actor("tina")
    for move in list(Move.objects.filter(state="offered")):
        actions.choose_move(move, move.digest, by=tina)


def release(run: Callable[[], None], path: str, **more: Any) -> None:
    """Note what was rehearsed and what there was, let the release happen, and hold it against what came of it."""
    from stegvis.course.worlds import real_now
    from tests.crash import happened
    from tests.crash.rehearsed import Before, wrong_after
    from tests.crash.scene import BEGIN

    began, before = time.monotonic(), Before.read()
    set_clock(BEGIN + RELEASED + LATE)
    run()
    seconds = time.monotonic() - began
    wrong = before.wrong_at_once(now=real_now())
    moved = happened.moves()
    # The clock of one may have been moved on to let leases run out: a moment past that of both, and all is told.
    _until(BEGIN + RELEASED + TOLD, working())
    for number in range(1, STEPS):
        _until(BEGIN + RELEASED + number * STEP, settling())
    wrong += wrong_after(before)
    told = {"happened": happened.happened() | {"moves": moved}, "wrong": wrong, "seconds": seconds}
    told |= {"count": before.count, "waited": before.waited, "sums": before.sums, **more}
    told["not_rebuilt"] = happened.not_as_the_facts_say(real_now())
    Path(path).write_text(json.dumps(told))


def _until(moment: datetime, work: Callable[[], int]) -> None:
    """Let it be that time, and everything done that is due then."""
    set_clock(moment)
    while work():
        pass


def calm(path: str) -> None:
    """One worker that nothing happens to."""
    work = moving()

    def run() -> None:
        while work():
            pass

    release(run, path)


def moving() -> Callable[[], int]:
    """A worker's round, a few residents at a time."""
    from stegvis.care.schedule import upgrading

    upgrading.AT_ONCE = dict.fromkeys(upgrading.AT_ONCE, AT_ONCE)
    return working()


class Killing(Rough):
    """Workers are killed while the release goes on, and until it is done."""

    def lives(self) -> None:
        """The one step that there is."""
        from tests.crash.scene import BEGIN

        self._step(BEGIN + RELEASED + LATE, self.kills)
        for victim in self.victims:
            victim.dies()


def rough(path: str, kills: int, seed: int, workers: int) -> None:
    """Several workers that are killed again and again, half-way."""
    from django.db import connections

    from tests.crash.victims import Victim

    killing, work = Killing(1, kills, random.Random(seed), points=("move",)), moving()

    def run() -> None:
        killing.turn[0] = 1
        connections.close_all()
        killing.victims = [Victim(number, killing.turn, work) for number in range(workers)]
        try:
            for victim in killing.victims:
                victim.rises()
            killing.lives()
        finally:
            for victim in killing.victims:
                with suppress(ProcessLookupError):
                    victim.dies()

    release(run, path, held=killing.held, beside=killing.beside)


if __name__ == "__main__":
    import django

    django.setup()
    what, *rest = sys.argv[1:]
    if what == "lay":
        lay(*map(int, rest))
    elif what == "calm":
        calm(rest[0])
    else:
        rough(rest[0], *map(int, rest[1:]))
