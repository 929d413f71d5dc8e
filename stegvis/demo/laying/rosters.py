"""When the demo's units are open, who is there, and where they are told.

Every day ahead is covered, except where staff are too few (Syd) and on one day that nobody has thought of (Klarfors).
"""

from datetime import date, datetime, timedelta

from stegvis.access import queries as access
from stegvis.access.models import CareUnit
from stegvis.care.models import Absence, ClosedDay, Shift, UnitHours
from stegvis.care.promised import renew_outlook
from stegvis.demo.content import people
from stegvis.demo.laying.places import COORDINATOR, Places
from stegvis.lib.clock import local_day
from stegvis.notifications import addresses
from stegvis.notifications.kinds import ChannelKind, StaffRole
from stegvis.notifications.models import StaffChannel

# Minutes of the day, Monday to Friday; the others are as the most.
HOURS = {"rehab": [[450, 990]], "somn": [[480, 720], [780, 960]]}
USUAL = [[480, 990]]
WORKDAYS = [0, 1, 2, 3, 4]
# Who has which days where there are enough to share them.
SHARED = ([0, 2, 4], [1, 3])
Line = tuple[str, str | None, list[int]]
# The last numbers of the range that is kept for fiction.
PHONES = {"psyk-norr": 95, "psyk-syd": 96, "somn": 97, "vc-almen": 98, "vc-klarfors": 99, "rehab": 94}
GAP, GAP_IN = "vc-klarfors", 10


def lay_rosters(places: Places, now: datetime) -> None:
    """Hours, a roster with deputies, closed days ahead, somebody away, and channels."""
    for slug, unit in places.units.items():
        day = HOURS.get(slug, USUAL)
        UnitHours.objects.create(unit=unit, week=[*([day] * 5), [], []])
        for closed, reason in _closed(local_day(now)):
            ClosedDay.objects.create(unit=unit, day=closed, reason=reason)
        _roster(unit, local_day(now))
        if slug == GAP:
            _gap(unit, local_day(now))
        _channels(places, slug, unit, now)
        renew_outlook(unit, now)
    _contact(places, now)


def _closed(today: date) -> list[tuple[date, str]]:
    """Christmas, this year's or the next."""
    year = today.year if today <= date(today.year, 12, 24) else today.year + 1
    return [(date(year, 12, day), reason) for day, reason in ((24, "Julafton"), (25, "Juldagen"), (26, "Annandag jul"))]


def _roster(unit: CareUnit, today: date) -> None:
    there = list(access.handlers_of(unit.pk, today))
    began = today - timedelta(days=200)
    if len(there) >= 3:
        lines: list[Line] = [(there[0], there[1], SHARED[0]), (there[1], there[2], SHARED[1])]
    else:
        lines = [(there[0], there[1] if len(there) > 1 else None, WORKDAYS)]
    for person, deputy, weekdays in lines:
        Shift.objects.create(unit=unit, person_id=person, deputy_id=deputy, from_day=began, weekdays=weekdays)
    if len(there) >= 3:
        # On a Monday, which the first has: the line's deputy is away and the third stands in.
        monday = today + timedelta(days=7 - today.weekday())
        Absence.objects.create(
            unit=unit, person_id=there[1], from_day=monday, until_day=monday, replaced_by_id=there[2]
        )


def _gap(unit: CareUnit, today: date) -> None:
    """The deputy is away on a day to come, and nobody stands in."""
    deputy = Shift.objects.filter(unit=unit).values_list("deputy", flat=True).exclude(deputy=None).get()
    day = today + timedelta(days=GAP_IN)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > WORKDAYS[-1] else 0)
    Absence.objects.create(unit=unit, person_id=deputy, from_day=day, until_day=day)


def _channels(places: Places, slug: str, unit: CareUnit, now: datetime) -> None:
    _channel(places, unit, StaffRole.UNIT, "Jourtelefonen", ChannelKind.SMS, f"070-174 06 {PHONES[slug]}", now)
    for person in people.STAFF:
        manages = (
            any(hat["place"] == slug and "access_administrator" in hat["roles"] for hat in person["hats"])
            and "chef" in person["title"].lower()
        )
        if manages:
            name = f"{person['given']} {person['family']}"
            address = f"{person['slug']}@vanersund.example"
            _channel(places, unit, StaffRole.MANAGER, name, ChannelKind.EMAIL, address, now)
            return


def _contact(places: Places, now: datetime) -> None:
    name = str(places.accounts[COORDINATOR])
    _channel(places, None, StaffRole.PROVIDER, name, ChannelKind.EMAIL, f"{COORDINATOR}@vanersund.example", now)


def _channel(
    places: Places, unit: CareUnit | None, role: StaffRole, name: str, kind: ChannelKind, address: str, now: datetime
) -> None:
    StaffChannel.objects.create(
        provider=places.provider,
        unit=unit,
        role=role,
        name=name,
        kind=kind,
        address=addresses.read(kind, address),
        made_at=now - timedelta(days=200),
        verified_at=now - timedelta(days=200),
    )
