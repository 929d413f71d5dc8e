"""The unit's planning view: this week and the next three, day by day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.doors import needs
from stegvis.care import ahead
from stegvis.care.ahead import Thing
from stegvis.care.unit_time import UnitTime, unit_time
from stegvis.course import worlds
from stegvis.program.unfold import AheadKind
from stegvis.ui.shell import NavItem
from stegvis.web.moments import weekday
from stegvis.web.shell import actor_on

WEEKS = 4
OWN, UNIT = "mina", "enheten"
# In the order in which a day is read.
KINDS = (
    AheadKind.START,
    AheadKind.MODULE,
    AheadKind.OCCASION_OPEN,
    AheadKind.OCCASION_DUE,
    AheadKind.REMINDER,
    AheadKind.PAUSE_BEGINS,
    AheadKind.PAUSE_ENDS,
    AheadKind.PHASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """One's own resident, with the way to the plan."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind, and who of one's own."""

    words: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what comes then. `note` says that the unit is closed, or that nobody is planned."""

    on: date
    said: str
    counts: tuple[Count, ...]
    is_today: bool
    is_past: bool
    closed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday."""

    title: str
    days: tuple[Day, ...]


@needs("caseload:read")
@require_safe
def unit(request: HttpRequest) -> HttpResponse:
    """What comes on the unit. Names and kinds only, as in its list; what it is stands on each one's own page."""
    actor = actor_on(request)
    now = worlds.now_for(actor)
    place = access.unit_of(actor)
    usual = OWN if actor.can("thread:write") else UNIT
    own = (request.GET.get("visa") or usual) == OWN
    time = unit_time(place, now) if place else None
    weeks = _weeks(actor, time, now, own=own) if time else []
    context = {
        "weeks": weeks,
        "own": own,
        "tabs": [NavItem(_("Mina"), f"?visa={OWN}", own), NavItem(_("Hela enheten"), f"?visa={UNIT}", not own)],
        "any": any(day.counts for week in weeks for day in week.days),
        "unit_name": actor.hat.unit_name,
    }
    return render(request, "clinician/unit_plan.html", context)


def _weeks(actor: Actor, time: UnitTime, now: datetime, *, own: bool) -> list[Week]:
    today = time.hours.local_day(now)
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=n) for n in range(7 * WEEKS)]
    things: dict[date, list[Thing]] = defaultdict(list)
    for each in ahead.on_unit(actor, now, today, (days[-1] - today).days + 1, time.hours.zone, own=own):
        things[each.on].append(each)
    lacking = {gap.day for gap in time.gaps(today, len(days))} if actor.can("roster:read") else set()
    made = [_day(day, today, things[day], time, day in lacking) for day in days]
    return [Week(_title(n, made[7 * n].on), tuple(made[7 * n : 7 * n + 7])) for n in range(WEEKS)]


def _title(number: int, monday: date) -> str:
    if number < 2:
        return _("Nästa vecka") if number else _("Den här veckan")
    return _("Vecka %(number)s, från %(day)s") % {
        "number": monday.isocalendar().week,
        "day": date_format(monday, "j F"),
    }


def _day(day: date, today: date, things: Iterable[Thing], time: UnitTime, lacks: bool) -> Day:
    closed = not time.hours.is_open_on(day) and time.hours.ever_opens
    note = _("Stängt") if closed else _("Bemanning saknas") if lacks and day >= today else ""
    said = weekday(day, today) if day >= today else date_format(day, "l j F").lower()
    return Day(day, said.capitalize(), tuple(_counts(things)), day == today, day < today, closed, note)


def _counts(things: Iterable[Thing]) -> Iterable[Count]:
    found: dict[AheadKind, list[Thing]] = defaultdict(list)
    for each in things:
        found[each.kind].append(each)
    for kind in KINDS:
        if number := len(found[kind]):
            yield Count(_words(kind, number), _people(found[kind]))


def _people(things: Iterable[Thing]) -> tuple[Person, ...]:
    """One's own, each once."""
    mine: Counter[tuple[str, UUID]] = Counter((each.name, each.enrolment) for each in things if each.name)
    return tuple(
        Person(f"{name} ({n})" if n > 1 else name, reverse("clinician:plan", args=[pk]))
        for (name, pk), n in sorted(mine.items(), key=lambda pair: pair[0][0])
    )


def _words(kind: AheadKind, n: int) -> str:
    said = {
        AheadKind.START: ngettext("%(n)d program börjar", "%(n)d program börjar", n),
        AheadKind.MODULE: ngettext("%(n)d modul öppnas", "%(n)d moduler öppnas", n),
        AheadKind.OCCASION_OPEN: ngettext("%(n)d formulär öppnas", "%(n)d formulär öppnas", n),
        AheadKind.OCCASION_DUE: ngettext("%(n)d svar ska ha kommit", "%(n)d svar ska ha kommit", n),
        AheadKind.REMINDER: ngettext("%(n)d påminnelse", "%(n)d påminnelser", n),
        AheadKind.PAUSE_BEGINS: ngettext("%(n)d uppehåll börjar", "%(n)d uppehåll börjar", n),
        AheadKind.PAUSE_ENDS: ngettext("%(n)d uppehåll slutar", "%(n)d uppehåll slutar", n),
        AheadKind.PHASE: ngettext("%(n)d program byter fas", "%(n)d program byter fas", n),
    }
    return said[kind] % {"n": n}
