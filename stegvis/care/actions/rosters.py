"""Hours, closed days, the roster and absences: changed by resident administrators, each in the log.

What is changed shows at once in deadlines to come and in what residents read; a flag that stands keeps its deadline.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.models import CareUnit
from stegvis.care.hours import CannotReadSpans, Spans, tidy
from stegvis.care.kinds import FARTHEST_AHEAD, FlagState
from stegvis.care.models import Absence, ClosedDay, Flag, Shift, UnitHours
from stegvis.care.policies import may_change_absence, may_change_shift, may_plan
from stegvis.care.promised import renew_outlook
from stegvis.care.unit_time import unit_time
from stegvis.course import worlds
from stegvis.lib.clock import local_day
from stegvis.lib.errors import Cannot

REASON = "flags of somebody who is away go to who stands in"
MOST_CLOSED = 60
# No line began before this: an older day is a year that was typed wrong.
OLDEST = date(2000, 1, 1)


class CannotPlan(Cannot):
    """What was asked for fits no roster; nothing has been changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the roster as somebody fills it in."""

    person: UUID
    deputy: UUID | None
    from_day: date
    until_day: date | None
    weekdays: tuple[int, ...]


@action("roster:set_hours", may=may_plan)
def set_hours(unit: CareUnit, week: Sequence[Iterable[tuple[int, int]]], *, by: Actor) -> None:
    """Set the hours of every weekday, Monday first. Raises CannotPlan."""
    kept = [_spans(day) for day in week]
    UnitHours.objects.update_or_create(unit=unit, defaults={"week": kept})
    renew_outlook(unit, worlds.real_now())


@action("roster:close_days", may=may_plan)
def close_days(unit: CareUnit, days: Iterable[tuple[date, str]], *, by: Actor) -> int:
    """Close the unit on days, each with a reason. Returns how many were not closed before. Raises CannotPlan."""
    wanted = dict(days)
    if len(wanted) > MOST_CLOSED:
        raise CannotPlan(_("Lägg till färre dagar åt gången."))
    for day in wanted:
        _demand_ahead(unit, day)
    known = set(ClosedDay.objects.filter(unit=unit, day__in=wanted).values_list("day", flat=True))
    for day, reason in wanted.items():
        if day not in known:
            ClosedDay.objects.create(unit=unit, day=day, reason=reason.strip()[:100])
    renew_outlook(unit, worlds.real_now())
    return len(set(wanted) - known)


@action("roster:set_day", may=may_plan)
def set_day(unit: CareUnit, day: date, reason: str, spans: Iterable[tuple[int, int]], *, by: Actor) -> None:
    """Give a day hours of its own, or close it with none. Raises CannotPlan."""
    _demand_ahead(unit, day)
    row = {"reason": reason.strip()[:100], "spans": _spans(spans)}
    ClosedDay.objects.update_or_create(unit=unit, day=day, defaults=row)
    renew_outlook(unit, worlds.real_now())


@action("roster:open_day", may=may_plan)
def open_day(unit: CareUnit, day: date, *, by: Actor) -> None:
    """The day is as any other weekday again."""
    ClosedDay.objects.filter(unit=unit, day=day).delete()
    renew_outlook(unit, worlds.real_now())


@action("roster:add_shift", may=may_plan)
def add_shift(unit: CareUnit, line: Line, *, by: Actor) -> Shift:
    """Add a line. Raises CannotPlan."""
    _demand_line(unit, line)
    row = Shift.objects.create(unit=unit, **_columns(line))
    renew_outlook(unit, worlds.real_now())
    return row


@action("roster:change_shift", may=may_change_shift)
def change_shift(shift: Shift, line: Line, *, by: Actor) -> None:
    """Change a line. Raises CannotPlan."""
    _demand_line(shift.unit, line)
    for name, value in _columns(line).items():
        setattr(shift, name, value)
    shift.save()
    renew_outlook(shift.unit, worlds.real_now())


@action("roster:remove_shift", may=may_change_shift)
def remove_shift(shift: Shift, *, by: Actor) -> None:
    """End a line from today on. One that has not begun goes away; one that has stays as what was."""
    now = worlds.real_now()
    today = unit_time(shift.unit, now).hours.local_day(now)
    if shift.from_day >= today:
        Shift.objects.filter(pk=shift.pk).delete()
    else:
        shift.until_day = today - timedelta(days=1)
        shift.save()
    renew_outlook(shift.unit, now)


@action("roster:add_absence", may=may_plan)
def add_absence(
    unit: CareUnit, person: UUID, from_day: date, until_day: date, replaced_by: UUID | None, *, by: Actor
) -> Absence:
    """Note that somebody is not there, and who stands in. Flags that wait for them today get their new owner.

    Raises CannotPlan.
    """
    now = worlds.real_now()
    known = access.handling(unit.pk).names
    if str(person) not in known or (replaced_by and str(replaced_by) not in known):
        raise CannotPlan(_("Den du valde har inte rollen behandlare eller invånaradministratör på enheten."))
    if replaced_by == person:
        raise CannotPlan(_("Välj någon annan som ersätter."))
    if until_day < from_day:
        raise CannotPlan(_("Sista dagen ligger före den första."))
    _demand_ahead(unit, until_day)
    _demand_not_away(unit, person, from_day, until_day)
    row = Absence.objects.create(
        unit=unit, person_id=person, from_day=from_day, until_day=until_day, replaced_by_id=replaced_by
    )
    time = unit_time(unit, now)
    day = time.hours.local_day(now)
    if row.away.holds_on(day):
        waiting = Flag.objects.without_asking_who_because(REASON).filter(enrolment__unit=unit, owner_id=person)
        owner = time.roster.owner(str(person), day)
        waiting.filter(state=FlagState.OPEN).update(owner_id=UUID(owner) if owner else None)
    renew_outlook(unit, now)
    return row


@action("roster:remove_absence", may=may_change_absence)
def remove_absence(absence: Absence, *, by: Actor) -> None:
    """Somebody is there after all."""
    Absence.objects.filter(pk=absence.pk).delete()
    renew_outlook(absence.unit, worlds.real_now())


def _spans(spans: Iterable[tuple[int, int]]) -> Spans:
    try:
        return tidy(spans)
    except CannotReadSpans as error:
        raise CannotPlan(_("En tid slutar innan den börjar. Kontrollera klockslagen.")) from error


def _columns(line: Line) -> dict[str, object]:
    return {
        "person_id": line.person,
        "deputy_id": line.deputy,
        "from_day": line.from_day,
        "until_day": line.until_day,
        "weekdays": sorted(set(line.weekdays)),
    }


def _demand_line(unit: CareUnit, line: Line) -> None:
    own = access.handling(unit.pk).names
    # A co-operating unit's people do not see this unit's flags, so they cannot be the second here.
    if str(line.person) not in own or (line.deputy and str(line.deputy) not in own):
        raise CannotPlan(_("Den du valde har inte rollen behandlare eller invånaradministratör på enheten."))
    if line.deputy == line.person:
        raise CannotPlan(_("Ersättaren måste vara någon annan."))
    if not line.weekdays or not set(line.weekdays) <= set(range(7)):
        raise CannotPlan(_("Välj minst en veckodag."))
    if line.until_day and line.until_day < line.from_day:
        raise CannotPlan(_("Sista dagen ligger före den första."))
    if line.from_day < OLDEST:
        raise CannotPlan(_("Den första dagen ligger mycket långt tillbaka. Kontrollera årtalet."))
    for day in (line.from_day, line.until_day):
        if day and day > local_day(worlds.real_now()) + FARTHEST_AHEAD:
            raise CannotPlan(_("Datumet ligger mer än två år fram. Kontrollera årtalet."))


def _demand_not_away(unit: CareUnit, person: UUID, from_day: date, until_day: date) -> None:
    known = Absence.objects.filter(unit=unit, person_id=person, from_day__lte=until_day, until_day__gte=from_day)
    if known.exists():
        raise CannotPlan(_("Personen är redan frånvarande någon av de dagarna. Ta bort den frånvaron först."))


def _demand_ahead(unit: CareUnit, day: date) -> None:
    now = worlds.real_now()
    today = unit_time(unit, now).hours.local_day(now)
    if day < today:
        raise CannotPlan(_("Dagen har redan varit."))
    if day > today + FARTHEST_AHEAD:
        raise CannotPlan(_("Datumet ligger mer än två år fram. Kontrollera årtalet."))
