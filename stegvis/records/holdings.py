"""What a provider keeps, as the rules see it: when each record was last written in, when it ended, what is held."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from stegvis.care.kinds import FlagState
from stegvis.care.models import Disclosure, Enrolment, ExerciseFeedback, Flag, FlagStep
from stegvis.course.kinds import ENDED, ResponseState
from stegvis.course.models import DiaryEntry, Dissent, ExerciseAnswer, Fact, Response, Struck
from stegvis.lib.clock import local_day
from stegvis.messaging.models import Draft, Message
from stegvis.records import keeping
from stegvis.records.keeping import Judged, Kept, Rule
from stegvis.records.kinds import DataClass
from stegvis.records.models import Hold

REASON = "the rules ask when each record was last written in, and nothing that stands in it"
# Where a record is written in, when, and how it names its run.
WRITTEN: tuple[tuple[Any, str, str], ...] = (
    (Fact, "occurred_at", "course_id"),
    (Response, "saved_at", "course_id"),
    (ExerciseAnswer, "saved_at", "course_id"),
    (DiaryEntry, "entered_at", "course_id"),
    (Struck, "made_at", "course_id"),
    (Dissent, "made_at", "course_id"),
    (FlagStep, "at", "flag__enrolment__course_id"),
    (ExerciseFeedback, "sent_at", "enrolment__course_id"),
    (Message, "sent_at", "thread__enrolment__course_id"),
)
ENDINGS = ("left", "phase_set")


@dataclass(frozen=True, slots=True)
class Named:
    """Where a record is kept and what it is of, for those who decide: never whose."""

    unit: str
    title: str


def holds_of(provider_id: UUID) -> tuple[keeping.Hold, ...]:
    """What holds, with days still to be asked about. One query."""
    rows = Hold.objects.filter(provider_id=provider_id, lifted_at__isnull=True)
    return tuple(
        keeping.Hold(row.patient_id, row.program_id, row.until)
        for row in rows.only("patient_id", "program_id", "until")
    )


def enrolments(provider_id: UUID) -> QuerySet[Enrolment]:
    """Every run of the provider's patients; those on units for practice are nobody's."""
    rows = Enrolment.objects.without_asking_who_because(REASON)
    found: QuerySet[Enrolment] = rows.filter(provider_id=provider_id, unit__training=False)
    return found


def kept(rows: QuerySet[Enrolment]) -> tuple[list[Kept], dict[UUID, Named]]:
    """Enrolments as records. A constant number of queries."""
    columns = rows.values_list(
        "course_id", "patient_id", "course__version__program_id", "course__started_at", "course__phase", "undone_at",
        "unit__name", "course__title", "course__person_id", "provider_id",
    )  # fmt: skip
    found = list(columns)
    courses = rows.order_by().values("course_id")
    last = _last_written(courses)
    ended = _last_of(Fact.objects.filter(course_id__in=courses, kind__in=ENDINGS), "occurred_at", "course_id")
    waiting = Flag.objects.without_asking_who_because(REASON).filter(enrolment__course_id__in=courses)
    open_flags = waiting.exclude(state=FlagState.HANDLED).filter(resolved_at__isnull=True)
    flagged = set(open_flags.values_list("enrolment__course_id", flat=True))
    made, names = [], {}
    told = _last_disclosed(rows)
    for course, patient, program, started_at, phase, undone_at, unit, title, person, provider in found:
        last_at = max(filter(None, (last.get(course), started_at, undone_at, told.get((person, provider)))))
        ended_at = max(filter(None, (ended.get(course), undone_at)), default=last_at) if phase in ENDED else None
        ended_on = _day(ended_at) if ended_at else None
        made.append(Kept(course, patient, program, _day(last_at), ended_on, course in flagged))
        names[course] = Named(unit, title)
    return made, names


def _last_written(courses: Any) -> dict[UUID, datetime]:
    found: dict[UUID, datetime] = {}
    for model, when, way in WRITTEN:
        for course, at in _last_of(model.objects.filter(**{f"{way}__in": courses}), when, way).items():
            found[course] = max(at, found.get(course, at))
    return found


def _last_disclosed(rows: QuerySet[Enrolment]) -> dict[tuple[UUID, UUID], datetime]:
    """When a provider last wrote of somebody what was handed out: it goes with the record, and no sooner than its own time."""
    found = Disclosure.objects.filter(person_id__in=rows.order_by().values("course__person_id")).order_by()
    last = found.values_list("person_id", "provider_id").annotate(last=Max("recorded_at"))
    return {(person, provider): at for person, provider, at in last}


def _last_of(rows: QuerySet[Any], when: str, way: str) -> dict[UUID, datetime]:
    return dict(rows.order_by().values_list(way).annotate(last=Max(when)).values_list(way, "last"))


def _day(at: datetime) -> date:
    return local_day(at)


def judged(provider_id: UUID, rule: Rule, today: date) -> tuple[list[Judged], dict[UUID, Named]]:
    """Every record that a rule could reach, judged; those too young to be asked about are left out.

    A record was begun before it was last written in, so a start that is young enough settles it.
    """
    rows = enrolments(provider_id)
    if rule.kind is DataClass.UNSENT:
        found, names = kept(rows.filter(course_id__in=_with_unsent(provider_id)))
        return keeping.judge_all(rule, [_as_unsent(each) for each in found], holds_of(provider_id), today), names
    reach = keeping.months_before(today, rule.months)
    old = rows.filter(course__phase__in=ENDED, course__started_at__date__lte=reach)
    found, names = kept(rows.filter(patient_id__in=old.order_by().values("patient_id")))
    return keeping.judge_all(rule, found, holds_of(provider_id), today), names


def _as_unsent(row: Kept) -> Kept:
    """What was never sent is counted from the end of its run."""
    return Kept(row.key, row.patient, row.program, row.ended_on or row.last_entry_on, row.ended_on, row.flagged)


def _with_unsent(provider_id: UUID) -> Collection[UUID]:
    here = {"course__enrolment__provider_id": provider_id, "state": ResponseState.DRAFT}
    found = set(Response.objects.filter(**here).values_list("course_id", flat=True))
    found |= set(ExerciseAnswer.objects.filter(**here).values_list("course_id", flat=True))
    drafts = Draft.objects.filter(thread__enrolment__provider_id=provider_id)
    return found | set(drafts.values_list("thread__enrolment__course_id", flat=True))


def judge_one(provider_id: UUID, course_id: UUID, rules: Sequence[Rule], today: date) -> Judged | None:
    """One record judged anew, with all of its patient's, by every rule; by an authority's order where there is none.

    None where it is gone.
    """
    rows = enrolments(provider_id)
    patients = rows.filter(course_id=course_id).order_by().values("patient_id")
    found, _names = kept(rows.filter(patient_id__in=patients))
    holds = holds_of(provider_id)
    if not rules:
        verdicts = keeping.judge_ordered(found, holds, today)
        return next((each for each in verdicts if each.kept.key == course_id), None)
    of_it = []
    for rule in rules:
        rows_of = [_as_unsent(each) for each in found] if rule.kind is DataClass.UNSENT else found
        verdicts = keeping.judge_all(rule, rows_of, holds, today)
        of_it += [each for each in verdicts if each.kept.key == course_id]
    return keeping.strictest(of_it)


def ordered(provider_id: UUID, patient_id: UUID, today: date) -> tuple[list[Judged], dict[UUID, Named]]:
    """One patient's records, judged for an authority's order."""
    found, names = kept(enrolments(provider_id).filter(patient_id=patient_id))
    return keeping.judge_ordered(found, holds_of(provider_id), today), names


def counted(provider_id: UUID) -> Counter[bool]:
    """How many runs there are: those that go on (False) and those that have ended (True)."""
    rows = enrolments(provider_id).order_by()
    ended = rows.filter(Q(course__phase__in=ENDED)).count()
    return Counter({True: ended, False: rows.count() - ended})


def is_held(provider_id: UUID, patient_id: UUID | None, today: date) -> bool:
    """Whether a hold of everything, or of this patient where one is named, holds today."""
    rows = [each for each in holds_of(provider_id) if each.until is None or today <= each.until]
    of_all = any(each.patient is None and each.program is None for each in rows)
    return of_all or (patient_id is not None and any(each.patient == patient_id for each in rows))


def held_patients(provider_id: UUID, today: date) -> Iterable[UUID]:
    """Patients whose entries in the log are held: by a hold of themselves, or of a program that they have or had.

    A hold of everything is for the caller.
    """
    rows = [each for each in holds_of(provider_id) if each.until is None or today <= each.until]
    held = {each.patient for each in rows if isinstance(each.patient, UUID)}
    programs = [each.program for each in rows if each.patient is None and isinstance(each.program, UUID)]
    if programs:
        runs = enrolments(provider_id).filter(course__version__program_id__in=programs)
        held.update(runs.order_by().values_list("patient_id", flat=True))
    return held
