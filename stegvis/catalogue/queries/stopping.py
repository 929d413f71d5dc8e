"""Stops, for those who say them and for the units that are concerned."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.models import ProgramVersion, Stop
from stegvis.catalogue.policies import may_lift, may_stop
from stegvis.catalogue.telling import questionnaire_title


def stops_of(actor: Actor, version: ProgramVersion) -> list[Stop]:
    """Every stop of a version that holds, or held, for the actor's provider, those in force first. One query."""
    if not may_stop(actor, version):
        return []
    rows = Stop.objects.filter(_holds(UUID(actor.hat.provider_id)), version=version)
    found = rows.select_related("stopped_by", "lifted_by", "version__program__publisher_unit", "provider")
    return sorted(found, key=lambda row: (row.lifted_at is not None, -row.stopped_at.timestamp()))


def stop(actor: Actor, pk: UUID | str) -> Stop | None:
    """A stop that the actor may lift. One query."""
    rows = Stop.objects.filter(pk=pk).select_related("version__program__publisher_unit__provider", "provider")
    found = rows.first()
    return found if found is not None and may_lift(actor, found) else None


def stop_on_unit(actor: Actor, pk: UUID | str) -> Stop | None:
    """A stop of something that the actor's unit has, or has had: what its list of residents begins with. One query."""
    if actor.hat.kind is not HatKind.COMMISSION or not actor.can("caseload:read"):
        return None
    rows = Stop.objects.filter(_holds(UUID(actor.hat.provider_id)), pk=pk, lifted_at__isnull=True)
    rows = rows.filter(version__distributions__unit_id=actor.unit)
    return rows.select_related("version__program", "stopped_by").first()


def stops_in_force(provider_id: UUID, version_ids: Iterable[UUID] | None = None) -> list[Stop]:
    """What holds for a provider's residents, newest first; of some versions, or of all. One query."""
    rows = Stop.objects.filter(_holds(provider_id), lifted_at__isnull=True)
    if version_ids is not None:
        rows = rows.filter(version_id__in=list(version_ids))
    else:
        own = Q(version__program__publisher_unit__provider_id=provider_id)
        rows = rows.filter(own | Q(version__distributions__unit__provider_id=provider_id)).distinct()
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
