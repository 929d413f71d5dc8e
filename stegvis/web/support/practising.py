"""The unit for practice: going there, moving its clock, seeing as its residents, beginning anew."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import queries as access
from stegvis.access import sessions
from stegvis.access.doors import SIGNED_IN, Refused, needs
from stegvis.access.kinds import HatKind
from stegvis.care import queries as care
from stegvis.course.worlds import now_for, real_now
from stegvis.lib.errors import Cannot
from stegvis.support.actions import practice as actions
from stegvis.support.policies.practice import is_there, may_stock
from stegvis.support.queries import practice as queries
from stegvis.web.shell import SEVERAL_HATS, actor_on, home_of
from stegvis.web.support.place import region_tabs

# How far the clock is moved by each button.
STEPS = {"day": timedelta(days=1), "week": timedelta(days=7)}


def _practice_or_404(request: HttpRequest) -> Any:
    found = queries.of_provider(actor_on(request))
    if found is None:
        raise Http404
    return found


@needs("support:read")
@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """What it is, and the way in; once there, the clock and the residents."""
    actor = actor_on(request)
    found = queries.of_provider(actor)
    there = bool(found and is_there(actor, found))
    context = {
        "practice": found,
        "there": there,
        "now": now_for(actor),
        "ahead": round((now_for(actor) - real_now()) / timedelta(days=1)) if there else 0,
        "people": [(row, row.person, care.known_here(actor, row.person.number)) for row in queries.people(actor, found)]
        if found
        else [],
    }
    return render(request, "support/practice.html", context)


@needs("support:read")
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Go there: the commission is made the first time, and its hat is put on, in a session of its own."""
    found, actor, today = _practice_or_404(request), actor_on(request), timezone.localdate(real_now())
    actions.enter(found, now=real_now(), by=actor)
    commission = queries.commission_of(actor, found, today)
    worn = sessions.choose_hat(request, f"{HatKind.COMMISSION.value}:{commission}", today)
    if worn is None:
        raise Http404
    request.session[SEVERAL_HATS] = True
    messages.success(request, _("Du är på övningsenheten. Byt uppdrag när du vill tillbaka."))
    return redirect("support:practice")


@needs("support:read")
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Let time pass."""
    found = _practice_or_404(request)
    step = STEPS.get(request.POST.get("step", ""))
    try:
        if step is None:
            raise actions.CannotPractise(_("Välj en dag eller en vecka."))
        actions.move_clock(found, step, by=actor_on(request))
        messages.success(request, _("Klockan är flyttad. Det som skulle hända har hänt."))
    except Refused:
        raise
    except Cannot as error:
        messages.error(request, error.sentence)
    return redirect("support:practice")


@needs("support:read")
@require_POST
def become(request: HttpRequest, number: int) -> HttpResponse:
    """See the service as one of the made-up residents."""
    found, actor = _practice_or_404(request), actor_on(request)
    row = queries.one(actor, found, number)
    account = queries.resident_account(row) if row else None
    if account is None:
        raise Http404
    sessions.practise_as(request, account, actor, timezone.localdate(real_now()))
    return redirect("resident:home")


@needs(SIGNED_IN)
@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Be oneself again."""
    if not sessions.practises(request):
        return redirect(home_of(actor_on(request)))
    actor = sessions.stop_practising(request, timezone.localdate(real_now()))
    if actor is None:
        return redirect("entrance:hats")
    request.session[SEVERAL_HATS] = True
    return redirect("support:practice")


@needs("support:read")
@require_http_methods(["GET", "HEAD", "POST"])
def anew(request: HttpRequest) -> HttpResponse:
    """Ask, and on POST begin anew."""
    found, actor = _practice_or_404(request), actor_on(request)
    there = is_there(actor, found)
    if not there and not actor.can("training:edit"):
        raise Http404
    back_to = reverse("support:practice" if there else "support:region_practice")
    if request.method == "POST":
        actions.begin_anew(found, now=real_now(), by=actor)
        messages.success(request, _("Övningsenheten har börjat om från början."))
        if there:
            # The unit is a new one, and so is the commission there.
            fresh = queries.of_provider(actor)
            today = timezone.localdate(real_now())
            commission = queries.commission_of(actor, fresh, today) if fresh else None
            sessions.choose_hat(request, f"{HatKind.COMMISSION.value}:{commission}", today)
            request.session[SEVERAL_HATS] = True
        return redirect(back_to)
    context = {
        "title": _("Börja om på övningsenheten?"),
        "consequences": [
            _("Allt som är startat där försvinner, för alla som övar."),
            _("Klockan går tillbaka till i dag."),
            _("Inget på riktiga enheter ändras."),
        ],
        "confirm_label": _("Börja om"),
        "cancel_url": back_to,
        "tone": "danger",
    }
    return render(request, "ui/confirm.html", context)


@needs("training:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def region_practice(request: HttpRequest) -> HttpResponse:
    """Open the provider's unit for practice, and fill it with the newest programs."""
    actor = actor_on(request)
    found = queries.of_provider(actor)
    if request.method == "POST":
        return _opened(request, found)
    context = {
        "tabs": region_tabs(request, "support:region_practice"),
        "practice": found,
        "may_stock": may_stock(actor, found) if found else None,
    }
    return render(request, "support/region_practice.html", context)


def _opened(request: HttpRequest, found: Any) -> HttpResponse:
    actor = actor_on(request)
    provider = access.provider_of(actor)
    if provider is None:
        raise Http404
    try:
        made = found or actions.open_unit(provider, now=real_now(), by=actor)
        count = actions.stock(made, now=real_now(), by=actor)
        words = _("Övningsenheten är öppen och har de senaste versionerna av %(n)s program.")
        messages.success(request, words % {"n": count})
    except Refused:
        raise
    except Cannot as error:
        messages.error(request, error.sentence)
    return redirect("support:region_practice")
