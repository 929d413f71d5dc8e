"""Who ticks what."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.course.worlds import real_now
from stegvis.governance.checklist.kinds import Ticker
from stegvis.governance.kinds import MemberKind, Party
from stegvis.governance.models import Initiative, Member
from stegvis.governance.parties import standing_of
from stegvis.governance.policies import may_as
from stegvis.lib.clock import local_day

WORKING = frozenset({Party.OWNER, Party.DESIGNER, Party.MEMBER, Party.COORDINATOR})

may_tick = may_as(*WORKING)
"""Anybody who works with the program, while the work goes on; whose a line is, `may_tick_line` says."""

_PARTIES: dict[Ticker, frozenset[Party]] = {
    Ticker.OWNER: frozenset({Party.OWNER}),
    Ticker.DESIGNER: frozenset({Party.DESIGNER}),
    Ticker.GROUP: frozenset({Party.MEMBER, Party.OWNER}),
    Ticker.COORDINATOR: frozenset({Party.COORDINATOR}),
    Ticker.ANYONE: WORKING,
}


def may_tick_line(actor: Actor, initiative: Initiative, who: Ticker) -> Verdict:
    """Whether a line of this kind is the actor's to tick."""
    return tick_verdicts(actor, initiative)(who)


def tick_verdicts(actor: Actor, initiative: Initiative) -> Callable[[Ticker], Verdict]:
    """The same for many lines: who the actor is, is looked up once."""
    verdict = may_tick(actor, initiative)
    parties = standing_of(actor, initiative, local_day(real_now())).parties
    medical = Member.objects.filter(
        initiative=initiative, account_id=actor.account, kind=MemberKind.MEDICAL, left_at__isnull=True
    ).exists()

    def of(who: Ticker) -> Verdict:
        if not verdict:
            return verdict
        own = medical if who is Ticker.MEDICAL else bool(parties & _PARTIES[who])
        return Verdict.yes() if own else Verdict.no(_("Det här kryssar %(who)s.") % {"who": who.label.lower()})

    return of
