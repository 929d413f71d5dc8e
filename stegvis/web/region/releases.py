"""The release calendar: the days, the queue of each, the announcement, and what went out."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.catalogue import actions, policies, queries
from stegvis.catalogue.kinds import ReleaseState
from stegvis.course.worlds import real_now
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.web.region.asking import actor_of
from stegvis.web.region.forms import ItemForm, ReleaseForm

if TYPE_CHECKING:
    from stegvis.catalogue.queries import Queueable
    from stegvis.catalogue.shelf import Release

OVER = frozenset({ReleaseState.RELEASED.value, ReleaseState.CANCELLED.value})


@needs("release:plan")
@require_http_methods(["GET", "HEAD", "POST"])
def releases(request: HttpRequest) -> HttpResponse:
    """What is coming and what has been, and the form for one more day."""
    actor, provider = actor_of(request), access.provider_of(actor_of(request))
    if provider is None:
        raise Http404
    form, error = ReleaseForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            row = actions.plan_release(provider, read["name"], read["cutoff_on"], read["on"], now=real_now(), by=actor)
        except actions.CannotPlan as refused:
            error = refused.sentence
        else:
            messages.success(request, _("Omgången är planerad. Lägg till det som ska med."))
            return redirect("region:release", row.pk)
    rows = queries.releases(actor)
    context = {
        "coming": [row for row in reversed(rows) if row.state not in OVER],
        "over": [row for row in rows if row.state in OVER],
        "today": local_day(real_now()),
        "form": form,
        "error": error,
    }
    return render(request, "region/releases.html", context, status=422 if error or form.errors else 200)


@needs("release:plan")
@require_safe
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One day: its queue, what can be added, and the announcement."""
    return _page(request, _release_or_404(request, pk))


def _page(request: HttpRequest, row: "Release", form: ItemForm | None = None, error: str = "") -> HttpResponse:
    actor, open_still = actor_of(request), row.state not in OVER
    choices = queries.queueable(actor, row) if open_still else []
    context = {
        "release": row,
        "items": queries.items_of(row),
        "open": open_still,
        "form": form or ItemForm(choices=[_choice(each) for each in choices]),
        "choices": choices,
        "error": error,
        "may_announce": policies.may_announce(actor, row),
        "today": local_day(real_now()),
        "past_cutoff": local_day(real_now()) > row.cutoff_on,
    }
    return render(request, "region/release.html", context, status=422 if form is not None else 200)


def _choice(each: "Queueable") -> tuple[str, str]:
    if each.is_candidate:
        said = _("%(title)s, under granskning sedan %(day)s") % {
            "title": each.title,
            "day": date_format(each.since, "j F"),
        }
        return f"c:{each.what.pk}", said
    return f"v:{each.what.pk}", _("%(title)s, version %(n)s") % {"title": each.title, "n": each.number}


def _release_or_404(request: HttpRequest, pk: UUID) -> "Release":
    found = queries.release(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


@needs("release:plan")
@require_POST
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put something in the queue. What was typed stays when it cannot be."""
    actor, row = actor_of(request), _release_or_404(request, pk)
    known: dict[str, Any] = {_choice(each)[0]: each for each in queries.queueable(actor, row)}
    form = ItemForm(request.POST, choices=[_choice(each) for each in known.values()])
    if not form.is_valid():
        return _page(request, row, form)
    read = form.cleaned_data
    try:
        actions.add_to_release(
            row,
            known[read["what"]].what,
            read["text"],
            tell_residents=read["tell_residents"],
            now=real_now(),
            by=actor,
        )
    except actions.CannotAdd as refused:
        return _page(request, row, form, refused.sentence)
    messages.success(request, _("Tillagt i omgången."))
    return redirect("region:release", pk)


@needs("release:plan")
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and on POST take it out of the queue."""
    actor = actor_of(request)
    item = queries.release_item(actor, pk)
    if item is None:
        # Twice pressed, or done in another tab.
        raise Http404
    back = reverse("region:release", args=[item.release_id])
    if request.method == "POST":
        actions.take_out(item, now=real_now(), by=actor)
        messages.success(request, _("Programmet är inte längre med i omgången."))
        return redirect(back)
    context = {
        "title": _("Ta bort %(title)s ur omgången?") % {"title": item.program.title},
        "consequences": [_("Det delas inte ut den dagen. Du kan lägga det i en annan omgång.")],
        "confirm_label": _("Ta bort"),
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)


@needs("release:plan")
@require_POST
def announce(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tell the units what comes. From here the worker lets it out on the day."""
    row = _release_or_404(request, pk)
    try:
        actions.announce(row, request.POST.get("text", row.text), now=real_now(), by=actor_of(request))
        messages.success(request, _("Aviserat. Enheterna ser det på sin första sida."))
    except Cannot as refused:
        messages.info(request, refused.sentence)
    return redirect("region:release", pk)


@needs("release:plan")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and on POST nothing goes out on the day."""
    row = _release_or_404(request, pk)
    if request.method == "POST":
        try:
            actions.cancel(row, now=real_now(), by=actor_of(request))
            messages.success(request, _("Omgången är inställd. Inget delas ut den dagen."))
        except Cannot as refused:
            messages.info(request, refused.sentence)
        return redirect("region:release", pk)
    context = {
        "title": _("Ställa in %(name)s?") % {"name": row.name},
        "consequences": [
            _("Inget delas ut den dagen."),
            _("Det som väntar kan läggas i en annan omgång."),
        ],
        "confirm_label": _("Ställ in"),
        "cancel_url": reverse("region:release", args=[pk]),
        "tone": "danger",
    }
    return render(request, "ui/confirm.html", context)


@needs("release:plan")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Other days, another name, other words to the units."""
    row = _release_or_404(request, pk)
    initial = {"name": row.name, "cutoff_on": row.cutoff_on, "on": row.on, "text": row.text}
    form, error = ReleaseForm(request.POST or None, initial=initial), ""
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            actions.move_release(
                row, read["name"], read["cutoff_on"], read["on"], read["text"], now=real_now(), by=actor_of(request)
            )
        except Cannot as refused:
            error = refused.sentence
        else:
            messages.success(request, _("Omgången är ändrad."))
            return redirect("region:release", pk)
    context = {"release": row, "form": form, "error": error}
    return render(request, "region/release_move.html", context, status=422 if error or form.errors else 200)
