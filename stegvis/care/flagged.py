"""The reading door of flags: actor first. A flag's page opens its enrolment, which is logged there."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, F, Q, When

from stegvis.access import queries as access
from stegvis.access.actor import Actor
from stegvis.care.cover import Away, Roster
from stegvis.care.kinds import FlagState
from stegvis.care.models import Absence, Enrolment, Flag
from stegvis.care.models import FlagStep as FlagStep  # noqa: PLC0414 - pages name what they are given
from stegvis.care.unit_time import UnitTime
from stegvis.notifications import queries as outside

# One that a colleague already has does not press, however old it is.
NOT_TAKEN_FIRST = Case(When(state=FlagState.OPEN, then=0), default=1)


def flags(actor: Actor, row: Enrolment) -> list[Flag]:
    """All flags of one enrolment, newest first."""
    rows = Flag.objects.visible_to(actor).filter(enrolment=row)
    return list(rows.select_related("acknowledged_by", "handled_by", "owner").order_by("-raised_at"))


def flag(actor: Actor, pk: UUID) -> Flag | None:
    """One flag that the actor's unit has."""
    rows = Flag.objects.visible_to(actor).filter(pk=pk)
    wanted = rows.select_related(
        "enrolment__patient",
        "enrolment__course__world",
        "enrolment__unit__provider",
        "owner",
        "acknowledged_by",
        "handled_by",
    )
    found: Flag | None = wanted.first()
    return found


def open_flags(actor: Actor, day: date | None = None) -> list[Flag]:
    """Unhandled flags: priority flags of the whole unit, the others of the actor's own. By when they must be taken.

    Own is also what belongs to somebody whom the actor stands in for on the day. A resident administrator has what
    belongs to nobody who is there.
    """
    rows = Flag.objects.visible_to(actor).exclude(state=FlagState.HANDLED)
    mine = Q(owner_id=actor.account) | Q(enrolment__therapist_id=actor.account)
    if day is not None and actor.unit is not None:
        mine |= _covered_by(actor, actor.unit, day)
    wanted = rows.filter(Q(priority=True) | mine).select_related(
        "enrolment__patient", "enrolment__course", "enrolment__therapist", "acknowledged_by", "owner"
    )
    return list(wanted.order_by("-priority", NOT_TAKEN_FIRST, F("deadline_at").asc(nulls_last=True), "raised_at"))


def _covered_by(actor: Actor, unit_id: UUID, day: date) -> Q:
    aways = tuple(row.away for row in Absence.objects.filter(unit_id=unit_id, from_day__lte=day, until_day__gte=day))
    administers = actor.can("enrolment:reassign")
    if not aways and not administers:
        return Q(pk__in=[])
    roster = Roster((), aways, access.handling(unit_id).on)
    if not administers:
        return Q(owner_id__in=_stood_in_for(roster, aways, actor.account_id, day))
    there = [each for each in roster.handlers(day) if roster.stands_for(each, day)]
    also = [away.person for away in aways if roster.stands_for(away.person, day)]
    return Q(owner_id__isnull=True) | ~Q(owner_id__in=[*there, *also])


def _stood_in_for(roster: Roster, aways: Iterable[Away], account_id: str, day: date) -> list[str]:
    return [away.person for away in aways if roster.stands_for(away.person, day) == account_id]


def waiting_on_unit(actor: Actor) -> list[Flag]:
    """Every unhandled priority flag of the unit, the most pressing first: names and times, never what they say."""
    rows = Flag.objects.visible_to(actor).filter(priority=True).exclude(state=FlagState.HANDLED)
    wanted = rows.select_related(
        "enrolment__patient", "enrolment__course", "enrolment__therapist", "acknowledged_by", "owner"
    )
    return list(
        wanted.defer("detail", "note").order_by(NOT_TAKEN_FIRST, F("deadline_at").asc(nulls_last=True), "raised_at")
    )


def steps(flag: Flag) -> list[FlagStep]:
    """What has happened with a flag whose enrolment was opened, oldest first. One query."""
    return list(flag.steps.select_related("by", "to").order_by("at", "id"))


def deliveries(flag: Flag, found: Iterable[FlagStep]) -> dict[str, str]:
    """How far each telling has come: key → state of the outbox. A key that is not there has reached nobody yet."""
    keys = [step.key for step in found if step.key]
    return dict(outside.staff_delivery(flag.enrolment.unit_id, keys)) if keys else {}


def may_be_handed(time: UnitTime, flag: Flag, now: datetime) -> dict[str, str]:
    """Colleagues who are there on the unit's day, besides the one who has it: account id → name."""
    opens = time.hours.next_open(now) or now
    day = time.hours.local_day(opens)
    names = time.handling.names
    there = sorted((key for key in names if time.roster.is_there(key, day)), key=lambda key: names[key].casefold())
    return {key: names[key] for key in there if key != str(flag.owner_id)}
