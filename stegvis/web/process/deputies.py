"""Deputies during leave: each sets their own, the coordinator anybody's."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance.taking_part import actions, queries
from stegvis.governance.taking_part.actions import CannotName
from stegvis.governance.taking_part.policies import may_end_deputy, may_set_for_others
from stegvis.lib.clock import local_day
from stegvis.web.fields import day_field
from stegvis.web.process.asking import actor_of
from stegvis.web.process.doing import trying
from stegvis.web.process.people import PersonBox, asked, shown

UNFIT = 422
ABSENT, DEPUTY = "absent", "deputy"


class DaysForm(forms.Form):
    """From one day to another."""

    first = day_field(gettext_lazy("Första dagen"))
    last = day_field(gettext_lazy("Sista dagen"))


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def deputies(request: HttpRequest) -> HttpResponse:
    """Those in force and those to come, and a form for one more."""
    actor = actor_of(request)
    others = bool(may_set_for_others(actor))
    boxes: dict[str, PersonBox] = {ABSENT: shown(ABSENT, None), DEPUTY: shown(DEPUTY, None)}
    form = DaysForm(request.POST or None)
    status = 200
    if request.method == "POST":
        boxes = {name: asked(actor, request.POST, name) for name in boxes}
        if boxes[DEPUTY].chosen is None and not boxes[DEPUTY].error:
            boxes[DEPUTY] = PersonBox(DEPUTY, error=_("Skriv vem som ersätter."))
        if form.is_valid() and all(box.settled for box in boxes.values()):
            absent, deputy = boxes[ABSENT].chosen, boxes[DEPUTY].chosen
            provider = queries.provider_of(actor)
            if provider is None or deputy is None:
                raise Http404
            said = form.cleaned_data
            try:
                actions.set_deputy(
                    provider, str(absent.pk) if absent and others else "", str(deputy.pk), said["first"], said["last"],
                    now=real_now(), by=actor,
                )  # fmt: skip
            except CannotName as error:
                _mark(form, boxes, error)
            else:
                messages.success(request, _("%(name)s ersätter och får brev om det som ska göras.") % {"name": deputy})
                return redirect("process:deputies")
        status = UNFIT
    rows = [(row, may_end_deputy(actor, row)) for row in queries.deputies(actor)]
    context: dict[str, Any] = {
        "rows": rows,
        "form": form,
        "boxes": boxes,
        "others": others,
        "today": local_day(real_now()),
        "me": actor.account,
    }
    return render(request, "process/deputies.html", context, status=status)


def _mark(form: DaysForm, boxes: dict[str, PersonBox], error: CannotName) -> None:
    if error.field in boxes:
        box = boxes[error.field]
        boxes[error.field] = PersonBox(box.name, box.typed, box.chosen, error=error.sentence)
    else:
        form.add_error(error.field if error.field in form.fields else None, error.sentence)


@needs("process:read")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Back earlier."""
    actor = actor_of(request)
    row = queries.deputy_row(actor, pk)
    if row is None:
        raise Http404
    tried = trying(lambda: actions.end_deputy(row, now=real_now(), by=actor))
    if tried:
        messages.success(request, _("%(name)s ersätter inte längre.") % {"name": row.deputy})
    else:
        messages.error(request, tried.sentence)
    return redirect("process:deputies")
