"""Stops, for those who say them and for the units that are concerned."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.models import ProgramVersion, Stop
from stegvis.catalogue.policies import may_lift, may_stop
from stegvis.catalogue.stopped import is_same_step, may_concern
from stegvis.catalogue.telling import questionnaire_title


def stops_of(actor: Actor, version: ProgramVersion) -> list[Stop]:
    """Every stop of a version that holds, or held, for the actor's provider, those in force first. One query.

    With them those in force of other versions that hold for whoever walks this one.
    """
    if not may_stop(actor, version):
        return []
    rows = Stop.objects.filter(_holds(UUID(actor.hat.provider_id)), version__program_id=version.program_id)
    rows = rows.filter(Q(version=version) | Q(lifted_at__isnull=True))
    rows = rows.select_related("stopped_by", "lifted_by", "version__program__publisher_unit", "provider")
    found = [row for row in rows if may_concern(row, version)]
    return sorted(found, key=lambda row: (row.lifted_at is not None, -row.stopped_at.timestamp()))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other versions that have what is stopped: by number, where it is the same and where it reads otherwise."""

    same: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


def elsewhere(stop: Stop) -> Elsewhere:
    """Where else a stop of a step or a questionnaire holds, and where the same place is not stopped. One query."""
    if stop.kind == StopKind.VERSION:
        return Elsewhere()
    same: list[int] = []
    changed: list[int] = []
    asked = open_document(stop.version.document_id).questionnaires.get(stop.ref, {}).get("url")
    others = ProgramVersion.objects.filter(program_id=stop.version.program_id).exclude(pk=stop.version_id)
    for number, document_id in others.order_by("number").values_list("number", "document_id"):
        document = open_document(document_id)
        if stop.kind == StopKind.STEP:
            is_there = any(step.id == stop.ref for module in document.modules for step in module.steps)
            is_same = is_there and is_same_step(stop.ref, stop.version.document_id, document_id)
        else:
            is_same = stop.ref in document.questionnaires
            is_there = is_same or (bool(asked) and any(q.get("url") == asked for q in document.questionnaires.values()))
        if is_there:
            (same if is_same else changed).append(number)
    return Elsewhere(tuple(same), tuple(changed))


def stop(actor: Actor, pk: UUID | str) -> Stop | None:
    """A stop that the actor may lift. One query."""
    rows = Stop.objects.filter(pk=pk).select_related("version__program__publisher_unit__provider", "provider")
    found = rows.first()
    return found if found is not None and may_lift(actor, found) else None


def stop_on_unit(actor: Actor, pk: UUID | str) -> Stop | None:
    """A stop of a program that the actor's unit has, or has had, in any version. One query."""
    if actor.hat.kind is not HatKind.COMMISSION or not actor.can("caseload:read"):
        return None
    rows = Stop.objects.filter(_holds(UUID(actor.hat.provider_id)), pk=pk, lifted_at__isnull=True)
    rows = rows.filter(version__program__versions__distributions__unit_id=actor.unit)
    return rows.select_related("version__program", "stopped_by").first()


def stops_in_force(provider_id: UUID, version_ids: Iterable[UUID] | None = None) -> list[Stop]:
    """What holds for a provider's residents, newest first; of some versions, or of all. One query."""
    rows = Stop.objects.filter(_holds(provider_id), lifted_at__isnull=True)
    if version_ids is not None:
        rows = rows.filter(version_id__in=list(version_ids))
    else:
        own = Q(version__program__publisher_unit__provider_id=provider_id)
        rows = rows.filter(own | Q(version__program__versions__distributions__unit__provider_id=provider_id))
        rows = rows.distinct()
    return list(rows.select_related("version__program", "stopped_by").order_by("-stopped_at"))


def stopped_whole(provider_id: UUID, version_ids: Iterable[UUID]) -> set[UUID]:
    """Versions that take no new starts with a provider. One query."""
    rows = Stop.objects.filter(
        _holds(provider_id), version_id__in=list(version_ids), kind=StopKind.VERSION, lifted_at__isnull=True
    )
    return set(rows.values_list("version_id", flat=True))


def stopped_part(stop: Stop, language: str | None = None) -> str:
    """What is stopped, by its own name; empty for a whole version."""
    document = open_document(stop.version.document_id)
    if stop.kind == StopKind.STEP:
        return document.text(f"{stop.ref}.title", language)
    if stop.kind == StopKind.QUESTIONNAIRE and stop.ref in document.questionnaires:
        return questionnaire_title(document, stop.ref, language or document.language)
    return ""


def _holds(provider_id: UUID) -> Q:
    return Q(provider__isnull=True) | Q(provider_id=provider_id)
