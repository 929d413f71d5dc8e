"""Regional documents: what every employee reads, and what those who keep them see besides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.support.kinds import DocumentKind, EditionState
from stegvis.support.marked import plain
from stegvis.support.models import DocumentEdition, RegionalDocument


@dataclass(frozen=True, slots=True)
class Kept:
    """A document with its newest published edition and its draft, where there is one."""

    document: RegionalDocument
    edition: DocumentEdition | None
    draft: DocumentEdition | None

    @property
    def title(self) -> str:
        """What it is called: as published, or as drafted."""
        row = self.edition or self.draft
        return row.title if row else ""

    def is_old(self, today: date) -> bool:
        """Whether its review day has passed."""
        return bool(self.document.review_on and self.document.review_on < today)


def published(actor: Actor, text: str = "", kind: str = "", newest_first: bool = False) -> list[Kept]:
    """The provider's published documents that hold every word of the text. Two queries."""
    if not actor.can("support:read"):
        return []
    rows = [each for each in _kept(actor.hat.provider_id) if each.edition and not each.document.withdrawn_at]
    if kind in DocumentKind.values:
        rows = [each for each in rows if each.document.kind == kind]
    words = text.lower().split()[:6]
    rows = [each for each in rows if each.edition and all(word in _searched(each.edition) for word in words)]
    if newest_first:
        rows.sort(key=lambda each: str(each.edition and each.edition.published_at), reverse=True)
    return rows


def _searched(row: DocumentEdition) -> str:
    return f"{row.title}\n{row.summary}\n{plain(row.body)}\n{row.file_name}".lower()


def _kept(provider_id: str, **narrowed: object) -> list[Kept]:
    documents = list(
        RegionalDocument.objects.filter(provider_id=UUID(provider_id), **narrowed).select_related("provider")
    )
    editions = DocumentEdition.objects.filter(document__in=documents).select_related("published_by").order_by("number")
    found = _fold(documents, editions)
    return sorted(found, key=lambda each: each.title.lower())


def _fold(documents: Iterable[RegionalDocument], editions: Iterable[DocumentEdition]) -> list[Kept]:
    newest: dict[UUID, DocumentEdition] = {}
    drafts: dict[UUID, DocumentEdition] = {}
    for row in editions:
        (newest if row.state == EditionState.PUBLISHED else drafts)[row.document_id] = row
    return [Kept(row, newest.get(row.pk), drafts.get(row.pk)) for row in documents]


def one(actor: Actor, pk: UUID) -> Kept | None:
    """One published document of the actor's provider. Two queries."""
    if not actor.can("support:read"):
        return None
    found = next(iter(_kept(actor.hat.provider_id, pk=pk)), None)
    return found if found and found.edition and not found.document.withdrawn_at else None


def editions(document: RegionalDocument) -> list[DocumentEdition]:
    """Everything published of a document, the newest first. One query."""
    rows = document.editions.filter(state=EditionState.PUBLISHED).select_related("published_by")
    return list(rows.order_by("-number"))


def edition(actor: Actor, pk: UUID, number: int) -> DocumentEdition | None:
    """One published edition, also an older one. Three queries."""
    found = one(actor, pk)
    if found is None:
        return None
    return next((row for row in editions(found.document) if row.number == number), None)


def to_keep(actor: Actor) -> list[Kept]:
    """Every document of the provider, for those who keep them. Two queries."""
    if actor.hat.kind is not HatKind.POST or not actor.can("document:edit"):
        return []
    return _kept(actor.hat.provider_id)


def one_to_keep(actor: Actor, pk: UUID) -> Kept | None:
    """One of them. Two queries."""
    if actor.hat.kind is not HatKind.POST or not actor.can("document:edit"):
        return None
    return next(iter(_kept(actor.hat.provider_id, pk=pk)), None)
