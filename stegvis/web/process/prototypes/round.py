"""One round: what to look at, who takes part, what has been said; and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from stegvis.catalogue.freezing import open_document
from stegvis.governance.prototypes import policies, queries, rounds, trying
from stegvis.governance.prototypes.kinds import UNRESOLVED
from stegvis.governance.prototypes.places import ASKED
from stegvis.lib.errors import Cannot
from stegvis.program.document import PROGRAM_ID
from stegvis.web.process.differing import Side, compared
from stegvis.web.process.prototypes.forms import CloseForm
from stegvis.web.process.prototypes.visit import Visit


def overview(visit: Visit) -> HttpResponse:
    """The page that the link leads to."""
    if visit.request.method == "POST":
        return _done(visit)
    return _page(visit, CloseForm())


def _done(visit: Visit) -> HttpResponse:
    """Say that one is done with it, or not after all; or close the round."""
    do = visit.request.POST.get("do", "")
    if do == "close":
        form = CloseForm(visit.request.POST)
        if not form.is_valid():
            return _page(visit, form, status=422)
        rounds.close_round(visit.round, form.cleaned_data["text"], now=visit.now, by=visit.actor)
        messages.success(visit.request, _("Omgången är stängd. Det som inte är avgjort följer med till nästa."))
        return visit.to()
    tryout = trying.take_part(visit.round, now=visit.now, by=visit.actor)
    if do == "done":
        trying.say_done(tryout, now=visit.now, by=visit.actor)
        messages.success(visit.request, _("Tack! Du är klar med din genomgång."))
    elif do == "not_done":
        trying.say_not_done(tryout, now=visit.now, by=visit.actor)
        messages.info(visit.request, _("Du kan fortsätta tycka till."))
    return visit.to()


def _page(visit: Visit, form: CloseForm, status: int = 200) -> HttpResponse:
    actor, round = visit.actor, visit.round
    pins = queries.pins(actor, round)
    before = None if visit.tester else queries.before(round)
    questions = [
        {
            "text": text,
            "url": visit.url(f"synpunkter/ny/?plats={PROGRAM_ID}&falt={ASKED}{number}"),
            "answers": [
                each for each in pins if each.pin.round_id == round.pk and each.pin.field == f"{ASKED}{number}"
            ],
        }
        for number, text in enumerate(round.questions, 1)
    ]
    context: dict[str, Any] = {
        "pins": pins,
        "waiting": sum(each.pin.state in UNRESOLVED for each in pins),
        "carried": [each for each in pins if each.carried],
        "mine": sum(_is_mine(visit, each) for each in pins),
        "questions": questions,
        "tryout": visit.tryout,
        "tryouts": [] if visit.tester else queries.tryouts(actor, round),
        "presentation": None if visit.tester else queries.presentation(actor, round),
        "before": before,
        "changes": _changes(visit, before),
        "may_take_part": policies.may_take_part(actor, round),
        "may_try": policies.may_try(actor, round),
        "may_close": policies.may_close_round(actor, round),
        "may_invite": policies.may_invite(actor, round),
        "may_present": policies.may_present(actor, round),
        "form": form,
        "first": next((step.id for module in visit.document.modules for step in module.steps), ""),
        "whole": visit.url(f"synpunkter/ny/?plats={PROGRAM_ID}"),
    }
    return visit.show("round", status=status, here="round", **context)


def _is_mine(visit: Visit, each: queries.Shown) -> bool:
    if visit.tester is not None:
        return bool(each.pin.tester_id == visit.tester.pk)
    return each.pin.account_id is not None and str(each.pin.account_id) == visit.actor.account_id


def _changes(visit: Visit, before: "queries.PrototypeRound | None") -> dict[str, Any] | None:
    """What is new since the round before; None in the first, and where it is the same. Says where one cannot be read."""
    round = visit.round
    if before is None or before.document_id == round.document_id:
        return None
    try:
        return compared(
            open_document(before.document_id), open_document(round.document_id), _side(before), _side(round)
        )
    except Cannot:
        return {"unreadable": True}


def _side(round: "queries.PrototypeRound") -> Side:
    return Side(
        step=lambda step: reverse("process:prototype_step", args=[round.pk, step]),
        media=lambda digest: reverse("process:prototype_media", args=[round.pk, digest]),
    )
