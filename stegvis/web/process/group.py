"""The working group's page: who is in it, its meetings, its plan."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance import queries
from stegvis.governance.group import actions
from stegvis.governance.group import queries as group_queries
from stegvis.governance.group.actions import Call
from stegvis.governance.group.policies import may_invite, may_remove
from stegvis.governance.kinds import MemberKind
from stegvis.lib.clock import local_day
from stegvis.web.fields import day_field, text_field
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.doing import trying
from stegvis.web.process.frame import framed
from stegvis.web.process.people import PersonBox, asked, shown

UNFIT = 422
PERSON = "person"


class MilestoneForm(forms.Form):
    """One thing more in the plan."""

    title = forms.CharField(
        label=gettext_lazy("Vad ska vara klart?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vad som ska vara klart.")},
    )
    due_on = day_field(gettext_lazy("När?"))


class DayForm(forms.Form):
    """Another day."""

    due_on = day_field(gettext_lazy("När?"))


class CallForm(forms.Form):
    """A call to a meeting. `people` are those who can be asked."""

    title = forms.CharField(
        label=gettext_lazy("Vad handlar mötet om?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vad mötet handlar om.")},
    )
    day = day_field(gettext_lazy("Dag"))
    clock = forms.TimeField(
        label=gettext_lazy("Klockan"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "data-width": "s"}),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={
            "required": gettext_lazy("Skriv ett klockslag."),
            "invalid": gettext_lazy("Skriv klockslaget så här: 13:30."),
        },
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Längd i minuter"),
        initial=60,
        widget=forms.NumberInput(attrs={"data-width": "s", "inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Skriv hur länge mötet varar."),
            "invalid": gettext_lazy("Skriv minuterna med siffror."),
        },
    )
    place = forms.CharField(label=gettext_lazy("Plats"), max_length=200, required=False)
    link = forms.CharField(
        label=gettext_lazy("Länk till videomöte"),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    agenda = text_field(gettext_lazy("Dagordning"), "", rows=4, required=False)
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka kallas?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["people"].choices = people  # type: ignore[attr-defined]

    def call(self) -> Call:
        """What is called, once it is valid."""
        said = self.cleaned_data
        starts_at = datetime.combine(said["day"], said["clock"] or time(0), tzinfo=get_current_timezone())
        return Call(
            said["title"], starts_at, said["minutes"], said["place"], said["link"], said["agenda"],
            frozenset(UUID(pk) for pk in said["people"]),
        )  # fmt: skip


@needs("process:read")
@require_safe
def group(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Members, meetings, plan."""
    return draw(request, pk)


def draw(request: HttpRequest, pk: UUID, status: int = 200, **changed: Any) -> HttpResponse:
    """The page, with what was typed where something was wrong."""
    found, actor, now = initiative_or_404(request, pk), actor_of(request), real_now()
    meetings = group_queries.meetings(actor, found)
    context = {
        "may_lead": may_invite(actor, found),
        "members": [(row, may_remove(actor, row)) for row in queries.members(found)],
        "ahead": [row for row in reversed(meetings) if not row.held_at and not row.cancelled_at],
        "behind": [row for row in meetings if row.held_at or row.cancelled_at],
        "plan": group_queries.plan(actor, found, local_day(now)),
        "box": shown(PERSON, None),
        "kinds": MemberKind.choices,
        "kind": MemberKind.CARE.value,
        "milestone_form": MilestoneForm(auto_id="delmal_%s"),
        "now": now,
        **changed,
    }
    return render(request, "process/group.html", framed(request, found, "group", **context), status=status)


@needs("process:read")
@require_POST
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody joins."""
    found, actor = initiative_or_404(request, pk), actor_of(request)
    box = asked(actor, request.POST, PERSON)
    kind = request.POST.get("kind", "")
    kept = MemberKind(kind) if kind in MemberKind.values else MemberKind.CARE
    if box.chosen is None:
        wrong = box if box.error else PersonBox(PERSON, error=_("Skriv vem du vill bjuda in."))
        return draw(request, pk, UNFIT, box=wrong, kind=kept.value)
    chosen = str(box.chosen.pk)
    tried = trying(lambda: actions.invite(found, chosen, kept, now=real_now(), by=actor))
    if not tried:
        messages.error(request, tried.sentence)
    else:
        messages.success(request, _("%(name)s är med i arbetsgruppen och får ett brev.") % {"name": box.chosen})
    return redirect("process:group", pk)


@needs("process:read")
@require_POST
def leave(request: HttpRequest, pk: UUID, member: int) -> HttpResponse:
    """Out of the group."""
    found, actor = initiative_or_404(request, pk), actor_of(request)
    row = group_queries.member(actor, found, member)
    if row is None:
        # A second click: they have left.
        return redirect("process:group", pk)
    own = row.account_id == actor.account
    tried = trying(lambda: actions.leave(row, now=real_now(), by=actor))
    if not tried:
        messages.error(request, tried.sentence)
    else:
        messages.success(request, _("%(name)s är inte längre med i arbetsgruppen.") % {"name": row.account})
    return redirect("process:home" if own and tried else "process:group", *([] if own and tried else [pk]))


@needs("process:read")
@require_POST
def add_milestone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One thing more in the plan."""
    found = initiative_or_404(request, pk)
    form = MilestoneForm(request.POST, auto_id="delmal_%s")
    if not form.is_valid():
        return draw(request, pk, UNFIT, milestone_form=form)
    said = form.cleaned_data
    tried = trying(
        lambda: actions.set_milestone(found, said["title"], said["due_on"], now=real_now(), by=actor_of(request))
    )
    if not tried:
        messages.error(request, tried.sentence)
    return redirect("process:group", pk)


@needs("process:read")
@require_POST
def change_milestone(request: HttpRequest, pk: UUID, milestone: UUID) -> HttpResponse:
    """Done, another day, or away."""
    found, actor = initiative_or_404(request, pk), actor_of(request)
    row = group_queries.milestone(actor, found, milestone)
    if row is None:
        raise Http404
    what = request.POST.get("do", "")
    if what == "done":
        tried = trying(lambda: actions.finish_milestone(row, now=real_now(), by=actor))
    elif what == "remove":
        tried = trying(lambda: actions.remove_milestone(row, now=real_now(), by=actor))
    else:
        form = DayForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(str(each) for each in form.errors["due_on"]))
            return redirect("process:group", pk)
        day = form.cleaned_data["due_on"]
        tried = trying(lambda: actions.move_milestone(row, day, now=real_now(), by=actor))
    if not tried:
        messages.error(request, tried.sentence)
    return redirect("process:group", pk)
