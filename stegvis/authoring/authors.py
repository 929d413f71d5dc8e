"""Who has worked on what a document holds: what four eyes are judged by (domain.md step 8)."""

from datetime import datetime
from uuid import UUID

from wagtail.models import Page, Revision

from stegvis.authoring.models import AuthoredDocument, AuthoredImage, AuthoredMedia, ProgramPage
from stegvis.catalogue.queries.record import last_frozen_at
from stegvis.program.document import Document
from stegvis.questionnaires.queries import drafted_by


def authors_since(page: ProgramPage, document: Document) -> frozenset[UUID]:
    """Accounts that have saved a draft, a file or a questionnaire of the document since it was last handed over.

    Rather one too many than one too few: whoever only opened and saved counts too. Six queries at most.
    """
    since = last_frozen_at(page.program_uuid)
    found = (*_of_drafts(page, since), *_of_files(document, since), *_of_questions(document, since))
    return frozenset(pk for pk in found if pk is not None)


def _of_drafts(page: ProgramPage, since: datetime | None) -> list[UUID | None]:
    pages = Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
    rows = Revision.objects.filter(object_id__in=[str(pk) for pk in pages], base_content_type__app_label="wagtailcore")
    if since:
        rows = rows.filter(created_at__gt=since)
    return list(rows.order_by().values_list("user_id", flat=True).distinct())


def _of_files(document: Document, since: datetime | None) -> list[UUID | None]:
    found: list[UUID | None] = []
    for model in (AuthoredImage, AuthoredMedia, AuthoredDocument):
        rows = model.objects.filter(ready_hash__in=set(document.media))
        if since:
            rows = rows.filter(created_at__gt=since)
        found += rows.values_list("uploaded_by_user_id", flat=True)
    return found


def _of_questions(document: Document, since: datetime | None) -> list[UUID]:
    """Whoever last worked on the draft behind a version that is new since then; shipped ones have none."""
    return drafted_by(set(document.questionnaires), since)
