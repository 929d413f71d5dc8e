"""Who writes an idea, and what must be written before it is handed in."""

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import Act, Party, Stage
from stegvis.governance.models import Idea, Initiative
from stegvis.governance.parties import standing_of
from stegvis.governance.policies import may_move, may_see
from stegvis.lib.clock import local_day


def may_write(actor: Actor, initiative: Initiative) -> Verdict:
    """The one who had the idea, until it is handed in."""
    seen = may_see(actor, initiative)
    if not seen:
        return seen
    if initiative.stage != Stage.IDEA:
        return Verdict.no(_("Idén är lämnad. Den går att läsa men inte att ändra."))
    if Party.OPENER not in standing_of(actor, initiative, local_day(real_now())).parties:
        return Verdict.no(_("Det är bara den som lämnade idén som kan ändra den."))
    return Verdict.yes()


def may_recommend(actor: Actor, initiative: Initiative) -> Verdict:
    """The administration's contact person, or their deputy, but nobody for an idea of their own."""
    return _not_own(actor, initiative, may_move(Act.RECOMMEND)(actor, initiative))


def may_approve(actor: Actor, initiative: Initiative) -> Verdict:
    """The unit's manager, or their deputy, but nobody for an idea of their own."""
    return _not_own(actor, initiative, may_move(Act.MANAGER_APPROVE)(actor, initiative))


def _not_own(actor: Actor, initiative: Initiative, verdict: Verdict) -> Verdict:
    if verdict and initiative.opened_by_id == actor.account:
        return Verdict.no(_("Idén är din egen. Någon annan tar ställning till den."))
    return verdict


def missing(initiative: Initiative, idea: Idea) -> dict[str, str]:
    """What is left to write before it can be handed in: field → what to do. Pure."""
    asked = {
        "title": (initiative.title, _("Skriv en titel.")),
        "what": (idea.what, _("Skriv vad idén går ut på.")),
        "whom": (idea.whom, _("Skriv vem den är till för.")),
        "why": (idea.why, _("Skriv varför den behövs.")),
        "answers_only": (idea.answers_only is not None, _("Svara ja eller nej.")),
        "administration": (initiative.administration_id, _("Välj förvaltning.")),
        "manager": (initiative.manager_id, _("Välj den chef som ska godkänna idén.")),
    }
    found = {field: sentence for field, (value, sentence) in asked.items() if not value}
    if initiative.manager_id and initiative.manager_id == initiative.opened_by_id:
        found["manager"] = _("Välj någon annan än dig själv. Chefen godkänner det som du föreslår.")
    return found
