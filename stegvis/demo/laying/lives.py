"""Every resident's history: a life is played for each start, and all of them are written together."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid5

from stegvis.access.actor import Actor
from stegvis.care.unit_time import unit_time
from stegvis.catalogue.freezing import open_document, plan_of
from stegvis.catalogue.models import ProgramVersion
from stegvis.course import worlds
from stegvis.course.models import World
from stegvis.demo.content import people
from stegvis.demo.laying.entries import log_acts
from stegvis.demo.laying.hours import ZONE, at_local, weekday_before
from stegvis.demo.laying.life import Life, Program
from stegvis.demo.laying.living import Living
from stegvis.demo.laying.noticing import Told
from stegvis.demo.laying.persons import Known
from stegvis.demo.laying.places import NAMESPACE, Places
from stegvis.demo.laying.stories import Run, pace_of, runs_of
from stegvis.demo.laying.talking import letters_of
from stegvis.demo.laying.walking import Replay
from stegvis.demo.laying.writing import Ledger, Start
from stegvis.program.document import Document, ExerciseBlock
from stegvis.program.facts import FactKind
from stegvis.questionnaires.engine import Definition, parse
from stegvis.questionnaires.models import DefinitionVersion

WRONG_STARTS = 3
# Minutes ago at the least, and how many minutes the unit must have been open since.
DARK = {"danger": (70, 0), "danger_unsent": (1150, 65), "danger_taken": (1590, 120), "danger_handed": (75, 45)}
LONGEST_CLOSED = 5
WRONG_REASON = "Fel program valdes i listan. Rätt program är startat."


def lay_lives(places: Places, versions: Mapping[str, ProgramVersion], known: Sequence[Known], now: datetime) -> int:
    """Courses with their whole history. Returns how many."""
    programs = {slug: _program(slug, version) for slug, version in versions.items()}
    rows = {row.key: row for row in DefinitionVersion.objects.order_by("created_at", "id")}
    told = Told(now)
    ledger = Ledger(_world(now), now, rows, told)
    by_slug = {each.raw["slug"]: each for each in known}
    runs = [_with_dark(places, run, now) for run in runs_of([each.raw for each in known])]
    for run in {run.resident["slug"]: run for run in runs}.values():
        if pace_of(run.story, run.place).signs_in_after is not None:
            told.choose(by_slug[run.resident["slug"]], run.place)
    for run in runs:
        start = _start(places, versions, by_slug[run.resident["slug"]], run, now)
        ledger.add(start, _life(start, programs[run.start["program"]], now))
    wrong = [run for run in runs if run.story == "steady" and run.start["unit"] in {"somn", "psyk-norr", "vc-almen"}]
    for run in wrong[1 : 1 + WRONG_STARTS]:
        ledger.add(*_wrong(places, versions, by_slug[run.resident["slug"]], run, now))
    ledger.write()
    log_acts(ledger.acts, now)
    return len(runs)


def _world(now: datetime) -> World:
    world = worlds.real_world()
    World.objects.filter(pk=world.pk).update(seen_at=now)
    return world


def _with_dark(places: Places, run: Run, now: datetime) -> Run:
    """When the dangerous answer was given: so that what the story says of its flag is so at whatever hour this is."""
    if run.story not in DARK:
        return run
    minutes, must_have_waited = DARK[run.story]
    time = unit_time(places.units[run.start["unit"]], now)
    for _day in range(LONGEST_CLOSED):
        if time.hours.open_time(now - timedelta(minutes=minutes), now) >= timedelta(minutes=must_have_waited):
            break
        minutes += 24 * 60
    return replace(run, dark_minutes=minutes)


def _program(slug: str, version: ProgramVersion) -> Program:
    document = open_document(version.document_id)
    definitions: dict[str, Definition] = {
        digest: parse(json.dumps(dict(body), default=dict)) for digest, body in document.questionnaires.items()
    }
    return Program(slug, definitions, dict(_exercises(slug, document)), tuple(people.FEEDBACK))


def _exercises(slug: str, document: Document) -> list[tuple[str, tuple[Any, str]]]:
    """What somebody may have written in each exercise, found by module and title."""
    given = {(row["module"], row["exercise"]): row for row in people.EXERCISE_ANSWERS if row["program"] == slug}
    found = []
    for number, module in enumerate(document.modules):
        for block in [b for step in module.steps for b in step.blocks if isinstance(b, ExerciseBlock)]:
            row = given.get((number, document.text(f"{block.id}.title")))
            if row:
                content = row["said"] or row["lines"] or row["rows"]
                found.append((block.id, (content, row["feedback"])))
    return found


def _start(places: Places, versions: Mapping[str, ProgramVersion], known: Known, run: Run, now: datetime) -> Start:
    therapist = places.actor(run.start["therapist"] or "", run.start["unit"])
    unit = places.units[run.start["unit"]]
    return Start(run, known, unit, versions[run.start["program"]], therapist, _started_at(run, now))


def _started_at(run: Run, now: datetime) -> datetime:
    rng = Random(run.resident["slug"])
    if run.story == "upcoming":
        return now - timedelta(hours=20)
    # The day begins at six: before that, "today" is still yesterday to a program.
    day = (now.astimezone(ZONE) - timedelta(hours=6)).date() - timedelta(days=run.days_ago)
    if not run.resident["sentence"]:
        day = weekday_before(day)
    return at_local(day, rng.randrange(8, 16), rng.randrange(60))


def _life(start: Start, program: Program, now: datetime) -> Life:
    run, replay = start.run, Replay(plan_of(start.version.document_id))
    begins = start.started_at.astimezone(ZONE).date()
    if run.story == "upcoming":
        begins += timedelta(days=3 + run.place % 7)
    seed = uuid5(NAMESPACE, f"{run.resident['slug']}/{program.slug}").hex
    payload = {"start_on": begins.isoformat(), "tz": start.unit.timezone, "epoch": 1, "seed": seed}
    replay.record(FactKind.STARTED, payload=payload, at=start.started_at, by=start.therapist.account_id)
    rng = Random(f"letters/{run.resident['slug']}/{program.slug}")
    told = letters_of(run, start.started_at, now, _name_and_title(start.therapist), rng)
    letters = told if replay.plan.messages else []
    living = Living(run, pace_of(run.story, run.place), program, replay, now)
    return living.play(
        started_at=start.started_at,
        resident=str(start.known.account.pk),
        staff=start.therapist.account_id,
        letters=letters,
    )


def _name_and_title(therapist: Actor) -> tuple[str, str]:
    raw = next(row for row in people.STAFF if f"{row['given']} {row['family']}" == therapist.name)
    return raw["given"], raw["title"]


def _wrong(
    places: Places, versions: Mapping[str, ProgramVersion], known: Known, run: Run, now: datetime
) -> tuple[Start, Life]:
    """Another program of the unit, started by mistake and undone a little later (safety rule 8)."""
    right = _start(places, versions, known, run, now)
    others = [slug for slug, units in people.DISTRIBUTIONS.items() if run.start["unit"] in units]
    other = next((slug for slug in others if slug != run.start["program"]), run.start["program"])
    at = right.started_at - timedelta(minutes=25)
    undone_at = at + timedelta(minutes=12)
    start = Start(run, known, right.unit, versions[other], right.therapist, at, (undone_at, WRONG_REASON))
    replay = Replay(plan_of(start.version.document_id))
    payload = {"start_on": at.astimezone(ZONE).date().isoformat(), "tz": right.unit.timezone, "epoch": 1}
    by = right.therapist.account_id
    replay.record(FactKind.STARTED, payload=payload, at=at, by=by)
    replay.at(undone_at)
    replay.record(FactKind.WRONG_START, at=undone_at, by=by)
    return start, Life(replay)
