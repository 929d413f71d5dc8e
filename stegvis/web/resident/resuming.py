"""After signing in again: what was typed when the session had ended, to go on with or to let go of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.web.entrance import parking
from stegvis.web.shell import actor_on


@needs("own:read")
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """The form as it was typed, to be sent by a press of the button; a post lets go of it."""
    if request.method == "POST":
        parking.let_go(request)
        return redirect("resident:home")
    found = parking.parked_for(request, actor_on(request))
    if found is None:
        return redirect("resident:home")
    context = {
        "target": found.target,
        "fields": [(name, value) for name, value in found.fields if name != "do"],
        "sends": ("do", "send") in found.fields,
    }
    return render(request, "resident/resume.html", context)
