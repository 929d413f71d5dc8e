"""The assessment: what the council thinks, what coordination has found, who else wants it, and what is decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.access import directory
from stegvis.access.doors import needs
from stegvis.course.worlds import real_now
from stegvis.governance import queries
from stegvis.governance.assessment import actions, policies
from stegvis.governance.assessment import queries as assessment
from stegvis.governance.assessment.kinds import Stance
from stegvis.governance.ideas import actions as ideas
from stegvis.governance.ideas.queries import other_service
from stegvis.governance.kinds import Act, Stage
from stegvis.governance.nominations import queries as nominations
from stegvis.governance.policies import may_move
from stegvis.lib.whole import whole
from stegvis.web.process.asking import actor_of, initiative_or_404
from stegvis.web.process.doing import trying
from stegvis.web.process.frame import framed

if TYPE_CHECKING:
    from stegvis.governance.rows import Initiative

_DECISIONS = frozenset(
    {Act.ASK_MORE, Act.APPROVE_NOMINATION, Act.DECLINE_NOMINATION, Act.POINT_ELSEWHERE, "initiative:appoint"}
)
_EARLY = frozenset({Stage.IDEA, Stage.FIRST_ASSESSMENT, Stage.MANAGER})


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about the assessment of one nomination; each form on it says what it does."""
    initiative = initiative_or_404(request, pk)
    if initiative.lane != "new" or initiative.stage in _EARLY:
        raise Http404
    if request.method != "POST":
        return _page(request, initiative)
    do = request.POST.get("do", "")
    act = _acts(request, initiative).get(do)
    if act is None:
        return redirect("process:assessment", pk)
    tried = trying(act)
    if not tried:
        return _page(request, initiative_or_404(request, pk), problem=tried.sentence, did=do, status=tried.status)
    messages.success(request, _("Sparat."))
    return redirect(f"{redirect('process:assessment', pk).url}{_WHERE.get(do, '')}")


_WHERE = {
    "comment": "#samtal", "stand": "#radet", "coordinate": "#samordning", "interest": "#intresse",
    "no_interest": "#intresse", "appoint": "#designer",
}  # fmt: skip


def _acts(request: HttpRequest, initiative: "Initiative") -> dict[str, Callable[[], Any]]:
    actor, data, now = actor_of(request), request.POST, real_now()
    reason = data.get("reason", "")

    def stand() -> object:
        seat = whole(data.get("seat")) or None
        return actions.take_stand(
            initiative, data.get("stance", ""), data.get("why", ""), seat_id=seat, now=now, by=actor
        )

    def coordinate() -> object:
        seen = whole(data.get("seen"))
        listed = {str(row.listed.program.pk): row.listed.program for row in _similar(request, initiative)}
        reuse = listed.get(data.get("reuse", ""))
        regional, national = data.get("regional", ""), data.get("national", "")
        return actions.coordinate(initiative, regional, national, reuse, seen=seen, now=now, by=actor)

    def interest() -> object:
        units = {str(unit.pk): unit for unit in directory.units(actor)}
        return actions.add_interest(
            initiative,
            unit=units.get(data.get("unit", "")),
            name=data.get("name", ""),
            contact=data.get("contact", ""),
            note=data.get("note", ""),
            now=now,
            by=actor,
        )

    def no_interest() -> object:
        rows = {str(row.pk): row.pk for row in assessment.interests(initiative)}
        wanted = rows.get(data.get("interest", ""))
        return actions.withdraw_interest(initiative, wanted, now=now, by=actor) if wanted else None

    return {
        "comment": lambda: actions.comment(
            initiative, data.get("text", ""), once=data.get("once") or uuid4().hex, now=now, by=actor
        ),
        "stand": stand,
        "coordinate": coordinate,
        "interest": interest,
        "no_interest": no_interest,
        "more": lambda: actions.ask_more(initiative, reason, now=now, by=actor),
        "approve": lambda: actions.approve(initiative, reason, data.get("designer", ""), now=now, by=actor),
        "decline": lambda: actions.decline(initiative, reason, now=now, by=actor),
        "elsewhere": lambda: ideas.point_elsewhere(
            initiative, reason, data.get("closing", ""), data.get("link", ""), now=now, by=actor
        ),
        "appoint": lambda: actions.appoint(initiative, data.get("designer", ""), now=now, by=actor),
    }


def _similar(request: HttpRequest, initiative: "Initiative") -> list[nominations.SimilarProgram]:
    row = nominations.nomination(initiative)
    return nominations.similar_programs(actor_of(request), initiative, row.answers if row else {})


def _page(
    request: HttpRequest, initiative: "Initiative", *, problem: str = "", did: str = "", status: int = 200
) -> HttpResponse:
    actor, data = actor_of(request), request.POST
    row = nominations.nomination(initiative)
    answers = row.answers if row else {}
    seats, own = assessment.seats(actor, initiative), assessment.own_seats(actor, initiative)
    mine = next((seat.now for seat in seats if own and seat.seat.pk == own[0].pk), None)
    found = assessment.coordination(initiative)
    service = other_service(actor)
    context = {
        "deliberates": policies.may_deliberate(actor, initiative),
        "comments": assessment.comments(actor, initiative),
        "may_comment": policies.may_comment(actor, initiative),
        "once": uuid4().hex,
        "seats": seats,
        "tally": assessment.tally(seats),
        "own": own,
        "stances": Stance.choices,
        "stance": data.get("stance", mine.stance if mine else ""),
        "why": data.get("why", mine.reason if mine else ""),
        "may_stand": policies.may_take_stand(actor, initiative),
        "coordination": found[0] if found else None,
        "coordinated_before": found[1:],
        "regional": data.get("regional", found[0].regional if found else ""),
        "national": data.get("national", found[0].national if found else ""),
        "reuse": data.get("reuse", str(found[0].reuse_id or "") if found else ""),
        "may_record": policies.may_record(actor, initiative),
        "similar": nominations.similar_programs(actor, initiative, answers),
        "similar_work": nominations.similar_work(actor, initiative, answers),
        "interests": assessment.interests(initiative),
        "units": directory.units(actor),
        "typed": {
            name: data.get(name, "") for name in ("unit", "name", "contact", "note", "text", "reason", "designer")
        },
        "may_decide": policies.may_decide(actor, initiative),
        "may_ask": may_move(Act.ASK_MORE)(actor, initiative),
        "may_point": may_move(Act.POINT_ELSEWHERE)(actor, initiative),
        "may_appoint": policies.may_appoint(actor, initiative),
        "may_link": policies.may_link_program(actor, initiative),
        "designers": [(each.key, f"{each.account}, {each.unit.name}") for each in assessment.designers(actor)],
        "designer_now": f"{initiative.designer_id}/{initiative.publisher_unit_id}",
        "closing": data.get("closing", service.closing),
        "link": data.get("link", service.link),
        "decided": [entry for entry in queries.history(actor, initiative) if entry.act in _DECISIONS],
        "problem": problem,
        "did": did,
    }
    return render(
        request, "process/assessment.html", framed(request, initiative, "assessment", **context), status=status
    )


# --- The program that is to be built ------------------------------------------------------------


@needs("process:read")
@require_http_methods(["GET", "HEAD", "POST"])
def program(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the designer makes the draft, or says which one it is."""
    initiative, actor = initiative_or_404(request, pk), actor_of(request)
    if initiative.stage in _EARLY or initiative.stage in {Stage.NOMINATION, Stage.ASSESSMENT, Stage.CHANGE}:
        raise Http404
    problem, status = "", 200
    drafts = {str(draft.uuid): draft for draft in assessment.linkable(actor, initiative)}
    if request.method == "POST":
        chosen = request.POST.get("program", "")
        if "skapa" in request.POST:
            tried = trying(lambda: actions.create_program(initiative, now=real_now(), by=actor))
        elif chosen in drafts:
            tried = trying(lambda: actions.link_program(initiative, UUID(chosen), now=real_now(), by=actor))
        else:
            tried = trying(_nothing_chosen)
        if tried:
            messages.success(request, _("Utkastet hör nu till arbetet. Öppna det i verkstaden."))
            return redirect("process:program", pk)
        problem, status = tried.sentence, tried.status
    context = {
        "drafts": [(key, draft.title) for key, draft in drafts.items()],
        "may_link": policies.may_link_program(actor, initiative),
        "problem": problem,
        "builds_here": actor.hat.publisher_unit_id == str(initiative.publisher_unit_id) and actor.can("studio:read"),
    }
    return render(request, "process/program.html", framed(request, initiative, "program", **context), status=status)


def _nothing_chosen() -> None:
    raise actions.CannotLink(_("Välj ett utkast, eller skapa ett nytt."))


# --- What is under way: everybody at the provider may know, and say that they want it too -------


@needs("idea:open")
@require_http_methods(["GET", "HEAD", "POST"])
def under_way(request: HttpRequest) -> HttpResponse:
    """New programs on their way, with a way to say that the own unit wants one."""
    actor = actor_of(request)
    if request.method == "POST":
        rows = {str(row.pk): row for row in assessment.under_way(actor)}
        wanted = rows.get(request.POST.get("arbete", ""))
        unit = next((unit for unit in directory.units(actor) if unit.pk == actor.unit), None)
        if wanted is None or unit is None:
            messages.error(request, _("Välj ett program, under ett uppdrag på din enhet."))
        else:
            note = request.POST.get("note", "")
            tried = trying(lambda: actions.show_interest(wanted, unit, note=note, now=real_now(), by=actor))
            if tried:
                messages.success(request, _("Tack. Den som driver arbetet ser att ni är intresserade."))
            else:
                messages.error(request, tried.sentence)
        return redirect("process:under_way")
    rows_now = assessment.under_way(actor)
    told = assessment.interested_units(rows_now, actor.unit)
    context = {"rows": [(row, row.pk in told) for row in rows_now], "unit": actor.hat.unit_name}
    return render(request, "process/under_way.html", context)
