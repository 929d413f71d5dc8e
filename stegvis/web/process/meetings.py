"""One meeting of a working group: called, changed, answered, held; what was said and decided; and as a calendar file."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.doors import needs
from stegvis.access.verdict import Verdict
from stegvis.course.worlds import real_now
from stegvis.governance.group import about, actions, queries
from stegvis.governance.group.actions import CannotMeet
from stegvis.governance.group.calendar import file_of
from stegvis.governance.group.kinds import AboutKind
from stegvis.governance.group.policies import may_invite, may_lead_meeting, may_write_meeting
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.doing import trying
from stegvis.web.process.frame import framed
from stegvis.web.process.group import CallForm

if TYPE_CHECKING:
    from stegvis.governance.rows import Decision, Initiative, Meeting

UNFIT = 422
_FIELDS = {"starts": "day", "minutes": "minutes", "link": "link", "title": "title"}


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call a meeting."""
    found, actor = initiative_or_404(request, pk), actor_of(request)
    verdict = may_invite(actor, found)
    if not verdict:
        messages.error(request, verdict.sentence)
        return redirect("process:group", pk)
    people = _people(found)
    form = CallForm(request.POST or None, people=people, initial={"people": [key for key, _name in people]})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_meeting(found, form.call(), now=real_now(), by=actor)
        except CannotMeet as error:
            form.add_error(_FIELDS.get(error.field), error.sentence)
        else:
            messages.success(request, _("Mötet är kallat. De som är kallade får ett brev."))
            return redirect("process:meeting", pk, made.pk)
    return _draw_call(request, found, form, None)


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """Another time, place, agenda or other people."""
    found, row = _found(request, pk, meeting)
    verdict = may_lead_meeting(actor_of(request), row)
    if not verdict:
        messages.error(request, verdict.sentence)
        return redirect("process:meeting", pk, meeting)
    starts = localtime(row.starts_at)
    initial = {
        "title": row.title, "day": starts.date(), "clock": starts.time(), "minutes": row.minutes, "place": row.place,
        "link": row.link, "agenda": row.agenda, "people": [str(each.account_id) for each in row.attendances.all()],
    }  # fmt: skip
    form = CallForm(request.POST or None, people=_people(found), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(row, form.call(), now=real_now(), by=actor_of(request))
        except CannotMeet as error:
            form.add_error(_FIELDS.get(error.field), error.sentence)
        else:
            messages.success(request, _("Mötet är ändrat."))
            return redirect("process:meeting", pk, meeting)
    return _draw_call(request, found, form, row)


@needs("process:read")
@require_safe
def one(request: HttpRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """Everything about it."""
    found, row = _found(request, pk, meeting)
    return _draw(request, found, row)


@needs("process:read")
@require_safe
def calendar(request: HttpRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """The file for one's own calendar."""
    _initiative, row = _found(request, pk, meeting)
    url = request.build_absolute_uri(reverse("process:meeting", args=[pk, meeting]))
    response = HttpResponse(file_of(row, url), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mote.ics"'
    return response


@needs("process:read")
@require_POST
def answer(request: HttpRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """Whether one comes."""
    _initiative, row = _found(request, pk, meeting)
    asked = queries.attendance_of(actor_of(request), row)
    if asked is None:
        raise Http404
    coming = request.POST.get("coming") == "yes"
    tried = trying(lambda: actions.answer(asked, coming, now=real_now(), by=actor_of(request)))
    if tried:
        messages.success(request, _("Du har svarat att du kommer.") if coming else _("Du har svarat att du inte kan."))
    else:
        messages.error(request, tried.sentence)
    return redirect("process:meeting", pk, meeting)


@needs("process:read")
@require_POST
def cancel(request: HttpRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """Called off."""
    _initiative, row = _found(request, pk, meeting)
    tried = trying(lambda: actions.cancel_meeting(row, now=real_now(), by=actor_of(request)))
    if tried:
        messages.success(request, _("Mötet är inställt. De som var kallade får ett brev."))
    else:
        messages.error(request, tried.sentence)
    return redirect("process:group", pk)


@needs("process:read")
@require_POST
def notes(request: HttpRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """What was said, and who was there."""
    found, row = _found(request, pk, meeting)
    said = request.POST.get("notes", "")
    present = {each.account_id for each in row.attendances.all() if request.POST.get(f"dar-{each.pk}")}
    tried = trying(
        lambda: actions.write_notes(
            row, said, present, _number(request.POST.get("revision")), now=real_now(), by=actor_of(request)
        )
    )
    if not tried:
        row = _found(request, pk, meeting)[1]
        return _draw(request, found, row, UNFIT, typed=said, notes_error=tried.sentence, saved_now=row.notes)
    messages.success(request, _("Anteckningarna är sparade."))
    return redirect("process:meeting", pk, meeting)


@needs("process:read")
@require_POST
def decide(request: HttpRequest, pk: UUID, meeting: UUID) -> HttpResponse:
    """A decision more."""
    found, row = _found(request, pk, meeting)
    actor = actor_of(request)
    text, key = request.POST.get("decision", "")[:4000], request.POST.get("about", "")[:80]
    thing = about.chosen(actor, found, key) if key else None
    if key and thing is None:
        wrong = _("Det du valde finns inte kvar. Välj igen, eller spara beslutet utan att knyta det till något.")
        return _draw(request, found, row, UNFIT, decision=text, about_error=wrong)
    named = (thing.kind, thing.pk, thing.label) if thing else None
    tried = trying(lambda: actions.decide(row, text, named, now=real_now(), by=actor))
    if not tried:
        return _draw(request, found, row, UNFIT, decision=text, about=key, decision_error=tried.sentence)
    messages.success(request, _("Beslutet är sparat."))
    return redirect("process:meeting", pk, meeting)


@needs("process:read")
@require_POST
def take_back(request: HttpRequest, pk: UUID, decision: UUID) -> HttpResponse:
    """A decision was written wrong."""
    found = initiative_or_404(request, pk)
    row = queries.decision(actor_of(request), found, decision)
    if row is None:
        raise Http404
    tried = trying(lambda: actions.take_back(row, now=real_now(), by=actor_of(request)))
    if not tried:
        messages.error(request, tried.sentence)
    return redirect("process:meeting", pk, row.meeting_id)


def _draw(request: HttpRequest, found: "Initiative", row: "Meeting", status: int = 200, **changed: Any) -> HttpResponse:
    actor = actor_of(request)
    may_write: Verdict = may_write_meeting(actor, row)
    decisions = list(row.decisions.all())
    rounds = about.rounds_of(decisions)
    context = {
        "meeting": row,
        "own": queries.attendance_of(actor, row),
        "may_lead": may_lead_meeting(actor, row),
        "may_write": may_write,
        "typed": row.notes,
        "abouts": about.choices(actor, found) if may_write and not row.cancelled_at else [],
        "decisions": [{"row": each, "url": _url(each, found, rounds)} for each in decisions],
        "now": real_now(),
        **changed,
    }
    return render(request, "process/meeting.html", framed(request, found, "group", **context), status=status)


def _url(decision: "Decision", found: "Initiative", rounds: dict[str, UUID]) -> str:
    """Where what a decision is about can be read."""
    if decision.about_kind == AboutKind.PIN and decision.about_id in rounds:
        return reverse("process:prototype_pin", args=[rounds[decision.about_id], decision.about_id])
    if decision.about_kind == AboutKind.RISK:
        return reverse("process:risks_row", args=[found.pk, decision.about_id])
    return ""


def _draw_call(request: HttpRequest, found: "Initiative", form: CallForm, row: "Meeting | None") -> HttpResponse:
    context = framed(request, found, "group", form=form, meeting=row)
    status = UNFIT if form.is_bound and form.errors else 200
    return render(request, "process/meeting_call.html", context, status=status)


def _people(found: "Initiative") -> list[tuple[str, str]]:
    return [(str(row.pk), str(row)) for row in queries.invitable(found)]


def _found(request: HttpRequest, pk: UUID, meeting: UUID) -> "tuple[Initiative, Meeting]":
    found = initiative_or_404(request, pk)
    row = queries.meeting(actor_of(request), found, meeting)
    if row is None:
        raise Http404
    return found, row


def _number(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 9 else -1
