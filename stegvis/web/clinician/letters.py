"""The conversation with one resident, staff's side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access.doors import needs
from stegvis.messaging import actions
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.trying import tried
from stegvis.web.messages import talking
from stegvis.web.shell import actor_on


@needs("thread:read")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("thread:read")
def messages(request: HttpRequest, case: Case) -> HttpResponse:
    """Read and write."""
    if not case.converses:
        raise Http404
    if request.method != "POST":
        return _page(request, case)

    def again(typed: str, error: str) -> HttpResponse:
        return _page(request, case, typed, error)

    back = reverse("clinician:messages", args=[case.pk])
    return talking.posted(request, actor_on(request), case.row, again, back)


@needs("thread:write")
@require_POST
@about_one("thread:read")
def settled(request: HttpRequest, case: Case) -> HttpResponse:
    """The last message needs no answer: it no longer waits in anybody's list."""
    if not case.converses:
        raise Http404
    done = _("Meddelandet väntar inte längre på svar.")
    tried(request, lambda: actions.set_answered(case.row, by=actor_on(request)), done)
    return redirect("clinician:messages", case.pk)


def _page(request: HttpRequest, case: Case, typed: str | None = None, error: str = "") -> HttpResponse:
    found = talking.conversation(request, case.actor, case.row)
    if found is None:
        raise Http404
    context = talking.context_of(request, case.actor, case.row, found, case.now, typed=typed, error=error)
    context["read_when"] = _("Invånaren läser när hen loggar in. Är det bråttom, ring i stället.")
    return show(request, case, "messages", context, here="messages", status=422 if error else 200)
