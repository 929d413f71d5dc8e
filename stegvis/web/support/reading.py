"""What every employee reads: the first page of support, regional documents, bulletins."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.support import files, marked
from stegvis.support.actions import bulletins as bulletin_actions
from stegvis.support.kinds import DocumentKind
from stegvis.support.queries import bulletins, cases, documents
from stegvis.ui.print import Heading, Paper, Part, Table, Words, pdf_of
from stegvis.web.shell import actor_on

NEWEST = 4


@needs("support:read")
@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """What there is to read and learn, the new first."""
    actor, today = actor_on(request), timezone.localdate(real_now())
    context = {
        "bulletins": bulletins.waiting(actor, today),
        "documents": documents.published(actor, newest_first=True)[:NEWEST],
        "unread": cases.unread(actor),
    }
    return render(request, "support/hub.html", context)


@needs("support:read")
@require_safe
def all_documents(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by words and kind."""
    text, kind = request.GET.get("text", "")[:100], request.GET.get("kind", "")
    found = documents.published(actor_on(request), text, kind)
    today = timezone.localdate(real_now())
    context = {
        "documents": [(each, each.is_old(today)) for each in found],
        "text": text,
        "kind": kind,
        "kinds": DocumentKind.choices,
        "narrowed": bool(text or kind),
    }
    return render(request, "support/documents.html", context)


@needs("support:read")
@require_safe
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document as it stands today."""
    found = documents.one(actor_on(request), pk)
    if found is None or found.edition is None:
        raise Http404
    return render(request, "support/document.html", _shown(found, found.edition))


@needs("support:read")
@require_safe
def edition(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """An earlier edition, as it was."""
    found, row = documents.one(actor_on(request), pk), documents.edition(actor_on(request), pk, number)
    if found is None or row is None:
        raise Http404
    return render(request, "support/document.html", _shown(found, row))


def _shown(found: documents.Kept, row: Any) -> dict[str, Any]:
    return {
        "kept": found,
        "document": found.document,
        "edition": row,
        "newest": found.edition,
        "body": marked.shown(row.body),
        "editions": documents.editions(found.document),
        "old": found.is_old(timezone.localdate(real_now())),
    }


@needs("support:read")
@require_safe
def download(request: HttpRequest, pk: UUID, number: int) -> HttpResponseBase:
    """An edition to keep: its own PDF, or its text set as one."""
    row = documents.edition(actor_on(request), pk, number)
    if row is None:
        raise Http404
    if row.file_hash:
        return file_of(row)
    response = HttpResponse(pdf_of(_paper(row), real_now()), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="dokument-{row.number}.pdf"'
    return response


def file_of(row: Any) -> HttpResponseBase:
    """The file of an edition, or a page that says that it is gone."""
    try:
        opened = files.opened(row.file_hash)
    except OSError:
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=row.file_name, content_type="application/pdf")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _paper(row: Any) -> Paper:
    published = date_format(timezone.localtime(row.published_at), "j F Y") if row.published_at else ""
    about = ((_("Version"), str(row.number)), (_("Senast ändrad"), published))
    parts: list[Part] = [Words(row.summary)] if row.summary else []
    for block in marked.blocks_of(row.body):
        parts += _parts(block)
    return Paper(row.title, row.document.language, about, tuple(parts), foot=f"{row.title}, {row.number}")


def _parts(block: marked.Block) -> list[Part]:
    words = [marked.plain(line) for line in block.lines]
    if block.kind == "heading":
        return [Heading(words[0], min(block.level, 3))]
    if block.kind == "table" and block.rows:
        rows = tuple(tuple(marked.plain(cell) for cell in row) for row in block.rows)
        return [Table(rows[0], rows[1:])]
    if block.kind == "numbered":
        return [Words(f"{number}. {line}") for number, line in enumerate(words, start=1)]
    if block.kind == "boxes":
        return [Table((_("Klart"), _("Vad")), tuple(("", line) for line in words), (1.0, 7.0))]
    return [Words(f"• {line}" if block.kind == "points" else line) for line in words]


# --- Bulletins


@needs("support:read")
@require_safe
def all_bulletins(request: HttpRequest) -> HttpResponse:
    """Everything written to the actor's unit, those not read yet first."""
    found = bulletins.to_read(actor_on(request), timezone.localdate(real_now()))
    context = {
        "unread": [each.bulletin for each in found if each.current and not each.read],
        "read": [each.bulletin for each in found if each.current and each.read],
        "past": [each for each in found if not each.current],
    }
    return render(request, "support/bulletins.html", context)


@needs("support:read")
@require_safe
def bulletin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One bulletin."""
    found = bulletins.one(actor_on(request), pk, timezone.localdate(real_now()))
    if found is None:
        raise Http404
    context = {"bulletin": found.bulletin, "read": found.read, "body": marked.shown(found.bulletin.text)}
    return render(request, "support/bulletin.html", context)


@needs("support:read")
@require_POST
def bulletin_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It has been read."""
    found = bulletins.one(actor_on(request), pk, timezone.localdate(real_now()))
    if found is None:
        raise Http404
    bulletin_actions.mark_read(found.bulletin, now=real_now(), by=actor_on(request))
    messages.success(request, _("Anslaget är markerat som läst."))
    return redirect("support:bulletins")
