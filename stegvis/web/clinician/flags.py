"""One flag: what it says, taking it, and handling it with a word of what was done."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.care import actions, queries
from stegvis.care.queries import Flag
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.flag_words import all_told
from stegvis.web.clinician.forms import NoteForm
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.trying import tried
from stegvis.web.shell import actor_on


@needs("flag:read")
@require_safe
def flag(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What has happened. A colleague's patient is opened by an active choice first."""
    found = _flag_or_404(request, pk)
    return _page(request, found)


@needs("flag:handle")
@require_POST
def acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it: colleagues see that somebody is on it."""
    found = _flag_or_404(request, pk)
    tried(request, lambda: actions.acknowledge(found, by=actor_on(request)), _("Du har tagit flaggan."))
    return redirect("clinician:flag", pk)


@needs("flag:handle")
@require_POST
def handle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close it, with what was done. Without a word the page comes back and says so."""
    found = _flag_or_404(request, pk)
    page = about_one("flag:read")(_handled)
    return page(request, pk=found.enrolment_id, flag=found, form=NoteForm(request.POST))


def _handled(request: HttpRequest, case: Case, flag: Flag, form: NoteForm) -> HttpResponse:
    valid = form.is_valid()
    if flag.needs_word and not valid:
        return _opened(request, case, flag, form)
    try:
        actions.handle(flag, form.data.get("note", ""), by=case.actor)
    except Refused as refused:
        if not refused.verdict.found:
            raise
        # A colleague was faster: what was written stays on the page.
        form.add_error("note", refused.sentence)
        return _opened(request, case, flag, form, status=409)
    messages.success(request, _("Flaggan är hanterad."))
    return redirect("clinician:patient", case.pk)


def _flag_or_404(request: HttpRequest, pk: UUID) -> Flag:
    found = queries.flag(actor_on(request), pk)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Flag, form: NoteForm | None = None) -> HttpResponse:
    page = about_one("flag:read")(_opened)
    return page(request, pk=found.enrolment_id, flag=found, form=form or NoteForm())


def _opened(request: HttpRequest, case: Case, flag: Flag, form: NoteForm, status: int = 200) -> HttpResponse:
    context = {"told": all_told(case, [flag])[0], "form": form}
    return show(request, case, "flag", context, here="", status=status)
