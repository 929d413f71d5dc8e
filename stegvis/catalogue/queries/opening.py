"""Programs that are open: for the coordinator who opens them, and for whoever looks for one. Public once it is open."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from stegvis.access import settings
from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.settings import Key
from stegvis.catalogue.models import FrozenMedia, OpenProgram
from stegvis.catalogue.policies.opening import is_stopped

_WITH = ("program", "provider", "version")


def openings(actor: Actor) -> list[OpenProgram]:
    """What the actor's provider has opened, those that are open first. One query."""
    if actor.hat.kind is not HatKind.POST or not actor.can("version:open"):
        return []
    rows = OpenProgram.objects.filter(provider_id=UUID(actor.hat.provider_id)).select_related(*_WITH)
    return sorted(rows, key=lambda row: (row.ended_at is not None, row.version.title.casefold()))


def opening(actor: Actor, pk: UUID | str) -> OpenProgram | None:
    """One of them. One query."""
    return next((row for row in openings(actor) if str(row.pk) == str(pk)), None)


def open_now(today: date) -> list[OpenProgram]:
    """Every program that can be started today, by title: anybody may know. One query."""
    rows = OpenProgram.objects.filter(_open(today)).select_related(*_WITH)
    return sorted(rows, key=lambda row: row.version.title.casefold())


def opened_by_code(code: str) -> OpenProgram | None:
    """The program of a short address, open or not. One query."""
    return OpenProgram.objects.filter(code=code).select_related(*_WITH).first()


def takes_starts(row: OpenProgram, today: date) -> bool:
    """Whether somebody new may start now. One query where the dates allow it."""
    closed = row.ended_at is not None or row.opens_on > today or (row.closes_on is not None and row.closes_on < today)
    return not closed and not is_stopped(row)


def _open(today: date) -> Q:
    until = Q(closes_on__isnull=True) | Q(closes_on__gte=today)
    return until & Q(opens_on__lte=today, ended_at__isnull=True)


def preview_media(media_hash: str, row: OpenProgram) -> FrozenMedia | None:
    """A file of a program that can be read without signing in. One query."""
    if not row.preview:
        return None
    return FrozenMedia.objects.filter(hash=media_hash, uses__document_id=row.version.document_id).first()


@dataclass(frozen=True, slots=True)
class Municipality:
    """Four digits and a name."""

    code: str
    name: str


def municipalities(provider_id: UUID | str) -> list[Municipality]:
    """The provider's area, as it is set: a line for each. One query."""
    found = []
    for line in str(settings.value(Key.MUNICIPALITIES, provider_id=provider_id)).splitlines():
        code, _space, name = line.strip().partition(" ")
        if code and name.strip():
            found.append(Municipality(code, name.strip()))
    return found
