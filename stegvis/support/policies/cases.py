"""Who may send, answer and sort cases. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.support.kinds import CASE_TRANSITIONS, AnswerBy, CaseState
from stegvis.support.models import Case


def may_send(actor: Actor, provider: CareProvider) -> Verdict:
    """Anybody, signed in or not."""
    return Verdict.not_found() if actor.is_system else Verdict.yes()


def is_sender(actor: Actor, case: Case) -> bool:
    """Whether the actor sent it, under whatever hat."""
    return actor.signed_in and not actor.is_system and str(case.sender_id) == actor.account_id


def in_team(actor: Actor, case: Case) -> bool:
    """Whether the actor works with the provider's cases."""
    return (
        actor.hat.kind is HatKind.POST and actor.can("case:handle") and actor.hat.provider_id == str(case.provider_id)
    )


def may_read(actor: Actor, case: Case) -> Verdict:
    """The sender and the team."""
    return Verdict.yes() if is_sender(actor, case) or in_team(actor, case) else Verdict.not_found()


def may_add(actor: Actor, case: Case) -> Verdict:
    """The sender writes more. A case that was closed is taken up anew."""
    return Verdict.yes() if is_sender(actor, case) else Verdict.not_found()


def may_note_read(actor: Actor, case: Case) -> Verdict:
    """The sender has read the answer."""
    return may_add(actor, case)


def may_handle(actor: Actor, case: Case) -> Verdict:
    """The team: owner, day, kind, program, notes."""
    return Verdict.yes() if in_team(actor, case) else Verdict.not_found()


def may_answer(actor: Actor, case: Case) -> Verdict:
    """The team, to a sender who wants an answer."""
    if not in_team(actor, case):
        return Verdict.not_found()
    if case.answer_by == AnswerBy.NONE:
        return Verdict.no(_("Avsändaren har inte lämnat något sätt att svara. Skriv en anteckning i stället."))
    return Verdict.yes()


def may_close(actor: Actor, case: Case) -> Verdict:
    """The team, once."""
    return _moved(actor, case, CaseState.CLOSED, _("Ärendet är redan avslutat."))


def may_reopen(actor: Actor, case: Case) -> Verdict:
    """The team, what was answered or closed."""
    return _moved(actor, case, CaseState.ONGOING, _("Ärendet pågår redan."))


def may_collect(actor: Actor, case: Case) -> Verdict:
    """The team, and those who begin a change request from it: a wish or a deviation, into one place."""
    here = in_team(actor, case) or (actor.can("process:read") and actor.hat.provider_id == str(case.provider_id))
    if not here:
        return Verdict.not_found()
    if case.collected_ref:
        return Verdict.no(_("Ärendet är redan fört till en ändringsbegäran."))
    return Verdict.yes()


def _moved(actor: Actor, case: Case, to: CaseState, already: object) -> Verdict:
    if not in_team(actor, case):
        return Verdict.not_found()
    if to not in CASE_TRANSITIONS[CaseState(case.state)]:
        return Verdict.no(str(already))
    return Verdict.yes()
