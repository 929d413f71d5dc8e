"""A resident with a running program at Norra, Tina's, and the few things that the rules are about."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

import pytest
from django.urls import reverse

from stegvis.access.models import RoleGrant
from stegvis.care import actions as care
from stegvis.care.kinds import OpeningReason
from stegvis.care.models import Enrolment, Flag, UnitHours
from stegvis.care.schedule import escalate_due, raise_flags
from stegvis.course import actions, walk, worlds
from stegvis.course.models import Course
from stegvis.course.schedule import settle_due
from stegvis.lib.clock import local_day, utc_now
from stegvis.program.document import Danger
from tests import programs
from tests.cast import Cast

GATE = f"{programs.GATE}.1.e1"
HELP = "Tack för att du berättar"
OFFICE = [[480, 990]]
WEEK = [*([OFFICE] * 5), [], []]
MONDAY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)  # ten in Stockholm
FRIDAY = datetime(2027, 1, 15, 14, 30, tzinfo=UTC)  # half past three


@dataclass
class Ward:
    """One resident's program and what may happen around it."""

    cast: Cast
    enrolment: Enrolment

    @property
    def course(self) -> Course:
        return Course._base_manager.select_related("world", "person", "provider").get(pk=self.enrolment.course_id)

    def answers(self, ninth: int) -> dict[str, Any]:
        return programs.phq(1, ninth=ninth)

    def give(self, ninth: int, occasion: str = GATE) -> None:
        """Answer without sending."""
        row = self.course.responses.filter(occasion=occasion).first()
        actions.save_draft(self.course, occasion, self.answers(ninth), row.revision if row else 0, by=self.cast.rita)

    def send(self, ninth: int, occasion: str = GATE) -> None:
        row = self.course.responses.filter(occasion=occasion).first()
        actions.submit(self.course, occasion, self.answers(ninth), row.revision if row else 0, by=self.cast.rita)
        self.work()

    def work(self) -> None:
        """One round of the worker."""
        settle_due(self.course.world, worker="test")
        raise_flags(now=self.course.now())
        escalate_due(now=self.course.now())

    def later(self, **time: int) -> None:
        """The clock goes on, and the worker with it."""
        world = self.course.world
        world.offset_s += int(timedelta(**time).total_seconds())
        world.save()
        self.work()

    def ask_again(self) -> str:
        """Staff ask for the same measurement once more; gives its occasion."""
        today = local_day(self.course.now())
        care.add_occasion(self.enrolment, programs.GATE, today, by=self.cast.tina)
        open_now = [each for each in walk.shown(self.course, self.course.now()).occasions if each.is_answerable]
        return next(each.key for each in open_now if each.key.startswith(f"{programs.GATE}.10"))

    def handle(self, flag: Flag, note: str = "Ringde. Ingen akut fara, vi ses på torsdag.") -> None:
        care.handle(flag, note, by=self.cast.tina)

    @property
    def flags(self) -> list[Flag]:
        """Danger flags, oldest first."""
        rows = Flag.objects.without_asking_who_because("tests look at every flag")
        return list(rows.filter(enrolment=self.enrolment, kind="danger").order_by("raised_at", "effect_key"))

    def empty_the_unit(self) -> None:
        """Everybody's role ends."""
        RoleGrant.objects.filter(unit=self.cast.norra).update(withdrawn_at=utc_now(), withdrawn_by="x")

    def page(self, name: str, *args: Any, who: str = "rita") -> str:
        """A page as somebody sees it."""
        answer = self.cast.client(who).get(reverse(name, args=args))
        assert answer.status_code in {200, 409}, answer.status_code
        return answer.content.decode()

    def open_for_flag(self, who: str) -> None:
        care.choose_to_open(self.enrolment, OpeningReason.FLAG, by=self.cast.actor(who))


@pytest.fixture
def ward(cast: Cast) -> Ward:
    return Ward(cast, programs.enrol(cast, programs.publish(cast)))


def ward_with(cast: Cast, **settings: Any) -> Ward:
    """As `ward`, in a program with settings of its own."""
    document = programs.a_document()
    document = replace(document, settings=replace(document.settings, **settings))
    return Ward(cast, programs.enrol(cast, programs.publish(cast, document)))


def of_phq(**changes: Any) -> tuple[Danger, ...]:
    """What a program sets for the ninth question of PHQ-9."""
    programs.load_shipped(now=utc_now())
    url = programs.library.current_definition("phq-9").url
    return (Danger(url, "self_harm", **changes),)


def at(ward, moment):
    """The clock of the world says this; only forward."""
    world = ward.course.world
    world.offset_s += ceil((moment - world.now()).total_seconds())
    world.save()


def start_for_rune(ward):
    """The same program for another resident."""
    version, today = ward.enrolment.course.version, local_day(ward.course.now())
    return programs.enrol(ward.cast, version, "rune", start_on=today)


@pytest.fixture
def office(cast):
    """Norra is open in office hours; it is Monday ten o'clock, and Rita begins."""
    UnitHours.objects.filter(unit=cast.norra).update(week=WEEK)
    world = worlds.real_world()
    # Never a part of a second before ten: what is promised would then be a quarter sooner.
    world.offset_s = ceil((MONDAY - world.now()).total_seconds())
    world.save()
    version = programs.publish(cast)
    return Ward(cast, programs.enrol(cast, version, start_on=MONDAY.date()))
