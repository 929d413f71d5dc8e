"""Who may see a round, try it, say something, answer, invite, present. Staff by party; a tester in the own round."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.kinds import HatKind
from stegvis.access.verdict import Verdict
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import Party, Stage
from stegvis.governance.models import Initiative, Pin, Presentation, PrototypeRound, Tester, Tryout
from stegvis.governance.policies import may_as, may_see
from stegvis.governance.prototypes.kinds import UNRESOLVED, PinState
from stegvis.governance.prototypes.people import tester_id

SHOWN_IN = frozenset({Stage.DESIGN, Stage.PREPARATION})
_CLOSED = _("Omgången är stängd. Det går att läsa men inte att tycka till.")
_GROUP = (Party.MEMBER, Party.DESIGNER, Party.OWNER, Party.COORDINATOR)

_as_designer = may_as(Party.DESIGNER)
_as_leader = may_as(Party.DESIGNER, Party.OWNER)
_as_inviting = may_as(Party.DESIGNER, Party.OWNER, Party.COORDINATOR)
_in_group = may_as(*_GROUP)


def may_open_round(actor: Actor, initiative: Initiative) -> Verdict:
    """The designer, while the program is being made, under the hat that opens its drafts."""
    asked = _as_designer(actor, initiative)
    if not asked:
        return asked
    if initiative.stage not in SHOWN_IN or initiative.program_id is None:
        return Verdict.no(_("Prototyper visas medan programmet utformas."))
    if actor.hat.kind is not HatKind.PUBLISHER or not actor.can("program:freeze"):
        return Verdict.no(_("Byt uppdrag till utgivarenheten. Där finns utkastet."))
    return Verdict.yes()


def may_close_round(actor: Actor, round: PrototypeRound) -> Verdict:
    """The designer or the owner."""
    return _as_leader(actor, round.initiative)


def may_see_round(actor: Actor, round: PrototypeRound) -> Verdict:
    """Everybody who sees the initiative; a tester the own round, as long as the link holds."""
    if tester_id(actor) is not None:
        return _as_tester(actor, round)
    return may_see(actor, round.initiative)


def may_take_part(actor: Actor, round: PrototypeRound) -> Verdict:
    """Try it and say something: whoever sees it, while it is open and the work goes on."""
    seen = may_see_round(actor, round)
    if not seen:
        return seen
    if not round.is_open or round.initiative.ended:
        return Verdict.no(_CLOSED)
    return Verdict.yes()


def may_try(actor: Actor, round: PrototypeRound) -> Verdict:
    """Walk it as the resident: a round that can be walked."""
    seen = may_take_part(actor, round)
    if seen and not round.walkable:
        return Verdict.no(_("Utkastet är för ofärdigt för att gå igenom. Det går att läsa steg för steg."))
    return seen


def may_steer(actor: Actor, tryout: Tryout) -> Verdict:
    """Only the own walk."""
    own = str(tryout.tester_id) == str(tester_id(actor)) if tryout.tester_id else _is(actor, tryout.account_id)
    return may_try(actor, tryout.round) if own else Verdict.not_found()


def may_be_done(actor: Actor, tryout: Tryout) -> Verdict:
    """Say that one is done, or not done after all: only for oneself."""
    own = str(tryout.tester_id) == str(tester_id(actor)) if tryout.tester_id else _is(actor, tryout.account_id)
    return may_take_part(actor, tryout.round) if own else Verdict.not_found()


def may_pin_for(actor: Actor, round: PrototypeRound) -> Verdict:
    """Write down what somebody else says in a meeting: the working group's business."""
    seen = may_take_part(actor, round)
    return _in_group(actor, round.initiative) if seen else seen


def may_comment(actor: Actor, pin: Pin) -> Verdict:
    """Say something about a pin: whoever sees it, while the work goes on. A tester only in the own round."""
    seen = may_see_round(actor, pin.round)
    if not seen:
        return seen
    if tester_id(actor) is not None and not pin.round.is_open:
        return Verdict.no(_CLOSED)
    return Verdict.no(_CLOSED) if pin.round.initiative.ended else Verdict.yes()


def may_answer(actor: Actor, pin: Pin) -> Verdict:
    """The designer, also after the round was closed: what is left follows along to the next."""
    asked = _as_designer(actor, pin.round.initiative)
    if asked and pin.state == PinState.NOTED:
        return Verdict.no(_("Beröm behöver inget beslut. Skriv en kommentar om du vill tacka."))
    return asked


def may_reopen(actor: Actor, pin: Pin) -> Verdict:
    """Whoever may comment, once it was settled."""
    seen = may_comment(actor, pin)
    if seen and (pin.state in UNRESOLVED or pin.state == PinState.NOTED):
        return Verdict.no(_("Synpunkten är inte avgjord än."))
    return seen


def may_invite(actor: Actor, round: PrototypeRound) -> Verdict:
    """Invite somebody who is not staff: designer, owner or coordinator, to an open round."""
    asked = _as_inviting(actor, round.initiative)
    if asked and not round.is_open:
        return Verdict.no(_("Omgången är stängd. Bjud in till nästa."))
    return asked


def may_withdraw_invitation(actor: Actor, tester: Tester) -> Verdict:
    """Those who may invite, also when the round is closed."""
    return _as_inviting(actor, tester.round.initiative)


def may_present(actor: Actor, round: PrototypeRound) -> Verdict:
    """One of the group shows a round to the others."""
    asked = _in_group(actor, round.initiative)
    if asked and not round.is_open:
        return Verdict.no(_("Omgången är stängd. Det går att läsa men inte att visa den på ett möte."))
    return asked


def may_steer_meeting(actor: Actor, presentation: Presentation) -> Verdict:
    """The one who presents; others may end it, when the one who presented has gone home."""
    return may_present(actor, presentation.round)


def may_decide(actor: Actor, round: PrototypeRound) -> Verdict:
    """Write down what was decided: the group."""
    return _in_group(actor, round.initiative)


def _as_tester(actor: Actor, round: PrototypeRound) -> Verdict:
    tester = Tester.objects.filter(pk=str(tester_id(actor)), round=round).first()
    if tester is None or tester.revoked_at is not None or tester.begun_at is None:
        return Verdict.not_found()
    return Verdict.yes() if real_now() < tester.expires_at else Verdict.not_found()


def _is(actor: Actor, account: Any) -> bool:
    return tester_id(actor) is None and account is not None and actor.account_id == str(account)
