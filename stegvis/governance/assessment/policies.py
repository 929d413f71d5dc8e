"""Who takes part in the assessment, and who says what is decided."""

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import Act, Lane, Party, Stage
from stegvis.governance.models import Initiative
from stegvis.governance.parties import standing_of
from stegvis.governance.policies import may_as, may_move, may_see
from stegvis.lib.clock import local_day

# Coordination and interest may be written down as long as the work goes on, and earlier ones read afterwards.
may_record = may_as(Party.COORDINATOR)
_DELIBERATES = frozenset({Party.COUNCIL, Party.COORDINATOR})


def may_deliberate(actor: Actor, initiative: Initiative) -> Verdict:
    """Who reads what is said among the council and the region's team: themselves."""
    seen = may_see(actor, initiative)
    if not seen:
        return seen
    if not standing_of(actor, initiative, local_day(real_now())).parties & _DELIBERATES:
        return Verdict.no(_("Det här läses av samordningsrådet och regionens samordnare."))
    return Verdict.yes()


def may_comment(actor: Actor, initiative: Initiative) -> Verdict:
    """The council and the region's team, while it is assessed."""
    return _while_assessed(initiative, may_deliberate(actor, initiative))


def may_take_stand(actor: Actor, initiative: Initiative) -> Verdict:
    """Somebody on the council, or their deputy, while it is assessed; nobody for a nomination of their own."""
    verdict = _while_assessed(initiative, may_as(Party.COUNCIL)(actor, initiative))
    if verdict and actor.account in {initiative.owner_id, initiative.deputy_owner_id}:
        return Verdict.no(_("Nomineringen är din egen. De andra i rådet säger vad de tycker."))
    return verdict


def may_decide(actor: Actor, initiative: Initiative) -> Verdict:
    """The coordinator; nobody for a nomination of their own."""
    verdict = may_move(Act.APPROVE_NOMINATION)(actor, initiative)
    if verdict and actor.account in {initiative.owner_id, initiative.deputy_owner_id}:
        return Verdict.no(_("Nomineringen är din egen. En annan samordnare beslutar."))
    return verdict


def may_appoint(actor: Actor, initiative: Initiative) -> Verdict:
    """The coordinator, while the program is designed."""
    verdict = may_as(Party.COORDINATOR)(actor, initiative)
    if verdict and initiative.stage not in {Stage.DESIGN, Stage.PREPARATION}:
        return Verdict.no(_("Designern utses när nomineringen är godkänd, och kan bytas medan programmet utformas."))
    return verdict


def may_link_program(actor: Actor, initiative: Initiative) -> Verdict:
    """The designer, under the hat of the publisher unit where the program is to be built, once."""
    verdict = may_as(Party.DESIGNER)(actor, initiative)
    if not verdict:
        return verdict
    if initiative.stage != Stage.DESIGN:
        return Verdict.no(_("Utkastet skapas när programmet ska utformas."))
    if actor.hat.publisher_unit_id != str(initiative.publisher_unit_id):
        return Verdict.no(_("Byt uppdrag till %(unit)s. Där byggs programmet.") % {"unit": initiative.publisher_unit})
    if not actor.can("program:edit"):
        return Verdict.no(_("Du kan läsa här, men inte skapa program."))
    return Verdict.yes()


def may_show_interest(actor: Actor, initiative: Initiative) -> Verdict:
    """Anybody who works for the provider, for work that is past its nomination and goes on."""
    if actor.hat.provider_id != str(initiative.provider_id) or not actor.can("idea:open"):
        return Verdict.not_found()
    if not under_way(initiative):
        return Verdict.not_found()
    return Verdict.yes()


def under_way(initiative: Initiative) -> bool:
    """Whether everybody at the provider may know of it: a new program that is assessed or being made. Pure."""
    early = {Stage.IDEA, Stage.FIRST_ASSESSMENT, Stage.MANAGER, Stage.NOMINATION}
    return initiative.lane == Lane.NEW and not initiative.ended and initiative.stage not in early


def _while_assessed(initiative: Initiative, verdict: Verdict) -> Verdict:
    if verdict and initiative.stage != Stage.ASSESSMENT:
        stage = initiative.get_stage_display()
        return Verdict.no(_("Det går inte nu. Arbetet står i steget %(stage)s.") % {"stage": stage})
    return verdict
