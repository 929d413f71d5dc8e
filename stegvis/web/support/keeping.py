"""The region's side of documents and bulletins: writing, publishing, taking back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import queries as access
from stegvis.access.doors import Refused, needs
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.support import marked
from stegvis.support.actions import bulletins as bulletin_actions
from stegvis.support.actions import documents as actions
from stegvis.support.actions.bulletins import Word
from stegvis.support.actions.documents import Uploaded, Written
from stegvis.support.kinds import DocumentKind
from stegvis.support.queries import bulletins, documents
from stegvis.web.shell import actor_on
from stegvis.web.support.keeping_forms import BulletinForm, DocumentForm, WhyForm
from stegvis.web.support.place import region_tabs
from stegvis.web.support.reading import file_of


def _kept_or_404(request: HttpRequest, pk: UUID) -> documents.Kept:
    found = documents.one_to_keep(actor_on(request), pk)
    if found is None:
        raise Http404
    return found


@needs("document:edit")
@require_safe
def region_documents(request: HttpRequest) -> HttpResponse:
    """Every document with how it stands."""
    today = timezone.localdate(real_now())
    rows = documents.to_keep(actor_on(request))
    context = {
        "tabs": region_tabs(request, "support:region_documents"),
        "documents": [(each, each.is_old(today)) for each in rows],
    }
    return render(request, "support/region_documents.html", context)


@needs("document:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request: HttpRequest) -> HttpResponse:
    """Begin a document."""
    initial = {"kind": DocumentKind.GUIDE, "language": "sv", "revision": 0}
    form = DocumentForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        provider = access.provider_of(actor_on(request))
        if provider is None:
            raise Http404
        try:
            document = actions.create(provider, _written(form), _uploaded(form), now=real_now(), by=actor_on(request))
            messages.success(request, _("Utkastet är sparat. Läs igenom det och publicera när det är klart."))
            return redirect("support:region_document", document.pk)
        except Cannot as error:
            _put(form, error)
    context = {"form": form, "title": _("Nytt dokument"), "tabs": region_tabs(request, "support:region_documents")}
    return render(request, "support/document_form.html", context, status=422 if form.errors else 200)


def _put(form: Any, error: Cannot) -> None:
    if isinstance(error, Refused):
        raise error
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, error.sentence)


def _written(form: DocumentForm) -> Written:
    read = form.cleaned_data
    return Written(
        title=read["title"],
        summary=read["summary"],
        body=read["body"],
        kind=DocumentKind(read["kind"]),
        language=read["language"],
        contact=read["contact"],
        review_on=read["review_on"],
        changed=read["changed"],
    )


def _uploaded(form: DocumentForm) -> Uploaded | None:
    file = form.cleaned_data.get("file")
    return actions.read_upload(file.file, file.name, file.size) if file else None


@needs("document:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write on the draft; what is published stays until the draft is."""
    found = _kept_or_404(request, pk)
    row = found.draft or found.edition
    initial = {
        "kind": found.document.kind,
        "language": found.document.language,
        "contact": found.document.contact,
        "review_on": found.document.review_on,
        "revision": found.draft.revision if found.draft else 0,
        "title": row.title if row else "",
        "summary": row.summary if row else "",
        "body": row.body if row else "",
        "changed": found.draft.changed if found.draft else "",
    }
    form = DocumentForm(
        request.POST or None, request.FILES or None, initial=initial, has_file=bool(row and row.file_hash)
    )
    if request.method == "POST" and form.is_valid():
        drop = bool(form.cleaned_data.get("drop_file"))
        try:
            revision = form.cleaned_data["revision"] or 0
            upload, by = _uploaded(form), actor_on(request)
            actions.save(found.document, _written(form), revision, upload, drop_file=drop, now=real_now(), by=by)
            messages.success(request, _("Utkastet är sparat."))
            return redirect("support:region_document", pk)
        except Cannot as error:
            _put(form, error)
    context = {
        "form": form,
        "title": found.title,
        "kept": found,
        "row": row,
        "tabs": region_tabs(request, "support:region_documents"),
    }
    return render(request, "support/document_form.html", context, status=422 if form.errors else 200)


@needs("document:edit")
@require_safe
def region_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A document as it is drafted, what is published, and its history."""
    found = _kept_or_404(request, pk)
    row = found.draft or found.edition
    context = {
        "tabs": region_tabs(request, "support:region_documents"),
        "kept": found,
        "row": row,
        "body": marked.shown(row.body) if row else "",
        "editions": documents.editions(found.document),
        "old": found.is_old(timezone.localdate(real_now())),
    }
    return render(request, "support/region_document.html", context)


@needs("document:edit")
@require_safe
def draft_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file of the draft, cleaned as readers will get it."""
    found = _kept_or_404(request, pk)
    row = found.draft or found.edition
    if row is None or not row.file_hash:
        raise Http404
    return file_of(row)


@needs("document:edit")
@require_POST
def publish_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft becomes what everybody reads."""
    found = _kept_or_404(request, pk)
    try:
        revision = int(request.POST.get("revision", "0") or 0)
    except ValueError:
        revision = 0
    return _did(
        request,
        lambda: actions.publish(found.document, revision, now=real_now(), by=actor_on(request)),
        _("Dokumentet är publicerat. Alla medarbetare kan läsa det."),
        redirect("support:region_document", pk),
    )


def _did(request: HttpRequest, act: Any, done: str, back: HttpResponse) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refused:
        raise
    except Cannot as error:
        messages.error(request, error.sentence)
    return back


@needs("document:edit")
@require_POST
def withdraw_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nobody reads it any more."""
    found, back = _kept_or_404(request, pk), redirect("support:region_document", pk)
    act = lambda: actions.withdraw(found.document, now=real_now(), by=actor_on(request))  # noqa: E731
    return _did(request, act, _("Dokumentet är tillbakadraget. Historiken står kvar."), back)


@needs("document:edit")
@require_POST
def restore_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it forth again."""
    found, back = _kept_or_404(request, pk), redirect("support:region_document", pk)
    return _did(
        request, lambda: actions.restore(found.document, by=actor_on(request)), _("Dokumentet är framme igen."), back
    )


# --- Bulletins


@needs("bulletin:write")
@require_safe
def region_bulletins(request: HttpRequest) -> HttpResponse:
    """Every bulletin with who has read it."""
    rows = bulletins.written(actor_on(request), timezone.localdate(real_now()))
    context = {"tabs": region_tabs(request, "support:region_bulletins"), "bulletins": rows}
    return render(request, "support/region_bulletins.html", context)


@needs("bulletin:write")
@require_http_methods(["GET", "HEAD", "POST"])
def new_bulletin(request: HttpRequest) -> HttpResponse:
    """Write one; `rattar` names an earlier one that it takes the place of."""
    actor, today = actor_on(request), timezone.localdate(real_now())
    asked = _uuid(request.GET.get("rattar", ""))
    old = bulletins.one_written(actor, asked, today) if asked else None
    form = BulletinForm(request.POST or None, initial=_initial(old, today), places=_places(actor))
    if request.method == "POST" and form.is_valid():
        provider = access.provider_of(actor)
        if provider is None:
            raise Http404
        try:
            made = bulletin_actions.write(provider, _word(form, old), now=real_now(), by=actor)
            messages.success(request, _("Anslaget är sparat. Det visas från den dag du valde."))
            return redirect("support:region_bulletin", made.pk)
        except Cannot as error:
            _put(form, error)
    context = {"form": form, "old": old, "tabs": region_tabs(request, "support:region_bulletins")}
    return render(request, "support/bulletin_form.html", context, status=422 if form.errors else 200)


def _initial(old: bulletins.Written | None, today: Any) -> dict[str, Any]:
    if old is None:
        return {"from_day": today}
    row = old.bulletin
    to = [f"u{each.unit_id}" if each.unit_id else f"a{each.administration_id}" for each in row.targets.all()]
    return {
        "title": row.title,
        "text": row.text,
        "important": row.important,
        "roles": row.roles,
        "to": to,
        "from_day": max(today, row.from_day),
        "until_day": row.until_day,
    }


def _places(actor: Any) -> list[tuple[str, str]]:
    branches, units = bulletins.places(actor)
    found = [(f"a{row.pk}", _("Alla inom %(name)s") % {"name": row.name}) for row in branches]
    return found + [(f"u{row.pk}", row.name) for row in units]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _word(form: BulletinForm, old: bulletins.Written | None) -> Word:
    read = form.cleaned_data
    return Word(
        title=read["title"],
        text=read["text"],
        once=read["once"],
        from_day=read["from_day"],
        until_day=read["until_day"],
        important=read["important"],
        roles=read["roles"],
        units=[UUID(key[1:]) for key in read["to"] if key[0] == "u"],
        administrations=[UUID(key[1:]) for key in read["to"] if key[0] == "a"],
        replaces=old.bulletin.pk if old else None,
    )


@needs("bulletin:write")
@require_safe
def region_bulletin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One bulletin, to whom it went, and how many have read it on each unit."""
    actor, today = actor_on(request), timezone.localdate(real_now())
    found = bulletins.one_written(actor, pk, today)
    if found is None:
        raise Http404
    context = {
        "tabs": region_tabs(request, "support:region_bulletins"),
        "written": found,
        "bulletin": found.bulletin,
        "body": marked.shown(found.bulletin.text),
        "roles": bulletins.role_words(found.bulletin.roles),
        "receipts": bulletins.receipts(actor, found.bulletin, today),
    }
    return render(request, "support/region_bulletin.html", context)


@needs("bulletin:write")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_bulletin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why, and on POST take it back."""
    found = bulletins.one_written(actor_on(request), pk, timezone.localdate(real_now()))
    if found is None:
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    back = reverse("support:region_bulletin", args=[pk])
    if request.method == "POST" and form.is_valid():
        why, by = form.cleaned_data["why"], actor_on(request)
        act = lambda: bulletin_actions.withdraw(found.bulletin, why, now=real_now(), by=by)  # noqa: E731
        return _did(request, act, _("Anslaget är tillbakadraget."), redirect(back))
    context = {"form": form, "bulletin": found.bulletin, "back": back}
    return render(request, "support/withdraw_bulletin.html", context, status=422 if form.errors else 200)
