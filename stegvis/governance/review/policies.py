"""Who may propose, review and publish. Four eyes compare people, never hats (domain.md step 8)."""

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.catalogue.models import Clearance
from stegvis.catalogue.policies import may_clear as may_clear_candidate
from stegvis.catalogue.policies import may_delegate as may_delegate_program
from stegvis.catalogue.policies import may_publish as may_publish_clearance
from stegvis.governance.hindrances import hindrances
from stegvis.governance.kinds import Act, Lane, Party
from stegvis.governance.models import Initiative, ReviewRemark
from stegvis.governance.policies import may_as, may_move


def may_propose(actor: Actor, initiative: Initiative) -> Verdict:
    """The designer, once the initiative has a program."""
    verdict = may_move(Act.PROPOSE)(actor, initiative)
    if verdict and initiative.program_id is None:
        return Verdict.no(_("Arbetet har inget program än. Skapa utkastet först."))
    return verdict


def may_ask_review(actor: Actor, initiative: Initiative) -> Verdict:
    """The designer or the owner, when nothing stops it."""
    verdict = may_move(Act.ASK_REVIEW)(actor, initiative)
    return _unhindered(initiative) if verdict else verdict


def may_approve(actor: Actor, initiative: Initiative) -> Verdict:
    """A coordinator who has not worked on the content, when nothing stops it."""
    verdict = may_move(Act.APPROVE_REVIEW)(actor, initiative)
    if not verdict or initiative.candidate is None:
        return verdict
    return may_clear_candidate(actor, initiative.candidate) and _unhindered(initiative)


def may_remark(actor: Actor, initiative: Initiative) -> Verdict:
    """The coordinator, while it is being reviewed."""
    return may_move(Act.RETURN_REVIEW)(actor, initiative)


def may_answer(actor: Actor, remark: ReviewRemark) -> Verdict:
    """The designer or the owner."""
    verdict = may_as(Party.DESIGNER, Party.OWNER)(actor, remark.initiative)
    if verdict and remark.resolved_at is not None:
        return Verdict.no(_("Anmärkningen är redan besvarad."))
    return verdict


def may_clear_urgent(actor: Actor, initiative: Initiative) -> Verdict:
    """A coordinator who has not worked on it: a safety fix goes at once, and is reviewed afterwards."""
    verdict = may_move(Act.CLEAR_URGENT)(actor, initiative)
    if not verdict:
        return verdict
    if initiative.candidate is None:
        return Verdict.no(_("Det finns ingen kandidat. Designern lägger fram en."))
    return may_clear_candidate(actor, initiative.candidate) and _unhindered(initiative)


def may_verify(actor: Actor, initiative: Initiative) -> Verdict:
    """A coordinator who has not worked on it, when the decisions it rests on are recorded."""
    verdict = may_move(Act.VERIFY)(actor, initiative)
    if not verdict:
        return verdict
    from stegvis.governance.lanes.decisions import missing_decisions

    if initiative.candidate is None:
        return Verdict.no(_("Det finns ingen kandidat att kontrollera."))
    missing = missing_decisions(initiative)
    if missing:
        return Verdict.no(_("Det saknas beslut: %(names)s.") % {"names": ", ".join(missing)})
    return may_clear_candidate(actor, initiative.candidate) and _unhindered(initiative)


def may_after_review(actor: Actor, initiative: Initiative) -> Verdict:
    """A coordinator who has not worked on it."""
    verdict = may_move(Act.AFTER_REVIEW_DONE)(actor, initiative)
    if verdict and initiative.candidate is not None:
        return may_clear_candidate(actor, initiative.candidate)
    return verdict


def may_reopen(actor: Actor, initiative: Initiative) -> Verdict:
    """Before it is published."""
    return may_move(Act.REOPEN)(actor, initiative)


def may_publish(actor: Actor, initiative: Initiative) -> Verdict:
    """The owner, or a coordinator on delegation; only the candidate that was cleared, with nothing new against it."""
    verdict = may_move(Act.PUBLISH)(actor, initiative)
    if not verdict:
        return verdict
    clearance = clearance_of(initiative)
    if clearance is None:
        return Verdict.no(_("Kandidaten är inte slutgranskad."))
    verdict = may_publish_clearance(actor, clearance)
    if not verdict and not verdict.found:
        # A deputy during leave does not inherit the publisher role: the owner delegates it instead.
        return Verdict.no(
            _("Det är programmets ägare som publicerar. Ägaren kan delegera det till regionens samordnare.")
        )
    return verdict and _unhindered(initiative)


def may_delegate(actor: Actor, initiative: Initiative) -> Verdict:
    """The publisher of the program."""
    verdict = may_as(Party.OWNER)(actor, initiative)
    if not verdict or initiative.program is None:
        return verdict
    delegated = may_delegate_program(actor, initiative.program)
    if not delegated and not delegated.found:
        return Verdict.no(_("Ägaren får utgivarrollen när programmet är godkänt. Då går det att delegera."))
    return delegated


def clearance_of(initiative: Initiative) -> Clearance | None:
    """The clearance in force for the candidate in hand."""
    if initiative.candidate is None:
        return None
    return initiative.candidate.clearances.filter(revoked_at__isnull=True).first()


def is_urgent(initiative: Initiative) -> bool:
    """Published first, reviewed afterwards."""
    return initiative.lane == Lane.URGENT


def _unhindered(initiative: Initiative) -> Verdict:
    found = hindrances(initiative)
    return Verdict.no(found[0].sentence) if found else Verdict.yes()
