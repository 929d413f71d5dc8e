"""Flags whose cause is gone ask for nothing more: what was late has come, a message is answered, somebody is back.

A dangerous answer never goes that way (safety rule 1), and the database refuses it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Replace

from stegvis.care.kinds import RESOLVING, FlagKind, FlagState
from stegvis.care.models import Flag
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Fact, Response
from stegvis.program.facts import FactKind

REASON = "flags whose cause is gone resolve themselves"


def _open(*kinds: FlagKind) -> QuerySet[Flag]:
    rows = Flag.objects.without_asking_who_because(REASON)
    found: QuerySet[Flag] = rows.filter(kind__in=kinds).exclude(state=FlagState.HANDLED)
    return found


def resolve_of(course_id: UUID) -> int:
    """What `resolve_waiting` does, for one course, as it is asked at every answer: most have nothing that waits."""
    waiting = list(_open(*RESOLVING).filter(enrolment__course_id=course_id).values_list("pk", "kind", "effect_key"))
    if not waiting:
        return 0
    sent = Response.objects.filter(course_id=course_id, state=ResponseState.SENT)
    first = dict(sent.order_by("-sent_at").values_list("occasion", "sent_at"))
    for pk, kind, key in waiting:
        if kind == FlagKind.LATE and (came_at := first.get(key.replace(".occasion_late", ""))):
            _resolve(pk, came_at)
    others = (*_answered(course_id), *_back(course_id))
    for pk, at in others:
        _resolve(pk, at)
    return len(waiting)


def resolve_waiting() -> int:
    """All flags whose cause is gone. Returns how many. Three queries, and one for each flag."""
    found = (*_come(), *_answered(), *_back())
    for pk, at in found:
        _resolve(pk, at)
    return len(found)


def _resolve(pk: Any, at: datetime) -> None:
    _open(*RESOLVING).filter(pk=pk).update(state=FlagState.HANDLED, resolved_at=at)


def _come() -> list[tuple[UUID, datetime]]:
    """A late flag's key is its occasion's with the kind put in (`program.keys`), so that no sealed detail is read."""
    occasion = Replace(OuterRef("effect_key"), Value(".occasion_late"), Value(""), output_field=CharField())
    sent = Response.objects.filter(course_id=OuterRef("enrolment__course_id"), state=ResponseState.SENT)
    came_at = sent.filter(occasion=occasion).order_by("sent_at").values("sent_at")[:1]
    return _with(_open(FlagKind.LATE).annotate(gone_at=Subquery(came_at)))


def _answered(course_id: UUID | None = None) -> list[tuple[UUID, datetime]]:
    """Staff have written since the flag came, or said that nothing needs an answer."""
    facts = Fact.objects.filter(course_id=OuterRef("enrolment__course_id"), occurred_at__gt=OuterRef("raised_at"))
    by_staff = Q(payload__to="resident") | Q(payload__to="guardian")
    said = Q(by_staff, kind=FactKind.MESSAGE_SENT) | Q(kind=FactKind.MESSAGE_SETTLED)
    written = facts.filter(said).order_by("seq")
    rows = _open(FlagKind.MESSAGE_WAITING)
    rows = rows.filter(enrolment__course_id=course_id) if course_id else rows
    return _with(rows.annotate(gone_at=Subquery(written.values("occurred_at")[:1])))


def _back(course_id: UUID | None = None) -> list[tuple[UUID, datetime]]:
    """The resident has done something since."""
    rows = _open(FlagKind.INACTIVE).filter(enrolment__course__last_active_at__gt=F("raised_at"))
    rows = rows.filter(enrolment__course_id=course_id) if course_id else rows
    return _with(rows.annotate(gone_at=F("enrolment__course__last_active_at")))


def _with(rows: QuerySet[Any]) -> list[tuple[UUID, datetime]]:
    return list(rows.filter(gone_at__isnull=False).values_list("pk", "gone_at"))
