"""What hangs below one run, found from the models themselves, so that no new noun is ever left behind.

Only `records.schedule` takes anything away, in a destruction that somebody has decided.
"""

from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from stegvis.access.models import EarlierNumber, Patient, Person
from stegvis.audit.log import patient_hash
from stegvis.care.models import AcrossOpening, CareOpening, Enrolment
from stegvis.course.kinds import ENDED, ResponseState
from stegvis.course.models import Course, ExerciseAnswer, Response
from stegvis.lib.personal import Retention
from stegvis.messaging.models import Draft

Model = type[models.Model]
# What belongs to a run whatever class it is of: a log of its own stands in the access log.
GOES_WITH_RUN = frozenset({Retention.RECORD, Retention.OWN, Retention.ACCESS_LOG, Retention.NOTICE})


def pointing(model: Model) -> list[tuple[Model, Any]]:
    """Each model with a key to this one, and the field; itself left out."""
    fields = model._meta.get_fields(include_hidden=True)
    found = [f for f in fields if f.auto_created and not f.concrete and (f.one_to_many or f.one_to_one)]
    return [(f.related_model, f.field) for f in found if f.related_model is not model]  # type: ignore[union-attr,misc]


@lru_cache(maxsize=2)
def below(root: Model) -> tuple[tuple[Model, tuple[str, ...]], ...]:
    """Every model that hangs below, what points before what is pointed at, with the ways from it to the root."""
    ways: dict[Model, list[str]] = {}
    order: list[Model] = []

    def visit(model: Model, way: str) -> None:
        for child, field in pointing(model):
            here = f"{field.name}__{way}" if way else field.name
            if here not in ways.setdefault(child, []):
                ways[child].append(here)
                visit(child, here)
        if model is not root:
            # Whatever is visited later hangs higher, or in another branch: the last visit decides.
            if model in order:
                order.remove(model)
            order.append(model)

    visit(root, "")
    return tuple((model, tuple(ways[model])) for model in _children_first(order, root))


def _children_first(found: Collection[Model], root: Model) -> list[Model]:
    left, placed = list(found), [root]
    while left:
        ready = [
            m
            for m in left
            if all(field.related_model not in left for field in _keys(m) if field.related_model is not m)
        ]
        placed += ready
        left = [m for m in left if m not in ready]
        if not ready:
            raise RuntimeError("nouns below a run point at each other in a ring")
    return placed[:0:-1]


def _keys(model: Model) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


def counts(course_ids: Collection[UUID]) -> Counter[str]:
    """How many rows of each kind these runs are."""
    found = Counter({Course._meta.label: len(course_ids)})
    for model, ways in below(Course):
        if number := _rows(model, ways, course_ids).distinct().count():
            found[model._meta.label] = number
    return found


def take_away(course_ids: Collection[UUID]) -> Counter[str]:
    """Remove runs with everything below them, in the caller's transaction. Returns how many rows of each kind.

    Their own managers refuse, and a collector would load each row first.
    """
    found: Counter[str] = Counter()
    everything: list[tuple[Model, tuple[str, ...]]] = [*below(Course), (Course, ("pk",))]
    for model, ways in everything:
        for way in ways:
            rows = model._base_manager.filter(**{f"{way}__in": list(course_ids)})
            if number := rows._raw_delete(rows.db):
                found[model._meta.label] += number
    return found


def _rows(model: Model, ways: Collection[str], course_ids: Collection[UUID]) -> models.QuerySet[Any]:
    either = Q()
    for way in ways:
        either |= Q(**{f"{way}__in": list(course_ids)})
    return model._base_manager.filter(either)


def take_unsent_away(course_id: UUID) -> Counter[str]:
    """Remove what was never sent in one run that has ended. Returns how many rows of each kind."""
    if not Course._base_manager.filter(pk=course_id, phase__in=ENDED).exists():
        return Counter()
    found: Counter[str] = Counter()
    for model, of_run in UNSENT:
        rows = model._base_manager.filter(of_run(course_id))
        if number := rows._raw_delete(rows.db):
            found[model._meta.label] += number
    return found


def unsent_counts(course_ids: Collection[UUID]) -> Counter[str]:
    """How many rows were never sent in these runs."""
    found: Counter[str] = Counter()
    for model, of_run in UNSENT:
        either = Q(pk__in=[])
        for course_id in course_ids:
            either |= of_run(course_id)
        if number := model._base_manager.filter(either).count():
            found[model._meta.label] += number
    return found


def _draft_of_course(course_id: UUID) -> Q:
    return Q(course_id=course_id, state=ResponseState.DRAFT)


def _draft_of_thread(course_id: UUID) -> Q:
    return Q(thread__enrolment__course_id=course_id)


UNSENT: tuple[tuple[Model, Any], ...] = (
    (Response, _draft_of_course),
    (ExerciseAnswer, _draft_of_course),
    (Draft, _draft_of_thread),
)


def lock_run(course_id: UUID) -> Enrolment | None:
    """The run's enrolment with the run locked: no worker settles it meanwhile. None where it is gone."""
    if Course._base_manager.select_for_update(of=("self",)).filter(pk=course_id).first() is None:
        return None
    rows = Enrolment._base_manager.select_related("course__person", "patient", "unit__provider")
    return rows.filter(course_id=course_id).first()


def old_openings(provider_id: UUID, before: Any, held: Collection[UUID]) -> tuple[models.QuerySet[Any], ...]:
    """Openings of colleagues' patients and across units from before then, but of those who are held."""
    across = AcrossOpening._base_manager.filter(unit__provider_id=provider_id, opened_at__lt=before)
    care = CareOpening._base_manager.filter(enrolment__provider_id=provider_id, opened_at__lt=before)
    return across.exclude(patient_id__in=held), care.exclude(enrolment__patient_id__in=held)


def log_hashes(patient_ids: Collection[Any]) -> set[str]:
    """Under which hashes the log keeps these patients, by every number that they have had."""
    people = Person._base_manager.filter(
        pk__in=Patient._base_manager.filter(pk__in=list(patient_ids)).values("person_id")
    )
    earlier = EarlierNumber._base_manager.filter(person__in=people.values("pk"))
    return {patient_hash(row.number_cipher) for rows in (people, earlier) for row in rows}
