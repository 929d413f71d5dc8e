"""Lists that the coordinator keeps for the process: contact persons of each administration, and the council."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance.taking_part import actions, queries
from stegvis.web.process.doing import trying
from stegvis.web.process.people import PersonBox, asked, shown
from stegvis.web.region.asking import actor_of

UNFIT = 422
PERSON = "person"


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def contacts(request: HttpRequest) -> HttpResponse:
    """Who assesses ideas first, by administration; those of before too. A POST names somebody more."""
    actor, status = actor_of(request), 200
    box, branch, error = shown(PERSON, None), request.POST.get("administration", "")[:40], ""
    if request.method == "POST":
        box, provider = _person(request), queries.provider_of(actor)
        if provider is None:
            raise Http404
        if box.chosen is not None:
            chosen = str(box.chosen.pk)
            tried = trying(lambda: actions.add_contact(provider, branch, chosen, now=real_now(), by=actor))
            if tried:
                messages.success(request, _("%(name)s är kontaktperson.") % {"name": box.chosen})
                return redirect("region:contacts")
            error = tried.sentence
        status = UNFIT
    context = {"branches": queries.branches(actor), "box": box, "branch": branch, "error": error}
    return render(request, "region/contacts.html", context, status=status)


@needs("process:configure")
@require_POST
def end_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer, from today on."""
    actor = actor_of(request)
    row = queries.contact_row(actor, pk)
    if row is None:
        raise Http404
    tried = trying(lambda: actions.end_contact(row, now=real_now(), by=actor))
    if tried:
        messages.success(request, _("%(name)s är inte längre kontaktperson.") % {"name": row.account})
    else:
        messages.error(request, tried.sentence)
    return redirect("region:contacts")


@needs("process:configure")
@require_http_methods(["GET", "HEAD", "POST"])
def council(request: HttpRequest) -> HttpResponse:
    """Who sits on the coordination council, and who did."""
    actor, status = actor_of(request), 200
    box = shown(PERSON, None)
    if request.method == "POST":
        box, provider = _person(request), queries.provider_of(actor)
        if provider is None:
            raise Http404
        if box.chosen is not None:
            chosen = str(box.chosen.pk)
            tried = trying(lambda: actions.add_seat(provider, chosen, now=real_now(), by=actor))
            if tried:
                messages.success(request, _("%(name)s sitter i samordningsrådet.") % {"name": box.chosen})
                return redirect("region:council")
            box = PersonBox(PERSON, box.typed, box.chosen, error=tried.sentence)
        status = UNFIT
    context = {"council": queries.council_with_history(actor), "box": box}
    return render(request, "region/council.html", context, status=status)


@needs("process:configure")
@require_POST
def end_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer, from today on."""
    actor = actor_of(request)
    row = queries.seat_row(actor, pk)
    if row is None:
        raise Http404
    tried = trying(lambda: actions.end_seat(row, now=real_now(), by=actor))
    if tried:
        messages.success(request, _("%(name)s sitter inte längre i samordningsrådet.") % {"name": row.account})
    else:
        messages.error(request, tried.sentence)
    return redirect("region:council")


def _person(request: HttpRequest) -> PersonBox:
    box = asked(actor_of(request), request.POST, PERSON)
    if box.chosen is None and not box.error:
        return PersonBox(PERSON, error=_("Skriv ett namn."))
    return box
