"""A meeting as a calendar file (RFC 5545), for the calendars of those who are asked. Pure."""

from datetime import timedelta

from icalendar import Calendar, Event

from stegvis.governance.models import Meeting


def file_of(meeting: Meeting, url: str) -> bytes:
    """The file. The same id at every change, with a higher sequence: a calendar replaces what it has."""
    event = Event()
    event.add("uid", f"{meeting.pk}@stegvis")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.made_at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.starts_at + timedelta(minutes=meeting.minutes))
    event.add("summary", meeting.title)
    event.add("location", meeting.place or meeting.link)
    event.add("description", "\n\n".join(part for part in (meeting.agenda, meeting.link, url) if part))
    event.add("url", url)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Stegvis//sv")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.cancelled_at else "PUBLISH")
    calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
