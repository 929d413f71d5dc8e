"""The reading door of the care room. Actor first; opening a record is logged by `open_enrolment`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.doors import Kept, Refused
from stegvis.access.doors.change import log_refusal
from stegvis.access.identity import IdentityNumber
from stegvis.access.models import CareUnit, Patient
from stegvis.access.models.people import number_hash
from stegvis.access.verdict import Verdict
from stegvis.audit import log
from stegvis.audit.kinds import Activity
from stegvis.care.caseload import PAGE as PAGE  # noqa: PLC0414 - pages name what they are given
from stegvis.care.caseload import Caseload as Caseload  # noqa: PLC0414
from stegvis.care.caseload import Filters as Filters  # noqa: PLC0414
from stegvis.care.caseload import Listed as Listed  # noqa: PLC0414
from stegvis.care.caseload import caseload as caseload  # noqa: PLC0414
from stegvis.care.caseload import programs_on_unit as programs_on_unit  # noqa: PLC0414
from stegvis.care.contact import is_guarded
from stegvis.care.flagged import flag as flag  # noqa: PLC0414
from stegvis.care.flagged import flags as flags  # noqa: PLC0414
from stegvis.care.flagged import may_be_handed as may_be_handed  # noqa: PLC0414
from stegvis.care.flagged import open_flags as open_flags  # noqa: PLC0414
from stegvis.care.kinds import OpeningReason, in_the_log
from stegvis.care.models import CareOpening, ExerciseFeedback
from stegvis.care.models import Enrolment as Enrolment  # noqa: PLC0414 - pages name what they are given
from stegvis.care.models import Flag as Flag  # noqa: PLC0414
from stegvis.care.models import Shift as Shift  # noqa: PLC0414
from stegvis.care.policies import Opened, may_open
from stegvis.course.kinds import ENDED, Phase, ResponseState
from stegvis.course.models import Course, ExerciseAnswer, Fact, Response
from stegvis.course.series import Series, series_of
from stegvis.lib.clock import local_day, utc_now

INACTIVE_AFTER = timedelta(days=7)


_OF_COURSE = Kept(
    lambda actor, course: (
        Enrolment.objects.visible_to(actor)
        .filter(course_id=course)
        .select_related("unit", "therapist__staff", "course__world")
    )
)


_CONTACT = Kept(
    lambda actor, course: (
        Enrolment.objects.visible_to(actor)
        .filter(course_id=course)
        .values_list(
            "unit__name",
            "unit__phone",
            "unit__phone_hours",
            "therapist__first_name",
            "therapist__last_name",
            "therapist__staff__title",
            "unit__reading_promise",
            "unit_id",
            "unit__timezone",
            "unit__hours__outlook",
            "unit__hours__outlook_at",
        )
    )
)


def enrolment(actor: Actor, pk: UUID) -> Enrolment | None:
    """One enrolment as it is listed, unopened. None when it is not the actor's to see."""
    rows = Enrolment.objects.visible_to(actor).filter(pk=pk)
    wanted = rows.select_related(
        "patient", "unit__provider", "therapist", "course__world", "course__version__program", "course__person"
    )
    found: Enrolment | None = wanted.first()
    return found


def opened(actor: Actor, row: Enrolment) -> Opened:
    """Whether the enrolment stands open to the actor: own, or chosen within the last hours."""
    own = str(row.therapist_id) == actor.account_id
    guarded = is_guarded(row)
    if own and not guarded:
        return Opened(own=True, chosen=False)
    openings = CareOpening.objects.filter(enrolment=row, account_id=actor.account_id, until__gt=row.course.now())
    why = openings.order_by("-opened_at").values_list("reason", flat=True).first()
    return Opened(own=own, chosen=why is not None, guarded=guarded, why=why or "")


def open_enrolment(
    actor: Actor,
    pk: UUID,
    act: str,
    activity: Activity = Activity.READ,
    may: Callable[[Enrolment], Verdict] | None = None,
) -> tuple[Enrolment | None, Verdict]:
    """The enrolment to read, with the verdict; a reading that is allowed is logged as `act`.

    `may` is asked of one that stands open; its no is logged as a refusal and raised as Refused.
    """
    row = enrolment(actor, pk)
    if row is None:
        return None, Verdict.not_found()
    known = opened(actor, row)
    verdict = may_open(actor, row, known)
    if verdict:
        allowed = may(row) if may else verdict
        if not allowed:
            log_refusal(actor, act, row, allowed.text)
            raise Refused(act, allowed)
        log_reading(actor, row, act, activity, why=known.why)
    return row, verdict


def log_reading(actor: Actor, row: Enrolment, act: str, activity: Activity = Activity.READ, *, why: str = "") -> None:
    """Note that an enrolment that stands open was read, or that a copy of it was taken out.

    `why`: the reason that was chosen, where it was opened by a choice.
    """
    reason = in_the_log(OpeningReason(why)) if why else ""
    log.enter(actor.who(), act, row.audit_subject(), now=utc_now(), activity=activity, reason=reason)


def enrolment_to_change(actor: Actor, pk: UUID) -> tuple[Enrolment | None, Verdict]:
    """As `open_enrolment` for an act, which writes a log entry of its own."""
    row = enrolment(actor, pk)
    return row, may_open(actor, row, opened(actor, row)) if row else Verdict.not_found()


def known_here(actor: Actor, number: IdentityNumber) -> list[Enrolment]:
    """What a person already has on the actor's unit, running ones first. Says nothing of other units. One query.

    Also by a number that the person had before.
    """
    hashed = number_hash(number)
    either = Q(patient__person__number_hash=hashed) | Q(patient__person__earlier_numbers__number_hash=hashed)
    rows = Enrolment.objects.visible_to(actor).filter(either)
    found = rows.exclude(course__phase=Phase.WRONG_START).select_related(
        "course__version", "course__person", "patient", "therapist"
    )
    return sorted(found.order_by("-started_at"), key=lambda row: row.course.phase in ENDED)


def present_number(actor: Actor, number: IdentityNumber) -> IdentityNumber | None:
    """The number that a patient of the actor's provider has now, by one that was theirs before. One query."""
    rows = Patient.objects.visible_to(actor).filter(person__earlier_numbers__number_hash=number_hash(number))
    found = rows.select_related("person").first()
    return found.person.number if found else None


def enrolment_of_course(actor: Actor, course_id: UUID) -> Enrolment | None:
    """The resident's way from a course to the unit that runs it. None for a course without one."""
    found: Enrolment | None = _OF_COURSE.first(actor, course=course_id)
    return found


@dataclass(frozen=True)
class Contact:
    """Who treats me and how to reach them."""

    unit_name: str
    phone: str
    phone_hours: str
    therapist_name: str
    therapist_title: str
    reading_promise: str
    unit_id: UUID | None = None
    timezone: str = "Europe/Stockholm"
    # When somebody is there to read, worked out some minutes ago (`promised.reads_by`).
    outlook: Mapping[str, Any] | None = None
    outlook_at: datetime | None = None


def contact(actor: Actor, course: Course) -> Contact | None:
    """The contact view of a resident's course. One query."""
    row = _CONTACT.first(actor, course=course.pk)
    if row is None:
        return None
    unit_name, phone, phone_hours, given_name, family_name, title, reading_promise, *unit = row
    name = f"{given_name} {family_name}".strip()
    return Contact(unit_name, phone, phone_hours, name, title or "", reading_promise, *unit)


def inactive(actor: Actor, now: datetime) -> list[Enrolment]:
    """The actor's own running enrolments without activity for a week, longest first."""
    before = now - INACTIVE_AFTER
    rows = Enrolment.objects.visible_to(actor).filter(therapist_id=actor.account, course__phase=Phase.ACTIVE)
    silent = Q(course__last_active_at__lt=before) | Q(course__last_active_at__isnull=True, started_at__lt=before)
    return list(rows.filter(silent).select_related("patient", "course").order_by("course__last_active_at")[:20])


def counts(actor: Actor) -> dict[str, int]:
    """How many of the actor's own enrolments stand in each phase. One query."""
    rows = Enrolment.objects.visible_to(actor).filter(therapist_id=actor.account)
    found = rows.values("course__phase").annotate(n=Count("pk")).order_by()
    return {row["course__phase"]: row["n"] for row in found}


def running_elsewhere(actor: Actor, row: Enrolment) -> list[Enrolment]:
    """The same patient's other enrolments on the unit: "results across programs means within the unit"."""
    rows = Enrolment.objects.visible_to(actor).filter(patient_id=row.patient_id).exclude(pk=row.pk)
    return list(rows.exclude(course__phase=Phase.WRONG_START).select_related("course"))


def results(row: Enrolment) -> list[Series]:
    """Scores over time of an enrolment that was opened: one series per questionnaire and score. One query."""
    return series_of(row.course)


def responses(row: Enrolment) -> list[Response]:
    """The newest sent answers at each occasion of an enrolment that was opened, newest first. One query.

    Drafts are the resident's own (safety rule 5). What was answered is left out; `response` reads it.
    """
    rows = row.course.responses.filter(state=ResponseState.SENT, amended_by__isnull=True)
    wanted = rows.select_related("definition", "entered").defer("answers", "definition__body", "entered__put_aside")
    return list(wanted.order_by("-sent_at", "pk"))


def response(row: Enrolment, pk: UUID) -> Response | None:
    """One set of sent answers, also one that was corrected later. One query."""
    rows = row.course.responses.filter(pk=pk, state=ResponseState.SENT)
    known = ("definition", "amends", "amended_by", "entered__entered_by")
    found: Response | None = rows.select_related(*known).defer("entered__put_aside").first()
    return found


def asked_in(row: Enrolment) -> dict[str, str]:
    """The digest of the questionnaire that was begun or answered, by occasion. One query; no answers are read."""
    found = row.course.responses.order_by("-started_at").values_list("occasion", "definition__digest")
    return dict(found)


@dataclass(frozen=True, slots=True)
class Work:
    """How much there is in a run: counts, nothing of what."""

    steps: int
    answers: int
    exercises: int
    drafts: int


def work_in(row: Enrolment) -> Work:
    """What a resident has made of a run so far. Two queries."""
    state = Count("pk", filter=Q(state=ResponseState.SENT)), Count("pk", filter=Q(state=ResponseState.DRAFT))
    first = Q(amends__isnull=True)
    answered = row.course.responses.filter(first).aggregate(sent=state[0], drafts=state[1])
    written = row.course.exercises.aggregate(sent=state[0], drafts=state[1])
    drafts = answered["drafts"] + written["drafts"]
    return Work(row.course.steps_done, answered["sent"], written["sent"], drafts)


def happenings(row: Enrolment, limit: int = 300) -> list[Fact]:
    """What has happened in an enrolment that was opened, newest first: kinds and places, never content. One query."""
    return list(row.course.facts.order_by("-seq")[:limit])


@dataclass(frozen=True)
class Exercise:
    """One exercise that was sent in, with what staff wrote back."""

    answer: ExerciseAnswer
    feedback: tuple[ExerciseFeedback, ...]


def exercises(row: Enrolment) -> list[Exercise]:
    """Sent exercises, newest first, of an enrolment that was opened. Drafts are the resident's own."""
    sent = row.course.exercises.filter(state=ResponseState.SENT).order_by("-sent_at")
    written: dict[str, list[ExerciseFeedback]] = {}
    for each in row.feedback.select_related("author").order_by("sent_at"):
        written.setdefault(each.block, []).append(each)
    return [Exercise(answer, tuple(written.get(answer.block, []))) for answer in sent]


def unit_ready(actor: Actor) -> tuple[CareUnit | None, bool]:
    """The actor's unit, and whether enough people handle programs there."""
    unit = access.unit_of(actor)
    return unit, unit is not None and access.enough_handlers(unit, local_day(utc_now()))
