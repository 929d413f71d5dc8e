"""One's own sign-ins, and staying signed in. Ending others' asks for a new identification: it could be a stranger's press."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from stegvis.access import own_sessions
from stegvis.access.doors import SIGNED_IN, needs
from stegvis.lib.clock import utc_now
from stegvis.web.identified import ask_anew, lately
from stegvis.web.shell import actor_on


@needs(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, and ending it there."""
    actor, now = actor_on(request), utc_now()
    if request.method == "POST":
        if not lately(request):
            return ask_anew(request.path)
        if request.POST.get("all"):
            ended = own_sessions.end_others(request, actor, now)
            said = ngettext(
                "%(count)d annan inloggning är avslutad.", "%(count)d andra inloggningar är avslutade.", ended
            )
            messages.success(request, said % {"count": ended} if ended else _("Det fanns ingen annan inloggning."))
        else:
            # One that has ended by itself meanwhile is what was asked for.
            if wanted := _uuid(request.POST.get("sign_in", "")):
                own_sessions.end(actor, wanted, now)
            messages.success(request, _("Inloggningen är avslutad."))
        return redirect("entrance:own_sessions")
    rows = own_sessions.running(request, actor, now)
    context = {"rows": rows, "others": sum(not row.here for row in rows), "asks_anew": not lately(request)}
    return render(request, "entrance/own_sessions.html", context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@needs(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """How many seconds are left. Asking by script changes nothing; a POST is somebody who says that they are there."""
    left = getattr(request, "session_left", None)
    return JsonResponse({"idle": left.idle, "longest": left.longest} if left else {})
