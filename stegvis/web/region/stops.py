"""Stopping a step, a questionnaire or a whole version within minutes, and lifting the stop."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.care import aggregates
from stegvis.catalogue import actions, queries
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.kinds import StopKind
from stegvis.catalogue.telling import questionnaire_title
from stegvis.course.worlds import real_now
from stegvis.web.region.asking import actor_of, version_or_404
from stegvis.web.region.forms import LiftForm, StopForm

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import ProgramVersion


@needs("version:stop")
@require_http_methods(["GET", "HEAD", "POST"])
def stops(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is stopped in a version, where it runs, and the form that stops something more."""
    actor = actor_of(request)
    version = version_or_404(request, pk)
    form = StopForm(request.POST or None, parts=_parts(version))
    error = ""
    if request.method == "POST" and form.is_valid():
        kind, _colon, ref = form.cleaned_data["what"].partition(":")
        words = (form.cleaned_data[name] for name in ("text_sv", "text_en", "reason"))
        try:
            actions.stop(version, StopKind(kind), ref, *words, now=real_now(), by=actor)
        except actions.CannotStop as refused:
            error = refused.sentence
        else:
            messages.success(request, _("Stoppat. Det gäller från och med nu, och enheterna har fått besked."))
            return redirect("region:stops", pk)
    rows = queries.stops_of(actor, version)
    running = aggregates.running_on(actor, version)
    context = {
        "version": version,
        "standing": [(row, queries.stopped_part(row), queries.elsewhere(row)) for row in rows if row.lifted_at is None],
        "lifted": [(row, queries.stopped_part(row)) for row in rows if row.lifted_at],
        "running": [row for row in running if row.number],
        "few": [row.unit for row in running if not row.number],
        "form": form,
        "error": error,
        "everywhere": actor.hat.provider_id == str(version.program.publisher_unit.provider_id),
    }
    return render(request, "region/stops.html", context, status=422 if error or form.errors else 200)


def _parts(version: "ProgramVersion") -> list[tuple[str, object]]:
    """Everything that can be stopped, by module: the whole first."""
    document = open_document(version.document_id)
    language = get_language() or document.language
    asked = [
        (f"{StopKind.QUESTIONNAIRE.value}:{digest}", questionnaire_title(document, digest, language))
        for digest in document.questionnaires
    ]
    found: list[tuple[str, object]] = [(f"{StopKind.VERSION.value}:", _("Hela versionen"))]
    if asked:
        found.append((_("Formulär"), sorted(asked, key=lambda pair: pair[1].casefold())))
    for module in document.modules:
        steps = [
            (f"{StopKind.STEP.value}:{step.id}", document.text(step.key("title"), language) or _("Steg utan rubrik"))
            for step in module.steps
        ]
        found.append((document.text(module.key("title"), language), steps))
    return found


@needs("version:stop")
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is put right, and on POST it can be used again."""
    actor = actor_of(request)
    found = queries.stop(actor, pk)
    if found is None:
        raise Http404
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.lift(found, form.cleaned_data["reason"], now=real_now(), by=actor)
        messages.success(request, _("Stoppet är upphävt. Invånarna kan fortsätta."))
        return redirect("region:stops", found.version_id)
    context = {
        "stop": found,
        "what": queries.stopped_part(found),
        "form": form,
        "back": reverse("region:stops", args=[found.version_id]),
    }
    return render(request, "region/lift.html", context, status=422 if form.errors else 200)
