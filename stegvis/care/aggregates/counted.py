"""Programs that were started and ended, and what was answered, by version, unit and month.

Exact counts: only `coarse` makes of them what may be told. A fixed number of queries, whatever there is to count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Replace, TruncMonth

from stegvis.care.aggregates.scope import Period, Scope
from stegvis.care.models import Enrolment
from stegvis.catalogue.models import ProgramVersion
from stegvis.course.kinds import Phase, ResponseState
from stegvis.course.models import Effect, Fact, Response
from stegvis.program.facts import FactKind
from stegvis.program.unfold import EffectKind

PHASES = (Phase.UPCOMING, Phase.ACTIVE, Phase.PAUSED, Phase.MAINTENANCE, Phase.CLOSED, Phase.LEFT)
ENDINGS = (Phase.CLOSED, Phase.LEFT)


class Answered(StrEnum):
    """What became of a questionnaire that was asked for and that is answered or past its day."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSED = "missed"


class Counted(NamedTuple):
    """How many, of one version, on one unit, in one month (its first day, by the unit's clocks).

    `what`: a phase, or an `Answered`. `questionnaire`: the digest of what was asked, else empty.
    """

    version_id: UUID
    unit_id: UUID
    month: date
    what: str
    number: int
    questionnaire: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A version, for the heading of what is counted of it."""

    program_id: UUID
    title: str
    number: int


def begun(scope: Scope, period: Period) -> list[Counted]:
    """What was started in the period, by where it stands now. One query for each time zone."""
    found = []
    for zone, rows in scope.by_zone():
        chosen = rows.filter(period.within("started_at", zone))
        found += _grouped(chosen.annotate(month=TruncMonth("started_at", tzinfo=zone), what=F("course__phase")))
    return found


def ended(scope: Scope, period: Period) -> list[Counted]:
    """What ended in the period and has not been opened again. One query for each time zone."""
    ends = Q(kind=FactKind.LEFT) | Q(kind=FactKind.PHASE_SET, payload__phase=Phase.CLOSED)
    # The condition of an index, in its own words: without it every fact of every course would be read.
    last = Fact.objects.filter(ends, kind__in=("left", "phase_set"), course_id=OuterRef("course_id"))
    found = []
    for zone, rows in scope.by_zone():
        over = rows.filter(course__phase__in=ENDINGS)
        over = over.annotate(ended_at=Subquery(last.order_by("-occurred_at").values("occurred_at")[:1]))
        chosen = over.filter(period.within("ended_at", zone), ended_at__isnull=False)
        found += _grouped(chosen.annotate(month=TruncMonth("ended_at", tzinfo=zone), what=F("course__phase")))
    return found


def _grouped(rows: QuerySet[Any]) -> list[Counted]:
    groups = rows.values("course__version_id", "unit_id", "month", "what").annotate(number=Count("pk")).order_by()
    return [
        Counted(row["course__version_id"], row["unit_id"], row["month"].date(), row["what"], row["number"])
        for row in groups
    ]


def asked(scope: Scope, period: Period) -> list[Counted]:
    """Questionnaires that were asked for in the period, by what became of them. One query for each time zone.

    What can still be answered in time is not counted, nor what was never asked because the program ended before.
    """
    found = []
    for zone, rows in scope.by_zone():
        found += _asked(rows, period, zone)
    return found


def _asked(enrolments: QuerySet[Enrolment], period: Period, zone: ZoneInfo) -> list[Counted]:
    opened, late = (f".{kind}." for kind in (EffectKind.OCCASION_OPEN, EffectKind.OCCASION_LATE))
    # The effect of lateness is named as that of opening, but for its kind: found by the index of names.
    overdue = Effect.objects.filter(
        course_id=OuterRef("course_id"), key=Replace(OuterRef("key"), Value(opened), Value(late))
    )
    answer = Response.objects.filter(
        course_id=OuterRef("course_id"), occasion=OuterRef("ref"), amends__isnull=True, state=ResponseState.SENT
    )
    rows = Effect.objects.filter(period.within("due_at", zone), kind="occasion_open")
    rows = rows.filter(course_id__in=enrolments.values("course_id"))
    # Each is looked up once for each row: the two together say what became of it.
    became = _one_where(Exists(answer), _ANSWERED) + _one_where(Exists(overdue), _OVERDUE)
    rows = rows.annotate(month=_month(period, zone), what=became, questionnaire=KT("payload__questionnaire"))
    by = ("course__version_id", "course__enrolment__unit_id", "month", "what", "questionnaire")
    groups = rows.values_list(*by).annotate(number=Count("pk")).order_by()
    return [
        Counted(version, unit, month.astimezone(zone).date(), _BECAME[what], number, questionnaire)
        for version, unit, month, what, questionnaire, number in groups
        if what
    ]


_ANSWERED, _OVERDUE = 2, 1
_BECAME = {
    _ANSWERED + _OVERDUE: Answered.LATE.value,
    _ANSWERED: Answered.IN_TIME.value,
    _OVERDUE: Answered.MISSED.value,
}


def _month(period: Period, zone: ZoneInfo) -> Case | TruncMonth:
    """The month of `due_at`. Within a period by its own months: SQLite asks Python for each row that it truncates."""
    months = [When(due_at__lt=ends, then=Value(begins)) for begins, ends in period.months(zone)]
    return Case(*months, output_field=DateTimeField()) if months else TruncMonth("due_at", tzinfo=zone)


def _one_where(found: Exists, weight: int) -> Case:
    return Case(When(found, then=Value(weight)), default=Value(0), output_field=IntegerField())


def versions_of(counts: Iterable[Counted]) -> dict[UUID, Named]:
    """Every version that something is counted of. One query."""
    wanted = {row.version_id for row in counts}
    rows = ProgramVersion.objects.filter(pk__in=wanted)
    return {pk: Named(program, title, number) for pk, program, title, number in rows.values_list(
        "pk", "program_id", "program__title", "number"
    )}  # fmt: skip
