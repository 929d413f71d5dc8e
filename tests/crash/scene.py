"""Thousands of enrolments laid at once: a program where time does much, and residents who have come different ways."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from stegvis.access.identity import read_number
from stegvis.access.models import Patient, Person
from stegvis.care.models import Enrolment
from stegvis.catalogue.models import ProgramVersion
from stegvis.course import worlds
from stegvis.course.models import Course, World
from stegvis.course.models import Fact as FactRow
from stegvis.course.settling import fact_rows
from stegvis.lib.clock import utc_now
from stegvis.notifications.models import Address, NoticeChoice
from stegvis.program.document import Document, FlagRule, Measurement, Module, Opening, PhaseRule, Reminder, Settings
from stegvis.program.facts import Fact, FactKind
from stegvis.program.keys import occasion_key
from stegvis.program.kinds import FlagWhen, MeasurementWhen, OpeningRule, Phase, PhaseWhen, ReminderWhen
from stegvis.program.standing import fold_all
from tests import programs
from tests.cast import Cast, make_cast

NUMBERS = Path(__file__).parents[2] / "stegvis/demo/content/testnumbers.txt"
# So that the end of summer time falls inside the run.
BEGIN = datetime(2026, 10, 5, 6, 0, tzinfo=UTC)
STARTS_WITHIN_DAYS = 6
BATCH = 1000


def document() -> Document:
    """Openings by time, a gate, a series, reminders, flags and phases."""
    base = programs.a_document()
    second, third = base.modules[1], Module(programs.node(3), opening=Opening(OpeningRule.DAYS_AFTER_START, days=9))
    texts = {**base.texts["sv"], f"{third.id}.title": "Längre fram"}
    for rule in (71, 72, 73):
        texts[f"{programs.node(rule)}.text"] = "Titta in när du kan."
    phq = base.measurements[0].questionnaire
    return Document(
        program=base.program,
        kind=base.kind,
        start_modes=base.start_modes,
        language=base.language,
        texts={"sv": texts},
        settings=Settings(messages=True, results=base.settings.results, length_days=30),
        modules=(
            base.modules[0],
            Module(second.id, opening=Opening(OpeningRule.DAYS_AFTER_START, days=4), sections=second.sections),
            third,
        ),
        measurements=(
            Measurement(programs.GATE, phq, MeasurementWhen.AT_START, gate=True),
            Measurement(programs.WEEKLY, phq, MeasurementWhen.EVERY, days=7, times=3, window_days=3),
        ),
        reminders=(
            Reminder(programs.node(71), ReminderWhen.NOT_STARTED, after_days=2, pause_days=2, most=2),
            Reminder(programs.node(72), ReminderWhen.NOT_ANSWERED, after_days=1, pause_days=1, most=2),
            Reminder(programs.node(73), ReminderWhen.INACTIVE, after_days=5, pause_days=4, most=3),
        ),
        flags=(
            FlagRule(programs.node(81), FlagWhen.INACTIVE, days=12),
            FlagRule(programs.node(82), FlagWhen.ENDING_SOON, days=5),
            FlagRule(programs.node(83), FlagWhen.MESSAGE_WAITING, days=2),
        ),
        phases=(
            PhaseRule(programs.node(91), Phase.MAINTENANCE, PhaseWhen.DAYS_AFTER_START, days=24),
            PhaseRule(programs.node(92), Phase.CLOSED, PhaseWhen.DAYS_AFTER_MAINTENANCE, days=7),
        ),
        questionnaires=base.questionnaires,
    )


def lay(count: int, seed: int) -> None:
    """The whole scene, with the world's clock at `BEGIN` and everybody due at once."""
    cast = make_cast()
    version = programs.publish(cast, document())
    world = worlds.real_world()
    set_clock(world, BEGIN)
    lay_enrolments(cast, version, world, count, random.Random(seed))


def set_clock(world: World, moment: datetime) -> None:
    """Make it that time in the world."""
    World.objects.filter(pk=world.pk).update(offset_s=round((moment - utc_now()).total_seconds()))


def lay_enrolments(cast: Cast, version: ProgramVersion, world: World, count: int, chance: random.Random) -> None:
    """In bulk: people, patients, courses with their facts folded, enrolments."""
    patients = list(_patients(cast, min(count, 2000)))
    courses, enrolments, facts = [], [], []
    for number in range(count):
        patient = patients[number % len(patients)]
        told = list(_life(chance))
        started_at = told[0].occurred_at
        # Named by its number, so that the same seed gives the same scene.
        course = Course(
            id=UUID(int=number + 1),
            provider=cast.ett,
            person_id=patient.person_id,
            world=world,
            document_id=version.document_id,
            version=version,
            title=f"Nummer {number}",
            standing=fold_all(told).to_json(),
            fact_count=len(told),
            started_at=started_at,
            next_due_at=BEGIN,
        )
        courses.append(course)
        facts += fact_rows(course.pk, told)
        enrolments.append(
            Enrolment(
                id=UUID(int=number + 1),
                provider=cast.ett,
                unit=cast.norra,
                patient=patient,
                course=course,
                therapist=cast.accounts["tina"],
                started_by=cast.accounts["tina"],
                started_at=started_at,
            )
        )
    Course.objects.bulk_create(courses, BATCH)
    FactRow.objects.bulk_create(facts, BATCH)
    Enrolment.objects.bulk_create(enrolments, BATCH)


def _patients(cast: Cast, count: int) -> Iterator[Patient]:
    own = {cast.places[f"{name}_person"].number.value for name in ("rita", "rune", "rebecka")}
    numbers = [n for n in NUMBERS.read_text().split() if n.isdigit() and len(n) == 12 and n not in own][:count]
    people, patients = [], []
    for place, digits in enumerate(numbers, 1):
        person = Person(id=UUID(int=place), given_name="Invånare", family_name=str(place), created_at=BEGIN)
        person.set_number(read_number(digits))
        people.append(person)
        patients.append(
            Patient(provider=cast.ett, person=person, given_name="Invånare", family_name=str(place), created_at=BEGIN)
        )
    Person.objects.bulk_create(people, BATCH)
    Patient.objects.bulk_create(patients, BATCH)
    NoticeChoice.objects.bulk_create([_choice(person.pk) for person in people], BATCH)
    Address.objects.bulk_create([each for person in people for each in _addresses(person.pk)], BATCH)
    return iter(patients)


def _choice(person_id: UUID) -> NoticeChoice:
    """By its number: most nothing at all, some SMS, e-mail or both, and not about everything."""
    way = person_id.int % 10
    told = {
        "sms": way in (1, 3),
        "email": way in (2, 3),
        "reminders": way in (1, 2, 3),
        "messages": way == 3,
        "news": way != 2,
    }
    return NoticeChoice(person_id=person_id, changed_at=BEGIN, **told)


def _addresses(person_id: UUID) -> list[Address]:
    number = person_id.int
    # Telephone numbers that the regulator keeps for fiction.
    values = {"sms": f"+4670174{number % 10000:04}", "email": f"n{number}@example.se"}
    return [
        Address(person_id=person_id, kind=kind, value=value, made_at=BEGIN, verified_at=BEGIN)
        for kind, value in values.items()
    ]


def _life(chance: random.Random) -> Iterator[Fact]:
    """What has happened before the run: most have begun, some have answered, a few gave a dangerous answer."""
    starts = BEGIN.date() - timedelta(days=chance.randrange(STARTS_WITHIN_DAYS))
    at = datetime.combine(starts, datetime.min.time(), UTC) + timedelta(hours=5, minutes=chance.randrange(50))
    events: list[tuple[datetime, FactKind, str, dict[str, Any]]] = [
        (at, FactKind.STARTED, "", {"start_on": starts.isoformat(), "tz": "Europe/Stockholm", "epoch": 1})
    ]
    gate = occasion_key(programs.GATE, 1, 1)
    if chance.random() < 0.8:
        events.append((at + timedelta(minutes=3), FactKind.WELCOME_READ, "", {}))
        if chance.random() < 0.1:
            danger = {"rule": "suicidal", "item": "9", "value": "LA6570-1", "sent": False}
            events.append((at + timedelta(minutes=5), FactKind.DANGER_GIVEN, gate, danger))
        if chance.random() < 0.6:
            payload = {"scores": {"total": str(chance.randrange(4, 20))}, "dangers": []}
            events.append((at + timedelta(minutes=6), FactKind.RESPONSE_SUBMITTED, gate, payload))
            events += [(at + timedelta(minutes=7), FactKind.STEP_DONE, step, {}) for step in _some(chance)]
            if chance.random() < 0.3:
                events.append((at + timedelta(minutes=8), FactKind.EXERCISE_SENT, programs.EXERCISE, {}))
        if chance.random() < 0.2:
            to = chance.choice(["resident", "staff"])
            events.append((at + timedelta(minutes=9), FactKind.MESSAGE_SENT, "m", {"to": to}))
    for seq, (moment, kind, ref, payload) in enumerate(events, 1):
        yield Fact(seq, kind, ref, payload, occurred_at=moment, recorded_at=moment, by="laid", acting_for="")


def _some(chance: random.Random) -> list[str]:
    return programs.STEPS[: chance.randrange(3)]


def last_day() -> date:
    """A day after which nothing in the program is left to happen."""
    return BEGIN.date() + timedelta(days=60)


def as_text(value: Any) -> str:
    """Any value the same way each time."""
    return json.dumps(value, sort_keys=True, default=str)
