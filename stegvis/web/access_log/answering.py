"""The head of a unit answers what a reviewer of the log has asked. Whose record it was is not shown."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import Refused, needs
from stegvis.access.log_review import actions, policies, queries
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot
from stegvis.web.access_log.reviewing import hits_of
from stegvis.web.fields import text_field
from stegvis.web.shell import actor_on


class AnswerForm(forms.Form):
    """What the head says."""

    answer = text_field(gettext_lazy("Ditt svar"), gettext_lazy("Skriv ett svar."), rows=4)


@needs("log:review")
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """The opening, the question, and the answer."""
    actor = actor_on(request)
    shown = queries.question(actor, pk)
    if shown is None:
        raise Http404
    form, status = AnswerForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.answer(shown.item, form.cleaned_data["answer"], now=utc_now(), by=actor)
                messages.success(request, _("Svaret är skickat till den som granskar."))
                return redirect("clinician:log")
            except Refused:
                raise
            except Cannot as refused:
                form.add_error(None, refused.sentence)
    context = {
        "item": shown.item,
        "hit": hits_of([shown.entry])[0] if shown.entry else None,
        "form": form,
        "verdict": policies.may_answer(actor, shown.item),
        "back": reverse("clinician:log"),
    }
    return render(request, "access_log/question.html", context, status=status)
