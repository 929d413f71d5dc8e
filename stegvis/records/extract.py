"""Everything that is kept about one person, gathered once for both forms that it is given out in.

A resident takes out their own, of every provider; a records officer what the provider has, when somebody has asked for it.
Drafts are in a resident's own alone (safety rule 5). Of staff stand those who the resident meets in the service itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from stegvis.access import own_log
from stegvis.access.actor import Actor
from stegvis.access.identity import IdentityNumber
from stegvis.access.models import Patient, Person
from stegvis.access.own_log import Entry, Wanted
from stegvis.audit import log, reading
from stegvis.audit.entry import Subject
from stegvis.audit.kinds import Activity
from stegvis.care.models import Block, Disclosure, Enrolment, ExerciseFeedback, Flag, Objection
from stegvis.course.corrected import Marks, marks_of, notes_of_themself
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, DiaryEntry, ExerciseAnswer, Fact, Response
from stegvis.lib.clock import utc_now
from stegvis.messaging.models import Message
from stegvis.messaging.queries import read_by_themself
from stegvis.notifications.models import Address, Delivery, Notice, NoticeChoice
from stegvis.notifications.models.notices import FOR_ANOTHER
from stegvis.records.planned import Planned, planned


@dataclass(frozen=True, slots=True)
class Run:
    """One program: what was answered, written, registered, said, told and done. Rows as they are kept, oldest first."""

    course: Course
    enrolment: Enrolment | None
    responses: tuple[Response, ...]
    exercises: tuple[ExerciseAnswer, ...]
    feedback: tuple[ExerciseFeedback, ...]
    diary: tuple[DiaryEntry, ...]
    messages: tuple[Message, ...]
    # How many messages are between staff and one who acts for the resident, and so left out (safety rule 10).
    # Told to the provider that has them, never to the resident.
    private: int
    flags: tuple[Flag, ...]
    facts: tuple[Fact, ...]
    # The plan as it stands.
    planned: Planned
    # Marked as wrong, taken back, noted by the resident and answered: by the part that it is about. A note of somebody
    # who acts for the resident is between that one and staff, as a message is.
    marks: Marks


@dataclass(frozen=True, slots=True)
class Extract:
    """The whole. `own`: taken out by the one whom it is about."""

    own: bool
    name: str
    number: IdentityNumber
    earlier: tuple[IdentityNumber, ...]
    made_at: datetime
    providers: tuple[str, ...]
    runs: tuple[Run, ...]
    notices: tuple[Notice, ...]
    deliveries: tuple[Delivery, ...]
    addresses: tuple[Address, ...]
    choice: NoticeChoice | None
    blocks: tuple[Block, ...]
    objections: tuple[Objection, ...]
    disclosures: tuple[Disclosure, ...]
    # Who has opened and changed it, newest first: the provider's own entries where a provider gives it out.
    log: tuple[Entry, ...]


def own(actor: Actor, *, now: datetime) -> Extract | None:
    """Everything about whoever asks. Noted in the log, as a copy that they took. None for anybody but a resident."""
    person = Person.objects.visible_to(actor).first() if actor.is_resident else None
    if person is None:
        return None
    courses = list(Course.objects.visible_to(actor).select_related("version", "provider", "document"))
    wrapped = {row.course_id: row for row in _with_names(Enrolment.objects.visible_to(actor))}
    # Copies of a child's notices tell of the child (safety rule 10). That something was sent stands among the deliveries.
    notices = Notice.objects.visible_to(actor).exclude(key__startswith=FOR_ANOTHER)
    rows = own_log.everything(actor, Wanted(own=True))
    ref = person.patient_ref()
    log.enter(
        actor.who(), "own_record:print", Subject("Record", "", patient=ref), now=utc_now(), activity=Activity.PRINT
    )
    return Extract(
        own=True,
        name=person.full_name,
        number=person.number,
        earlier=tuple(row.number for row in person.earlier_numbers.all()),
        made_at=now,
        providers=tuple(sorted({each.provider.name for each in courses})),
        runs=tuple(_run(each, wrapped.get(each.pk), own=True) for each in _in_order(courses)),
        notices=tuple(notices.order_by("due_at")),
        deliveries=tuple(Delivery.to_extract(person.pk)),
        addresses=tuple(Address.objects.visible_to(actor).order_by("made_at")),
        choice=NoticeChoice.objects.visible_to(actor).first(),
        blocks=tuple(Block.to_extract(person.pk, None)),
        objections=tuple(_of(Objection, person).order_by("noted_at")),
        disclosures=tuple(_of(Disclosure, person).order_by("decided_on", "recorded_at")),
        log=tuple(rows),
    )


def asked_for(actor: Actor, patient: Patient, reason: str, *, now: datetime) -> Extract:
    """What the provider has about a patient who has asked for it. Noted in the log, with the reason.

    Nothing of another provider's, and nothing that the resident has not sent.
    """
    person = patient.person
    rows = list(_with_names(Enrolment.to_extract(actor, patient.pk)))
    courses = [row.course for row in rows]
    wrapped = {row.course_id: row for row in rows}
    keys = [each.pk for each in courses]
    subject = Subject(
        "Patient", str(patient.pk), str(patient.provider_id), patient.provider.name, patient=person.patient_ref()
    )
    log.enter(actor.who(), "record:extract", subject, now=utc_now(), activity=Activity.PRINT, reason=reason)
    earlier = tuple(row.number for row in person.earlier_numbers.all())
    return Extract(
        own=False,
        name=patient.full_name,
        number=person.number,
        earlier=earlier,
        made_at=now,
        providers=(patient.provider.name,),
        runs=tuple(_run(each, wrapped[each.pk], own=False) for each in _in_order(courses)),
        notices=tuple(Notice.of_courses(keys)),
        deliveries=(),
        addresses=(),
        choice=None,
        blocks=tuple(Block.to_extract(person.pk, patient.provider_id)),
        objections=tuple(_of(Objection, person).filter(provider=patient.provider_id).order_by("noted_at")),
        disclosures=tuple(
            _of(Disclosure, person).filter(provider=patient.provider_id).order_by("decided_on", "recorded_at")
        ),
        log=tuple(
            reading.of_patient([person.number_cipher, *(each.value for each in earlier)]).filter(
                provider_id=str(patient.provider_id)
            )
        ),
    )


def _of(noun: Any, person: Person) -> Any:
    return noun.objects.filter(person=person).select_related("provider", "unit")


def _with_names(rows: Any) -> Any:
    return rows.select_related(
        "unit__provider", "patient", "therapist__staff", "course__version", "course__provider", "course__document", "course__world"
    )  # fmt: skip


def _in_order(courses: Iterable[Course]) -> list[Course]:
    return sorted(courses, key=lambda each: (each.started_at, str(each.pk)))


def _run(course: Course, enrolment: Enrolment | None, *, own: bool) -> Run:
    sent = Q() if own else Q(state=ResponseState.SENT)
    # One that answers were corrected by is read with them.
    known = ("definition", "amended_by", "entered__entered_by")
    responses = course.responses.filter(sent).select_related(*known).order_by("saved_at", "pk")
    # What the resident had begun to write is theirs alone, as a draft is (safety rule 5).
    responses = responses if own else responses.defer("entered__put_aside")
    feedback: Any = enrolment.feedback.select_related("author").order_by("sent_at") if enrolment else ()
    thread: Any = getattr(enrolment, "thread", None)
    themself = read_by_themself(course.person_id)
    messages = thread.messages.filter(themself).select_related("author__staff", "author__person") if thread else ()
    private = thread.messages.exclude(themself).count() if thread and not own else 0
    return Run(
        course=course,
        enrolment=enrolment,
        responses=tuple(responses),
        exercises=tuple(course.exercises.filter(sent).order_by("saved_at", "pk")),
        feedback=tuple(feedback),
        diary=tuple(course.diary_entries.select_related("definition").order_by("on", "entered_at", "pk")),
        messages=tuple(messages),
        private=private,
        flags=tuple(Flag.to_extract([enrolment.pk])) if enrolment else (),
        facts=tuple(course.facts.order_by("seq")),
        planned=planned(course, own=own),
        marks=marks_of(course, notes=notes_of_themself(course)),
    )
