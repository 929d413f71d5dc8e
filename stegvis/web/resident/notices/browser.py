"""Notices in the browser: connected and removed on a page of its own. There is no such page where web push is off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.notifications import actions, browsers, queries
from stegvis.web.identified import identified
from stegvis.web.shell import actor_on


@needs("own:account")
@identified
@require_http_methods(["GET", "HEAD", "POST"])
def browser(request: HttpRequest) -> HttpResponse:
    """Show where it stands, and connect or remove. Connecting needs a script; removing does not."""
    actor, key = actor_on(request), browsers.public_key()
    if key is None:
        raise Http404
    if request.method == "POST":
        step = {"add": _add, "remove": _remove}.get(request.POST.get("do", ""))
        return step(request, actor) if step else redirect("resident:notice_browser")
    context = {"key": key, "browser": browsers.browser_of(actor)}
    return render(request, "resident/notices/browser.html", context)


def _add(request: HttpRequest, actor: Actor) -> HttpResponse:
    now = real_now()
    choice = queries.own_choice(actor, now)
    if choice is None:
        raise Http404
    try:
        actions.add_browser(choice, request.POST.get("subscription", ""), now=now, by=actor)
    except actions.CannotChoose as cannot:
        messages.error(request, cannot.sentence)
        return redirect("resident:notice_browser")
    messages.success(request, _("Klart. Välj nu vad du vill veta."))
    return redirect("resident:notices")


def _remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    found = browsers.browser_of(actor)
    if found is None:
        raise Http404
    actions.remove_address(found.row, now=real_now(), by=actor)
    messages.success(request, _("Borttaget."))
    return redirect("resident:notices")
