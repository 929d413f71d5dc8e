"""Ideas: the first words, saved as they come; the contact person's assessment; the manager's decision."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance import queries
from stegvis.governance.ideas import actions, policies
from stegvis.governance.ideas import queries as ideas
from stegvis.governance.ideas.kinds import FIT_QUESTIONS, Fit
from stegvis.governance.kinds import Act, Stage
from stegvis.governance.policies import may_move
from stegvis.governance.saved import CannotOverwrite
from stegvis.web.process import people
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.doing import Tried, trying
from stegvis.web.process.frame import framed
from stegvis.web.process.idea_form import YES, IdeaForm, initial_of, starting_with

if TYPE_CHECKING:
    from stegvis.governance.rows import Initiative

FORM = ("GET", "HEAD", "POST")


@needs("idea:open")
@require_http_methods(FORM)
def new(request: HttpRequest) -> HttpResponse:
    """Begin an idea. A title is enough to save."""
    actor = actor_of(request)
    provider = queries.provider_of(actor)
    if provider is None:
        raise Http404
    if request.method != "POST":
        form = IdeaForm(actor, initial=starting_with(actor))
        return _form_page(request, form, people.shown("manager", None))
    form, manager = IdeaForm(actor, request.POST), people.asked(actor, request.POST.dict(), "manager")
    if not form.is_valid():
        return _form_page(request, form, manager, status=422)
    words, once = form.words(manager), form.cleaned_data["once"] or form.initial["once"]
    tried = trying(lambda: actions.open_idea(provider, words, once=once, now=real_now(), by=actor))
    if not tried:
        form.add_error(None, tried.sentence)
        return _form_page(request, form, manager, status=tried.status)
    # Sent again with the browser's back button: what was written since is saved on the idea that is there.
    return _write(request, tried.result)


@needs("process:read")
@require_http_methods(FORM)
def idea(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One idea: written on by the one who had it, assessed and decided by the others."""
    initiative, actor = initiative_or_404(request, pk), actor_of(request)
    words = ideas.idea(initiative)
    if words is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("do"):
            return _decide(request, initiative)
        return _write(request, initiative)
    if policies.may_write(actor, initiative):
        form = IdeaForm(actor, initial=initial_of(initiative, words))
        return _form_page(
            request, form, people.shown("manager", initiative.manager, words.manager_typed), initiative=initiative
        )
    return _read_page(request, initiative)


# --- Writing ------------------------------------------------------------------------------------


def _write(request: HttpRequest, initiative: "Initiative") -> HttpResponse:
    actor = actor_of(request)
    form, manager = IdeaForm(actor, request.POST), people.asked(actor, request.POST.dict(), "manager")
    verdict = policies.may_write(actor, initiative)
    if not verdict:
        messages.error(request, verdict.sentence)
        return redirect("process:idea", initiative.pk)
    if not form.is_valid():
        return _form_page(request, form, manager, initiative=initiative, status=422)
    words, revision = form.words(manager), form.cleaned_data["revision"] or 0
    tried = trying(lambda: actions.write(initiative, words, revision=revision, now=real_now(), by=actor))
    if isinstance(tried.error, CannotOverwrite):
        return _conflict(request, initiative.pk, form, manager, tried)
    if not tried:
        form.add_error(None, tried.sentence)
        return _form_page(request, form, manager, initiative=initiative, status=tried.status)
    if not manager.settled or "lamna" not in request.POST:
        return _saved(request, initiative, form, manager)
    return _submit(request, initiative, form)


def _saved(request: HttpRequest, initiative: "Initiative", form: IdeaForm, manager: people.PersonBox) -> HttpResponse:
    """Saved. A manager who was not found, or is one of several, is asked for again."""
    messages.success(request, _("Idén är sparad. Bara du ser den tills du lämnar den."))
    if manager.settled:
        return redirect("process:idea", initiative.pk)
    fresh = queries.initiative(actor_of(request), initiative.pk)
    words = ideas.idea(fresh) if fresh else None
    again = IdeaForm(actor_of(request), initial=initial_of(fresh, words)) if fresh and words else form
    return _form_page(request, again, manager, initiative=initiative, status=422)


def _submit(request: HttpRequest, initiative: "Initiative", form: IdeaForm) -> HttpResponse:
    actor = actor_of(request)
    if form.cleaned_data["answers_only"] == YES and "anda" not in request.POST:
        # Said once, before it is handed in: whoever means it presses the button again.
        return redirect(f"{_address(initiative)}?formular=1")
    tried = trying(lambda: actions.submit(initiative, now=real_now(), by=actor))
    if not tried:
        messages.error(request, tried.sentence)
        return redirect(f"{_address(initiative)}?saknas=1")
    messages.success(request, _("Idén är lämnad. Du får veta när någon har tagit ställning till den."))
    return redirect("process:idea", initiative.pk)


def _conflict(request: HttpRequest, pk: UUID, form: IdeaForm, manager: people.PersonBox, tried: Tried) -> HttpResponse:
    initiative = initiative_or_404(request, pk)
    words = ideas.idea(initiative)
    saved = initial_of(initiative, words) if words else {}
    stands = [
        (str(form.fields[name].label), dict(_flat(form.fields[name])).get(str(saved[name]), saved[name]))
        for name in form.fields
        if name not in {"revision", "once"} and str(form.data.get(name, "")) != str(saved.get(name) or "")
    ]
    data = {**request.POST.dict(), "revision": str(saved.get("revision", 0))}
    again = IdeaForm(actor_of(request), data)
    again.is_valid()
    again.add_error(None, tried.sentence)
    return _form_page(request, again, manager, initiative=initiative, stands=stands, status=409)


def _flat(field: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for value, label in getattr(field, "choices", ()):
        found += [(str(v), str(n)) for v, n in label] if isinstance(label, list | tuple) else [(str(value), str(label))]
    return found


def _form_page(
    request: HttpRequest,
    form: IdeaForm,
    manager: people.PersonBox,
    *,
    initiative: "Initiative | None" = None,
    stands: object = (),
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    context: dict[str, Any] = {
        "form": form,
        "manager": manager,
        "stands": stands,
        "service": ideas.other_service(actor),
        "pointed": "formular" in request.GET,
    }
    if initiative is None:
        return render(request, "process/idea_new.html", context, status=status)
    words = ideas.idea(initiative)
    if "saknas" in request.GET and words:
        for field, sentence in policies.missing(initiative, words).items():
            if field == "manager":
                context["manager"] = people.shown("manager", initiative.manager, words.manager_typed, sentence)
            else:
                form = _marked(form, field, sentence)
                context["form"] = form
    context["saved_at"] = words.saved_at if words else None
    context["contacts"] = ideas.contacts_of(initiative) if initiative.administration_id else []
    returned = [row for row in queries.history(actor, initiative) if row.act == Act.RETURN_IDEA]
    context["returned"] = returned[-1] if returned else None
    return render(request, "process/idea_write.html", framed(request, initiative, "idea", **context), status=status)


def _marked(form: IdeaForm, field: str, sentence: str) -> IdeaForm:
    """The saved form with what is missing said at its place."""
    if not form.is_bound:
        form = IdeaForm(form.actor, {key: "" if value is None else value for key, value in form.initial.items()})
        form.is_valid()
    if field in form.fields and not form.has_error(field):
        form.add_error(field, sentence)
    return form


# --- Reading and deciding -----------------------------------------------------------------------


def _decide(request: HttpRequest, initiative: "Initiative") -> HttpResponse:
    actor, data, now = actor_of(request), request.POST, real_now()
    answers = {key: data.get(f"fraga-{key}", "") for key in FIT_QUESTIONS}
    reason = data.get("reason", "")
    owner, deputy = (people.asked(actor, data.dict(), name) for name in ("owner", "deputy"))
    if data["do"] == "approve" and not (owner.settled and deputy.settled):
        return _read_page(request, initiative, owner=owner, deputy=deputy, status=422)
    acts = {
        "recommend": lambda: actions.recommend(initiative, reason, answers, now=now, by=actor),
        "return": lambda: actions.return_idea(initiative, reason, answers, now=now, by=actor),
        "elsewhere": lambda: actions.point_elsewhere(
            initiative, reason, data.get("closing", ""), data.get("link", ""), answers, now=now, by=actor
        ),
        "approve": lambda: actions.approve(initiative, owner.chosen, deputy.chosen, reason=reason, now=now, by=actor),
        "decline": lambda: actions.decline(initiative, reason, now=now, by=actor),
    }
    if data["do"] not in acts:
        return redirect("process:idea", initiative.pk)
    tried = trying(acts[data["do"]])
    if not tried:
        return _read_page(request, initiative, owner=owner, deputy=deputy, problem=tried.sentence, status=tried.status)
    messages.success(request, _("Sparat. Den som har nästa drag får veta det."))
    if queries.initiative(actor, initiative.pk) is None:
        return redirect("process:home")
    return redirect("process:idea", initiative.pk)


def _read_page(
    request: HttpRequest,
    initiative: "Initiative",
    *,
    owner: people.PersonBox | None = None,
    deputy: people.PersonBox | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    initiative = initiative_or_404(request, initiative.pk)
    history = queries.history(actor, initiative)
    skipped = next((row for row in reversed(history) if row.act == Act.SUBMIT_IDEA and row.details), None)
    service = ideas.other_service(actor)
    assessed = ideas.first_assessments(initiative)
    context = {
        "idea": ideas.idea(initiative),
        "assessed": [(row, _answered(row.answers)) for row in assessed],
        "skipped": skipped,
        "contacts": ideas.contacts_of(initiative) if initiative.stage == Stage.FIRST_ASSESSMENT else [],
        "questions": [
            (f"fraga-{key}", text, request.POST.get(f"fraga-{key}", "")) for key, text in FIT_QUESTIONS.items()
        ],
        "fits": Fit.choices,
        "service": service,
        "closing": request.POST.get("closing", service.closing),
        "link": request.POST.get("link", service.link),
        "reason": request.POST.get("reason", ""),
        "may_recommend": policies.may_recommend(actor, initiative),
        "may_return": may_move(Act.RETURN_IDEA)(actor, initiative),
        "may_point": may_move(Act.POINT_ELSEWHERE)(actor, initiative),
        "may_approve": policies.may_approve(actor, initiative),
        "may_decline": may_move(Act.DECLINE_IDEA)(actor, initiative),
        "owner": owner or people.shown("owner", initiative.opened_by),
        "deputy": deputy or people.shown("deputy", initiative.deputy_owner),
        "problem": problem,
        "did": request.POST.get("do", ""),
        "decided": [row for row in history if row.act in {Act.MANAGER_APPROVE, Act.DECLINE_IDEA}],
    }
    return render(request, "process/idea.html", framed(request, initiative, "idea", **context), status=status)


def _answered(answers: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(text), str(Fit(answers[key]).label)) for key, text in FIT_QUESTIONS.items() if key in answers]


def _address(initiative: "Initiative") -> str:
    return redirect("process:idea", initiative.pk).url
