"""What is kept and for how long: rules, holds and destructions on one page, and the forms that change the first two."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.records import actions, policies, queries
from stegvis.records.keeping import Rule
from stegvis.records.kinds import DataClass, Since
from stegvis.web.records import words
from stegvis.web.records.forms import HoldForm, LiftForm, RuleForm
from stegvis.web.shell import actor_on


def provider_or_404(request: HttpRequest) -> Any:
    """The provider whose records officer asks."""
    found = queries.provider_of(actor_on(request))
    if found is None:
        raise Http404
    return found


def kind_or_404(text: str) -> DataClass:
    """The class of data that an address names."""
    try:
        return DataClass(text)
    except ValueError as error:
        raise Http404 from error


@needs("records:keep")
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Rules first, then what is held, then what has gone or is about to."""
    provider, today = provider_or_404(request), queries.today_of(real_now())
    known = queries.rules(provider)
    holding, over = queries.holds(provider, today)
    context = {
        "provider": provider,
        "rules": [
            {"kind": kind, "help": words.HELP[kind], "least": words.least(kind), "rule": known.get(kind),
             "time": words.months(known[kind].months) if kind in known else ""}
            for kind in DataClass
        ],
        "holds": holding,
        "over": over,
        "destructions": queries.destructions(provider),
    }  # fmt: skip
    return render(request, "records/archive.html", context)


@needs("records:keep")
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, kind: str) -> HttpResponse:
    """One rule: change it, and see what held before."""
    provider, wanted = provider_or_404(request), kind_or_404(kind)
    known = queries.rules(provider).get(wanted)
    initial: dict[str, Any] = {"since": Since.PATIENT}
    if known:
        initial = {
            "years": known.months // 12,
            "months": known.months % 12 or None,
            "since": known.since,
            "grounds": known.grounds,
        }
    form = RuleForm(wanted, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        since = Since(form.cleaned_data.get("since") or Since.ENDED)
        try:
            actions.set_rule(
                provider,
                Rule(wanted, form.total, since),
                form.cleaned_data["grounds"],
                now=real_now(),
                by=actor_on(request),
            )
            messages.success(request, _("Regeln är sparad. Inget gallras förrän någon har beslutat det."))
            return redirect("region:archive")
        except Refused:
            raise
        except Cannot as refused:
            form.add_error("years", refused.sentence)
    context = {
        "kind": wanted,
        "help": words.HELP[wanted],
        "least": words.least(wanted),
        "form": form,
        "earlier": [(each, words.months(each.months)) for each in queries.earlier_rules(provider, wanted)],
    }
    return render(request, "records/rule.html", context, status=422 if form.errors else 200)


@needs("records:keep")
@require_http_methods(["GET", "HEAD", "POST"])
def new_hold(request: HttpRequest) -> HttpResponse:
    """A hold on a person, a program or everything."""
    provider, actor, now = provider_or_404(request), actor_on(request), real_now()
    form = HoldForm(queries.programs(provider), request.POST or None)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        patient = queries.patient(actor, read["number"], "hold:search") if read["number"] else None
        if read["number"] and patient is None:
            form.add_error("number", _("Vårdgivaren har inga uppgifter om någon med det numret."))
        else:
            try:
                actions.set_hold(
                    provider, read["reason"], read["until"], patient=patient,
                    program=queries.program(provider, read["program"]), today=queries.today_of(now), now=now, by=actor,
                )  # fmt: skip
                messages.success(request, _("Gallringsstoppet gäller från nu."))
                return redirect("region:archive")
            except Refused:
                raise
            except Cannot as refused:
                form.add_error(None, refused.sentence)
    return render(request, "records/new_hold.html", {"form": form}, status=422 if form.errors else 200)


@needs("records:keep")
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One hold: whose, why, and lifting it."""
    actor = actor_on(request)
    found = queries.hold(actor, pk)
    if found is None:
        raise Http404
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift(found, form.cleaned_data["reason"], now=real_now(), by=actor)
            messages.success(request, _("Gallringsstoppet är hävt."))
            return redirect("region:archive")
        except Refused:
            raise
        except Cannot as refused:
            form.add_error("reason", refused.sentence)
    context = {
        "hold": found,
        "whose": queries.patient_of_hold(actor, found),
        "form": form,
        "verdict": policies.may_lift(actor, found),
    }
    return render(request, "records/hold.html", context, status=422 if form.errors else 200)
