"""The plan as a calendar file: days with the same neutral words, whatever they are about (safety rule 13).

A calendar is shared with family and work, and lives on servers of others. So the file says neither program nor unit
nor content, links nowhere, and names each day by a value that cannot be read back.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from operator import attrgetter
from uuid import UUID, uuid5

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from stegvis.access.actor import Actor
from stegvis.course import planned, queries
from stegvis.web.walking.ahead.rows import dated_of
from stegvis.web.walking.ahead.words import Row
from stegvis.web.walking.walks import Walk

# Names are made inside this one, so that they meet no others.
NAMES = UUID("0d7f2f0e-1a0b-4c7e-8a43-6f1f1b6f5d10")
# What opens in the morning is for the whole day; only what is asked at an hour of its own has one.
MORNING = time(6, 0)
LASTS = timedelta(minutes=15)


def file_of(actor: Actor, walks: list[Walk]) -> HttpResponse:
    """The file to keep; each copy is logged."""
    for walk in walks:
        queries.note_copy(actor, walk.course, "own_plan:print")
    answer = HttpResponse(calendar_of(walks), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kalender.ics"'
    return answer


def calendar_of(walks: Iterable[Walk]) -> bytes:
    """The file. A day with several things is one entry: how many there are is nobody's business."""
    made = Calendar()
    made.add("prodid", "-//Stegvis//SV")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    days: dict[object, tuple[Row, Walk]] = {}
    for walk in walks:
        for row in dated_of(walk):
            days.setdefault((row.on, _hour(row, walk)), (row, walk))
    for row, walk in sorted(days.values(), key=lambda pair: attrgetter("on", "at")(pair[0])):
        made.add_component(_event(row, walk))
    return bytes(made.to_ical())


def _event(row: Row, walk: Walk) -> Event:
    event, hour = Event(), _hour(row, walk)
    event.add("uid", str(uuid5(NAMES, row.ref)))
    event.add("dtstamp", walk.now)
    event.add("summary", _("Något att göra i Stegvis"), parameters={"LANGUAGE": get_language() or "sv"})
    if hour is None:
        event.add("dtstart", row.on)
        event.add("dtend", row.on + timedelta(days=1))
    else:
        event.add("dtstart", hour)
        event.add("dtend", hour + LASTS)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _hour(row: Row, walk: Walk) -> datetime | None:
    """At what time, where it is not the whole day."""
    at = row.at.astimezone(planned.zone_of(walk.standing)) if row.at else None
    return row.at if at and at.time() != MORNING else None
