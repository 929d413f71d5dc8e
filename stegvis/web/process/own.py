"""What everybody can read, and decide for themselves: contact persons, the council, how often letters come."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance.taking_part import queries
from stegvis.notifications import queries as notifications
from stegvis.notifications.actions import choose_letters
from stegvis.notifications.kinds import LetterPace
from stegvis.notifications.policies import may_turn_letters_off
from stegvis.web.process.asking import actor_of
from stegvis.web.process.doing import trying


@needs("process:read")
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """The contact persons of each administration, and the coordination council."""
    actor = actor_of(request)
    context = {"branches": queries.branches(actor), "council": queries.council_with_history(actor).current}
    return render(request, "process/contacts.html", context)


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """How often letters come."""
    actor, now = actor_of(request), real_now()
    choice = notifications.letter_choice(actor, now)
    if choice is None:
        raise Http404
    if request.method == "POST":
        said = request.POST.get("pace", "")
        pace = LetterPace(said) if said in LetterPace.values else LetterPace.AT_ONCE
        tried = trying(lambda: choose_letters(choice, pace, now=now, by=actor))
        if tried:
            messages.success(request, _("Ditt val är sparat."))
        else:
            messages.error(request, tried.sentence)
        return redirect("process:letters")
    off = may_turn_letters_off(actor)
    hints = {
        LetterPace.AT_ONCE: _("Ett brev så snart du har fått något att göra."),
        LetterPace.DAILY: _("Ett brev på morgonen med allt som är nytt."),
        LetterPace.OFF: _("Du ser det bara här. För dig som är inne varje dag."),
    }
    paces = [(pace.value, pace.label, hints[pace]) for pace in LetterPace if pace is not LetterPace.OFF or off]
    context = {"paces": paces, "pace": choice.pace, "off": off, "email": request.user.email}  # type: ignore[union-attr]
    return render(request, "process/letters.html", context)
