"""Today's work: what waits for the one who is signed in, the most pressing first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.care import corrections, halted, policies, queries, rosters, upgrades
from stegvis.care.kinds import FlagKind, FlagState
from stegvis.care.queries import Enrolment, Flag
from stegvis.course import worlds
from stegvis.course.kinds import Phase
from stegvis.lib import switches
from stegvis.lib.clock import local_day
from stegvis.messaging import queries as letters
from stegvis.support.queries import bulletins
from stegvis.ui.parts import Stat
from stegvis.web.clinician.flag_words import deadline_of
from stegvis.web.clinician.programs import news_of
from stegvis.web.clinician.roster.week import lacking
from stegvis.web.moments import said
from stegvis.web.shell import actor_on


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of work: whose, what, since when, and where to do it."""

    name: str
    what: str
    when: str
    href: str
    whose: str = ""
    badge: str = ""
    tone: str = "neutral"
    icon: str = ""
    deadline: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Pile:
    """Work of one kind."""

    key: str
    title: str
    note: str
    rows: Sequence[Waiting]


@needs("caseload:read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page of care staff."""
    actor = actor_on(request)
    now = worlds.now_for(actor)
    unit, enough = queries.unit_ready(actor)
    plan = rosters.planned(actor, now)
    flags = queries.open_flags(actor, plan.today if plan else None)
    urgent = [flag for flag in flags if flag.priority and not _stands_elsewhere(actor, flag, now)]
    piles = _piles(actor, flags, now)
    phases = queries.counts(actor)
    context = {
        "unit": unit,
        "staffed": policies.staffed(enough),
        "priority": [_priority(actor, flag, now) for flag in urgent],
        "alerts": switches.alerts(),
        "cover": lacking(plan, most=3) if plan and not actor.hat.training and rosters.asks_dangerous(plan) else {},
        "halted": halted.halted_here(actor),
        "upgrades_waiting": upgrades.to_decide(actor),
        "news": news_of(actor),
        "piles": [pile for pile in piles if pile.rows],
        "stats": _stats(len(urgent), piles, phases),
        "bulletins": bulletins.waiting(actor, local_day(now)),
        "treats": bool(sum(phases.values())) or actor.can("thread:write"),
    }
    return render(request, "clinician/home.html", context)


def _stands_elsewhere(actor: Actor, flag: Flag, now: datetime) -> bool:
    """A colleague's repeated, already assessed answer: the colleague has it first (safety rule 4)."""
    return flag.stands_with_own(now) and str(flag.enrolment.therapist_id) != actor.account_id


def _priority(actor: Actor, flag: Flag, now: datetime) -> Waiting:
    """A danger flag. A colleague's shows that it exists; what it says is opened by a choice (safety rule 4)."""
    row = flag.enrolment
    own = str(row.therapist_id) == actor.account_id
    repeated = _("samma svar har bedömts förut") if flag.own_first_until else ""
    taken = flag.state == FlagState.ACKNOWLEDGED and flag.acknowledged_by
    return Waiting(
        name=row.patient.full_name,
        what=_("Farligt svar i %(program)s") % {"program": row.course.title},
        when=said(flag.raised_at, now),
        href=reverse("clinician:flag", args=[flag.pk]),
        whose=repeated if own else _("%(name)s är behandlare") % {"name": row.therapist},
        badge=_("%(name)s har tagit den") % {"name": flag.acknowledged_by} if taken else _("Ny"),
        tone="warning" if taken else "danger",
        icon="flag",
        deadline=deadline_of(flag, now),
        overdue=flag.is_overdue(now),
    )


def _piles(actor: Actor, flags: Sequence[Flag], now: datetime) -> list[Pile]:
    # A resident administrator has no patients of their own and covers for those who are away.
    covers = actor.can("enrolment:reassign")
    own = [flag for flag in flags if not flag.priority]
    with_colleagues = [flag for flag in flags if flag.priority and _stands_elsewhere(actor, flag, now)]
    return [
        Pile(
            "upprepade",
            _("Upprepade svar som en kollega tar först"),
            _("Samma svar har bedömts förut. Har behandlaren inte tagit flaggan inom ett dygn går den till alla."),
            [_priority(actor, flag, now) for flag in with_colleagues],
        ),
        _of_kind("avlidna", FlagKind.DECEASED, _("Invånare som har avlidit"), own, now),
        _of_kind("farliga", FlagKind.DANGER, _("Farliga svar att bedöma"), own, now),
        Pile("meddelanden", _("Meddelanden som väntar på svar"), "", _letters(actor, covers, now)),
        Pile("stammer-inte", _("Något stämmer inte, skriver invånaren"), "", _not_right(actor, covers, now)),
        _of_kind("ovningar", FlagKind.EXERCISE, _("Övningar att kommentera"), own, now),
        _of_kind("formular", FlagKind.LATE, _("Formulär som inte har besvarats"), own, now),
        _of_kind("samre", FlagKind.WORSENED, _("Försämrade skattningar"), own, now),
        _of_kind("svar", FlagKind.MESSAGE_WAITING, _("Meddelanden som har väntat länge"), own, now),
        _of_kind("moduler", FlagKind.MODULE_DONE, _("Har gjort klart en modul"), own, now),
        _of_kind("klara", FlagKind.PROGRAM_DONE, _("Har gått igenom hela programmet"), own, now),
        _of_kind("slutar", FlagKind.ENDING_SOON, _("Programmet slutar snart"), own, now),
        _of_kind("borta", FlagKind.INACTIVE, _("Inte aktiva på länge"), own, now),
        Pile(
            "tysta",
            _("Inte varit inne på en vecka"),
            _("Ingen aktivitet är inte alltid ett problem, men kan vara skäl att höra av sig."),
            [_silent(row, now) for row in queries.inactive(actor, now)],
        ),
    ]


def _letters(actor: Actor, covers: bool, now: datetime) -> list[Waiting]:
    return [
        Waiting(
            name=thread.enrolment.patient.full_name,
            what=thread.enrolment.course.title,
            when=_("väntat sedan %(when)s") % {"when": said(thread.waiting_since, now)},
            href=reverse("clinician:messages", args=[thread.enrolment_id]),
            whose="" if str(thread.enrolment.therapist_id) == actor.account_id else str(thread.enrolment.therapist),
        )
        for thread in letters.waiting(actor, own_only=not covers)
    ]


def _not_right(actor: Actor, covers: bool, now: datetime) -> list[Waiting]:
    """Notes beside answers that nobody has answered. What they say is read on the page with the answers."""
    return [
        Waiting(
            name=each.enrolment.patient.full_name,
            what=each.enrolment.course.title,
            when=_("skrivet %(when)s") % {"when": said(each.dissent.made_at, now)},
            href=reverse("clinician:response", args=[each.enrolment.pk, each.dissent.ref]),
            whose="" if str(each.enrolment.therapist_id) == actor.account_id else str(each.enrolment.therapist),
        )
        for each in corrections.waiting(actor, own_only=not covers)
    ]


def _of_kind(key: str, kind: FlagKind, title: str, flags: Sequence[Flag], now: datetime) -> Pile:
    """One line for each resident, however many flags of the kind; the one that must be taken first stands first."""
    target = "clinician:exercises" if kind is FlagKind.EXERCISE else "clinician:patient"
    grouped: dict[object, list[Flag]] = {}
    for flag in flags:
        if flag.kind == kind:
            grouped.setdefault(flag.enrolment_id, []).append(flag)
    rows = [
        Waiting(
            name=found[0].enrolment.patient.full_name,
            what=found[0].enrolment.course.title,
            when=said(found[0].raised_at, now),
            href=reverse(target, args=[pk]),
            badge=_("%(n)d st") % {"n": len(found)} if len(found) > 1 else "",
            deadline=deadline_of(found[0], now) if any(each.is_overdue(now) for each in found) else "",
            overdue=any(each.is_overdue(now) for each in found),
        )
        for pk, found in grouped.items()
    ]
    return Pile(key, title, "", rows)


def _silent(row: Enrolment, now: datetime) -> Waiting:
    last = row.course.last_active_at
    when = _("senast inne %(when)s") % {"when": said(last, now)} if last else _("har inte loggat in än")
    return Waiting(row.patient.full_name, row.course.title, when, reverse("clinician:patient", args=[row.pk]))


def _stats(urgent: int, piles: Sequence[Pile], phases: dict[str, int]) -> list[Stat]:
    size = {pile.key: len(pile.rows) for pile in piles}
    running: Any = sum(phases.get(phase, 0) for phase in (Phase.ACTIVE, Phase.PAUSED, Phase.MAINTENANCE))
    upcoming = phases.get(Phase.UPCOMING, 0)
    note = _("%(n)d startar senare") % {"n": upcoming} if upcoming else ""
    first = Stat(
        _("Prioriterade flaggor"),
        urgent,
        _("hela enheten"),
        "danger" if urgent else "neutral",
        _hash("flaggor", urgent),
        "flag",
    )
    return [
        # Where alerts are off, nought would look as if somebody had counted (safety rule 9).
        *([first] if urgent or switches.alerts() else []),
        Stat(
            _("Meddelanden"), size["meddelanden"], "", "neutral", _hash("meddelanden", size["meddelanden"]), "message"
        ),
        Stat(_("Övningar"), size["ovningar"], "", "neutral", _hash("ovningar", size["ovningar"]), "edit"),
        Stat(_("Obesvarade formulär"), size["formular"], "", "neutral", _hash("formular", size["formular"]), "form"),
        Stat(_("Pågår hos dig"), running, note, "neutral", reverse("clinician:caseload"), "people"),
    ]


def _hash(key: str, number: int) -> str:
    return f"#{key}" if number else ""
