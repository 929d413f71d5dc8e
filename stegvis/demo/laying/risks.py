"""Risk analyses of the demo's initiatives, written, signed and approved by those who may, through the doors."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any
from uuid import UUID

from stegvis.access.actor import Actor
from stegvis.access.hats import hats_of
from stegvis.access.kinds import HatKind
from stegvis.access.models import Account
from stegvis.catalogue.freezing import open_document
from stegvis.demo.content import people
from stegvis.demo.content.risks import BY_PROGRAM, Risk
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.governance.kinds import MemberKind
from stegvis.governance.models import Initiative, Member, RiskAnalysis
from stegvis.governance.risks import actions, queries
from stegvis.governance.risks.actions.signing import mark
from stegvis.governance.risks.people import care_of, makers_of
from stegvis.governance.risks.rows import Values
from stegvis.lib.clock import local_day
from stegvis.program.document import Document
from stegvis.program.leaning import DANGER, places

_STEP = timedelta(hours=2)


class Upto(Enum):
    """How far an analysis is laid: rows only, asked for signatures with the first one in place, or approved."""

    WORKING = auto()
    SIGNING = auto()
    APPROVED = auto()


def lay_risks(places_: Places, initiative: Initiative, content: str, upto: Upto, at: datetime) -> RiskAnalysis:
    """The analysis of the candidate that lies forward now. For stale rows: lay it approved, then lay the next one forward.

    The working group must hold care staff of the unit; whoever is there of the other kinds signs. About thirty rows.
    """
    document = _document(initiative)
    care = _care(initiative)
    analysis: RiskAnalysis = actions.begin(initiative, now=at, by=care[0])
    for number, risk in enumerate(BY_PROGRAM[content]):
        by = care[number % len(care)] if number % 4 else _actor(initiative.designer or initiative.opened_by, initiative)
        values = _values(risk, initiative, document, at)
        actions.add_row(analysis, values, now=at + _STEP * (number + 1), by=by)
    later = at + timedelta(days=2)
    if upto is Upto.WORKING:
        return analysis
    state = queries.state_for(analysis)
    for place in state.unregarded:
        actions.regard(analysis, place, "Samma som i rutinen för enheten.", now=later, by=care[0])
    for row in state.rows:
        due = row.row.due_on
        if due and due < local_day(at):
            actions.mark_done(row.row, due, now=later, by=care[0])
    signers = _signers(initiative, state)
    if upto is Upto.SIGNING:
        actions.ask(analysis, now=later, by=_actor(initiative.owner or initiative.opened_by, initiative))
        signers = signers[:1]
    for number, by in enumerate(signers, 1):
        actions.sign(analysis, mark(queries.state_for(analysis)), now=later + _STEP * number, by=by)
    if upto is Upto.APPROVED:
        coordinator = places_.actor(COORDINATOR, str(people.PROVIDER["slug"]))
        note = "Åtgärderna är rimliga och har datum. Följ upp dem på första mötet efter start."
        actions.approve(
            analysis, mark(queries.state_for(analysis)), note, now=later + timedelta(days=1), by=coordinator
        )
    return analysis


def _document(initiative: Initiative) -> Document:
    if initiative.candidate is None:
        raise RuntimeError("lay a candidate forward before its risk analysis")
    return open_document(initiative.candidate.document_id)


def _care(initiative: Initiative) -> list[Actor]:
    """Care staff of the unit who have not built the program."""
    members = Member.objects.filter(initiative=initiative, account__in=care_of(initiative) - makers_of(initiative))
    found = [_actor(member.account, initiative) for member in members.order_by("pk")]
    if not found:
        raise RuntimeError("there is nobody of the unit's care staff in the working group")
    return found


def _signers(initiative: Initiative, state: queries.State) -> list[Actor]:
    """Those who are asked for, as many as are asked for, care staff first."""
    makers, care = makers_of(initiative), care_of(initiative)
    found: list[Actor] = []
    for demand in state.template.demands:
        members = Member.objects.filter(initiative=initiative, kind=demand.kind, left_at__isnull=True).order_by("pk")
        able = [
            member.account
            for member in members
            if demand.kind is not MemberKind.CARE or (member.account_id in care and member.account_id not in makers)
        ]
        found += [_actor(account, initiative) for account in able[: demand.least]]
    return found


def _actor(account: Account, initiative: Initiative) -> Actor:
    """Their hat at the initiative's provider; a coordinator's post is not worn here."""
    hats = [hat for hat in hats_of(account, local_day(initiative.stage_since)) if hat.can("process:read")]
    here = [hat for hat in hats if hat.hat.provider_id == str(initiative.provider_id)]
    return next((hat for hat in here if hat.hat.kind is not HatKind.POST), here[0])


def _values(risk: Risk, initiative: Initiative, document: Document, at: datetime) -> Values:
    consequence, likelihood = risk.get("judged", (None, None))
    left = risk.get("left", (None, None))
    return Values(
        risk=risk["risk"],
        area=risk.get("area", ""),
        cause=risk.get("cause", ""),
        consequence=consequence,
        likelihood=likelihood,
        comment=risk.get("comment", ""),
        protection=risk.get("protection", ""),
        action=risk.get("action", ""),
        responsible=_responsible(risk.get("who", ""), initiative),
        due_on=local_day(at) + timedelta(days=risk["days"]) if "days" in risk else None,
        residual_consequence=left[0],
        residual_likelihood=left[1],
        places=tuple(dict.fromkeys(place for hint in risk.get("leans", ()) for place in _found(document, hint))),
    )


def _responsible(who: str, initiative: Initiative) -> UUID | None:
    if who == "care":
        return _care(initiative)[0].account
    held: dict[str, Any] = {
        "owner": initiative.owner_id,
        "designer": initiative.designer_id,
        "manager": initiative.manager_id or initiative.owner_id,
    }
    found: UUID | None = held.get(who)
    return found


def _found(document: Document, hint: str) -> Iterable[str]:
    """The places that a hint means in this document; none where it has nothing of the kind."""
    kind, _colon, what = hint.partition(":")
    every = places(document)
    match kind:
        case "danger":
            return [place for place in every if place.startswith(DANGER)]
        case "asked" | "question":
            key, _mark, link = what.partition("#")
            ends = f"/{key}#{link}" if link else f"/{key}"
            return [place for place in every if place.startswith(f"{kind}:") and place.endswith(ends)]
        case "measure":
            digests = {
                digest for digest, plain in document.questionnaires.items() if str(plain["url"]).endswith(f"/{what}")
            }
            return [each.id for each in document.measurements if each.questionnaire in digests]
        case "module" | "opens":
            at = int(what)
            modules = document.modules[at - 1 :][:1] if at > 0 else document.modules[at:][:1]
            return [module.id if kind == "module" else f"opens:{module.id}" for module in modules]
        case "reminders" | "flags" | "phases":
            return [node.id for node in getattr(document, kind)]
        case _other:
            return [hint] if hint in every else []
