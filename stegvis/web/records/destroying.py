"""From a dry run to a decision, and the record of what went."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.course.worlds import real_now
from stegvis.lib.clock import utc_now
from stegvis.lib.errors import Cannot
from stegvis.records import actions, policies, queries
from stegvis.records.kinds import DataClass, DisposalState, Since
from stegvis.ui.print import Facts, Heading, Paper, Table, Words
from stegvis.web import papers
from stegvis.web.clinician.trying import tried
from stegvis.web.records import words
from stegvis.web.records.archive import kind_or_404, provider_or_404
from stegvis.web.records.forms import DecisionForm, NumberForm
from stegvis.web.shell import actor_on


@needs("records:keep")
@require_http_methods(["GET", "HEAD", "POST"])
def dry_run(request: HttpRequest, kind: str) -> HttpResponse:
    """What would go today and what would stay, and why. Making a list of it is a POST; nothing goes by either."""
    provider, wanted, actor, now = provider_or_404(request), kind_or_404(kind), actor_on(request), real_now()
    today = queries.today_of(now)
    error = ""
    if request.method == "POST":
        try:
            made = actions.prepare(provider, wanted, today=today, now=now, by=actor)
            messages.success(request, _("Listan är gjord. Inget har gallrats: nu behövs ett beslut."))
            return redirect("region:destruction", made.pk)
        except Refused:
            raise
        except Cannot as refused:
            error = refused.sentence
    found = queries.dry_run(actor, wanted, today, utc_now() if wanted is DataClass.LOG else now)
    context = {
        "kind": wanted,
        "found": found,
        "rows": words.counted(found.rows) if found else [],
        "time": words.months(found.rule.months) if found else "",
        "today": today,
        "most": queries.MOST_COUNTED,
        "error": error,
    }
    return render(request, "records/dry_run.html", context, status=422 if error else 200)


@needs("records:keep")
@require_http_methods(["GET", "HEAD", "POST"])
def destruction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One destruction: its list, its decision, how far it has come, its record."""
    row, actor, now = destruction_or_404(request, pk), actor_on(request), real_now()
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            actions.approve(
                row, read["decision"], read["decided_by"], read["decided_on"],
                today=queries.today_of(now), now=now, by=actor,
            )  # fmt: skip
            messages.success(request, _("Gallringen är beslutad och genomförs nu."))
            return redirect("region:destruction", pk)
        except Refused:
            raise
        except Cannot as refused:
            form.add_error(None, refused.sentence)
    return render(request, "records/destruction.html", _context(request, row, form), status=422 if form.errors else 200)


def destruction_or_404(request: HttpRequest, pk: UUID) -> Any:
    """The destruction, or 404 for one that is not the provider's."""
    found = queries.destruction(actor_on(request), pk)
    if found is None:
        raise Http404
    return found


def _context(request: HttpRequest, row: Any, form: DecisionForm) -> dict[str, Any]:
    actor = actor_on(request)
    told = queries.told(row)
    return {
        "row": row,
        "told": told,
        "stayed": words.stayed(told.stayed, told.later, told.unkeyed),
        "rows": words.counted(row.rows),
        "rule": rule_said(row),
        "form": form,
        "verdict": policies.may_approve(actor, row),
        "own": str(row.made_by_id) == actor.account_id and queries.takes_two(row),
        "tone": {DisposalState.DONE: "success", DisposalState.APPROVED: "info"}.get(row.state, "neutral"),
    }


def rule_said(row: Any) -> str:
    """What a destruction rests on, in words."""
    if row.ordered:
        return _("Beslut om att förstöra journal (patientdatalagen 8 kap. 4 §)")
    time = words.months(row.months or 0)
    if row.kind == DataClass.LOG:
        return _("%(time)s från det att raden skrevs") % {"time": time}
    since = str(Since(row.since).label)
    return _("%(time)s från: %(since)s") % {"time": time, "since": since[0].lower() + since[1:]}


@needs("records:keep")
@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It will not be."""
    row = destruction_or_404(request, pk)
    tried(request, lambda: actions.withdraw(row, now=real_now(), by=actor_on(request)), _("Gallringen är återkallad."))
    return redirect("region:destruction", pk)


@needs("records:keep")
@require_safe
def record_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The record of a finished destruction, to sign and keep."""
    row = destruction_or_404(request, pk)
    if row.state != DisposalState.DONE:
        raise Http404
    told = queries.told(row)
    about = (
        (_("Vårdgivare"), row.provider.name),
        (_("Gallring"), str(row.number)),
        (_("Beslut"), f"{row.decision}, {date_format(row.decided_on, 'j F Y')}"),
        (_("Beslutat av"), row.decided_by),
        (_("Förberedd av"), f"{row.made_by}, {papers.said_at(row.made_at)}"),
        (_("Godkänd av"), f"{row.approved_by}, {papers.said_at(row.approved_at)}"),
        (_("Genomförd"), papers.said_at(row.done_at)),
        (_("Regel"), rule_said(row)),
    )
    gone = tuple((name, str(number)) for name, number in words.counted(row.rows))
    parts: list[Any] = [Heading(_("Det här har förstörts")), Facts(gone or ((_("Antal"), "0"),))]
    if told.places:
        rows = tuple((p.unit, p.title, str(p.count)) for p in told.places)
        parts += [Heading(_("Program i listan")), Table((_("Enhet"), _("Program"), _("Antal")), rows, (4, 5, 1))]
    if told.left:
        parts += [Heading(_("Lämnades kvar")), Facts(tuple((str(why.label), str(n)) for why, n in told.left))]
    if stayed := words.stayed(told.stayed, told.later, told.unkeyed):
        parts.append(Words(stayed))
    parts.append(Words(_("Protokollets kontrollsumma: %(digest)s") % {"digest": row.digest}, quiet=True))
    title = _("Gallringsprotokoll")
    paper = Paper(title, request.LANGUAGE_CODE, about, tuple(parts), foot=f"{title} {row.number}")
    return papers.as_pdf(paper, f"gallring-{row.number}", real_now())


@needs("records:keep")
@require_http_methods(["GET", "HEAD", "POST"])
def ordered(request: HttpRequest) -> HttpResponse:
    """An authority has decided that somebody's record is to be destroyed: whose, and which parts."""
    provider, actor, now = provider_or_404(request), actor_on(request), real_now()
    today, error, lines, patient = queries.today_of(now), "", [], None
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        patient = queries.patient(actor, form.cleaned_data["number"], "destruction:search")
        if patient is None:
            form.add_error("number", _("Vårdgivaren har inga uppgifter om någon med det numret."))
        else:
            lines = queries.records_of(provider, patient, today)
            if "forbered" in request.POST:
                chosen = [line.key for line in lines if str(line.key) in request.POST.getlist("val")]
                try:
                    made = actions.prepare_ordered(provider, patient, chosen, today=today, now=now, by=actor)
                    messages.success(request, _("Listan är gjord. Inget har gallrats: nu behövs ett beslut."))
                    return redirect("region:destruction", made.pk)
                except Refused:
                    raise
                except Cannot as refused:
                    error = refused.sentence
    context = {"form": form, "patient": patient, "lines": lines, "error": error}
    return render(request, "records/ordered.html", context, status=422 if error or form.errors else 200)
