"""What is done with an analysis by one button. Each is a POST and leads back to the page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from stegvis.access.doors import Refused, needs
from stegvis.course.worlds import real_now
from stegvis.governance.risks import actions, queries
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.risks.page import here, state_or_404


def done(request: HttpRequest, pk: UUID, act: Callable[[], Any], said: str, *, back: str = "") -> HttpResponse:
    """Do it, and go back with a word about how it went."""
    try:
        act()
    except Refused as refused:
        if not refused.verdict.found:
            raise Http404 from None
        messages.error(request, refused.sentence)
    except Cannot as cannot:
        messages.error(request, cannot.sentence)
    else:
        messages.success(request, said)
    return redirect(back or here(pk))


@needs("process:read")
@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the analysis."""
    found = initiative_or_404(request, pk)
    return done(
        request,
        pk,
        lambda: actions.begin(found, now=real_now(), by=actor_of(request)),
        _("Riskanalysen är påbörjad. Vårdpersonalen i arbetsgruppen har fått en uppgift."),
    )


@needs("process:read")
@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for signatures."""
    _initiative, state = state_or_404(request, pk)
    asked: list[int] = []
    return done(
        request,
        pk,
        lambda: asked.append(actions.ask(state.analysis, now=real_now(), by=actor_of(request))),
        _("De som ska skriva under har fått en uppgift."),
    )


@needs("process:read")
@require_POST
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign what the page showed."""
    _initiative, state = state_or_404(request, pk)
    seen = request.POST.get("seen", "")
    return done(
        request,
        pk,
        lambda: actions.sign(state.analysis, seen, now=real_now(), by=actor_of(request)),
        _("Du har skrivit under riskanalysen."),
    )


@needs("process:read")
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nothing that changed touches a risk."""
    _initiative, state = state_or_404(request, pk)
    seen = request.POST.get("seen", "")
    return done(
        request,
        pk,
        lambda: actions.confirm(state.analysis, seen, now=real_now(), by=actor_of(request)),
        _("Bekräftat. Underskrifterna gäller också för den här kandidaten."),
    )


@needs("process:read")
@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The coordinator approves what the page showed."""
    _initiative, state = state_or_404(request, pk)
    seen, note = request.POST.get("seen", ""), request.POST.get("note", "")
    return done(
        request,
        pk,
        lambda: actions.approve(state.analysis, seen, note, now=real_now(), by=actor_of(request)),
        _("Riskanalysen är godkänd för just den här kandidaten."),
    )


@needs("process:read")
@require_POST
def regard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Places that were looked at and need no row."""
    _initiative, state = state_or_404(request, pk)
    places, note = request.POST.getlist("place")[:200], request.POST.get("note", "")
    actor, now = actor_of(request), real_now()
    if not places:
        messages.error(request, _("Kryssa för det ni har gått igenom."))
        return redirect(here(pk))

    def all_of_them() -> None:
        for place in places:
            actions.regard(state.analysis, place, note, now=now, by=actor)

    words = ngettext("Sparat: %(n)s är genomgången.", "Sparat: %(n)s är genomgångna.", len(places))
    return done(request, pk, all_of_them, words % {"n": len(places)})


@needs("process:read")
@require_POST
def drop_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write rows after all."""
    _initiative, state = state_or_404(request, pk)
    return done(
        request,
        pk,
        lambda: actions.drop_paper(state.analysis, now=real_now(), by=actor_of(request)),
        _("Nu skriver ni raderna här. Den egna analysen finns kvar i historiken."),
    )


@needs("process:read")
@require_POST
def stand(request: HttpRequest, pk: UUID, row: UUID) -> HttpResponse:
    """A row was gone through again and stands."""
    return _of_row(request, pk, row, actions.stand, _("Raden gäller som den är."))


@needs("process:read")
@require_POST
def remove(request: HttpRequest, pk: UUID, row: UUID) -> HttpResponse:
    """A row is taken away."""
    return _of_row(request, pk, row, actions.remove_row, _("Raden är borttagen."))


@needs("process:read")
@require_POST
def mark_done(request: HttpRequest, pk: UUID, row: UUID) -> HttpResponse:
    """A row's action is done today, or not after all."""
    _initiative, state = state_or_404(request, pk)
    found = queries.row(state, row)
    if found is None:
        raise Http404
    on = None if found.done_on else local_day(real_now())
    return done(
        request,
        pk,
        lambda: actions.mark_done(found, on, now=real_now(), by=actor_of(request)),
        _("Sparat."),
        back=here(pk, found.number),
    )


def _of_row(request: HttpRequest, pk: UUID, row: UUID, act: Callable[..., Any], said: str) -> HttpResponse:
    _initiative, state = state_or_404(request, pk)
    found = queries.row(state, row)
    if found is None:
        raise Http404
    try:
        revision = int(request.POST.get("revision", ""))
    except ValueError:
        revision = 0
    number = found.number if act is not actions.remove_row else None
    return done(
        request, pk, lambda: act(found, revision, now=real_now(), by=actor_of(request)), said, back=here(pk, number)
    )
