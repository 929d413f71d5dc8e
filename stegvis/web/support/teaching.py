"""The region's side of trainings: writing, publishing, demanding, dates, and how many hold what."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import directory
from stegvis.access import queries as access
from stegvis.access.doors import Refused, needs
from stegvis.access.kinds import Role
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.lib.whole import whole
from stegvis.support.actions import training as actions
from stegvis.support.actions.training import Content
from stegvis.support.kinds import Way
from stegvis.support.queries import training as queries
from stegvis.web.shell import actor_on
from stegvis.web.support.place import region_tabs
from stegvis.web.support.typed import questions_of, questions_typed, steps_of, steps_typed

NOBODY = gettext_lazy("Alla medarbetare")


class TrainingForm(forms.Form):
    """A training as it is written."""

    title = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vad utbildningen heter.")},
    )
    role = forms.ChoiceField(label=gettext_lazy("För vem?"), required=False, choices=[("", NOBODY), *Role.choices])
    way = forms.ChoiceField(label=gettext_lazy("Hur tas den?"), choices=Way.choices)
    valid_months = forms.IntegerField(
        label=gettext_lazy("Giltig i månader"),
        help_text=gettext_lazy("0 om den gäller för alltid."),
        min_value=0,
        max_value=120,
        error_messages={"required": gettext_lazy("Skriv ett antal månader, eller 0.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Tar ungefär (minuter)"),
        min_value=1,
        max_value=600,
        error_messages={"required": gettext_lazy("Skriv ett antal minuter.")},
    )
    lead = forms.CharField(
        label=gettext_lazy("Vad man lär sig"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    steps = forms.CharField(
        label=gettext_lazy("Steg"),
        help_text=gettext_lazy(
            "# framför varje stegs rubrik. Texten under kan ha ## rubriker, - punkter och [ ] rutor."
        ),
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": gettext_lazy("Skriv minst ett steg.")},
    )
    questions = forms.CharField(
        label=gettext_lazy("Provets frågor"),
        required=False,
        help_text=gettext_lazy("? framför frågan, + framför det rätta svaret, - framför de andra, ! framför varför."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    pass_percent = forms.IntegerField(
        label=gettext_lazy("Andel rätt för godkänt (procent)"),
        min_value=1,
        max_value=100,
        error_messages={"required": gettext_lazy("Skriv ett tal från 1 till 100.")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DateForm(forms.Form):
    """A date when a training is held."""

    starts_at = forms.DateTimeField(
        label=gettext_lazy("När"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={
            "required": gettext_lazy("Välj dag och klockslag."),
            "invalid": gettext_lazy("Skriv så här: ÅÅÅÅ-MM-DD 13:00."),
        },
    )
    place = forms.CharField(
        label=gettext_lazy("Var"), max_length=200, error_messages={"required": gettext_lazy("Skriv var.")}
    )
    leader = forms.ChoiceField(label=gettext_lazy("Vem leder?"))
    seats = forms.IntegerField(
        label=gettext_lazy("Platser"), help_text=gettext_lazy("0 om alla får plats."), min_value=0, initial=0
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choice: Any = self.fields["leader"]
        choice.choices = people


def _kept_or_404(request: HttpRequest, pk: UUID) -> queries.Kept:
    found = queries.one_to_keep(actor_on(request), pk, timezone.localdate(real_now()))
    if found is None:
        raise Http404
    return found


@needs("training:edit")
@require_safe
def region_trainings(request: HttpRequest) -> HttpResponse:
    """Every training with how many hold it."""
    rows = queries.to_keep(actor_on(request), timezone.localdate(real_now()))
    context = {
        "tabs": region_tabs(request, "support:region_trainings"),
        "trainings": [(each, _roles(each.demands)) for each in rows],
    }
    return render(request, "support/region_trainings.html", context)


def _roles(values: tuple[str, ...]) -> str:
    return ", ".join(str(Role(value).label) for value in values if value in Role.values)


@needs("training:edit")
@require_safe
def region_training(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One training: its content, who must have it, its dates."""
    return _page(request, _kept_or_404(request, pk))


def _page(request: HttpRequest, kept: queries.Kept, form: DateForm | None = None) -> HttpResponse:
    actor = actor_on(request)
    people = _people(actor)
    context = {
        "tabs": region_tabs(request, "support:region_trainings"),
        "kept": kept,
        "training": kept.training,
        "row": kept.draft or kept.edition,
        "roles": [(value, label, value in kept.demands) for value, label in Role.choices],
        "dates": queries.all_dates(kept.training),
        "form": form or DateForm(people=people, initial={"leader": actor.account_id}),
        "dated": kept.training.way != Way.TEST,
    }
    return render(request, "support/region_training.html", context, status=422 if form and form.errors else 200)


def _people(actor: Any) -> list[tuple[str, str]]:
    today = timezone.localdate(real_now())
    return [(str(row.pk), row.get_full_name()) for row in directory.everybody(actor, today)]


@needs("training:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_training(request: HttpRequest) -> HttpResponse:
    """Begin a training."""
    initial = {"way": Way.TEST, "valid_months": 24, "minutes": 15, "pass_percent": 80, "revision": 0}
    form = TrainingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        provider = access.provider_of(actor_on(request))
        if provider is None:
            raise Http404
        try:
            made = actions.create(provider, _content(form), now=real_now(), by=actor_on(request))
            messages.success(request, _("Utkastet är sparat."))
            return redirect("support:region_training", made.pk)
        except Cannot as error:
            _put(form, error)
    context = {"form": form, "title": _("Ny utbildning")}
    return render(request, "support/training_form.html", context, status=422 if form.errors else 200)


@needs("training:edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_training(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write on the draft; staff take what is published until then."""
    kept = _kept_or_404(request, pk)
    row = kept.draft or kept.edition
    initial = {
        "title": kept.training.title,
        "role": kept.training.role,
        "way": kept.training.way,
        "valid_months": kept.training.valid_months,
        "revision": kept.draft.revision if kept.draft else 0,
    }
    if row:
        initial |= {
            "minutes": row.minutes,
            "lead": row.lead,
            "steps": steps_typed(row.steps),
            "questions": questions_typed(row.questions),
            "pass_percent": row.pass_percent,
        }
    form = TrainingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            revision = form.cleaned_data["revision"] or 0
            actions.save(kept.training, _content(form), revision, now=real_now(), by=actor_on(request))
            messages.success(request, _("Utkastet är sparat."))
            return redirect("support:region_training", pk)
        except Cannot as error:
            _put(form, error)
    context = {"form": form, "title": kept.training.title, "kept": kept}
    return render(request, "support/training_form.html", context, status=422 if form.errors else 200)


def _content(form: TrainingForm) -> Content:
    read = form.cleaned_data
    return Content(
        title=read["title"],
        role=read["role"],
        way=Way(read["way"]),
        valid_months=read["valid_months"],
        lead=read["lead"],
        steps=steps_of(read["steps"]),
        questions=questions_of(read["questions"]),
        pass_percent=read["pass_percent"],
        minutes=read["minutes"],
    )


def _put(form: Any, error: Cannot) -> None:
    if isinstance(error, Refused):
        raise error
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, error.sentence)


def _did(request: HttpRequest, pk: UUID, act: Any, done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refused:
        raise
    except Cannot as error:
        messages.error(request, error.sentence)
    return redirect("support:region_training", pk)


@needs("training:edit")
@require_POST
def publish_training(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft is what staff take from now on."""
    kept = _kept_or_404(request, pk)
    raw = request.POST.get("revision", "")
    revision = whole(raw)
    return _did(
        request,
        pk,
        lambda: actions.publish(kept.training, revision, now=real_now(), by=actor_on(request)),
        _("Utbildningen är publicerad."),
    )


@needs("training:edit")
@require_POST
def withdraw_training(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nobody takes it any more."""
    kept = _kept_or_404(request, pk)
    done = _("Utbildningen är avslutad. De som har gått den har kvar sina intyg.")
    return _did(request, pk, lambda: actions.withdraw(kept.training, now=real_now(), by=actor_on(request)), done)


@needs("training:edit")
@require_POST
def demand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which roles ask for it."""
    kept = _kept_or_404(request, pk)
    roles = [Role(value) for value in request.POST.getlist("role") if value in Role.values]
    done = _("Sparat. Kravet gäller när en roll ges från och med nu.")
    return _did(request, pk, lambda: actions.demand(kept.training, roles, now=real_now(), by=actor_on(request)), done)


@needs("training:edit")
@require_POST
def new_date(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A date when it is held."""
    kept, actor = _kept_or_404(request, pk), actor_on(request)
    form = DateForm(request.POST, people=_people(actor))
    if form.is_valid():
        read = form.cleaned_data
        try:
            leader = UUID(read["leader"])
            actions.make_date(
                kept.training, read["starts_at"], read["place"], leader, read["seats"], now=real_now(), by=actor
            )
            messages.success(request, _("Tillfället är tillagt."))
            return redirect("support:region_training", pk)
        except Cannot as error:
            _put(form, error)
    return _page(request, kept, form)


@needs("training:edit")
@require_POST
def cancel_date(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It is not held."""
    at = queries.one_date(actor_on(request), pk)
    if at is None:
        raise Http404
    act = lambda: actions.cancel_date(at, now=real_now(), by=actor_on(request))  # noqa: E731
    return _did(request, at.training_id, act, _("Tillfället är inställt."))
