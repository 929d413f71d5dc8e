"""Random checks and emergency openings: one by one, each with an outcome and a name."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.access.identity import IdentityNumber
from stegvis.access.kinds import LogOutcome, NumberType
from stegvis.access.log_review import actions, policies, queries
from stegvis.access.log_review.queries import Drawn
from stegvis.care.blocks import actions as blocking
from stegvis.care.blocks import policies as block_policies
from stegvis.care.blocks import queries as blocks
from stegvis.care.kinds import EmergencyOutcome
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot
from stegvis.web.access_log.reviewing import DrawForm, hits_of, page, reviewed_or_404, to
from stegvis.web.clinician.trying import tried
from stegvis.web.fields import text_field
from stegvis.web.shell import actor_on


class JudgeForm(forms.Form):
    """What was found of one opening."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad kom du fram till?"),
        choices=LogOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad du kom fram till.")},
    )
    question = text_field(gettext_lazy("Fråga till chefen"), "", rows=2)
    answer = text_field(gettext_lazy("Chefens svar"), "", rows=2)
    note = text_field(gettext_lazy("Anteckning"), "", rows=3)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in ("question", "answer", "note"):
            self.fields[name].required = False


class FollowForm(forms.Form):
    """What the follow-up of an emergency opening came to."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad kom du fram till?"),
        choices=EmergencyOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad du kom fram till.")},
    )
    note = text_field(gettext_lazy("Anteckning"), gettext_lazy("Skriv vad uppföljningen kom fram till."))


@needs("log:review")
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a new check."""
    reviewed, form = reviewed_or_404(request), DrawForm(request.POST)
    if form.is_valid():
        read = form.cleaned_data
        try:
            made = actions.draw_check(
                reviewed, read["first"], read["last"], read["size"], now=utc_now(), by=actor_on(request)
            )
            return redirect(to(request, "log_check", made.pk))
        except Cannot as refused:
            form.add_error(None, refused.sentence)
    return page(request, 422, draw_form=form)


@needs("log:review")
@require_safe
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The drawn openings, and how far the check has come."""
    actor = actor_on(request)
    found = queries.check(actor, pk)
    if found is None:
        raise Http404
    rows = queries.drawn(found)
    hits = iter(hits_of([each.entry for each in rows if each.entry]))
    context = {
        "check": found,
        "rows": [
            (each.item, next(hits) if each.entry else None, to(request, "log_item", each.item.pk)) for each in rows
        ],
        "left": sum(not each.item.outcome for each in rows),
        "verdict": policies.may_finish(actor, found),
        "finish_url": to(request, "log_finish", pk),
        "back": to(request, "log"),
    }
    return render(request, "access_log/check.html", context)


@needs("log:review")
@require_POST
def finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The check is done."""
    found = queries.check(actor_on(request), pk)
    if found is None:
        raise Http404
    tried(request, lambda: actions.finish(found, now=utc_now(), by=actor_on(request)), _("Kontrollen är avslutad."))
    return redirect(to(request, "log_check", pk))


@needs("log:review")
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One opening: what it was, whose record where one asks to see it, and what was found."""
    actor = actor_on(request)
    shown = queries.item(actor, pk)
    if shown is None:
        raise Http404
    row = shown.item
    if request.method != "POST":
        return _item_page(request, shown, _form_of(shown))
    if "visa" in request.POST:
        ref = queries.patient_of(actor, shown)
        number = IdentityNumber(NumberType(ref.number_type), ref.number).display if ref else ""
        return _item_page(request, shown, _form_of(shown), number=number)
    form = JudgeForm(request.POST)
    if form.is_valid():
        read = form.cleaned_data
        try:
            actions.judge(
                row,
                LogOutcome(read["outcome"]),
                read["note"],
                question=read["question"],
                answer=read["answer"],
                now=utc_now(),
                by=actor,
            )
            messages.success(request, _("Bedömningen är sparad."))
            return redirect(to(request, "log_check", row.log_check_id))
        except Refused:
            raise  # a page from before: it says why it is too late
        except Cannot as refused:
            form.add_error(None, refused.sentence)
    return _item_page(request, shown, form, status=422)


def _form_of(shown: Drawn) -> JudgeForm:
    row = shown.item
    return JudgeForm(initial={"outcome": row.outcome, "note": row.note, "question": row.question, "answer": row.answer})


def _item_page(
    request: HttpRequest, shown: Drawn, form: JudgeForm, *, number: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "item": shown.item,
        "entry": shown.entry,
        "hit": hits_of([shown.entry])[0] if shown.entry else None,
        "number": number,
        "form": form,
        "verdict": policies.may_judge(actor_on(request), shown.item),
        "back": to(request, "log_check", shown.item.log_check_id),
    }
    return render(request, "access_log/item.html", context, status=status)


@needs("log:review")
@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One emergency opening: who, why, how long, and the follow-up."""
    actor = actor_on(request)
    found = blocks.emergency(actor, pk)
    if found is None:
        raise Http404
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            blocking.follow_up(found, EmergencyOutcome(read["outcome"]), read["note"], now=utc_now(), by=actor)
            messages.success(request, _("Uppföljningen är sparad."))
            return redirect(to(request, "log"))
        except Refused:
            raise
        except Cannot as refused:
            form.add_error(None, refused.sentence)
    context = {
        "opening": found,
        "form": form,
        "verdict": block_policies.may_follow_up(actor, found),
        "back": to(request, "log"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "access_log/emergency.html", context, status=status)
