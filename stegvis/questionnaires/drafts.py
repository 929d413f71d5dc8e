"""Names of new questionnaires, and the reading door to drafts and the library. Actor first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import PublisherUnit
from stegvis.questionnaires.editing.paper import BASE_URL, LONGEST_KEY, free, slug
from stegvis.questionnaires.models import DefinitionVersion, QuestionnaireDraft

# What the pages call it: they never know models.
Draft = QuestionnaireDraft

# Words that stand in addresses beside the keys.
RESERVED = ("nytt", "importera")


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One questionnaire on the shelf: its latest version, its draft, or both."""

    key: str
    title: str
    owner: str
    own: bool
    licence: str
    reference: str
    versions: int
    latest: str
    published_at: datetime | None
    draft: bool
    changed: bool
    edited_at: datetime | None
    edited_by: str


def free_key(title: str) -> str:
    """A key that no questionnaire has, whoever owns it: a key means one questionnaire everywhere."""
    taken = {
        *RESERVED,
        *DefinitionVersion.objects.values_list("key", flat=True),
        *QuestionnaireDraft.objects.values_list("key", flat=True),
    }
    return free(slug(title, LONGEST_KEY - 6), taken, "formular")


def url_of(key: str) -> str:
    """The address that names a questionnaire for good."""
    return f"{BASE_URL}{key}"


def unit_of(actor: Actor) -> PublisherUnit | None:
    """The publisher unit whose hat somebody wears."""
    if actor.hat.kind is not HatKind.PUBLISHER or not actor.can("studio:read"):
        return None
    return PublisherUnit.objects.select_related("provider").filter(pk=actor.hat.publisher_unit_id).first()


def draft_of(actor: Actor, key: str) -> QuestionnaireDraft | None:
    """The own unit's draft of a questionnaire, or None."""
    unit = unit_of(actor)
    if unit is None:
        return None
    rows = QuestionnaireDraft.objects.select_related("publisher_unit__provider", "based_on", "updated_by")
    return rows.filter(key=key, publisher_unit=unit).first()


def versions_of(actor: Actor, key: str) -> list[DefinitionVersion]:
    """Versions of a questionnaire that the actor's unit may use, newest first."""
    if unit_of(actor) is None:
        return []
    rows = DefinitionVersion.objects.filter(_usable(actor), key=key).select_related("publisher_unit__provider")
    return list(rows.order_by("-created_at", "-id"))


def library(actor: Actor, search: str = "", owner: str = "", licence: str = "") -> list[LibraryRow]:
    """What the unit may use or is building, by title. `owner`: own, shipped or all; `search` looks in every text."""
    unit = unit_of(actor)
    if unit is None:
        return []
    versions: dict[str, list[DefinitionVersion]] = defaultdict(list)
    rows = DefinitionVersion.objects.filter(_usable(actor)).select_related("publisher_unit")
    for row in rows.defer("body").order_by("created_at", "id"):
        versions[row.key].append(row)
    drafts = {
        row.key: row for row in QuestionnaireDraft.objects.filter(publisher_unit=unit).select_related("updated_by")
    }
    found = [_row(key, versions[key], drafts.get(key), unit) for key in {*versions, *drafts}]
    hits = _hits(actor, unit, search) if search.strip() else None
    kept = [
        row
        for row in found
        if (hits is None or row.key in hits)
        and (not licence or row.licence == licence)
        and (owner not in ("own", "shipped") or row.own == (owner == "own"))
    ]
    return sorted(kept, key=lambda row: (row.title.casefold(), row.key))


def _usable(actor: Actor) -> Q:
    return Q(publisher_unit__isnull=True) | Q(publisher_unit_id=actor.hat.publisher_unit_id)


def _hits(actor: Actor, unit: PublisherUnit, search: str) -> set[str]:
    """Keys whose title or any text holds every word."""
    in_version, in_draft = _usable(actor), Q(publisher_unit=unit)
    for word in search.split()[:8]:
        in_version &= Q(title__icontains=word) | Q(body__icontains=word)
        in_draft &= Q(title__icontains=word) | Q(document__icontains=word)
    found = set(DefinitionVersion.objects.filter(in_version).values_list("key", flat=True))
    return found | set(QuestionnaireDraft.objects.filter(in_draft).values_list("key", flat=True))


def _row(
    key: str, versions: list[DefinitionVersion], draft: QuestionnaireDraft | None, unit: PublisherUnit
) -> LibraryRow:
    latest = versions[-1] if versions else None
    own = latest is None or latest.publisher_unit_id == unit.pk
    licence = _licence(latest, draft)
    return LibraryRow(
        key=key,
        title=draft.title if draft else latest.title if latest else key,
        owner=unit.name if own else "",
        own=own,
        licence=licence.get("status", "unknown"),
        reference=licence.get("reference", ""),
        versions=len(versions),
        latest=latest.version if latest else "",
        published_at=latest.created_at if latest else None,
        draft=draft is not None,
        # Publication writes both times at once: later is edited since.
        changed=draft is not None and (latest is None or draft.updated_at > latest.created_at),
        edited_at=draft.updated_at if draft else None,
        edited_by=draft.updated_by.get_full_name() if draft else "",
    )


def _licence(latest: DefinitionVersion | None, draft: QuestionnaireDraft | None) -> dict[str, str]:
    """As published, else as the draft has it."""
    if latest is not None:
        return {"status": latest.licence_status, "reference": latest.licence_reference}
    found: dict[str, str] = (draft.doc.get("licence") if draft else None) or {}
    return found
