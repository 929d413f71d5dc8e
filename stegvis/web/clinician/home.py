"""Today's work: what waits for the one who is signed in, the most pressing first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

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
from stegvis.care.shown import hidden_among, name_in
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
class Today:
    """Who looks and when, and whose names are not shown: protected identities that have not been opened."""

    actor: Actor
    now: datetime
    hidden: frozenset[UUID]


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
    # A resident administrator has no patients of their own and covers for those who are away.
    own_only = not actor.can("enrolment:reassign")
    threads, notes = letters.waiting(actor, own_only=own_only), corrections.waiting(actor, own_only=own_only)
    silent = queries.inactive(actor, now)
    listed = [each.enrolment_id for each in flags] + [each.enrolment_id for each in threads]
    listed += [each.enrolment.pk for each in notes] + [row.pk for row in silent]
    today = Today(actor, now, hidden_among(actor, listed, now))
    piles = _piles(today, flags, threads, notes, silent)
    phases = queries.counts(actor)
    context = {
        "unit": unit,
        "staffed": policies.staffed(enough),
        "priority": [_priority(today, flag) for flag in urgent],
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


def _priority(today: Today, flag: Flag) -> Waiting:
    """A danger flag. A colleague's shows that it exists; what it says is opened by a choice (safety rule 4)."""
    row, now = flag.enrolment, today.now
    own = _is_own(today, row)
    repeated = _("samma svar har bedömts förut") if flag.own_first_until else ""
    taken = flag.state == FlagState.ACKNOWLEDGED and flag.acknowledged_by
    return Waiting(
        name=name_in(row, today.hidden),
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


def _piles(
    today: Today,
    flags: Sequence[Flag],
    threads: Sequence[letters.Thread],
    notes: Sequence[corrections.Noted],
    silent: Sequence[Enrolment],
) -> list[Pile]:
    own = [flag for flag in flags if not flag.priority]
    with_colleagues = [flag for flag in flags if flag.priority and _stands_elsewhere(today.actor, flag, today.now)]
    return [
        Pile(
            "upprepade",
            _("Upprepade svar som en kollega tar först"),
            _("Samma svar har bedömts förut. Har behandlaren inte tagit flaggan inom ett dygn går den till alla."),
            [_priority(today, flag) for flag in with_colleagues],
        ),
        _of_kind("avlidna", FlagKind.DECEASED, _("Invånare som har avlidit"), own, today),
        _of_kind("farliga", FlagKind.DANGER, _("Farliga svar att bedöma"), own, today),
        Pile("meddelanden", _("Meddelanden som väntar på svar"), "", _letters(today, threads)),
        Pile("stammer-inte", _("Något stämmer inte, skriver invånaren"), "", _not_right(today, notes)),
        _of_kind("ovningar", FlagKind.EXERCISE, _("Övningar att kommentera"), own, today),
        _of_kind("formular", FlagKind.LATE, _("Formulär som inte har besvarats"), own, today),
        _of_kind("samre", FlagKind.WORSENED, _("Försämrade skattningar"), own, today),
        _of_kind("svar", FlagKind.MESSAGE_WAITING, _("Meddelanden som har väntat länge"), own, today),
        _of_kind("moduler", FlagKind.MODULE_DONE, _("Har gjort klart en modul"), own, today),
        _of_kind("klara", FlagKind.PROGRAM_DONE, _("Har gått igenom hela programmet"), own, today),
        _of_kind("slutar", FlagKind.ENDING_SOON, _("Programmet slutar snart"), own, today),
        _of_kind("borta", FlagKind.INACTIVE, _("Inte aktiva på länge"), own, today),
        Pile(
            "tysta",
            _("Inte varit inne på en vecka"),
            _("Ingen aktivitet är inte alltid ett problem, men kan vara skäl att höra av sig."),
            [_silent(today, row) for row in silent],
        ),
    ]


def _letters(today: Today, threads: Sequence[letters.Thread]) -> list[Waiting]:
    return [
        Waiting(
            name=name_in(thread.enrolment, today.hidden),
            what=thread.enrolment.course.title,
            when=_("väntat sedan %(when)s") % {"when": said(thread.waiting_since, today.now)},
            href=reverse("clinician:messages", args=[thread.enrolment_id]),
            whose="" if _is_own(today, thread.enrolment) else str(thread.enrolment.therapist),
        )
        for thread in threads
    ]


def _not_right(today: Today, notes: Sequence[corrections.Noted]) -> list[Waiting]:
    """Notes beside answers that nobody has answered. What they say is read on the page with the answers."""
    return [
        Waiting(
            name=name_in(each.enrolment, today.hidden),
            what=each.enrolment.course.title,
            when=_("skrivet %(when)s") % {"when": said(each.dissent.made_at, today.now)},
            href=reverse("clinician:response", args=[each.enrolment.pk, each.dissent.ref]),
            whose="" if _is_own(today, each.enrolment) else str(each.enrolment.therapist),
        )
        for each in notes
    ]


def _is_own(today: Today, row: Enrolment) -> bool:
    return str(row.therapist_id) == today.actor.account_id


def _of_kind(key: str, kind: FlagKind, title: str, flags: Sequence[Flag], today: Today) -> Pile:
    """One line for each resident, however many flags of the kind; the one that must be taken first stands first."""
    target = "clinician:exercises" if kind is FlagKind.EXERCISE else "clinician:patient"
    grouped: dict[object, list[Flag]] = {}
    now = today.now
    for flag in flags:
        if flag.kind == kind:
            grouped.setdefault(flag.enrolment_id, []).append(flag)
    rows = [
        Waiting(
            name=name_in(found[0].enrolment, today.hidden),
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


def _silent(today: Today, row: Enrolment) -> Waiting:
    last, now = row.course.last_active_at, today.now
    when = _("senast inne %(when)s") % {"when": said(last, now)} if last else _("har inte loggat in än")
    return Waiting(name_in(row, today.hidden), row.course.title, when, reverse("clinician:patient", args=[row.pk]))


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
