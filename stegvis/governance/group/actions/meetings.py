"""The working group's meetings: called, moved, called off, held; what was said and decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.governance.group.inviting import summons
from stegvis.governance.group.kinds import AboutKind, Answer
from stegvis.governance.group.policies import (
    may_answer,
    may_invite,
    may_lead_meeting,
    may_take_back,
    may_write_meeting,
)
from stegvis.governance.group.queries import may_be_asked
from stegvis.governance.models import Attendance, Decision, Initiative, Meeting
from stegvis.governance.moving import tell
from stegvis.lib.errors import Cannot
from stegvis.notifications.letters import post

SHORTEST, LONGEST = 5, 12 * 60
MOST_TEXT = 20_000
EARLIEST = timedelta(days=366)


class CannotMeet(Cannot):
    """Something in the call or the notes cannot be kept. `field` is where on the page."""

    def __init__(self, field: str, sentence: object) -> None:
        super().__init__(sentence)
        self.field = field


class Overtaken(CannotMeet):
    """Somebody else has saved meanwhile; what is there now is shown beside what was typed."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a call to a meeting says. `people`: accounts in the working group or with another part in the work."""

    title: str
    starts_at: datetime | None
    minutes: int
    place: str
    link: str
    agenda: str
    people: frozenset[UUID]


@action("meeting:plan", may=may_invite)
def plan_meeting(initiative: Initiative, call: Call, *, now: datetime, by: Actor) -> Meeting:
    """Call a meeting; everybody asked gets a letter. The same call twice is one meeting. Raises CannotMeet."""
    people, starts_at = _checked(initiative, call, now)
    same = initiative.meetings.filter(title=call.title.strip(), starts_at=starts_at, cancelled_at__isnull=True)
    known = same.first()
    if known is not None:
        return known
    meeting = Meeting(initiative=initiative, made_by_id=by.account, made_at=now)
    _set(meeting, call, starts_at)
    meeting.save(force_insert=True)
    Attendance.objects.bulk_create(Attendance(meeting=meeting, account_id=pk) for pk in people)
    tell(initiative, "meeting:plan", details=_details(meeting), now=now, by=by)
    _summon(meeting, people, "plan", now, by)
    return meeting


@action("meeting:change", may=may_lead_meeting)
def change_meeting(meeting: Meeting, call: Call, *, now: datetime, by: Actor) -> Meeting:
    """Another time, place, agenda or other people. Those concerned are told when it is another time or place.

    Raises CannotMeet.
    """
    people, starts_at = _checked(meeting.initiative, call, now)
    if meeting.held_at or meeting.cancelled_at:
        raise CannotMeet("title", _("Mötet har varit eller är inställt. Det går inte att flytta."))
    before = (meeting.starts_at, meeting.minutes, meeting.place, meeting.link)
    _set(meeting, call, starts_at)
    moved = before != (meeting.starts_at, meeting.minutes, meeting.place, meeting.link)
    meeting.sequence += int(moved)
    meeting.save()
    asked = set(meeting.attendances.values_list("account_id", flat=True))
    meeting.attendances.filter(account_id__in=asked - people).delete()
    Attendance.objects.bulk_create(Attendance(meeting=meeting, account_id=pk) for pk in people - asked)
    if moved:
        # What was answered was about another time.
        meeting.attendances.update(answer=Answer.ASKED, answered_at=None)
        tell(meeting.initiative, "meeting:move", details=_details(meeting), now=now, by=by)
        _summon(meeting, people & asked, "move", now, by)
    _summon(meeting, people - asked, "plan", now, by)
    return meeting


@action("meeting:cancel", may=may_lead_meeting)
def cancel_meeting(meeting: Meeting, *, now: datetime, by: Actor) -> Meeting:
    """It is not held; those who were asked are told. Twice is once. Raises CannotMeet for one that has been held."""
    if meeting.held_at:
        raise CannotMeet("title", _("Mötet har redan hållits."))
    if meeting.cancelled_at is None:
        meeting.cancelled_at = now
        meeting.sequence += 1
        meeting.save(update_fields=["cancelled_at", "sequence"])
        tell(meeting.initiative, "meeting:cancel", details=_details(meeting), now=now, by=by)
        _summon(meeting, set(meeting.attendances.values_list("account_id", flat=True)), "cancel", now, by)
    return meeting


@action("meeting:answer", may=may_answer)
def answer(attendance: Attendance, coming: bool, *, now: datetime, by: Actor) -> Attendance:
    """Somebody who is asked says whether they come."""
    attendance.answer, attendance.answered_at = (Answer.YES if coming else Answer.NO), now
    attendance.save(update_fields=["answer", "answered_at"])
    return attendance


@action("meeting:note", may=may_write_meeting)
def write_notes(
    meeting: Meeting, notes: str, present: Iterable[UUID], revision: int, *, now: datetime, by: Actor
) -> Meeting:
    """Keep the notes and who was there: the meeting is held then. Raises Overtaken, CannotMeet."""
    if meeting.cancelled_at:
        raise CannotMeet("notes", _("Mötet är inställt."))
    if meeting.revision != revision:
        raise Overtaken(
            "notes", _("Någon annan har sparat under tiden. Jämför med det som är sparat nu, och spara igen.")
        )
    meeting.notes, meeting.revision = notes.strip()[:MOST_TEXT], revision + 1
    first = meeting.held_at is None
    meeting.held_at = meeting.held_at or now
    meeting.save(update_fields=["notes", "revision", "held_at"])
    there = set(present)
    meeting.attendances.filter(account_id__in=there).update(present=True)
    meeting.attendances.exclude(account_id__in=there).update(present=False)
    if first:
        tell(meeting.initiative, "meeting:hold", details=_details(meeting), now=now, by=by)
    return meeting


@action("decision:make", may=may_write_meeting)
def decide(
    meeting: Meeting, text: str, about: tuple[AboutKind, str, str] | None = None, *, now: datetime, by: Actor
) -> Decision:
    """Write down what a meeting decided. `about`: the kind, id and name of a pin or a risk. The same text is one.

    Raises CannotMeet.
    """
    said = text.strip()
    if not said:
        raise CannotMeet("decision", _("Skriv vad ni beslutade."))
    if meeting.cancelled_at:
        raise CannotMeet("decision", _("Mötet är inställt."))
    kind, pk, label = about or ("", "", "")
    same = meeting.decisions.filter(text=said, about_kind=kind, about_id=pk, taken_back_at__isnull=True).first()
    if same is not None:
        return same
    made = Decision.objects.create(
        meeting=meeting, text=said, about_kind=kind, about_id=pk, about_label=label[:200], by_id=by.account, at=now
    )
    tell(meeting.initiative, "decision:make", details={**_details(meeting), "text": said}, now=now, by=by)
    return made


@action("decision:take_back", may=may_take_back)
def take_back(decision: Decision, *, now: datetime, by: Actor) -> Decision:
    """It was written wrong, or is not to hold. It stays readable."""
    if decision.taken_back_at is None:
        decision.taken_back_at, decision.taken_back_by_id = now, by.account
        decision.save(update_fields=["taken_back_at", "taken_back_by"])
        details = {"title": decision.meeting.title, "text": decision.text}
        tell(decision.meeting.initiative, "decision:take_back", details=details, now=now, by=by)
    return decision


def _checked(initiative: Initiative, call: Call, now: datetime) -> tuple[set[UUID], datetime]:
    if not call.title.strip():
        raise CannotMeet("title", _("Skriv vad mötet handlar om."))
    if call.starts_at is None:
        raise CannotMeet("starts", _("Välj dag och klockslag."))
    if call.starts_at < now - EARLIEST:
        raise CannotMeet("starts", _("Det är mer än ett år sedan. Stämmer dagen?"))
    if not SHORTEST <= call.minutes <= LONGEST:
        raise CannotMeet("minutes", _("Skriv längden i minuter, från 5 till 720."))
    if call.link.strip():
        try:
            URLValidator(schemes=["https", "http"])(call.link.strip())
        except ValidationError:
            raise CannotMeet("link", _("Länken ska börja med https://")) from None
    return set(call.people) & may_be_asked(initiative), call.starts_at


def _set(meeting: Meeting, call: Call, starts_at: datetime) -> None:
    meeting.title, meeting.starts_at, meeting.minutes = call.title.strip()[:200], starts_at, call.minutes
    meeting.place, meeting.link = call.place.strip()[:200], call.link.strip()[:500]
    meeting.agenda = call.agenda.strip()[:MOST_TEXT]


def _details(meeting: Meeting) -> dict[str, str]:
    return {"title": meeting.title, "starts_at": meeting.starts_at.isoformat(), "meeting": str(meeting.pk)}


def _summon(meeting: Meeting, people: set[UUID], what: str, now: datetime, by: Actor) -> None:
    if meeting.starts_at >= now:
        post((summons(meeting, pk, what) for pk in sorted(people) if pk != by.account), now=now)
