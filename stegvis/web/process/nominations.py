"""The nomination: filled in and saved as one goes, sent by the one who will be responsible; its papers and its PDF."""

from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance import queries
from stegvis.governance.kinds import Act
from stegvis.governance.nominations import actions, papers, policies
from stegvis.governance.nominations import queries as nominations
from stegvis.governance.nominations.actions import CannotSend
from stegvis.governance.nominations.fields import answered, grouped, missing, said
from stegvis.governance.nominations.papers import CannotAttach
from stegvis.governance.saved import CannotOverwrite
from stegvis.lib.whole import whole
from stegvis.web.process import asked_fields
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.doing import trying
from stegvis.web.process.frame import framed
from stegvis.web.process.nomination_paper import nomination_pdf

if TYPE_CHECKING:
    from stegvis.governance.rows import Initiative

QUIET = "X-Autosave"


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write, or read."""
    initiative, actor = initiative_or_404(request, pk), actor_of(request)
    row = nominations.nomination(initiative)
    if row is None and initiative.stage in {"idea", "first_assessment", "manager"}:
        raise Http404
    form = nominations.form_of(initiative, row)
    may_fill = policies.may_fill(actor, initiative)
    if request.method == "POST":
        if not may_fill:
            if request.headers.get(QUIET):
                return JsonResponse({"said": may_fill.sentence}, status=409)
            messages.error(request, may_fill.sentence)
            return redirect("process:nomination", pk)
        return _save(request, initiative, form)
    answers = row.answers if row else {}
    if not may_fill:
        return _read_page(request, initiative, form, answers)
    wrong = {}
    if "saknas" in request.GET:
        wrong = {field.key: _("Svara på frågan.") for field in missing(form.fields, answers)}
    drawn = asked_fields.from_kept(form.fields, _suggested(initiative, answers, row is None), wrong)
    return _write_page(request, initiative, form, drawn, answers, row.revision if row else 0)


def _suggested(initiative: "Initiative", answers: dict[str, Any], untouched: bool) -> dict[str, Any]:
    """An untouched form begins with what the idea has said."""
    if not untouched:
        return answers
    found: dict[str, Any] = {"title": initiative.title}
    idea = getattr(initiative, "idea", None)
    if idea:
        found |= {"summary": idea.what, "problem": idea.why, "target_group": idea.whom}
    deputy = initiative.deputy_owner
    if deputy:
        found["deputy"] = {"id": str(deputy.pk), "name": str(deputy)}
    return found


def _save(request: HttpRequest, initiative: "Initiative", form: nominations.Form) -> HttpResponse:
    actor, quiet = actor_of(request), bool(request.headers.get(QUIET))
    answers, drawn = asked_fields.from_typed(actor, form.fields, request.POST)
    revision = whole(request.POST.get("revision"))
    tried = trying(lambda: actions.write(initiative, answers, revision=revision, now=real_now(), by=actor))
    row = nominations.nomination(initiative)
    kept = row.answers if row else {}
    if quiet:
        return _quiet(request, initiative, form, row, tried.sentence)
    if isinstance(tried.error, CannotOverwrite):
        shown = asked_fields.compared(drawn, answers, kept)
        return _write_page(
            request, initiative, form, shown, kept, row.revision if row else 0, conflict=tried.sentence, status=409
        )
    if not tried:
        return _write_page(request, initiative, form, drawn, kept, revision, problem=tried.sentence, status=422)
    if any(each.error or each.options for each in drawn):
        return _write_page(request, initiative, form, drawn, kept, row.revision if row else 0, status=422)
    if "lamna" in request.POST:
        return _send(request, initiative)
    messages.success(request, _("Nomineringen är sparad."))
    return redirect("process:nomination", initiative.pk)


def _send(request: HttpRequest, initiative: "Initiative") -> HttpResponse:
    actor = actor_of(request)
    tried = trying(lambda: actions.send(initiative, now=real_now(), by=actor))
    if isinstance(tried.error, CannotSend):
        messages.error(request, tried.sentence)
        return redirect(f"{redirect('process:nomination', initiative.pk).url}?saknas=1")
    if tried:
        messages.success(request, _("Nomineringen är lämnad. Regionen och samordningsrådet bedömer den nu."))
    else:
        messages.error(request, tried.sentence)
    return redirect("process:nomination", initiative.pk)


def _quiet(
    request: HttpRequest, initiative: "Initiative", form: nominations.Form, row: Any, refused: str
) -> HttpResponse:
    """What the script gets: the new revision, a word, and the similar programs drawn anew."""
    if refused or row is None:
        return JsonResponse({"said": refused or _("Inget att spara än.")}, status=409 if refused else 200)
    at = date_format(localtime(row.saved_at), "TIME_FORMAT")
    done, total = answered(form.fields, row.answers)
    words = {"at": at, "done": done, "total": total}
    return JsonResponse(
        {
            "revision": row.revision,
            "said": _("Sparat klockan %(at)s. %(done)s av %(total)s frågor har svar.") % words,
            "similar": render_to_string(
                "process/_similar.html",
                {"similar": nominations.similar_programs(actor_of(request), initiative, row.answers)},
                request,
            ),
        }
    )


def _write_page(
    request: HttpRequest,
    initiative: "Initiative",
    form: nominations.Form,
    drawn: list[asked_fields.Drawn],
    kept: dict[str, Any],
    revision: int,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    actor = actor_of(request)
    asked_more = [row for row in queries.history(actor, initiative) if row.act == Act.ASK_MORE]
    wrong = [
        {
            "text": row.error or _("Flera heter så. Välj vem du menar."),
            "label": row.field.label,
            "target": f"id_{row.name}",
        }
        for row in drawn
        if row.error or row.options
    ]
    context = {
        "groups": asked_fields.headed(drawn),
        "wrong": wrong,
        "revision": revision,
        "row": nominations.nomination(initiative),
        "done": answered(form.fields, kept),
        "papers": nominations.attachments(initiative),
        "may_attach": policies.may_attach(actor, initiative),
        "may_send": policies.may_send(actor, initiative),
        "similar": nominations.similar_programs(actor, initiative, kept),
        "asked_more": asked_more[-1] if asked_more and initiative.stage == "nomination" else None,
        **more,
    }
    page = framed(request, initiative, "nomination", **context)
    return render(request, "process/nomination_write.html", page, status=status)


def _read_page(
    request: HttpRequest, initiative: "Initiative", form: nominations.Form, answers: dict[str, Any]
) -> HttpResponse:
    groups = [
        (
            head,
            [
                (field.label, said(field, answers.get(field.key)))
                for field in fields
                if not field.retired or field.key in answers
            ],
        )
        for head, fields in grouped(form.fields)
    ]
    context = {
        "groups": [(head, rows) for head, rows in groups if rows],
        "row": nominations.nomination(initiative),
        "sent": nominations.sent(initiative),
        "papers": nominations.attachments(initiative),
        "may_attach": policies.may_attach(actor_of(request), initiative),
        "nobody": not answers,
    }
    return render(request, "process/nomination.html", framed(request, initiative, "nomination", **context))


# --- Papers -------------------------------------------------------------------------------------


@needs("process:read")
@require_POST
def attach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a paper to it. It is cleaned before anything is kept."""
    initiative, actor = initiative_or_404(request, pk), actor_of(request)
    verdict, file = policies.may_attach(actor, initiative), request.FILES.get("fil")
    if not verdict:
        messages.error(request, verdict.sentence)
    elif file is None:
        messages.error(request, _("Välj en fil först."))
    else:
        try:
            paper = papers.ready(BytesIO(file.read(papers.LARGEST + 1)), file.name or "", file.size or 0)
            actions.attach(initiative, paper, now=real_now(), by=actor)
            messages.success(request, _("Bilagan %(name)s är sparad.") % {"name": paper.name})
        except CannotAttach as error:
            messages.error(request, error.sentence)
    return redirect(f"{redirect('process:nomination', pk).url}#bilagor")


@needs("process:read")
@require_POST
def detach(request: HttpRequest, pk: UUID, attachment: UUID) -> HttpResponse:
    """Take a paper away."""
    initiative = initiative_or_404(request, pk)
    tried = trying(lambda: actions.remove(initiative, attachment, now=real_now(), by=actor_of(request)))
    if tried:
        messages.success(request, _("Bilagan är borttagen."))
    else:
        messages.error(request, tried.sentence)
    return redirect(f"{redirect('process:nomination', pk).url}#bilagor")


@needs("process:read")
@require_safe
def attachment(request: HttpRequest, attachment: UUID) -> HttpResponse:
    """A paper to save. Never shown inside our pages, and never kept on the way."""
    row = nominations.attachment(actor_of(request), attachment)
    if row is None:
        raise Http404
    with row.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type=row.mime)
    name = row.name.encode("ascii", "ignore").decode() or "bilaga"
    response.headers["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(row.name)}"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


# --- As a paper ---------------------------------------------------------------------------------


@needs("process:read")
@require_safe
def as_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The nomination as the region's form, with its answers."""
    initiative = initiative_or_404(request, pk)
    row = nominations.nomination(initiative)
    if row is None:
        raise Http404
    return nomination_pdf(request, nominations.form_of(initiative, row), row.answers, initiative)


@needs("idea:open")
@require_safe
def empty_pdf(request: HttpRequest) -> HttpResponse:
    """The region's form to fill in by hand or to send by mail."""
    provider = queries.provider_of(actor_of(request))
    if provider is None:
        raise Http404
    form = nominations.shape(nominations.newest_form(provider.pk))
    return nomination_pdf(request, form, None, None)
