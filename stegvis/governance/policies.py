"""Who may move an initiative, and when. The table says both; the sentence says which of them is wanting."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.models import CareProvider
from stegvis.access.verdict import Verdict
from stegvis.course.worlds import real_now
from stegvis.governance.kinds import TRANSITIONS, Act, Party
from stegvis.governance.models import Initiative
from stegvis.governance.parties import standing_of, visible
from stegvis.lib.clock import local_day


def may_see(actor: Actor, initiative: Initiative) -> Verdict:
    """Anybody who is a party to it, or sees it by office."""
    today = local_day(real_now())
    found = Initiative.objects.filter(visible(actor, today), pk=initiative.pk).exists()
    return Verdict.yes() if found else Verdict.not_found()


def may_move(act: Act) -> Callable[[Actor, Any], Verdict]:
    """The policy of one act: seen, in the right stage and lane, by the right party."""
    row = TRANSITIONS[act]

    def policy(actor: Actor, initiative: Initiative) -> Verdict:
        seen = may_see(actor, initiative)
        if not seen:
            return seen
        if initiative.stage not in row.here or initiative.lane not in row.lanes:
            stage = initiative.get_stage_display()
            return Verdict.no(_("Det går inte nu. Arbetet står i steget %(stage)s.") % {"stage": stage})
        if not standing_of(actor, initiative, local_day(real_now())).parties & row.who:
            return Verdict.no(_("Det här gör %(who)s.") % {"who": _or(row.who)})
        return Verdict.yes()

    return policy


def may_as(*who: Party, while_running: bool = True) -> Callable[[Actor, Any], Verdict]:
    """The policy of something done within a stage, by some of the parties, as long as the work goes on."""
    wanted = frozenset(who)

    def policy(actor: Actor, initiative: Initiative) -> Verdict:
        seen = may_see(actor, initiative)
        if not seen:
            return seen
        if not standing_of(actor, initiative, local_day(real_now())).parties & wanted:
            return Verdict.no(_("Det här gör %(who)s.") % {"who": _or(wanted)})
        if while_running and initiative.ended:
            return Verdict.no(_("Arbetet är avslutat. Det går att läsa men inte att ändra."))
        return Verdict.yes()

    return policy


def may_open(actor: Actor, provider: CareProvider) -> Verdict:
    """Any employee of the provider."""
    if actor.hat.provider_id != str(provider.pk) or not actor.can("idea:open"):
        return Verdict.not_found()
    return Verdict.yes()


def may_configure(actor: Actor, provider: CareProvider) -> Verdict:
    """The coordinator: forms, templates, contact persons, the council."""
    if actor.hat.provider_id != str(provider.pk) or not actor.can("process:configure"):
        return Verdict.not_found()
    return Verdict.yes()


def _or(who: frozenset[Party]) -> str:
    words = [str(party.label) for party in Party if party in who]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s eller %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
