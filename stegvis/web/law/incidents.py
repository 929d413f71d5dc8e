"""The register of incidents: reporting for all staff, the clocks, and what is done about them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import directory
from stegvis.access import queries as access
from stegvis.access.doors import needs
from stegvis.catalogue import queries as catalogue
from stegvis.course.worlds import real_now
from stegvis.law.actions import incidents as actions
from stegvis.law.actions.incidents import CannotKeepIncident, Reported
from stegvis.law.deadlines import Level, dues
from stegvis.law.kinds import IncidentKind, IncidentState
from stegvis.law.policies import incidents as policies
from stegvis.law.queries import incidents as queries
from stegvis.law.queries.grounds import provider_of
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot
from stegvis.ui.print import Facts, Heading, Paper, Table, Words
from stegvis.web import papers
from stegvis.web.law import incident_words as words
from stegvis.web.law.incident_forms import JudgeForm, PersonForm, ReportForm, SortForm, TaskForm, ToldForm, WordsForm
from stegvis.web.shell import actor_on


@needs("incident:report")
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """What stands open, the first deadline first; what is closed on a page of its own."""
    actor, now = actor_on(request), real_now()
    closed = request.GET.get("visa") == "avslutade"
    rows = [
        {
            "incident": row.incident,
            "kinds": words.kinds(row.incident.levels),
            "next": words.line(row.next, now) if row.next else None,
        }
        for row in queries.register(actor, now, closed=closed)
    ]
    context = {
        "rows": rows,
        "closed": closed,
        "handles": actor.can("incident:handle"),
        "tasks": queries.my_tasks(actor),
        "today": local_day(now),
    }
    return render(request, "law/incidents.html", context)


def _choices(request: HttpRequest) -> dict[str, list[tuple[str, str]]]:
    actor = actor_on(request)
    found = catalogue.visible_versions(actor).values_list("program_id", "program__title").distinct()
    return {
        "units": [(str(row.pk), row.name) for row in directory.units(actor)],
        "programs": sorted(((str(pk), title) for pk, title in found), key=lambda pair: pair[1]),
    }


@needs("incident:report")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Somebody tells that something has happened."""
    actor, now = actor_on(request), real_now()
    provider = provider_of(actor)
    if provider is None:
        raise Http404
    form = ReportForm(
        request.POST or None, initial={"known_at": localtime(now), "unit": actor.hat.unit_id}, **_choices(request)
    )
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        said = Reported(
            kinds=[IncidentKind(kind) for kind in read["kinds"]],
            title=read["title"],
            text=read["text"],
            known_at=read["known_at"],
            once=read["once"],
            happened_at=read["happened_at"],
            unit_id=UUID(read["unit"]) if read["unit"] else None,
            program_id=UUID(read["program"]) if read["program"] else None,
        )
        try:
            made = actions.report(provider, said, now=now, by=actor)
            messages.success(
                request, _("Incidenten är anmäld. Regionens kontakt får veta att det finns något att titta på.")
            )
            return redirect("law:incident", made.pk)
        except CannotKeepIncident as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
    return render(request, "law/report.html", {"form": form}, status=422 if request.method == "POST" else 200)


def _or_404(request: HttpRequest, pk: UUID) -> Any:
    found = queries.incident(actor_on(request), pk)
    if found is None:
        raise Http404
    return found


def _people(request: HttpRequest) -> list[tuple[str, str]]:
    rows = directory.everybody(actor_on(request), local_day(real_now()))
    return [(str(row.pk), row.get_full_name()) for row in rows]


@needs("incident:report")
@require_safe
def incident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One incident: its clocks, how it was judged, what is to be done, what has happened."""
    return _page(request, _or_404(request, pk))


def _page(request: HttpRequest, found: Any, bound: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    actor, now = actor_on(request), real_now()
    works, handles = policies.may_work(actor, found), policies.may_handle(actor, found)
    given = bound or {}
    seen = {"seen": found.version_no}
    people = _people(request) if works else []
    history = queries.history(found)
    names = access.names_of({each.entry.said.get("to", "") for each in history} - {""})
    lines = [words.line(due, now) for due in dues(found.happening(), now)]
    judged = [
        {
            "kind": kind,
            "label": IncidentKind(kind).label,
            "level": words.LEVELS[Level(level)] if level else "",
            "form": given.get(f"judge-{kind}")
            or JudgeForm(kind=IncidentKind(kind), initial={"level": level, **seen}, prefix=f"judge-{kind}"),
        }
        for kind, level in found.levels.items()
    ]
    told = {
        each.code: given.get(f"told-{each.code}")
        or ToldForm(initial={"at": localtime(now)}, prefix=f"told-{each.code}")
        for each in lines
        if each.left
    }
    context = {
        "incident": found,
        "kinds": words.kinds(found.levels),
        "lines": [(each, told.get(each.code)) for each in lines],
        "judged": judged,
        "works": works,
        "handles": handles,
        "notes": policies.may_note(actor, found),
        "may_close": policies.may_close(actor, found),
        "may_reopen": policies.may_reopen(actor, found),
        "tasks": [
            (
                task,
                given.get(f"task-{task.pk}") or WordsForm(_("Vad blev det?"), rows=2, prefix=f"task-{task.pk}"),
                bool(works) or str(task.owner_id) == actor.account_id,
            )
            for task in queries.tasks(found)
        ],
        "history": [
            {
                "at": each.entry.at,
                "who": each.who,
                "words": words.happened(each.entry.kind, each.entry.said, names),
                "text": each.entry.text,
            }
            for each in reversed(history)
        ],
        "note_form": given.get("note") or WordsForm(_("Mer som är känt"), prefix="note"),
        "close_form": given.get("close")
        or WordsForm(_("Vad har ni lärt er, och vad gör ni annorlunda?"), prefix="close"),
        "reopen_form": given.get("reopen") or WordsForm(_("Varför tas den upp igen?"), rows=2, prefix="reopen"),
        "sort_form": given.get("sort")
        or SortForm(
            initial={"kinds": list(found.levels), "known_at": localtime(found.known_at), **seen}, prefix="sort"
        ),
        "give_form": given.get("give")
        or PersonForm(people=people, initial={"person": str(found.responsible_id or "")}, prefix="give"),
        "task_form": given.get("ask") or TaskForm(people=people, prefix="ask"),
        "today": local_day(now),
    }
    return render(request, "law/incident.html", context, status=status)


def _done(
    request: HttpRequest, found: Any, form: Any, name: str, act: Callable[[dict[str, Any]], Any], said: str
) -> HttpResponse:
    """Do it and go back; or the page with what was typed, and what is wrong with it."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
            messages.success(request, said)
            return redirect("law:incident", found.pk)
        except Cannot as refused:
            if getattr(getattr(refused, "verdict", None), "found", True) is False:
                raise
            field = getattr(refused, "field", "")
            form.add_error(field if field in form.fields else None, refused.sentence)
    return _page(request, found, {name: form}, status=422)


@needs("incident:report")
@require_POST
def judge(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """How serious it is."""
    found = _or_404(request, pk)
    if kind not in found.levels:
        raise Http404
    of, now, by = IncidentKind(kind), real_now(), actor_on(request)
    form = JudgeForm(request.POST, kind=of, prefix=f"judge-{kind}")
    return _done(
        request, found, form, f"judge-{kind}",
        lambda read: actions.judge(found, of, Level(read["level"]), read["why"], read["seen"], now=now, by=by),
        _("Bedömningen är sparad."),
    )  # fmt: skip


@needs("incident:report")
@require_POST
def told(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Something that the law asks for has been done."""
    found, now, by = _or_404(request, pk), real_now(), actor_on(request)
    form = ToldForm(request.POST, prefix=f"told-{code}")
    return _done(
        request, found, form, f"told-{code}",
        lambda read: actions.mark_told(
            found, code, read["at"], read["reference"], read["text"], read["once"], now=now, by=by
        ),
        _("Sparat."),
    )  # fmt: skip


@needs("incident:report")
@require_POST
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """More that is known."""
    found, now, by = _or_404(request, pk), real_now(), actor_on(request)
    form = WordsForm(_("Mer som är känt"), request.POST, prefix="note")
    act = lambda read: actions.note(found, read["text"], read["once"], now=now, by=by)  # noqa: E731
    return _done(request, found, form, "note", act, _("Sparat."))


@needs("incident:handle")
@require_POST
def sort(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it is, and since when it was known."""
    found, now, by = _or_404(request, pk), real_now(), actor_on(request)
    form = SortForm(request.POST, prefix="sort")
    return _done(
        request, found, form, "sort",
        lambda read: actions.sort(
            found, [IncidentKind(kind) for kind in read["kinds"]], read["known_at"], read["seen"], now=now, by=by
        ),
        _("Sparat. Tiderna är räknade om."),
    )  # fmt: skip


@needs("incident:handle")
@require_POST
def give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is responsible."""
    found, now, by = _or_404(request, pk), real_now(), actor_on(request)
    form = PersonForm(request.POST, people=_people(request), prefix="give")
    act = lambda read: actions.give(found, UUID(read["person"]), now=now, by=by)  # noqa: E731
    return _done(request, found, form, "give", act, _("Sparat."))


@needs("incident:report")
@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask a colleague to do something."""
    found, now, by = _or_404(request, pk), real_now(), actor_on(request)
    form = TaskForm(request.POST, people=_people(request), prefix="ask")
    return _done(
        request, found, form, "ask",
        lambda read: actions.ask(
            found, read["text"], UUID(read["person"]), read["due_on"], read["once"], now=now, by=by
        ),
        _("Uppgiften är lagd. Kollegan ser den på sidan Incidenter."),
    )  # fmt: skip


@needs("incident:report")
@require_POST
def finish(request: HttpRequest, pk: UUID, task: int) -> HttpResponse:
    """A task is done."""
    found, now, by = _or_404(request, pk), real_now(), actor_on(request)
    if not any(each.pk == task for each in queries.tasks(found)):
        raise Http404
    form = WordsForm(_("Vad blev det?"), request.POST, rows=2, prefix=f"task-{task}")
    act = lambda read: actions.finish_task(found, task, read["text"], now=now, by=by)  # noqa: E731
    return _done(request, found, form, f"task-{task}", act, _("Uppgiften är klar."))


@needs("incident:handle")
@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nothing is left; what was learnt."""
    found, now, by = _or_404(request, pk), real_now(), actor_on(request)
    form = WordsForm(_("Vad har ni lärt er, och vad gör ni annorlunda?"), request.POST, prefix="close")
    act = lambda read: actions.close(found, read["text"], now=now, by=by)  # noqa: E731
    return _done(request, found, form, "close", act, _("Incidenten är avslutad."))


@needs("incident:handle")
@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Something more is known."""
    found, now, by = _or_404(request, pk), real_now(), actor_on(request)
    form = WordsForm(_("Varför tas den upp igen?"), request.POST, rows=2, prefix="reopen")
    act = lambda read: actions.reopen(found, read["text"], now=now, by=by)  # noqa: E731
    return _done(request, found, form, "reopen", act, _("Incidenten är upptagen igen."))


@needs("incident:report")
@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole incident on paper: what GDPR 33:5 asks to be kept."""
    found, now = _or_404(request, pk), real_now()
    history = queries.history(found)
    names = access.names_of({each.entry.said.get("to", "") for each in history} - {""})
    about = [
        (_("Nummer"), str(found.number)),
        (_("Slag"), words.kinds(found.levels)),
        (_("Läge"), str(IncidentState(found.state).label)),
        (_("Känt sedan"), words.at_words(found.known_at)),
        (_("Hände"), words.at_words(found.happened_at) if found.happened_at else _("inte känt")),
        (_("Enhet"), found.unit.name if found.unit else "–"),
        (_("Utskrivet"), papers.said_at(now)),
    ]
    lines = [words.line(due, now) for due in dues(found.happening(), now)]
    rows = tuple((each.title, each.state, each.by or "–", each.law) for each in lines)
    parts: list[Any] = [
        Heading(_("Vad som har hänt")),
        Words(found.text),
        Heading(_("Tidsfrister")),
        Table((_("Vad"), _("Läge"), _("När"), _("Enligt")), rows, (4, 2, 4, 4)),
        Heading(_("Bedömning")),
        Facts(
            tuple(
                (str(IncidentKind(kind).label), str(words.LEVELS[Level(level)]) if level else _("inte bedömd än"))
                for kind, level in found.levels.items()
            )
        ),
        Heading(_("Vad som har gjorts")),
        Table(
            (_("När"), _("Vad"), _("Vem")),
            tuple(
                (
                    words.at_words(each.entry.at),
                    "\n".join(filter(None, (words.happened(each.entry.kind, each.entry.said, names), each.entry.text))),
                    each.who,
                )
                for each in history
            ),
            (3, 6, 3),
        ),
    ]
    if found.lessons:
        parts += [Heading(_("Vad vi har lärt oss")), Words(found.lessons)]
    made = Paper(
        found.title, get_language() or "sv", tuple(about), tuple(parts), foot=_("Incident %(n)d") % {"n": found.number}
    )
    return papers.as_pdf(made, "incident", now)
