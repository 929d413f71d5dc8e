"""Who fills in a nomination, who sends it, who adds papers."""

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import Act, Party, Stage
from stegvis.governance.models import Initiative, Nomination
from stegvis.governance.nominations.kinds import CameBy
from stegvis.governance.parties import deputised_by, standing_of
from stegvis.governance.policies import may_configure, may_move, may_see
from stegvis.lib.clock import local_day


def may_fill(actor: Actor, initiative: Initiative) -> Verdict:
    """The owner and the deputy, until it is sent; the coordinator for one that came by mail, until it is decided."""
    seen = may_see(actor, initiative)
    if not seen:
        return seen
    parties = standing_of(actor, initiative, local_day(real_now())).parties
    if (
        Party.COORDINATOR in parties
        and initiative.stage in {Stage.NOMINATION, Stage.ASSESSMENT}
        and _by_mail(initiative)
    ):
        return Verdict.yes()
    if initiative.stage != Stage.NOMINATION:
        return Verdict.no(_("Nomineringen är lämnad. Den går att läsa men inte att ändra."))
    if Party.OWNER not in parties:
        return Verdict.no(_("Nomineringen fylls i av ägaren och ersättaren."))
    return Verdict.yes()


def may_send(actor: Actor, initiative: Initiative) -> Verdict:
    """The one who will be responsible; whoever stands in for them during leave; nobody else."""
    verdict = may_move(Act.NOMINATE)(actor, initiative)
    if not verdict:
        return verdict
    if initiative.owner_id not in {actor.account, *deputised_by(actor, local_day(real_now()))}:
        return Verdict.no(_("Nomineringen lämnas av den som blir ansvarig: %(who)s.") % {"who": initiative.owner})
    return Verdict.yes()


def may_attach(actor: Actor, initiative: Initiative) -> Verdict:
    """Those who fill it in, and the coordinator while it is assessed."""
    verdict = may_fill(actor, initiative)
    if verdict or not verdict.found:
        return verdict
    parties = standing_of(actor, initiative, local_day(real_now())).parties
    if Party.COORDINATOR in parties and initiative.stage in {Stage.NOMINATION, Stage.ASSESSMENT}:
        return Verdict.yes()
    return verdict


def may_register(actor: Actor, provider: CareProvider) -> Verdict:
    """The coordinator, for a form that came by mail."""
    return may_configure(actor, provider)


def _by_mail(initiative: Initiative) -> bool:
    return Nomination.objects.filter(initiative=initiative, came_by=CameBy.MAIL).exists()
