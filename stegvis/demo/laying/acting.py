"""Those who act for others: a father who does a program with his daughter, and a friend whom a resident has let in."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from stegvis.access import signin
from stegvis.access.acting import actions as letting
from stegvis.access.acting import queries, standing
from stegvis.access.actor import Actor
from stegvis.access.identity import IdentityNumber, read_number
from stegvis.access.models import RegisteredPerson
from stegvis.access.registry import RegistryPerson
from stegvis.care.actions import start
from stegvis.care.models import Enrolment
from stegvis.care.persons import actions as persons
from stegvis.catalogue import actions as catalogue
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.models import ProgramVersion
from stegvis.catalogue.policies import Placing
from stegvis.course import actions as course
from stegvis.course.models import Course
from stegvis.demo.content import astma_hemma as content
from stegvis.demo.content import catalogue as ticked
from stegvis.demo.content import people
from stegvis.demo.content.people.residents import is_woman
from stegvis.demo.laying.catalogue import _administrator, _coordinator, _describe, _published
from stegvis.demo.laying.persons import Known
from stegvis.demo.laying.places import Places
from stegvis.demo.laying.programs import DESIGNER
from stegvis.lib.clock import local_day
from stegvis.messaging import actions as messaging
from stegvis.program.document import QuestionnaireBlock
from stegvis.program.keys import step_occasion_key
from stegvis.questionnaires.engine import parse

# Who is helped, and who helps.
HELPED, HELPS = "goran-hedlund", "tyra-blom"
LASTS = timedelta(days=120)
# The child, about so old whenever it is laid out; her father; where, and who treats her.
CHILD, AGE = ("Aylin", "Demir"), 9
FATHER, UNIT, THERAPIST = "yusuf-demir", "vc-klarfors", "nadia-rahimi"
PUBLISHED = timedelta(days=75)


def lay_acting(places: Places, known: Sequence[Known], now: datetime) -> None:
    """Everything of acting for somebody else."""
    found = {each.raw["slug"]: each for each in known}
    _lay_helper(found[HELPED], found[HELPS], now)
    _lay_child(places, found[FATHER], _program(places, now), now)


def _lay_helper(helped: Known, helps: Known, now: datetime) -> None:
    """Göran has let Tyra in to his exercises, and to nothing else of his."""
    oneself = queries.oneself(helped.actor)
    if oneself is None:
        return
    rows = Course.objects.visible_to(helped.actor).filter(phase="active")
    number, name, today = read_number(helps.raw["identity_number"]), helps.person.full_name, local_day(now)
    chosen = letting.Chosen(
        works=True, converses=False, until=today + LASTS, courses=tuple(rows.values_list("pk", flat=True))
    )
    letting.invite(oneself, number, name, chosen, now=now - timedelta(days=6), today=today, by=helped.actor)


def _program(places: Places, now: datetime) -> ProgramVersion:
    """Made, published, described, handed out to the unit, and its checklist ticked."""
    at, coordinator, designer = now - PUBLISHED, _coordinator(places), places.actor(DESIGNER, "utgivare")
    version = _published(places.publishers["utgivare"], content.PROGRAM, designer, coordinator, at)
    _describe(version.program, content.ENTRY, designer, now)
    unit = places.units[UNIT]
    catalogue.distribute(Placing(version, unit), now=at + timedelta(days=1), by=coordinator)
    for item, note in ticked.DONE.items():
        at_unit = _administrator(places, UNIT)
        catalogue.tick(unit, version.program_id, item, note, now=at + timedelta(days=2), by=at_unit)
    return version


def child_number(now: datetime) -> IdentityNumber:
    """A girl of about the right age, with a number that nobody else has."""
    girls = [number for number in people.allowed_numbers() if is_woman(number) and int(number[6:8]) <= 31]
    born = local_day(now).year - AGE
    return read_number(min(girls, key=lambda number: abs(int(number[:4]) - born)))


def _lay_child(places: Places, father: Known, version: ProgramVersion, now: datetime) -> None:
    """Started for the daughter; the father is vouched for by the registry, has begun, and has written."""
    number, by = child_number(now), places.actor(THERAPIST, UNIT)
    row = RegisteredPerson(given_name=CHILD[0], family_name=CHILD[1], municipality="9901")
    row.guardians = [["personnummer", father.raw["identity_number"]]]
    row.set_number(number)
    row.save()
    run = start(places.units[UNIT], RegistryPerson(number, *CHILD), version.pk, by.account, local_day(now), by=by)
    signin.resident_account(run.course.person)
    guardian = RegistryPerson(father.person.number, father.person.given_name, father.person.family_name)
    child = persons.ask_of_child(by, run)
    persons.note_guardian(run, guardian, child, "", now=now, today=local_day(now), by=by)
    acts = standing.actors(father.account, local_day(now))[0]
    _walk(run, version, acts)
    _write(run, by, acts, father)


def _walk(run: Enrolment, version: ProgramVersion, by: Actor) -> None:
    """The first module is done, with its question: the unit reads who did it. The family's plan is still to be written."""
    walk, document = Course.objects.visible_to(by).get(pk=run.course_id), open_document(version.document_id)
    course.read_welcome(walk, by=by)
    for step in document.modules[0].steps:
        for block in step.blocks:
            if isinstance(block, QuestionnaireBlock):
                definition = parse(json.dumps(dict(document.questionnaires[block.questionnaire]), default=dict))
                answers = {item.link_id: content.FEELS for item in definition.items}
                course.submit(walk, step_occasion_key(block.id, 1), answers, 0, by=by)
        course.complete_step(walk, step.id, by=by)


def _write(run: Enrolment, by: Actor, acts: Actor, father: Known) -> None:
    messaging.write(run, content.ASKED, "aylin-1", by=acts)
    messaging.write(run, content.ANSWERED, "aylin-2", by=by, only_for=father.person.pk)
    messaging.write(run, content.TO_BOTH, "aylin-3", by=by)
