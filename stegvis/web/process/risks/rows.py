"""One row: writing a new one, changing one. A save from an older page shows both, and nothing is lost."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import Refused, needs
from stegvis.course.worlds import real_now
from stegvis.governance import queries as process
from stegvis.governance.risks import actions, policies, queries
from stegvis.governance.risks.actions import RowChanged
from stegvis.governance.risks.state import State
from stegvis.lib.errors import Cannot
from stegvis.web.process.asking import actor_of
from stegvis.web.process.frame import framed
from stegvis.web.process.risks.forms import RowForm, initial, read
from stegvis.web.process.risks.page import here, one, state_or_404

if TYPE_CHECKING:
    from stegvis.governance.rows import Initiative

UNFIT, STALE = 422, 409


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One more row."""
    found, state = state_or_404(request, pk)
    return _row(request, found, state, None)


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, pk: UUID, row: UUID) -> HttpResponse:
    """One row to read and change."""
    found, state = state_or_404(request, pk)
    if queries.row_state_of(state, row) is None:
        raise Http404
    return _row(request, found, state, row)


def _row(request: HttpRequest, found: "Initiative", state: State, pk: UUID | None) -> HttpResponse:
    actor = actor_of(request)
    kept = queries.row(state, pk) if pk else None
    options: dict[str, Any] = {
        "template": state.template,
        "people": _people(found, kept),
        "places": _places(state, kept),
    }
    start = initial(queries.values_of(kept), kept.revision) if kept else _suggested(request)
    form = RowForm(request.POST if request.method == "POST" else None, initial=start, **options)
    theirs, status = None, 200
    if request.method == "POST":
        status = UNFIT
        if form.is_valid():
            try:
                if kept is None:
                    saved = actions.add_row(state.analysis, read(form), now=real_now(), by=actor)
                else:
                    revision = form.cleaned_data["revision"] or 0
                    saved = actions.change_row(kept, read(form), revision, now=real_now(), by=actor)
            except RowChanged as changed:
                theirs, status = changed.row, STALE
                data = request.POST.copy()
                data["revision"] = str(changed.row.revision)
                form = RowForm(data, initial=start, **options)
                form.is_valid()
            except Refused as refused:
                if not refused.verdict.found:
                    raise Http404 from None
                form.add_error(None, refused.sentence)
            except Cannot as cannot:
                form.add_error(None, cannot.sentence)
            else:
                messages.success(request, _("Rad %(number)s är sparad.") % {"number": saved.number})
                return redirect(here(found.pk, saved.number))
    each = queries.row_state_of(state, kept.pk) if kept else None
    context = {
        "form": form,
        "state": state,
        "row": kept,
        "shown": one(state, each) if each else None,
        "theirs": theirs,
        "groups": queries.picker(state),
        "gone": [(place, words) for place, words, there in queries.leaning_words(state, kept) if not there]
        if kept
        else [],
        "may_write": policies.may_write(actor, kept or state.analysis),
        "may_judge": policies.may_judge(actor, state.analysis),
        "history": queries.row_history(kept) if kept else [],
    }
    return render(request, "process/risks/row.html", framed(request, found, "risks", **context), status=status)


def _suggested(request: HttpRequest) -> dict[str, Any]:
    """A new row begins from an area or a place that was pointed at."""
    return {"area": request.GET.get("omrade", "")[:40], "places": request.GET.getlist("stalle")[:20]}


def _places(state: State, kept: Any) -> list[str]:
    choices = [choice.place for group in queries.picker(state) for choice in group.choices]
    return list(dict.fromkeys([*choices, *(kept.leaning if kept else ())]))


def _people(found: "Initiative", kept: Any) -> list[tuple[str, str]]:
    """Those who take part, and whoever has it already."""
    people = [found.owner, found.deputy_owner, found.designer, found.manager]
    people += [member.account for member in process.members(found)]
    people.append(kept.responsible if kept else None)
    named = {str(person.pk): str(person) for person in people if person is not None}
    return sorted(named.items(), key=lambda pair: pair[1])
