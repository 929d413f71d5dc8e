"""Starting a program for a resident, and undoing a wrong start (safety rule 8)."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from stegvis.access import queries as access
from stegvis.access import signin
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareUnit, Patient
from stegvis.access.registry import RegistryPerson
from stegvis.care import ready, rosters
from stegvis.care.kinds import FARTHEST_AHEAD
from stegvis.care.models import Enrolment
from stegvis.care.policies import may_start, may_undo, staffed
from stegvis.catalogue import queries as catalogue
from stegvis.catalogue.models import ProgramVersion
from stegvis.course import walk, worlds
from stegvis.course.kinds import ENDED
from stegvis.course.models import Course
from stegvis.lib import switches
from stegvis.lib.errors import Cannot
from stegvis.notifications.first_contact import withdraw_start_sms
from stegvis.program.facts import FactKind

PATIENT_REASON = "the person who starts has just been shown the registry's answer for this number"


class CannotStart(Cannot):
    """The program cannot be started now; nothing has been started."""


@action("enrolment:start", may=may_start, about_result=True)
def start(
    unit: CareUnit, person: RegistryPerson, version_id: UUID, therapist_id: UUID, start_on: date, *, by: Actor
) -> Enrolment:
    """Start a program version for a confirmed person, from a day (local to the unit).

    Raises CannotStart: too few handlers, version not distributed here or stopped, the unit's checklist not done,
    therapist without the role, a program with danger rules and days ahead without cover, a day in the past, or the
    same program already running on the unit.
    """
    world = worlds.world_of(unit)
    _demand_the_right_world(unit, person)
    now = world.now()
    today = _local_day(unit, now)
    _demand_staff(unit, therapist_id, today)
    version = _version_here(unit, version_id)
    _demand_ready(unit, version, by)
    _demand_cover(unit, version, now, by)
    if start_on < today:
        raise CannotStart(_("Startdatumet kan inte ligga bakåt i tiden."))
    if start_on > today + FARTHEST_AHEAD:
        raise CannotStart(_("Startdatumet ligger mer än två år fram. Kontrollera årtalet."))
    patient = _patient(unit, person, now)
    if _already_running(unit, patient, version):
        raise CannotStart(_("Programmet pågår redan för den här personen på enheten."))
    course = Course(
        provider_id=unit.provider_id,
        person_id=patient.person_id,
        world=world,
        document_id=version.document_id,
        version=version,
        title=version.title,
        started_at=now,
    )
    course.save(force_insert=True)
    enrolment = Enrolment.objects.create(
        provider_id=unit.provider_id,
        unit=unit,
        patient=patient,
        course=course,
        therapist_id=therapist_id,
        started_by_id=by.account_id,
        started_at=now,
    )
    # What is asked on a day drawn by lot is drawn from this, the same each time it is worked out.
    payload = {"start_on": start_on.isoformat(), "tz": unit.timezone, "epoch": 1, "seed": course.pk.hex}
    walk.record(course, FactKind.STARTED, payload=payload, occurred_at=now, by=by)
    walk.settle(course, now)
    return enrolment


@action("enrolment:undo", may=may_undo)
def undo_start(enrolment: Enrolment, reason: str, *, by: Actor) -> None:
    """Hide a wrong start from the resident at once; it is kept, logged and out of statistics.

    Raises CannotStart when no reason is given.
    """
    if not reason.strip():
        raise CannotStart(_("Skriv kort vad som blev fel. Det behövs för avvikelsen."))
    course = locked_course(enrolment)
    now = course.now()
    walk.record(course, FactKind.WRONG_START, occurred_at=now, by=by)
    walk.settle(course, now)
    withdraw_start_sms(enrolment.pk, now=now)
    enrolment.undone_at, enrolment.undone_reason = now, reason.strip()
    enrolment.undone_by_id = UUID(by.account_id)
    enrolment.save()


def locked_course(enrolment: Enrolment) -> Course:
    """The enrolment's course under its own lock: facts are appended one at a time."""
    return Course.lock_rows().get(pk=enrolment.course_id)


def _demand_the_right_world(unit: CareUnit, person: RegistryPerson) -> None:
    """Only people who do not exist are started on a unit for practice, and never anywhere else."""
    known = signin.person_with(person.number)
    if unit.training and not (known and known.made_up):
        raise CannotStart(_("Här övar man bara med påhittade invånare. Välj en från listan."))
    if not unit.training and known and known.made_up:
        raise CannotStart(_("Den här personen är påhittad och finns bara på övningsenheten."))


def _local_day(unit: CareUnit, now: datetime) -> date:
    return now.astimezone(ZoneInfo(unit.timezone)).date()


def _demand_staff(unit: CareUnit, therapist_id: UUID, today: date) -> None:
    verdict = staffed(access.enough_handlers(unit, today))
    if not verdict:
        raise CannotStart(verdict.text)
    if str(therapist_id) not in access.therapists_of(unit.pk, today):
        raise CannotStart(_("Den du valde har inte rollen behandlare på enheten. Välj någon annan."))


def _demand_ready(unit: CareUnit, version: ProgramVersion, by: Actor) -> None:
    """Where the version is stopped, or the unit has not done what comes before the first start."""
    verdict = ready.may_be_started(by, unit, version)
    if not verdict:
        raise CannotStart(verdict.text)


def _demand_cover(unit: CareUnit, version: ProgramVersion, now: datetime, by: Actor) -> None:
    """Safety rule 3. Where alerts are off nobody is told, and the resident reads so (safety rule 9)."""
    if switches.alerts() and rosters.may_ask_dangerous(version):
        verdict = rosters.covered_now(by, unit, now)
        if not verdict:
            raise CannotStart(verdict.text)


def _version_here(unit: CareUnit, version_id: UUID) -> ProgramVersion:
    version = next((v for v in catalogue.startable(unit.pk) if v.pk == version_id), None)
    if version is None:
        raise CannotStart(_("Programmet är inte utdelat till enheten. Välj ett annat eller kontakta samordnaren."))
    walk.plan(Course(document_id=version.document_id))  # an unknown schema stops here, with its own sentence
    return version


def _patient(unit: CareUnit, person: RegistryPerson, now: datetime) -> Patient:
    known = signin.person_for(person.number, person.given_name, person.family_name)
    rows = Patient.objects.without_asking_who_because(PATIENT_REASON)
    patient, _made = rows.update_or_create(
        provider_id=unit.provider_id,
        person=known,
        defaults={"given_name": person.given_name, "family_name": person.family_name},
        create_defaults={
            "given_name": person.given_name,
            "family_name": person.family_name,
            "created_at": now,
        },
    )
    found: Patient = patient
    return found


def _already_running(unit: CareUnit, patient: Patient, version: ProgramVersion) -> bool:
    rows = Enrolment.objects.without_asking_who_because("starting: is the same program already running?")
    running = rows.filter(unit=unit, patient=patient, course__version__program_id=version.program_id)
    return bool(running.exclude(course__phase__in=ENDED).exists())
