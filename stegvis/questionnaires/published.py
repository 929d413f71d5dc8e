"""The reading door for coordinators: what their provider's units have published, and what comes with Stegvis."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.questionnaires.models import DefinitionVersion


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One questionnaire: its latest version, how many there are, and whose it is (nobody's: it comes with Stegvis)."""

    version: DefinitionVersion
    versions: int
    owner: str


def published(actor: Actor, search: str = "", licence: str = "") -> list[PublishedRow]:
    """By title. `search` looks in every text of the latest version."""
    rows: dict[str, list[DefinitionVersion]] = defaultdict(list)
    for row in _of(actor).defer("body").order_by("created_at", "id"):
        rows[row.key].append(row)
    latest = {versions[-1].pk for versions in rows.values()}
    hits = latest
    if search.strip():
        wanted = Q(pk__in=latest)
        for word in search.split()[:8]:
            wanted &= Q(title__icontains=word) | Q(body__icontains=word)
        hits = set(DefinitionVersion.objects.filter(wanted).values_list("pk", flat=True))
    found = [
        PublishedRow(versions[-1], len(versions), _owner(versions[-1]))
        for versions in rows.values()
        if versions[-1].pk in hits and (not licence or versions[-1].licence_status == licence)
    ]
    return sorted(found, key=lambda row: (row.version.title.casefold(), row.version.key))


def published_versions(actor: Actor, key: str) -> list[DefinitionVersion]:
    """Versions of one questionnaire, newest first; none where it is another provider's."""
    return list(_of(actor).filter(key=key).order_by("-created_at", "-id"))


def _of(actor: Actor) -> QuerySet[DefinitionVersion]:
    rows = DefinitionVersion.objects.select_related("publisher_unit")
    if actor.hat.kind is not HatKind.POST or not actor.can("region:read"):
        return rows.none()
    return rows.filter(Q(publisher_unit__isnull=True) | Q(publisher_unit__provider_id=actor.hat.provider_id))


def _owner(row: DefinitionVersion) -> str:
    return row.publisher_unit.name if row.publisher_unit else ""
