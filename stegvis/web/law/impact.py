"""The impact assessment: what the system says of itself, what people must answer, editions, and paper."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.law import impact as questions
from stegvis.law.actions import editions as actions
from stegvis.law.actions.editions import CannotKeep
from stegvis.law.kinds import EditionState
from stegvis.law.queries import impact as queries
from stegvis.lib.clock import local_day
from stegvis.ui.print import Facts, Heading, Paper, Words
from stegvis.web import papers
from stegvis.web.shell import actor_on


class AnswersForm(forms.Form):
    """Every question."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for question in questions.QUESTIONS:
            self.fields[question.key] = forms.CharField(
                label=str(question.text),
                help_text=str(question.help),
                required=False,
                max_length=questions.MOST,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"max_length": gettext_lazy("Texten är för lång. Högst 4 000 tecken får plats.")},
            )

    def typed(self) -> dict[str, str]:
        """Question → answer."""
        return {key: self.cleaned_data[key] for key in questions.KEYS}


def _answered(texts: dict[str, str]) -> list[tuple[questions.Question, str]]:
    return [(question, texts.get(question.key, "")) for question in questions.QUESTIONS]


@needs("law:keep")
@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    """What the system says today, the newest settled answers, the draft, and earlier editions."""
    actor = actor_on(request)
    found = queries.editions(actor)
    settled = [row for row in found if row.state == EditionState.PUBLISHED]
    draft = next((row for row in found if row.state == EditionState.DRAFT), None)
    newest = settled[0] if settled else None
    shown = newest or draft
    context = {
        "facts": queries.facts(actor, local_day(real_now())),
        "newest": newest,
        "draft": draft,
        "lacking": questions.unanswered(draft.texts) if draft else 0,
        "answered": _answered(shown.texts if shown else {}),
        "earlier": settled[1:],
    }
    return render(request, "law/impact.html", context)


@needs("law:keep")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A draft of the next edition."""
    actor = actor_on(request)
    provider = access.provider_of(actor)
    if provider is None:
        raise Http404
    actions.begin_impact(provider, now=real_now(), by=actor)
    return redirect("law:impact_write")


@needs("law:keep")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Answer the questions."""
    actor = actor_on(request)
    row = queries.draft(actor)
    if row is None:
        return redirect("law:impact")
    form = AnswersForm(
        request.POST if request.method == "POST" else None, initial={**row.texts, "seen": row.version_no}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_impact(row, form.typed(), form.cleaned_data["seen"], by=actor)
            messages.success(request, _("Svaren är sparade."))
            return redirect("law:impact_write")
        except CannotKeep as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
    context = {
        "draft": row,
        "form": form,
        "fields": [form[key] for key in questions.KEYS],
        "lacking": questions.unanswered(row.texts),
    }
    return render(request, "law/impact_write.html", context, status=422 if form.errors else 200)


@needs("law:keep")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Settle it, with what the system says today kept beside the answers."""
    actor = actor_on(request)
    row = queries.draft(actor)
    if row is None:
        return redirect("law:impact")
    seen, now = request.POST.get("seen", ""), real_now()
    with translation.override("sv"):
        facts = queries.facts(actor, local_day(now))
    try:
        actions.publish_impact(
            row, facts, questions.unanswered(row.texts), int(seen) if seen.isdigit() else 0, now=now, by=actor
        )
        messages.success(request, _("Bedömningen är fastställd."))
        return redirect("law:impact")
    except CannotKeep as refused:
        messages.error(request, refused.sentence)
        return redirect("law:impact_write")


@needs("law:keep")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """What holds today on paper: the settled edition, or the draft with its questions open."""
    found = queries.editions(actor_on(request))
    settled = next((row for row in found if row.state == EditionState.PUBLISHED), None)
    return _paper(request, settled or next(iter(found), None))


@needs("law:keep")
@require_safe
def edition_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A settled edition on paper, with what the system said when it was settled."""
    row = queries.edition(actor_on(request), pk)
    if row is None or row.state != EditionState.PUBLISHED:
        raise Http404
    return _paper(request, row)


def _paper(request: HttpRequest, row: Any) -> HttpResponse:
    actor, now = actor_on(request), real_now()
    settled = row is not None and row.state == EditionState.PUBLISHED
    facts = row.facts if settled else queries.facts(actor, local_day(now))
    state = (
        _("Fastställd %(at)s") % {"at": papers.said_at(row.published_at)} if settled else _("Utkast, inte fastställt")
    )
    about = ((_("Vårdgivare"), actor.hat.provider_name), (_("Läge"), state), (_("Utskrivet"), papers.said_at(now)))
    parts: list[Any] = [
        Words(_("Första delen har tjänsten skrivit om sig själv. Andra delen har människor svarat på.")),
    ]
    for fact in facts:
        parts += [Heading(fact["heading"]), Facts(tuple((what, how) for what, how in fact["rows"]))]
    parts.append(Heading(_("Frågor som människor svarar på")))
    for question, answer in _answered(row.texts if row else {}):
        parts += [Heading(str(question.text), 3), Words(answer or _("INTE BESVARAD ÄN"))]
    title = _("Konsekvensbedömning och åtkomst")
    return papers.as_pdf(Paper(title, get_language() or "sv", about, tuple(parts), foot=title), "bedomning", now)
