""" "Det här stämmer inte": the resident's own note beside answers in the record, and what staff answered (PDL 3:8)."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.course import actions, queries
from stegvis.course.kinds import ResponseState
from stegvis.course.policies import may_dissent
from stegvis.web.fields import text_field
from stegvis.web.resident.undone import shows_what_was_typed
from stegvis.web.resident.walks import walk_or_404
from stegvis.web.shell import actor_on
from stegvis.web.walking.asked import asked_at
from stegvis.web.walking.frames import show
from stegvis.web.walking.helping import with_way_to_help
from stegvis.web.walking.marked import marked_at
from stegvis.web.walking.walks import Walk


class DissentForm(forms.Form):
    """What is not right, in the resident's own words."""

    text = text_field(gettext_lazy("Vad stämmer inte?"), gettext_lazy("Skriv vad som inte stämmer."), rows=5)
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)


@needs("own:dissent")
@require_http_methods(["GET", "HEAD", "POST"])
@shows_what_was_typed
def dissent(request: HttpRequest, pk: UUID, occasion: str) -> HttpResponse:
    """What has been noted, and a form to note more. 404 where nothing is sent."""
    walk = walk_or_404(request, pk)
    row = queries.response(walk.actor, walk.course, occasion)
    verdict = may_dissent(walk.actor, walk.course)
    if row is None or row.state != ResponseState.SENT or not verdict.found:
        raise Http404
    form = DissentForm(request.POST if request.method == "POST" else None, initial={"once": uuid4().hex})
    if request.method == "POST" and form.is_valid():
        read: dict[str, Any] = form.cleaned_data
        try:
            actions.dissent(walk.course, occasion, read["text"], read["once"], now=walk.now, by=actor_on(request))
        except actions.CannotDissent as error:
            form.add_error("text", error.sentence)
        else:
            messages.success(request, _("Det är antecknat. Personalen ser det och svarar dig här."))
            return redirect(walk.url("dissent", occasion))
    asked = asked_at(walk, occasion)
    marked = marked_at(asked, row)
    context = {
        "asked": asked,
        "form": form,
        "marked": marked,
        "answers": marked.read,
        "readers": _readers(walk),
        "reading": with_way_to_help(asked.reading),
    }
    return show(request, walk, "dissent", context, here="program", status=422 if form.errors else 200, room="resident")


def _readers(walk: Walk) -> str:
    """Who reads what is written here, besides staff: nobody (safety rule 10)."""
    if walk.actor.is_oneself:
        return _("Personalen läser det, med ditt namn. Ombud och den som hjälper dig ser det inte.")
    return _("Personalen läser det, med ditt namn. Ingen annan ser det, inte heller den du är ombud för.")
