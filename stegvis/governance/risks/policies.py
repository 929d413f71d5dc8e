"""Who may do what with a risk analysis. The care staff of domain.md step 6 is looked up here, never taken on trust."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.governance.kinds import MemberKind, Party, Stage
from stegvis.governance.models import Initiative, RiskAnalysis, RiskRow
from stegvis.governance.policies import may_as
from stegvis.governance.risks.people import care_of, kind_of, makers_of
from stegvis.governance.risks.state import State, state_for

TAKING_PART = (Party.OWNER, Party.DESIGNER, Party.MEMBER, Party.COORDINATOR)
BEFORE_DESIGN = frozenset(Stage) - {
    Stage.DESIGN,
    Stage.PREPARATION,
    Stage.REVIEW,
    Stage.APPROVED,
    Stage.PUBLISHED,
    Stage.AFTER_REVIEW,
}

_take_part = may_as(*TAKING_PART)
_hand_on = may_as(Party.OWNER, Party.DESIGNER, Party.COORDINATOR)
_coordinate = may_as(Party.COORDINATOR)


def may_begin(actor: Actor, initiative: Initiative) -> Verdict:
    """Anybody who works with the program, once there is a program to analyse."""
    verdict = _take_part(actor, initiative)
    if verdict and (initiative.stage in BEFORE_DESIGN or initiative.program_id is None):
        return Verdict.no(_("Riskanalysen börjar när programmet utformas."))
    return verdict


def may_write(actor: Actor, thing: RiskAnalysis | RiskRow) -> Verdict:
    """Anybody who works with the program may write rows, as long as the work goes on."""
    if isinstance(thing, RiskRow) and thing.removed_at is not None:
        return Verdict.no(_("Raden är borttagen."))
    return _take_part(actor, _initiative(thing))


def may_judge(actor: Actor, thing: RiskAnalysis | RiskRow) -> Verdict:
    """Care staff of the unit who have not built the program: a row stands, a place needs no row, a change touches none."""
    verdict = may_write(actor, thing)
    if not verdict:
        return verdict
    return _as_care(actor, _initiative(thing))


def is_care(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor counts as care staff of the unit here."""
    return bool(_as_care(actor, initiative))


def _as_care(actor: Actor, initiative: Initiative) -> Verdict:
    if actor.account not in care_of(initiative):
        return Verdict.no(_("Det här gör vårdpersonal på enheten som är med i arbetsgruppen."))
    if actor.account in makers_of(initiative):
        return Verdict.no(_("Du har själv byggt programmet. Någon annan ur vårdpersonalen behöver göra det."))
    return Verdict.yes()


def may_upload(actor: Actor, analysis: RiskAnalysis) -> Verdict:
    """The same who may write, once there is a frozen candidate that the paper is about."""
    verdict = may_write(actor, analysis)
    if verdict and not state_for(analysis).document:
        return Verdict.no(_("Det finns ingen kandidat än. Lämna programmet först, så att analysen gäller något fryst."))
    return verdict


def may_ask(actor: Actor, analysis: RiskAnalysis) -> Verdict:
    """Owner, designer or coordinator hand the analysis over to be signed."""
    return _hand_on(actor, analysis.initiative) and _ready(state_for(analysis))


def may_confirm(actor: Actor, analysis: RiskAnalysis) -> Verdict:
    """Care staff, where what changed touches no row and nothing new is left to look at."""
    verdict = may_judge(actor, analysis)
    if not verdict:
        return verdict
    state = state_for(analysis)
    if not state.to_confirm:
        return Verdict.no(_("Det finns ingen ändring att bekräfta."))
    if state.unregarded:
        return Verdict.no(_("Gå först igenom de nya frågorna och farliga svaren."))
    return Verdict.yes()


def may_sign(actor: Actor, analysis: RiskAnalysis) -> Verdict:
    """A member of the working group whose kind is asked for; care staff of the unit where it is theirs."""
    initiative = analysis.initiative
    verdict = _take_part(actor, initiative)
    if not verdict:
        return verdict
    state = state_for(analysis)
    kind = kind_of(initiative, actor.account)
    if kind is None or kind not in {demand.kind for demand in state.template.demands}:
        return Verdict.no(_("Analysen skrivs under av dem i arbetsgruppen som mallen nämner."))
    if kind is MemberKind.CARE:
        as_care = _as_care(actor, initiative)
        if not as_care:
            return as_care
    if any(row.by_id == actor.account for row in state.in_force):
        return Verdict.no(_("Du har redan skrivit under."))
    return _ready(state)


def may_approve(actor: Actor, analysis: RiskAnalysis) -> Verdict:
    """A coordinator who has neither built the program nor signed the analysis, when nothing is wanting."""
    verdict = _coordinate(actor, analysis.initiative)
    if not verdict:
        return verdict
    state = state_for(analysis)
    if actor.account in state.makers:
        return Verdict.no(_("Du har själv arbetat med innehållet. Någon annan behöver godkänna riskanalysen."))
    if any(row.by_id == actor.account for row in state.in_force):
        return Verdict.no(_("Du har själv skrivit under. Någon annan behöver godkänna riskanalysen."))
    ready = _ready(state)
    if not ready:
        return ready
    if state.wanting:
        return Verdict.no(_("Alla som ska skriva under har inte gjort det än."))
    if state.approval is not None:
        return Verdict.no(_("Riskanalysen är redan godkänd för den här kandidaten."))
    return Verdict.yes()


def _ready(state: State) -> Verdict:
    """The first thing that has to be done before anybody signs."""
    found: tuple[tuple[bool, Callable[[], str]], ...] = (
        (not state.document, lambda: _("Det finns ingen kandidat än. Designern lämnar en.")),
        (state.empty, lambda: _("Det finns inget att skriva under än.")),
        (bool(state.stale), lambda: _("Gå först igenom de rader som bygger på något som har ändrats.")),
        (bool(state.unfinished), lambda: _("Fyll först i det som saknas i raderna.")),
        (bool(state.unregarded), lambda: _("Gå först igenom de frågor och farliga svar som ingen rad bygger på.")),
        (bool(state.to_confirm), lambda: _("Bekräfta först att det som har ändrats inte rör någon risk.")),
    )
    return next((Verdict.no(said()) for wrong, said in found if wrong), Verdict.yes())


def _initiative(thing: Any) -> Initiative:
    initiative: Initiative = (thing.analysis if isinstance(thing, RiskRow) else thing).initiative
    return initiative
