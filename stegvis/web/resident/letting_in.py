"""Whom one has let in to help: invited by identity number, with what they may and until when; ended whenever."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access.acting import actions, queries
from stegvis.access.acting.until import within
from stegvis.access.doors import needs
from stegvis.access.identity import CannotReadNumber, read_number
from stegvis.course import queries as course
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot
from stegvis.web.fields import day_field
from stegvis.web.identified import SENT, anew_address, ask_anew, lately
from stegvis.web.shell import actor_on

READ, WORK = "read", "work"


class HelperForm(forms.Form):
    """Who, what and until when. What was typed is kept when something is wrong."""

    called = forms.CharField(
        label=gettext_lazy("Vad heter den som ska hjälpa dig?"),
        max_length=100,
        error_messages={"required": gettext_lazy("Skriv namnet, så att du känner igen det i listan.")},
    )
    number = forms.CharField(
        label=gettext_lazy("Personnummer"),
        help_text=gettext_lazy("Tolv siffror: ÅÅÅÅMMDD-NNNN. Bara den som loggar in med det numret kommer in."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-width": "m"}),
        error_messages={"required": gettext_lazy("Skriv personnumret.")},
    )
    courses = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka program får hjälparen se?"),
        help_text=gettext_lazy(
            "Program som du börjar senare syns inte. Vill du dela dem släpper du in hjälparen igen."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Välj minst ett program som hjälparen får se."),
            "invalid_choice": gettext_lazy("Ett av programmen finns inte längre. Välj igen."),
        },
    )
    what = forms.ChoiceField(
        label=gettext_lazy("Vad får hjälparen göra?"),
        choices=[
            (READ, gettext_lazy("Bara läsa")),
            (WORK, gettext_lazy("Läsa, göra steg och svara tillsammans med dig")),
        ],
        widget=forms.RadioSelect,
        initial=READ,
        error_messages={"required": gettext_lazy("Välj vad hjälparen får göra.")},
    )
    converses = forms.BooleanField(
        label=gettext_lazy("Hjälparen får läsa personalens meddelanden och skriva egna"), required=False
    )
    until = day_field(gettext_lazy("Till och med"), gettext_lazy("Högst ett år. Du kan avsluta tidigare."))

    def __init__(self, programs: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["courses"]
        field.choices = programs  # type: ignore[attr-defined]
        # With only one there is nothing to choose between.
        field.initial = [pk for pk, _title in programs] if len(programs) == 1 else []

    def clean_number(self) -> Any:
        """The number itself."""
        try:
            return read_number(self.cleaned_data["number"])
        except CannotReadNumber as error:
            raise forms.ValidationError(error.sentence) from error


@needs("own:account")
@require_http_methods(["GET", "HEAD", "POST"])
def helpers(request: HttpRequest) -> HttpResponse:
    """Everybody one has let in, and a form to let in one more."""
    today = localdate(utc_now())
    programs = _programs(request)
    if request.method != "POST":
        return _page(request, HelperForm(programs), today)
    if not lately(request, SENT):
        return ask_anew(request.path)
    form, letting = HelperForm(programs, request.POST), queries.oneself(actor_on(request))
    if letting is None:
        raise Http404
    if not form.is_valid():
        return _page(request, form, today, 422)
    read = form.cleaned_data
    courses = tuple(UUID(pk) for pk in read["courses"])
    chosen = actions.Chosen(read["what"] == WORK, read["converses"], read["until"], courses)
    try:
        actions.invite(
            letting, read["number"], read["called"], chosen, now=utc_now(), today=today, by=actor_on(request)
        )
    except actions.CannotLetIn as error:
        form.add_error(None, error.sentence)
        return _page(request, form, today, 422)
    messages.success(request, _("%(name)s kan nu logga in och välja att hjälpa dig.") % {"name": read["called"]})
    return redirect("resident:helpers")


@needs("own:account")
@require_POST
def end(request: HttpRequest, helper: UUID) -> HttpResponse:
    """Out at once."""
    row = queries.helper(actor_on(request), helper)
    if row is None:
        raise Http404
    try:
        actions.end(row, now=utc_now(), by=actor_on(request))
    except Cannot as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, _("%(name)s kommer inte in längre.") % {"name": row.called})
    return redirect("resident:helpers")


def _programs(request: HttpRequest) -> list[tuple[str, str]]:
    """What one may let somebody in to: what staff have started, and not what one walks alone."""
    rows = [row for row in course.courses(actor_on(request)) if row.open_program_id is None]
    return [(str(row.pk), row.title) for row in rows]


def _page(request: HttpRequest, form: HelperForm, today: date, status: int = 200) -> HttpResponse:
    rows, titles = queries.helpers(actor_on(request)), dict(_programs(request))
    running = [row for row in rows if row.ended_at is None and within(row.until, today)]
    context: dict[str, Any] = {
        "form": form,
        "may_let_in": bool(titles),
        "guardians": queries.own_guardians(actor_on(request), today),
        "running": [(row, _titles_of(row, titles)) for row in running],
        "before": [row for row in rows if row not in running],
    }
    # Who has just tried is not asked in the middle of it.
    context["anew"] = "" if form.is_bound or lately(request) else anew_address(request.path)
    return render(request, "resident/helpers.html", context, status=status)


def _titles_of(row: Any, titles: dict[str, str]) -> list[str]:
    """The programs that a helper sees: the chosen ones that are still there, or all of them."""
    return list(titles.values()) if row.courses is None else [titles[pk] for pk in row.courses if pk in titles]
