"""Asking for help, wishing and reporting, from any page; and following what one has sent."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.actor import Actor
from stegvis.access.doors import ANYONE, SIGNED_IN, needs
from stegvis.access.throttling.visitors import client_address
from stegvis.course.worlds import real_now
from stegvis.support.actions import sending as actions
from stegvis.support.actions.sending import CannotSend, Sent, code_of, shown_code
from stegvis.support.kinds import AnswerBy, CaseKind
from stegvis.support.queries import cases
from stegvis.web.shell import actor_on
from stegvis.web.support.forms import ABOUT_PROGRAM, CodeForm, MoreForm, SendForm
from stegvis.web.support.origin import origin_of, page_words

# The code of what was just sent, until the session ends: the page that shows it can be read again.
JUST_SENT = "support-sent"


def sources_of(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """From where: the session and the address, each only ever kept as a keyed hash."""
    return (("session", request.session.session_key or ""), ("address", client_address(request)))


@needs(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The form that every page leads to."""
    actor = actor_on(request)
    form = _bound(request, actor) if request.method == "POST" else _fresh(request, actor)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return _sent(request, actor, form)
            except CannotSend as error:
                form.add_error(error.field if error.field in form.fields else None, error.sentence)
        status = 422
    page = str(form["page"].value() or "")
    context = {"form": form, "page": page_words(page), "known": actor.signed_in}
    return render(request, "support/send.html", context, status=status)


def _fresh(request: HttpRequest, actor: Actor) -> SendForm:
    origin = origin_of(request, actor)
    about = origin.about
    initial = {
        "page": origin.page,
        "program": str(about.program.pk) if about.program else "",
        "version": str(about.version.pk) if about.version else "",
        "unit": about.unit.code if about.unit else "",
        "kind": request.GET.get("slag", ""),
    }
    if about.unit:
        initial["provider"] = str(about.unit.provider_id)
    return SendForm(initial=initial, **_given(actor, _title(about)))


def _bound(request: HttpRequest, actor: Actor) -> SendForm:
    return SendForm(request.POST, **_given(actor, _title(_about(request, actor))))


def _about(request: HttpRequest, actor: Actor) -> cases.About:
    sent = {name: request.POST.get(name, "")[:40] for name in ("version", "program", "unit")}
    return cases.about(actor, version=sent["version"], program=sent["program"], unit_code=sent["unit"])


def _title(about: cases.About) -> str:
    return about.program.title if about.program else ""


def _given(actor: Actor, program: str) -> dict[str, Any]:
    """Staff write to their own provider; whoever has none chooses, where there is more than one."""
    mine = actor.hat.provider_id
    rows = [] if mine else [(str(row.pk), row.name) for row in cases.providers()]
    return {"known": actor.signed_in, "program": program, "providers": rows}


def _sent(request: HttpRequest, actor: Actor, form: SendForm) -> HttpResponse:
    read = form.cleaned_data
    about = _about(request, actor)
    meant = about.program if read.get("about") == ABOUT_PROGRAM else None
    provider = _provider(actor, read.get("provider", ""), about)
    if not request.session.session_key:
        request.session.create()
    sent = Sent(
        kind=CaseKind(read["kind"]),
        subject=read["subject"],
        text=read["text"],
        once=read["once"],
        page=read["page"] if page_words(read["page"]) else "",
        program_id=meant.pk if meant else None,
        version_id=about.version.pk if meant and about.version else None,
        unit_id=about.unit.pk if about.unit and about.unit.provider_id == provider.pk else None,
        answer_by=AnswerBy(read.get("answer_by", AnswerBy.HERE)),
        answer_to=read.get("answer_to", ""),
        language=get_language() or "sv",
        sources=sources_of(request),
    )
    case = actions.send(provider, sent, now=real_now(), by=actor)
    request.session[JUST_SENT] = {
        "number": case.number,
        "code": "" if actor.signed_in else shown_code(code_of(case)),
        "by": str(case.answer_by),
        "due": case.due_on.isoformat(),
    }
    return redirect("support:sent")


def _provider(actor: Actor, chosen: str, about: cases.About) -> Any:
    if actor.hat.provider_id:
        found = cases.provider(actor.hat.provider_id)
    elif chosen:
        found = cases.provider(chosen)
    else:
        found = about.unit.provider if about.unit else next(iter(cases.providers()), None)
    if found is None:
        raise Http404
    return found


@needs(ANYONE)
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Thank you, what happens now, and the code where there is one."""
    found = request.session.get(JUST_SENT)
    if not found:
        return redirect("support:send")
    context = {**found, "due": date.fromisoformat(found["due"]), "known": actor_on(request).signed_in}
    return render(request, "support/sent.html", context)


@needs(SIGNED_IN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the one who is signed in has sent."""
    return render(request, "support/mine.html", {"cases": cases.own(actor_on(request))})


def _mine_or_404(request: HttpRequest, pk: UUID) -> Any:
    found = cases.own_case(actor_on(request), pk)
    if found is None:
        raise Http404
    return found


@needs(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own case: what was said, and a way to write more."""
    found, actor = _mine_or_404(request, pk), actor_on(request)
    form = MoreForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            try:
                actions.add(found, form.cleaned_data["text"], form.cleaned_data["once"], now=real_now(), by=actor)
                messages.success(request, _("Vi har fått det du skrev."))
                return redirect("support:case", pk)
            except CannotSend as error:
                form.add_error("text", error.sentence)
    context = {"case": found, "said": cases.conversation(found), "form": form, "page": page_words(found.page)}
    return render(request, "support/case.html", context, status=422 if form.errors else 200)


@needs(SIGNED_IN)
@require_POST
def read_it(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The answer has been read."""
    actions.note_read(_mine_or_404(request, pk), by=actor_on(request))
    return redirect("support:mine")


@needs(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The way back to a case for one who is not signed in. The code is posted, so that no address holds it."""
    if request.method != "POST":
        return render(request, "support/code.html", {"form": CodeForm()})
    if not request.session.session_key:
        request.session.create()
    form = CodeForm(request.POST)
    more = MoreForm(request.POST if request.POST.get("once") else None)
    found = None
    if form.is_valid():
        typed = form.cleaned_data["code"]
        try:
            found = actions.find(typed, sources=sources_of(request), now=real_now())
            if more.is_bound and more.is_valid():
                words, once = more.cleaned_data["text"], more.cleaned_data["once"]
                actions.add_with_code(typed, words, once, sources=(), now=real_now())
                messages.success(request, _("Vi har fått det du skrev."))
                found, more = actions.find(typed, sources=(), now=real_now()), MoreForm()
        except CannotSend as error:
            (more if found else form).add_error(error.field or None, error.sentence)
    if found is None:
        return render(request, "support/code.html", {"form": form}, status=422)
    context = {
        "case": found,
        "said": cases.conversation(found),
        "form": more,
        "code": form.cleaned_data["code"],
        "page": page_words(found.page),
    }
    return render(request, "support/case.html", context, status=422 if more.errors else 200)
