"""Writing regional documents: drafts are saved, editions are published and then stand for ever."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareProvider
from stegvis.authoring.preparing.papers import clean_pdf
from stegvis.authoring.preparing.ready import CannotUseFile
from stegvis.lib.errors import Cannot
from stegvis.support import files
from stegvis.support.kinds import DocumentKind, EditionState
from stegvis.support.models import DocumentEdition, RegionalDocument
from stegvis.support.policies.documents import may_edit, may_restore, may_write

MOST_BODY = 60_000
MOST_BYTES = 20 * 1024 * 1024


class CannotKeep(Cannot):
    """The document was not saved; what was typed is still in the form. `field`: where the sentence stands."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as it was typed."""

    title: str
    summary: str
    body: str
    kind: DocumentKind
    language: str
    contact: str
    review_on: date | None
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A PDF, cleaned: what it held, and what it is called."""

    digest: str
    name: str
    size: int
    content: bytes


def read_upload(file: BinaryIO, name: str, size: int) -> Uploaded:
    """Clean an uploaded PDF of what can run or hide. Raises CannotKeep."""
    if size > MOST_BYTES:
        raise CannotKeep(_("Filen är för stor. Den får vara högst 20 MB."), "file")
    try:
        ready = clean_pdf(file)
    except CannotUseFile as error:
        raise CannotKeep(error.sentence, "file") from error
    content = ready.data or b""
    shown = name.replace("\\", "/").rsplit("/", 1)[-1][:190] or "dokument.pdf"
    shown = shown if shown.lower().endswith(".pdf") else f"{shown}.pdf"
    return Uploaded(ready.hash, shown, len(content), content)


@action("document:create", may=may_write, about_result=True)
def create(
    provider: CareProvider, written: Written, upload: Uploaded | None = None, *, now: datetime, by: Actor
) -> RegionalDocument:
    """A new document, as a draft that only those who keep documents see. Raises CannotKeep."""
    _demand(written)
    document = RegionalDocument(provider=provider, created_at=now)
    _about(document, written)
    document.save(force_insert=True)
    _save(DocumentEdition(document=document, number=1), written, upload, now, by)
    return document


@action("document:save", may=may_edit)
def save(
    document: RegionalDocument,
    written: Written,
    revision: int,
    upload: Uploaded | None = None,
    *,
    drop_file: bool = False,
    now: datetime,
    by: Actor,
) -> DocumentEdition:
    """Save the draft; the first save after a publication begins a new one. Raises CannotKeep.

    `revision`: the draft's, as the page knew it (0: there was none).
    """
    _demand(written)
    draft = document.editions.filter(state=EditionState.DRAFT).first()
    if (draft.revision if draft else 0) != revision:
        raise CannotKeep(_("Någon annan har sparat utkastet. Jämför med den nya texten och spara igen."))
    if draft is None:
        last = document.editions.order_by("-number").first()
        draft = DocumentEdition(document=document, number=last.number + 1 if last else 1)
        if last:
            draft.file_hash, draft.file_name, draft.file_bytes = last.file_hash, last.file_name, last.file_bytes
    else:
        draft.revision += 1
    if drop_file:
        draft.file_hash, draft.file_name, draft.file_bytes = "", "", 0
    _about(document, written)
    document.save()
    return _save(draft, written, upload, now, by)


@action("document:publish", may=may_edit)
def publish(document: RegionalDocument, revision: int, *, now: datetime, by: Actor) -> DocumentEdition:
    """The draft becomes an edition that every employee reads, and that never changes. Raises CannotKeep."""
    draft = document.editions.filter(state=EditionState.DRAFT).first()
    if draft is None:
        raise CannotKeep(_("Det finns inget utkast att publicera. Det kan redan vara publicerat."))
    if draft.revision != revision:
        raise CannotKeep(_("Någon annan har sparat utkastet. Läs igenom det och publicera igen."))
    if not draft.body.strip() and not draft.file_hash:
        raise CannotKeep(_("Skriv text eller lägg till en fil först."))
    draft.state, draft.published_at, draft.published_by_id = EditionState.PUBLISHED, now, by.account
    draft.save()
    return draft


@action("document:withdraw", may=may_edit)
def withdraw(document: RegionalDocument, *, now: datetime, by: Actor) -> None:
    """Nobody reads it any more; its history stays."""
    document.withdrawn_at = now
    document.save(update_fields=["withdrawn_at"])


@action("document:restore", may=may_restore)
def restore(document: RegionalDocument, *, by: Actor) -> None:
    """Take it forth again."""
    document.withdrawn_at = None
    document.save(update_fields=["withdrawn_at"])


def _demand(written: Written) -> None:
    if not written.title.strip():
        raise CannotKeep(_("Skriv vad dokumentet heter."), "title")
    if len(written.body) > MOST_BODY:
        raise CannotKeep(_("Texten är för lång. Dela upp den i flera dokument."), "body")


def _about(document: RegionalDocument, written: Written) -> None:
    document.kind, document.language = written.kind, written.language
    document.contact, document.review_on = written.contact.strip(), written.review_on


def _save(
    draft: DocumentEdition, written: Written, upload: Uploaded | None, now: datetime, by: Actor
) -> DocumentEdition:
    draft.title, draft.summary = written.title.strip(), written.summary.strip()
    draft.body, draft.changed = written.body.replace("\r\n", "\n").strip(), written.changed.strip()
    if upload:
        files.keep(upload.digest, upload.content)
        draft.file_hash, draft.file_name, draft.file_bytes = upload.digest, upload.name, upload.size
    draft.saved_at, draft.saved_by = now, by.account_id
    draft.save()
    return draft
