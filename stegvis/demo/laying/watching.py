"""Flags that are not seen to yet, told by the worker's own hand at the time it would have been.

Raised, told and taken further one step after another up to now, so that every history is one that could have been.
Also the start messages to two who are new, and what staff have done with some flags.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Min

from stegvis.access.settings import Key
from stegvis.care.kinds import FlagKind, FlagState, StepKind
from stegvis.care.models import Enrolment, Flag, FlagStep
from stegvis.care.schedule import escalate_due, raise_flags
from stegvis.care.schedule.escalating import wait_for
from stegvis.care.unit_time import unit_time
from stegvis.course.models import Effect
from stegvis.demo.laying.places import Places
from stegvis.notifications import addresses, schedule, texts
from stegvis.notifications.first_contact import Message, Quiet, put_start_sms
from stegvis.notifications.kinds import ChannelKind, DeliveryState, Purpose
from stegvis.notifications.models import Delivery, LocalSending
from stegvis.notifications.targets import target_of

REASON = "the demo region is laid out"
WORKER = "demo"
SOON = timedelta(seconds=20)
# In open hours: when somebody on the unit has a flag in hand, and has done something about it.
SEEN_WITHIN, NOTED_WITHIN = timedelta(minutes=25), timedelta(minutes=70)
Event = tuple[datetime, Callable[[datetime], None]]
TAKEN_WORDS = "Har sökt på telefon två gånger. Försöker igen efter lunch."
HANDED_WORDS = "Jag är på utbildning resten av dagen. Kan du ringa? Vi hade kontakt i förra veckan."
ORDINARY_WORDS = "Hon frågar om läkemedel. Det kan du bättre än jag."


def watch_over(places: Places, now: datetime) -> None:
    """Everything that waits for somebody, as it has come to stand now."""
    _start_messages(places, now)
    events = [*_dangers(now), *_by_staff(places, now)]
    for at, happens in sorted(events, key=lambda event: event[0]):
        _steps_until(at)
        happens(at)
        _deliver(at)
    while raise_flags(now=now):
        pass
    _steps_until(now)
    _ordinary(places, now)
    _times_of_sendings()


def _waiting() -> "list[Effect]":
    rows = Effect.objects.filter(kind="danger_flag", taken_at__isnull=True).select_related("course")
    return list(rows.order_by("due_at"))


def _dangers(now: datetime) -> list[Event]:
    return [(min(each.due_at + SOON, now), _raising(each.course_id)) for each in _waiting()]


def _raising(course_id: UUID) -> Callable[[datetime], None]:
    def happens(at: datetime) -> None:
        raise_flags(now=at, course_id=course_id)

    return happens


def _steps_until(until: datetime) -> None:
    """Who is told after whom, each in its time."""
    rows = Flag.objects.without_asking_who_because(REASON)
    while True:
        at = rows.aggregate(at=Min("next_step_at"))["at"]
        if at is None or at > until:
            return
        escalate_due(now=at)
        _deliver(at)


def _deliver(at: datetime) -> None:
    while schedule.deliver_due(now=at, worker=WORKER):
        pass


# --- Staff --------------------------------------------------------------------------------------


def _by_staff(places: Places, now: datetime) -> list[Event]:
    """One dangerous answer is taken and worked on, one is handed on."""
    events: list[Event] = []
    for effect in _waiting():
        enrolment = _enrolment(effect.course_id)
        therapist, unit = enrolment.therapist_id, enrolment.unit_id
        if unit != places.units["psyk-norr"].pk:
            continue
        johan, hours = places.accounts["johan-berg"].pk, unit_time(enrolment.unit, now).hours
        at, later = (hours.add_open_time(effect.due_at, wait) for wait in (SEEN_WITHIN, NOTED_WITHIN))
        if at is None or at >= now:
            continue
        if therapist == johan:
            events.append((at, _taking(enrolment, johan)))
            if later and later < now:
                events.append((later, _noting(enrolment, johan)))
        elif therapist == places.accounts["mikael-sandberg"].pk:
            events.append((at, _handing(enrolment, therapist, johan)))
    return events


def _enrolment(course_id: UUID) -> Enrolment:
    rows = Enrolment.objects.without_asking_who_because(REASON).select_related("unit", "therapist")
    found: Enrolment = rows.get(course_id=course_id)
    return found


def _danger_of(enrolment: Enrolment) -> Flag:
    rows = Flag.objects.without_asking_who_because(REASON).filter(enrolment=enrolment, kind=FlagKind.DANGER)
    found: Flag = rows.exclude(state=FlagState.HANDLED).select_related("enrolment__unit").latest("raised_at")
    return found


def _taking(enrolment: Enrolment, who: UUID) -> Callable[[datetime], None]:
    def happens(at: datetime) -> None:
        flag = _danger_of(enrolment)
        flag.state, flag.acknowledged_at, flag.acknowledged_by_id, flag.owner_id = FlagState.ACKNOWLEDGED, at, who, who
        _until_done(flag, at)
        FlagStep.objects.create(flag=flag, kind=StepKind.TAKEN, at=at, by_id=who)

    return happens


def _noting(enrolment: Enrolment, who: UUID) -> Callable[[datetime], None]:
    def happens(at: datetime) -> None:
        flag = _danger_of(enrolment)
        time = unit_time(flag.enrolment.unit, at)
        _until_done(flag, time.hours.closes_at(at) or at)
        FlagStep.objects.create(flag=flag, kind=StepKind.NOTED, at=at, by_id=who, words=TAKEN_WORDS)

    return happens


def _until_done(flag: Flag, start: datetime) -> None:
    """Taken is not done: at closing time the manager is told."""
    time = unit_time(flag.enrolment.unit, start)
    told = flag.steps.filter(kind=StepKind.MANAGER).exists()
    long = timedelta(hours=time.settings[Key.FLAG_ORDINARY_DEADLINE_HOURS])
    wait_for(flag, None if told else time.ladder(start, priority=True).unfinished(start, long))
    flag.save()


def _handing(enrolment: Enrolment, who: UUID, to: UUID) -> Callable[[datetime], None]:
    def happens(at: datetime) -> None:
        flag = _danger_of(enrolment)
        ladder = unit_time(flag.enrolment.unit, at).ladder(at, priority=True)
        flag.state, flag.owner_id, flag.deadline_at = FlagState.OPEN, to, ladder.deadline(at)
        told = flag.steps.filter(kind=StepKind.ADMINISTRATORS).exists()
        wait_for(flag, None if told else ladder.after(StepKind.TO_ALL, at, reached=True, own_first_until=None))
        flag.save()
        FlagStep.objects.create(flag=flag, kind=StepKind.HANDED_ON, at=at, by_id=who, to_id=to, words=HANDED_WORDS)

    return happens


def _ordinary(places: Places, now: datetime) -> None:
    """Of what can wait: one is taken, and one handed on to a colleague."""
    rows = Flag.objects.without_asking_who_because(REASON).filter(state=FlagState.OPEN, priority=False)
    daniel, karin = places.accounts["daniel-osei"].pk, places.accounts["karin-ljung"].pk
    handed = rows.filter(enrolment__therapist=daniel, enrolment__unit=places.units["somn"]).exclude(
        kind__in=[FlagKind.EXERCISE, FlagKind.LATE]
    )
    flag = handed.order_by("raised_at").first()
    if flag is not None:
        flag.owner_id = karin
        flag.save()
        at = _between(flag.raised_at, now)
        words = ORDINARY_WORDS if flag.kind == FlagKind.MESSAGE_WAITING else HANDED_WORDS
        FlagStep.objects.create(flag=flag, kind=StepKind.HANDED_ON, at=at, by_id=daniel, to_id=karin, words=words)
    for slug, unit in (("anna-lindqvist", "psyk-norr"), ("fatima-yusuf", "vc-almen")):
        who = places.accounts[slug].pk
        mine = rows.filter(enrolment__therapist=who, enrolment__unit=places.units[unit])
        taken = mine.exclude(kind=FlagKind.EXERCISE).order_by("raised_at").first()
        if taken is not None:
            at = _between(taken.raised_at, now)
            taken.state, taken.owner_id = FlagState.ACKNOWLEDGED, who
            taken.acknowledged_at, taken.acknowledged_by_id = at, who
            taken.save()
            FlagStep.objects.create(flag=taken, kind=StepKind.TAKEN, at=at, by_id=who)


def _between(raised_at: datetime, now: datetime) -> datetime:
    return raised_at + (now - raised_at) * 0.7


# --- The first contact --------------------------------------------------------------------------


def _start_messages(places: Places, now: datetime) -> None:
    """Of those who have not begun, the newest got a text; the next one's number did not work."""
    rows = Enrolment.objects.without_asking_who_because(REASON).filter(
        course__last_active_at__isnull=True, undone_at__isnull=True, unit=places.units["somn"]
    )
    newest = rows.select_related("course__person", "unit").order_by("-started_at")[:2]
    for enrolment, sent, phone in zip(newest, (True, False), ("070-174 06 93", "070-174 06 92"), strict=False):
        _start_message(enrolment, addresses.read_phone(phone), sent=sent)


def _start_message(enrolment: Enrolment, number: str, *, sent: bool) -> None:
    at = enrolment.started_at + timedelta(minutes=4)
    quiet = Quiet(datetime.min.time(), datetime.min.time(), enrolment.unit.timezone)
    person = enrolment.course.person_id
    put_start_sms(
        enrolment.pk, person, Message(number, "sv", "Stegvis"), quiet=quiet, try_for=timedelta(days=2), now=at
    )
    row = Delivery.objects.get(person_id=person, purpose=Purpose.START)
    row.state = DeliveryState.SENT if sent else DeliveryState.FAILED
    row.settled_at, row.attempts, row.secret = at + SOON, 1, None
    row.code, row.reference = ("", "local") if sent else ("unknown_number", "")
    row.target = target_of(ChannelKind.SMS, number)
    row.save()
    if sent:
        words = texts.start("Stegvis", "sv").body
        LocalSending.objects.create(id=row.pk, kind=ChannelKind.SMS, address=number, text=words, sent_at=row.settled_at)


def _times_of_sendings() -> None:
    """The stand-in for the world writes by the machine's clock; these were sent when they were."""
    for row in Delivery.objects.filter(staff_channel__isnull=False, settled_at__isnull=False):
        LocalSending.objects.filter(pk=row.pk).update(sent_at=row.settled_at)
