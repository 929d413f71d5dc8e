"""The support team's queue, and one case of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.course.worlds import real_now
from stegvis.lib.errors import Cannot
from stegvis.support import aggregates, team
from stegvis.support.actions import handling as actions
from stegvis.support.kinds import CaseKind, CaseState
from stegvis.support.policies import cases as policies
from stegvis.support.queries import cases
from stegvis.web.shell import actor_on
from stegvis.web.support import changing
from stegvis.web.support.forms import AnswerForm, OwnerForm, SortForm
from stegvis.web.support.origin import page_words
from stegvis.web.support.place import region_tabs


@needs("case:handle")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the first due first; the rest by filters."""
    actor, today = actor_on(request), timezone.localdate(real_now())
    asked = {name: request.GET.get(name, "") for name in ("kind", "program", "quarter", "owner")}
    wanted = cases.Wanted(state=request.GET.get("state", "open"), **asked)
    rows = cases.queue(actor, wanted)
    context = {
        "tabs": region_tabs(request, "support:queue"),
        "cases": rows,
        "wanted": wanted,
        "narrowed": wanted != cases.Wanted(),
        "today": today,
        "states": [("open", _("Väntar på svar")), ("all", _("Alla")), *CaseState.choices],
        "kinds": CaseKind.choices,
        "owners": [("mine", _("Mina")), ("none", _("Ingen än"))],
        "programs": [(str(row.pk), row.title) for row in cases.programs(actor)],
        "quarters": aggregates.quarters(actor),
    }
    return render(request, "support/queue.html", context)


@needs("case:handle")
@require_safe
def handle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case: what was written, what was done, and what can be done now."""
    return _page(request, _case_or_404(request, pk))


def _case_or_404(request: HttpRequest, pk: UUID) -> Any:
    found = cases.case(actor_on(request), pk)
    if found is None:
        raise Http404
    return found


def _forms(request: HttpRequest, found: Any) -> dict[str, Any]:
    actor = actor_on(request)
    members = list(team.members(found.provider_id, timezone.localdate(real_now())).items())
    if found.owner_id and str(found.owner_id) not in dict(members):
        members.append((str(found.owner_id), str(found.owner)))
    programs = [(str(row.pk), row.title) for row in cases.programs(actor)]
    seen = {"seen": found.version_no}
    given = {"owner": str(found.owner_id or ""), "due_on": found.due_on, **seen}
    sorted_as = {"kind": found.kind, "program": str(found.program_id or ""), **seen}
    secret = _("Skriv inga namn eller personnummer. Avsändaren läser svaret i tjänsten.")
    return {
        "answer": AnswerForm(_("Svar till avsändaren"), help_text=secret, prefix="answer"),
        "note": AnswerForm(_("Anteckning, bara för supporten"), rows=3, prefix="note"),
        "owner": OwnerForm(initial=given, members=members, prefix="owner"),
        "sort": SortForm(initial=sorted_as, programs=programs, prefix="sort"),
        "close": AnswerForm(_("Varför avslutas ärendet?"), rows=2, prefix="close"),
    }


def _page(request: HttpRequest, found: Any, forms: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    actor = actor_on(request)
    context = {
        "tabs": region_tabs(request, "support:queue"),
        "case": found,
        "page": page_words(found.page),
        "said": cases.conversation(found, actor),
        "history": _history(found, cases.conversation(found, actor), actor),
        "forms": forms or _forms(request, found),
        "may_answer": policies.may_answer(actor, found),
        "may_close": policies.may_close(actor, found),
        "may_reopen": policies.may_reopen(actor, found),
        "may_collect": policies.may_collect(actor, found),
        "into": changing.collected(request, found),
        "late": found.state in {CaseState.NEW, CaseState.ONGOING} and found.due_on < timezone.localdate(real_now()),
        "today": timezone.localdate(real_now()),
    }
    return render(request, "support/handle.html", context, status=status)


def _history(found: Any, said: list[cases.Said], actor: Any) -> list[dict[str, Any]]:
    """What was done, in words, the newest first."""
    people = team.members(found.provider_id, timezone.localdate(real_now()))
    titles = {str(row.pk): row.title for row in cases.programs(actor)}
    kinds = dict(CaseKind.choices)
    rows = []
    for each in reversed(said):
        known, words = each.entry.said, str(each.kind.label)
        if each.kind == "owner":
            to = people.get(known.get("to", ""), "")
            words = _("Handläggare: %(name)s") % {"name": to} if to else _("Ingen handläggare")
        elif each.kind == "due":
            words = _("Svara senast %(day)s") % {"day": known.get("to", "")}
        elif each.kind == "sorted":
            kind = kinds.get(known.get("kind", ""), "")
            words = _("Sorterat: %(kind)s, %(program)s") % {
                "kind": kind,
                "program": titles.get(known.get("program", ""), _("inget program")),
            }
        elif each.kind == "state":
            words = str(dict(CaseState.choices).get(known.get("to", ""), ""))
        rows.append({"at": each.entry.at, "words": words, "who": each.who})
    return rows


def _posted(
    section: str, act: Callable[[Any, dict[str, Any], Any], None], done: str | Promise
) -> Callable[..., HttpResponse]:
    """A form of the page: read, done, and back; what cannot be done comes back with what was typed."""

    def view(request: HttpRequest, pk: UUID) -> HttpResponse:
        found = _case_or_404(request, pk)
        forms = _forms(request, found)
        form = _again(section, forms[section], request)
        forms[section] = form
        if form.is_valid():
            try:
                act(found, form.cleaned_data, actor_on(request))
                messages.success(request, str(done))
                return redirect("support:handle", pk)
            except Refused:
                raise
            except Cannot as error:
                field = getattr(error, "field", "")
                form.add_error(field if field in form.fields else None, error.sentence)
        return _page(request, found, forms, status=422)

    return view


def _again(section: str, form: Any, request: HttpRequest) -> Any:
    form.data, form.is_bound = request.POST, True
    return form


def _answer(found: Any, read: dict[str, Any], actor: Any) -> None:
    actions.answer(found, read["text"], read["once"], now=real_now(), by=actor)


def _note(found: Any, read: dict[str, Any], actor: Any) -> None:
    actions.note(found, read["text"], read["once"], now=real_now(), by=actor)


def _close(found: Any, read: dict[str, Any], actor: Any) -> None:
    actions.close(found, read["text"], now=real_now(), by=actor)


def _owner(found: Any, read: dict[str, Any], actor: Any) -> None:
    account = UUID(read["owner"]) if read["owner"] else None
    seen = read["seen"]
    if found.due_on != read["due_on"]:
        actions.set_due(found, read["due_on"], seen, now=real_now(), by=actor)
        seen += 1
    actions.give(found, account, seen, now=real_now(), by=actor)


def _sort(found: Any, read: dict[str, Any], actor: Any) -> None:
    program = UUID(read["program"]) if read["program"] else None
    actions.sort(found, CaseKind(read["kind"]), program, read["seen"], now=real_now(), by=actor)


answer = needs("case:handle")(require_POST(_posted("answer", _answer, gettext_lazy("Svaret är lämnat."))))
note = needs("case:handle")(require_POST(_posted("note", _note, gettext_lazy("Anteckningen är sparad."))))
owner = needs("case:handle")(require_POST(_posted("owner", _owner, gettext_lazy("Sparat."))))
sort = needs("case:handle")(require_POST(_posted("sort", _sort, gettext_lazy("Sparat."))))
close = needs("case:handle")(require_POST(_posted("close", _close, gettext_lazy("Ärendet är avslutat."))))


@needs("case:handle")
@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a case up anew."""
    actions.reopen(_case_or_404(request, pk), now=real_now(), by=actor_on(request))
    messages.success(request, _("Ärendet är öppet igen."))
    return redirect("support:handle", pk)


@needs("case:handle")
@require_safe
def collected(request: HttpRequest) -> HttpResponse:
    """Per program and quarter: how many, and the words of wishes and deviations."""
    actor = actor_on(request)
    rows = aggregates.by_quarter(actor)
    chosen = request.GET.get("program", "")
    programs = {str(row.pk): row for row in cases.programs(actor)}
    shown = programs.get(chosen)
    context = {
        "tabs": region_tabs(request, "support:collected"),
        "rows": rows,
        "program": shown,
        "wishes": aggregates.about(shown.pk, UUID(actor.hat.provider_id)) if shown else [],
        "programs": [(key, row.title) for key, row in programs.items()],
    }
    return render(request, "support/collected.html", context)
