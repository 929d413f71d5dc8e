"""Newer versions for the therapist's own residents: what it does for each, and the decision (safety rule 7)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access.doors import Refused, needs
from stegvis.care import actions, upgrades
from stegvis.care.actions.upgrading import WAITS
from stegvis.care.kinds import MoveState
from stegvis.care.shown import hidden_among, name_in
from stegvis.care.upgrades import Offer
from stegvis.catalogue.freezing import open_document
from stegvis.course.worlds import now_for, real_now
from stegvis.lib.errors import Cannot
from stegvis.program.upgrading import Waits
from stegvis.web.clinician.case import Case, about_one
from stegvis.web.clinician.frame import show
from stegvis.web.clinician.upgrading.words import Told, Words
from stegvis.web.shell import actor_on


@dataclass(frozen=True, slots=True)
class Line:
    """One resident on the page. `seen` names what is shown, so that what is decided is what was read."""

    offer: Offer
    name: str
    short: str
    told: tuple[Told, ...]
    waits: str
    seen: str
    status: str
    tone: str
    can_choose: bool
    can_keep: bool
    can_undo: bool


@needs("enrolment:steer")
@require_safe
def upgrading(request: HttpRequest) -> HttpResponse:
    """The own residents that are offered a newer version, by program, and who has been moved lately."""
    now, actor = real_now(), actor_on(request)
    offered = upgrades.offers(actor, now)
    hidden = hidden_among(actor, [offer.move.enrolment_id for offer in offered], now_for(actor))
    lines = [_line(offer, now, hidden) for offer in offered]
    groups: dict[UUID, list[Line]] = defaultdict(list)
    for line in lines:
        if not line.offer.is_moved:
            groups[line.offer.upgrade.pk].append(line)
    context = {
        "groups": [{"upgrade": rows[0].offer.upgrade, "lines": rows} for rows in groups.values()],
        "moved": [line for line in lines if line.offer.is_moved],
        "now": now,
    }
    return render(request, "clinician/upgrades.html", context)


@needs("enrolment:steer")
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Several at once, after having read: move the chosen, or let them stay."""
    actor, chosen = actor_on(request), request.POST.getlist("flytt")
    act = request.POST.get("gor", "")
    if act not in ("flytta", "behall"):
        raise Http404
    done, refused = 0, []
    moves = upgrades.moves_by_id(actor, chosen)
    hidden = hidden_among(actor, [move.enrolment_id for move in moves], now_for(actor))
    for move in moves:
        try:
            if act == "flytta":
                actions.choose_move(move, request.POST.get(f"sett-{move.pk}", ""), by=actor)
            else:
                actions.keep_version(move, by=actor)
            done += 1
        except (Cannot, Refused) as error:
            refused.append(f"{name_in(move.enrolment, hidden)}: {error.sentence}")
    _say(request, act, done, refused, chosen)
    return redirect("clinician:upgrades")


def _say(request: HttpRequest, act: str, done: int, refused: list[str], chosen: list[str]) -> None:
    if not chosen:
        messages.warning(request, _("Kryssa för dem som det gäller och välj igen."))
    if done and act == "flytta":
        said = ngettext("%(n)d invånare flyttas.", "%(n)d invånare flyttas.", done) % {"n": done}
        messages.success(request, said)
    elif done:
        said = ngettext("%(n)d invånare stannar.", "%(n)d invånare stannar.", done) % {"n": done}
        messages.success(request, said)
    for sentence in refused:
        messages.warning(request, sentence)


@needs("enrolment:read")
@require_http_methods(["GET", "HEAD", "POST"])
@about_one("enrolment:read_version")
def one(request: HttpRequest, case: Case) -> HttpResponse:
    """One resident's version: what a newer one would do, or what was done."""
    if request.method not in {"GET", "HEAD"}:
        return _act(request, case)
    offer = upgrades.offer_of(case.actor, case.row, case.now)
    context: dict[str, Any] = {"line": _line(offer, case.now) if offer else None}
    return show(request, case, "upgrade", context, here="patient")


def _act(request: HttpRequest, case: Case) -> HttpResponse:
    """Move, stay, or take back."""
    offer, act = upgrades.offer_of(case.actor, case.row, case.now), request.POST.get("gor", "")
    if offer is None or act not in ("flytta", "behall", "angra"):
        raise Http404
    try:
        if act == "flytta":
            state = actions.choose_move(offer.move, request.POST.get("sett", ""), by=case.actor)
            said = _("Flyttad.") if state is MoveState.MOVED else _("Flyttas så snart det går.")
        elif act == "behall":
            actions.keep_version(offer.move, by=case.actor)
            said = _("Invånaren stannar på sin version.")
        else:
            actions.take_back_move(offer.move, by=case.actor)
            said = _("Flytten är ångrad. Programmet är som före flytten.")
    except Cannot as error:
        messages.warning(request, error.sentence)
    else:
        messages.success(request, said)
    return redirect("clinician:version", case.pk)


def _line(offer: Offer, now: datetime, hidden: frozenset[UUID] = frozenset()) -> Line:
    move, upgrade, found = offer.move, offer.upgrade, offer.rehearsal
    state = MoveState(move.state)
    words, waits = None, ""
    if found is not None:
        old, new = open_document(move.enrolment.course.document_id), open_document(upgrade.version_to.document_id)
        words = Words(found, old, new, get_language() or "sv")
        waits = str(WAITS[found.waits]) if found.waits else ""
    if found is not None and not offer.verdict:
        waits = str(offer.verdict.text)
    stopped = found is not None and (found.waits is Waits.STOPPED or not offer.verdict)
    decided = (MoveState.OFFERED, MoveState.KEPT, MoveState.UNDONE)
    return Line(
        offer=offer,
        name=name_in(move.enrolment, hidden),
        short=words.short if words else "",
        told=words.told() if words else (),
        waits=waits,
        seen=found.digest if found else "",
        status=_status(state, waits),
        tone=_TONES.get(state, "neutral"),
        can_choose=words is not None and state in decided and not stopped,
        can_keep=words is not None and state in (MoveState.OFFERED, MoveState.CHOSEN),
        can_undo=state is MoveState.MOVED,
    )


def _status(state: MoveState, waits: str) -> str:
    """What a badge says: nothing of one that waits for the reader, since the whole list does."""
    if state is MoveState.OFFERED:
        return ""
    return _("Väntar") if state is MoveState.CHOSEN and waits else str(state.label)


_TONES = {
    MoveState.CHOSEN: "warning",
    MoveState.MOVED: "success",
}
