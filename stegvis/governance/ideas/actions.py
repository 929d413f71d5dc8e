"""The changing door of ideas: write, hand in, assess, approve. Each is told in the initiative's story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import Account, Administration, CareProvider, CareUnit
from stegvis.governance.ideas.kinds import FIT_QUESTIONS, Fit, Outcome
from stegvis.governance.ideas.policies import may_approve, may_recommend, may_write, missing
from stegvis.governance.kinds import Act, Lane, Stage
from stegvis.governance.models import FirstAssessment, HistoryEntry, Idea, Initiative
from stegvis.governance.moving import CannotMove, advance, next_number, open_stage_tasks, tell
from stegvis.governance.parties import contacts
from stegvis.governance.policies import may_move, may_open
from stegvis.governance.saved import CannotOverwrite, one_line, told
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot


class CannotHandIn(Cannot):
    """Something is missing. `errors`: field → what to do."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(_("Idén är sparad men inte lämnad. Fyll i det som saknas och lämna den igen."))
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True)
class Words:
    """What the form holds. People and places are those that the page has found for the actor."""

    title: str
    what: str = ""
    whom: str = ""
    why: str = ""
    answers_only: bool | None = None
    unit: CareUnit | None = None
    administration: Administration | None = None
    manager: Account | None = None
    manager_typed: str = ""


class CannotName(Cannot):
    """An idea without a title, or with what is not the provider's."""


@action("idea:open", may=may_open, about_result=True)
def open_idea(provider: CareProvider, words: Words, *, once: str, now: datetime, by: Actor) -> Initiative:
    """A draft of an idea, the opener's own. `once`: the form it came from; the same form twice gives the same idea.

    Raises CannotName without a title.
    """
    found = Idea.objects.filter(once=once, initiative__opened_by_id=by.account).select_related("initiative").first()
    if found:
        return found.initiative
    initiative = Initiative(
        provider=provider,
        number=next_number(provider, now),
        lane=Lane.NEW,
        stage=Stage.IDEA,
        stage_since=now,
        opened_by_id=by.account,
        opened_at=now,
    )
    _name(initiative, words)
    initiative.save()
    idea = Idea(initiative=initiative, once=once, saved_at=now)
    _fill(idea, words)
    idea.save()
    tell(initiative, "idea:open", now=now, by=by)
    open_stage_tasks(initiative, now=now)
    return initiative


@action("idea:write", may=may_write)
def write(initiative: Initiative, words: Words, *, revision: int, now: datetime, by: Actor) -> Idea:
    """Save the words as far as they have come. The same words twice are saved once.

    Raises CannotName without a title and CannotOverwrite when somebody has saved since `revision`.
    """
    idea = Idea.objects.select_for_update().get(initiative=initiative)
    before = _state(initiative, idea)
    current = idea.revision
    _name(initiative, words)
    _fill(idea, words)
    if _state(initiative, idea) == before:
        return idea
    if current != revision:
        raise CannotOverwrite
    idea.revision, idea.saved_at = current + 1, now
    initiative.save()
    idea.save()
    return idea


@action(Act.SUBMIT_IDEA.value, may=may_move(Act.SUBMIT_IDEA))
def submit(initiative: Initiative, *, now: datetime, by: Actor) -> HistoryEntry:
    """Hand the idea in: to the administration's contact person, or straight to the manager where there is none.

    Raises CannotHandIn with everything that is missing.
    """
    errors = missing(initiative, Idea.objects.get(initiative=initiative))
    if errors:
        raise CannotHandIn(errors)
    # Nobody assesses their own idea: where the opener is the only contact person, the step is skipped too.
    asked = contacts(initiative, local_day(now)).exclude(account_id=initiative.opened_by_id)
    if asked.exists():
        return advance(initiative, Act.SUBMIT_IDEA, now=now, by=by)
    details = {"skipped": Stage.FIRST_ASSESSMENT.value, "administration": str(initiative.administration)}
    entry = advance(initiative, Act.SUBMIT_IDEA, to=Stage.MANAGER, details=details, now=now, by=by)
    tell(initiative, "idea:skip_contact", details={"administration": details["administration"]}, now=now, by=by)
    return entry


@action(Act.RECOMMEND.value, may=may_recommend)
def recommend(
    initiative: Initiative, reason: str, answers: Mapping[str, str], *, now: datetime, by: Actor
) -> HistoryEntry:
    """This is the right platform: on to the manager. Raises CannotMove without a reason."""
    return _assessed(initiative, Act.RECOMMEND, Outcome.RECOMMEND, reason, answers, now=now, by=by)


@action(Act.RETURN_IDEA.value, may=may_move(Act.RETURN_IDEA))
def return_idea(
    initiative: Initiative, reason: str, answers: Mapping[str, str] | None = None, *, now: datetime, by: Actor
) -> HistoryEntry:
    """More is needed: back to the one who had the idea. Raises CannotMove without a reason."""
    if initiative.stage == Stage.MANAGER:
        return advance(initiative, Act.RETURN_IDEA, reason=reason, now=now, by=by)
    return _assessed(initiative, Act.RETURN_IDEA, Outcome.RETURN, reason, answers or {}, now=now, by=by)


@action(Act.POINT_ELSEWHERE.value, may=may_move(Act.POINT_ELSEWHERE))
def point_elsewhere(
    initiative: Initiative,
    reason: str,
    closing: str,
    link: str,
    answers: Mapping[str, str] | None = None,
    *,
    now: datetime,
    by: Actor,
) -> HistoryEntry:
    """Another service is better: the idea ends, kindly and with a link. Raises CannotMove without a reason or words."""
    words, address = told(closing, 2000), one_line(link)
    if not words:
        raise CannotMove(_("Skriv några avslutande ord till den som lämnade idén."))
    if address and not address.startswith("https://"):
        raise CannotMove(_("Skriv en adress som börjar med https://."))
    initiative.closing_text, initiative.closing_link = words, address
    if initiative.stage == Stage.FIRST_ASSESSMENT:
        return _assessed(initiative, Act.POINT_ELSEWHERE, Outcome.ELSEWHERE, reason, answers or {}, now=now, by=by)
    return advance(initiative, Act.POINT_ELSEWHERE, reason=reason, now=now, by=by)


@action(Act.MANAGER_APPROVE.value, may=may_approve)
def approve(
    initiative: Initiative,
    owner: Account | None = None,
    deputy: Account | None = None,
    *,
    reason: str = "",
    now: datetime,
    by: Actor,
) -> HistoryEntry:
    """The manager says yes and who will own it: the opener, unless somebody else is named. Raises CannotMove."""
    owns = owner.pk if owner else initiative.opened_by_id
    if deputy and deputy.pk == owns:
        raise CannotMove(_("Välj någon annan än ägaren som ersättare."))
    initiative.owner_id, initiative.deputy_owner = owns, deputy
    names = {"owner": str(initiative.owner), "deputy": str(deputy or "")}
    return advance(initiative, Act.MANAGER_APPROVE, reason=reason, details=names, now=now, by=by)


@action(Act.DECLINE_IDEA.value, may=may_move(Act.DECLINE_IDEA))
def decline(initiative: Initiative, reason: str, *, now: datetime, by: Actor) -> HistoryEntry:
    """The manager says no. Raises CannotMove without a reason."""
    return advance(initiative, Act.DECLINE_IDEA, reason=reason, now=now, by=by)


def _assessed(
    initiative: Initiative,
    act: Act,
    outcome: Outcome,
    reason: str,
    answers: Mapping[str, str],
    *,
    now: datetime,
    by: Actor,
) -> HistoryEntry:
    kept = {key: answers[key] for key in FIT_QUESTIONS if answers.get(key) in Fit.values}
    entry = advance(initiative, act, reason=reason, details={"answers": kept} if kept else {}, now=now, by=by)
    FirstAssessment.objects.create(
        initiative=initiative, outcome=outcome, answers=kept, reason=entry.reason, by_id=by.account, at=now
    )
    return entry


def _name(initiative: Initiative, words: Words) -> None:
    title = one_line(words.title)
    if not title:
        raise CannotName(_("Skriv en titel först. Resten kan vänta."))
    unit = words.unit
    branch: Administration | None = unit.administration if unit else words.administration
    for place in (unit, branch):
        if place is not None and place.provider_id != initiative.provider_id:
            raise CannotName(_("Välj en enhet i din egen region."))
    initiative.title, initiative.unit, initiative.administration = title, unit, branch
    initiative.manager = words.manager


def _fill(idea: Idea, words: Words) -> None:
    idea.what, idea.whom, idea.why = told(words.what), told(words.whom), told(words.why)
    idea.answers_only = words.answers_only
    idea.manager_typed = "" if words.manager else one_line(words.manager_typed, 120)


def _state(initiative: Initiative, idea: Idea) -> tuple[str | bool | UUID | None, ...]:
    on_row = (initiative.title, initiative.unit_id, initiative.administration_id, initiative.manager_id)
    return (*on_row, idea.what, idea.whom, idea.why, idea.answers_only, idea.manager_typed)
