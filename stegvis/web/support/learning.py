"""Taking trainings: the list, the steps, the test, dates and one's own record; and a unit's overview."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import queries as access
from stegvis.access.doors import Refused, needs
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.lib.whole import whole
from stegvis.support import marked
from stegvis.support.actions import taking as actions
from stegvis.support.kinds import Way
from stegvis.support.policies.training import may_lead
from stegvis.support.queries import training as queries
from stegvis.web.shell import actor_on


def _one_or_404(request: HttpRequest, pk: UUID) -> queries.Mine:
    found = queries.one(actor_on(request), pk, timezone.localdate(real_now()))
    if found is None:
        raise Http404
    return found


@needs("support:read")
@require_safe
def trainings(request: HttpRequest) -> HttpResponse:
    """What there is to learn: one's own first."""
    actor, now = actor_on(request), real_now()
    rows = queries.for_me(actor, timezone.localdate(now))
    context = {
        "mine": [each for each in rows if each.mine or each.demanded],
        "others": [each for each in rows if not (each.mine or each.demanded)],
        "led": queries.led(actor, now),
    }
    return render(request, "support/trainings.html", context)


@needs("support:read")
@require_safe
def training(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One training: what it holds, how one stands, and what to do next."""
    found = _one_or_404(request, pk)
    actor = actor_on(request)
    context = {
        "found": found,
        "training": found.training,
        "edition": found.edition,
        "last": queries.last_try(actor, found.edition) if found.edition else None,
        "dates": queries.dates(actor, found.training, real_now()) if found.training.way != Way.TEST else [],
        "tested": found.training.way != Way.ATTENDANCE,
    }
    return render(request, "support/training.html", context)


@needs("support:read")
@require_safe
def step(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One step to read."""
    found = _one_or_404(request, pk)
    steps = found.edition.steps if found.edition else []
    if not 1 <= number <= len(steps):
        raise Http404
    context = {
        "training": found.training,
        "step": steps[number - 1],
        "body": marked.shown(steps[number - 1]["body"]),
        "number": number,
        "total": len(steps),
        "before": number - 1,
        "after": number + 1 if number < len(steps) else 0,
        "tested": found.training.way != Way.ATTENDANCE,
    }
    return render(request, "support/training_step.html", context)


@needs("support:read")
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The test. Answered, it says at once what was right and why."""
    found = _one_or_404(request, pk)
    edition = found.edition
    if edition is None or not edition.questions:
        raise Http404
    given: list[int | None] = [None] * len(edition.questions)
    error = ""
    if request.method == "POST":
        given = [_chosen(request, at, asked) for at, asked in enumerate(edition.questions)]
        try:
            once = request.POST.get("once", "")[:64] or uuid4().hex
            actions.try_test(edition, given, once, now=real_now(), by=actor_on(request))
            return redirect("support:test_result", pk)
        except Refused:
            raise
        except Cannot as cannot:
            error = cannot.sentence
    context = {
        "training": found.training,
        "edition": edition,
        "asked": _asked(edition.questions, given, bool(error)),
        "error": error,
        "once": request.POST.get("once") or uuid4().hex,
    }
    return render(request, "support/test.html", context, status=422 if error else 200)


def _chosen(request: HttpRequest, at: int, asked: Any) -> int | None:
    chosen = whole(request.POST.get(f"q{at}"), -1)
    return chosen if 0 <= chosen < len(asked["options"]) else None


def _asked(questions: Any, given: list[int | None], tell: bool) -> list[dict[str, Any]]:
    missing = _("Välj ett svar.")
    return [
        {
            "name": f"q{at}",
            "text": asked["text"],
            "options": [(number, words) for number, words in enumerate(asked["options"])],
            "chosen": "" if given[at] is None else given[at],
            "error": missing if tell and given[at] is None else "",
        }
        for at, asked in enumerate(questions)
    ]


@needs("support:read")
@require_safe
def test_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How the last try went, question by question."""
    found = _one_or_404(request, pk)
    last = queries.last_try(actor_on(request), found.edition) if found.edition else None
    if last is None or found.edition is None:
        return redirect("support:training", pk)
    rows = [
        {
            "text": asked["text"],
            "given": asked["options"][given],
            "right": asked["options"][asked["right"]],
            "is_right": given == asked["right"],
            "why": asked["why"],
        }
        for asked, given in zip(found.edition.questions, last.answers, strict=False)
    ]
    context = {"found": found, "training": found.training, "last": last, "rows": rows}
    return render(request, "support/test_result.html", context)


@needs("support:read")
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Everything that one has taken, and until when it holds."""
    today = timezone.localdate(real_now())
    rows = [(row, queries.standing(row, today)) for row in queries.record(actor_on(request))]
    return render(request, "support/record.html", {"rows": rows})


def _date_or_404(request: HttpRequest, pk: UUID) -> Any:
    found = queries.one_date(actor_on(request), pk)
    if found is None:
        raise Http404
    return found


@needs("support:read")
@require_POST
def sign_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that one comes."""
    at = _date_or_404(request, pk)
    return _did(request, at, lambda: actions.sign_up(at, now=real_now(), by=actor_on(request)), _("Du är anmäld."))


@needs("support:read")
@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that one does not come after all."""
    at = _date_or_404(request, pk)
    return _did(request, at, lambda: actions.leave(at, now=real_now(), by=actor_on(request)), _("Du är avanmäld."))


def _did(request: HttpRequest, at: Any, act: Any, done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refused:
        raise
    except Cannot as error:
        messages.error(request, error.sentence)
    return redirect("support:training", at.training_id)


@needs("support:read")
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who was there: for the leader of the date, and those who keep trainings."""
    at, actor = _date_or_404(request, pk), actor_on(request)
    if not may_lead(actor, at):
        raise Http404
    rows = queries.seats(at)
    if request.method == "POST":
        said = {"yes": True, "no": False}
        there = {row.account_id: said[word] for row in rows if (word := request.POST.get(f"s{row.pk}")) in said}
        try:
            actions.register(at, there, now=real_now(), by=actor)
            messages.success(request, _("Närvaron är sparad."))
            return redirect("support:attendance", pk)
        except Refused:
            raise
        except Cannot as error:
            messages.error(request, error.sentence)
    begun = at.starts_at <= real_now()
    may_cancel = not begun and at.cancelled_at is None and actor.can("training:edit")
    context = {"at": at, "seats": rows, "begun": begun, "may_cancel": may_cancel}
    return render(request, "support/attendance.html", context)


@needs("roles:read")
@require_safe
def unit_overview(request: HttpRequest) -> HttpResponse:
    """Who on the unit has what their role asks for, for those who give roles."""
    actor, today = actor_on(request), timezone.localdate(real_now())
    context = {"unit": access.unit_of(actor), "people": queries.overview(actor, today)}
    return render(request, "support/unit_overview.html", context)
