"""What the residents have done: one for eight weeks, the others since today. Everything goes through actions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any

from bench.scene.laying import Unit
from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.identity import read_number
from stegvis.access.models import Account
from stegvis.access.registry import RegistryPerson
from stegvis.care import actions as care
from stegvis.care.models import Enrolment
from stegvis.catalogue.freezing import open_document
from stegvis.course import actions, walk, worlds
from stegvis.course.models import Course, World
from stegvis.course.schedule import settle_due
from stegvis.demo.content import people
from stegvis.demo.content.people.names import full_name
from stegvis.demo.laying.filling import answers_for
from stegvis.lib.clock import local_day
from stegvis.messaging import actions as messaging
from stegvis.program.document import ExerciseBlock
from stegvis.program.kinds import ExerciseForm, MeasurementWhen
from stegvis.questionnaires import queries as library

WEEKS = 8
LETTERS = 20
PHQ = "phq-9"
LETTER = (
    "Hej! Det har gått bättre den här veckan. Jag har gått upp samma tid varje dag utom i söndags, och jag "
    "somnar snabbare än förut. Det svåra är att inte lägga sig för tidigt. Hur ska jag tänka om det?"
)


@dataclass
class Walker:
    """One resident with a program."""

    account: Account
    actor: Actor
    enrolment: Enrolment
    staff: Actor
    rng: Random

    @property
    def course(self) -> Course:
        """The course as it is now."""
        found: Course = Course.objects.visible_to(self.actor).select_related("world").get(pk=self.enrolment.course_id)
        return found

    def answer_gates(self) -> None:
        """Read the welcome and answer what must be answered first."""
        actions.read_welcome(self.course, by=self.actor)
        while gate := self.state.gate:
            self.answer(gate.key, gate.questionnaire)

    @property
    def state(self) -> Any:
        """What is true now."""
        course = self.course
        return walk.unfolded(course, course.now())

    def answer(self, occasion: str, digest: str) -> None:
        """Send believable answers without a dangerous one."""
        answers = answers_for(
            library.definition_by_digest(digest), self.rng.uniform(0.2, 0.8), None, self.rng, danger=False
        )
        actions.submit(self.course, occasion, answers, 0, by=self.actor)

    def asked_by_staff(self, questionnaire: str = PHQ) -> str:
        """Staff ask for a questionnaire now. Gives the occasion, which closes the one before it."""
        course = self.course
        plan = walk.plan(course)
        wanted = library.current(questionnaire).digest
        measurement = next(
            m for m in plan.measurements if m.when is MeasurementWhen.BY_STAFF and m.questionnaire == wanted
        )
        # From yesterday: a day opens at six in the morning, and a bench may be run at night.
        since = local_day(course.now()) - timedelta(days=1)
        care.add_occasion(self.enrolment, measurement.id, since, by=self.staff)
        open_now = [
            each for each in self.state.occasions if each.measurement_id == measurement.id and each.is_answerable
        ]
        return open_now[-1].key

    def answer_all(self) -> None:
        """Everything that is open."""
        for occasion in self.state.occasions:
            if occasion.is_answerable:
                self.answer(occasion.key, occasion.questionnaire)

    def read_on(self, module: int) -> None:
        """The staff open the module, and its steps are done, exercises sent in."""
        found = open_document(self.course.document_id).modules[module]
        care.open_module(self.enrolment, found.id, by=self.staff)
        for step in found.steps:
            for block in step.blocks:
                if isinstance(block, ExerciseBlock):
                    actions.send_exercise(self.course, block.id, _written(block), 0, by=self.actor)
            actions.complete_step(self.course, step.id, by=self.actor)


def _written(block: ExerciseBlock) -> Any:
    words = "Jag gick upp klockan sju och tog en promenad, fast jag var trött."
    if block.form is ExerciseForm.TEXT:
        return words
    width = max(block.columns, 1) if block.form is ExerciseForm.TABLE else 0
    return [[words] * width if width else words for _row in range(3)]


@dataclass(frozen=True)
class Walkers:
    """The one with a history, and the others."""

    old: Walker
    others: list[Walker]


def lay_walkers(unit: Unit, count: int) -> Walkers:
    """All residents of the unit."""
    persons = _persons()
    world = worlds.real_world()
    _turn_clock(world, -(WEEKS * 7 + 1))
    old = _start(unit, next(persons), 0)
    _live(old, world)
    _turn_clock(world, 0)
    others = [_start(unit, person, place) for place, person in enumerate(islice(persons, count - 1), start=1)]
    for other in others:
        other.answer_gates()
    return Walkers(old, others)


def _turn_clock(world: World, days: int) -> None:
    """The real world's clock, so that eight weeks pass while the scene is laid."""
    world.offset_s = int(timedelta(days=days).total_seconds())
    world.save()


def _persons() -> Iterator[RegistryPerson]:
    numbers = (number for number in people.allowed_numbers() if "1950" < number < "2005" and int(number[6:8]) <= 31)
    for place, number in enumerate(numbers):
        given, family = full_name(place, int(number[:4]), int(number[-2]) % 2 == 0)
        yield RegistryPerson(read_number(number), given, family)


def _start(unit: Unit, person: RegistryPerson, place: int) -> Walker:
    staff = unit.therapists[place % len(unit.therapists)]
    today = local_day(worlds.real_now())
    enrolment = care.start(unit.unit, person, unit.version.pk, staff.account, today, by=staff)
    known = signin.person_with(person.number)
    assert known is not None
    account = signin.resident_account(known)
    return Walker(account, hats_of(account, today)[0], enrolment, staff, Random(place))


def _live(walker: Walker, world: World) -> None:
    """Eight weeks: a module a week, every questionnaire, letters in both directions."""
    walker.answer_gates()
    walker.answer_all()
    for week in range(1, WEEKS + 1):
        _turn_clock(world, 7 * (week - WEEKS))
        settle_due(world, worker="bench")
        if week % 2:
            walker.asked_by_staff()
        walker.answer_all()
        if week < WEEKS - 1:
            walker.answer_gates()
            walker.read_on(week - 1)
    for number in range(LETTERS):
        by = walker.staff if number % 2 else walker.actor
        messaging.write(walker.enrolment, LETTER, f"bench-{number}", by=by)
