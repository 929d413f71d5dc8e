"""The reading door: which questionnaires there are, and what a version says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stegvis.lib.errors import Cannot
from stegvis.questionnaires.engine import Definition, parse
from stegvis.questionnaires.models import DefinitionVersion, QuestionnaireDraft


class CannotFind(Cannot):
    """No such questionnaire is stored."""

    def __init__(self, wanted: str) -> None:
        super().__init__(_("Formuläret finns inte."), wanted)


def current(key: str) -> DefinitionVersion:
    """The latest stored version. Raises CannotFind."""
    row = DefinitionVersion.objects.filter(key=key).order_by("-created_at", "-id").first()
    if row is None:
        raise CannotFind(key)
    return row


def current_for(key: str, publisher_unit_id: UUID | str | None) -> DefinitionVersion:
    """The latest version that a publisher unit may use: its own, or what comes with the installation.

    Raises CannotFind, for another unit's as for none.
    """
    row = DefinitionVersion.objects.filter(_usable(publisher_unit_id), key=key).order_by("-created_at", "-id").first()
    if row is None:
        raise CannotFind(key)
    return row


def by_digest(wanted: str) -> DefinitionVersion:
    """The version with this digest. Raises CannotFind."""
    row = DefinitionVersion.objects.filter(digest=wanted).first()
    if row is None:
        raise CannotFind(wanted)
    return row


@lru_cache(maxsize=256)
def definition_by_digest(wanted: str) -> Definition:
    """The parsed definition. A digest always means the same bytes, so this may be kept."""
    return parse(by_digest(wanted).body)


@lru_cache(maxsize=256)
def definition_of(body: str) -> Definition:
    """The parsed definition of a body that is embedded elsewhere, in a frozen document."""
    return parse(body)


def current_definition(key: str) -> Definition:
    """The latest version of a questionnaire, parsed. Raises CannotFind."""
    return definition_by_digest(current(key).digest)


def drafted_by(digests: Collection[str], since: datetime | None) -> list[UUID]:
    """Who last worked on the drafts behind these versions, of those that are new since then. Two queries."""
    rows = DefinitionVersion.objects.filter(digest__in=digests)
    if since:
        rows = rows.filter(created_at__gt=since)
    keys = list(rows.values_list("key", flat=True))
    return list(QuestionnaireDraft.objects.filter(key__in=keys).values_list("updated_by_id", flat=True))


def shelf(publisher_unit_id: UUID | str | None = None) -> list[DefinitionVersion]:
    """The latest version of each questionnaire a publisher unit may use, by title."""
    rows = DefinitionVersion.objects.filter(_usable(publisher_unit_id)).defer("body").order_by("created_at", "id")
    latest = {row.key: row for row in rows}
    return sorted(latest.values(), key=lambda row: row.title.casefold())


def _usable(publisher_unit_id: UUID | str | None) -> Q:
    shipped = Q(publisher_unit__isnull=True)
    return shipped if publisher_unit_id is None else shipped | Q(publisher_unit_id=publisher_unit_id)
