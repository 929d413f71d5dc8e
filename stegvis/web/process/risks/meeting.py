"""Working on the analysis together: the matrix large, rows said and written at once, on a projector and on phones.

Everybody has the same address. The board is fetched anew now and then; what somebody is writing is never touched.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import Refused, needs
from stegvis.course.worlds import real_now
from stegvis.governance.risks import actions, policies, queries
from stegvis.governance.risks.actions import RowChanged
from stegvis.governance.risks.actions.signing import mark
from stegvis.lib.errors import Cannot
from stegvis.web.process.asking import actor_of
from stegvis.web.process.frame import framed
from stegvis.web.process.risks.forms import QuickForm, initial, read
from stegvis.web.process.risks.matrix import matrix
from stegvis.web.process.risks.page import one, state_or_404

UNFIT, STALE = 422, 409


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The board, and one row at a time: `?rad=<number>` is open, else a new one."""
    found, state = state_or_404(request, pk)
    number = request.GET.get("rad", "")
    each = next((each for each in state.rows if str(each.row.number) == number), None)
    kept = each.row if each else None
    start: dict[str, Any] = initial(queries.values_of(kept), kept.revision) if kept else {}
    form = QuickForm(request.POST if request.method == "POST" else None, template=state.template, initial=start)
    theirs, status = None, 200
    address = reverse("process:risks_meeting", args=[pk])
    if request.method == "POST":
        status = UNFIT
        if form.is_valid():
            try:
                if kept is None:
                    saved = actions.add_row(state.analysis, read(form), now=real_now(), by=actor_of(request))
                else:
                    values = read(form, queries.values_of(kept))
                    revision = form.cleaned_data["revision"] or 0
                    saved = actions.change_row(kept, values, revision, now=real_now(), by=actor_of(request))
            except RowChanged as changed:
                theirs, status = changed.row, STALE
                data = request.POST.copy()
                data["revision"] = str(changed.row.revision)
                form = QuickForm(data, template=state.template, initial=start)
                form.is_valid()
            except Refused as refused:
                if not refused.verdict.found:
                    raise Http404 from None
                form.add_error(None, refused.sentence)
            except Cannot as cannot:
                form.add_error(None, cannot.sentence)
            else:
                messages.success(request, _("Rad %(number)s är sparad.") % {"number": saved.number})
                return redirect(address)
    context = {
        "form": form,
        "state": state,
        "row": kept,
        "theirs": theirs,
        "mark": mark(state),
        "matrix": matrix(state.template, state.rows, lambda each: f"{address}?rad={each.row.number}#skriv"),
        "rows": [one(state, each) for each in state.rows],
        "may_write": policies.may_write(actor_of(request), state.analysis),
        "address": address,
    }
    return render(request, "process/risks/meeting.html", framed(request, found, "risks", **context), status=status)
