"""Taking flags, noting along the way, handing them on, handling them. Each step stands in the flag's history."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.access.settings import Key
from stegvis.care import queries
from stegvis.care.kinds import FlagState, StepKind
from stegvis.care.ladder import Next, next_of
from stegvis.care.models import Flag, FlagStep
from stegvis.care.policies import may_acknowledge, may_hand_on, may_handle, may_note, may_open
from stegvis.care.schedule.escalating import wait_for
from stegvis.care.unit_time import UnitTime, unit_time
from stegvis.lib.errors import Cannot

LONGEST_NOTE = 4000


class CannotHandle(Cannot):
    """A flag is closed only with a word of what was done."""


class CannotHandOn(Cannot):
    """Nobody who is there was chosen, or no word of why was given."""


@action("flag:acknowledge", may=may_acknowledge)
def acknowledge(flag: Flag, *, by: Actor) -> None:
    """Take the flag: colleagues see that somebody is on it. It is to be done before the unit closes."""
    now = flag.enrolment.course.now()
    flag.state, flag.owner_id = FlagState.ACKNOWLEDGED, UUID(by.account_id)
    flag.acknowledged_at, flag.acknowledged_by_id = now, UUID(by.account_id)
    _wait_until_done(flag, now)
    flag.save()
    _step(flag, StepKind.TAKEN, now, by)


@action("flag:note", may=may_note)
def note(flag: Flag, words: str, *, by: Actor) -> None:
    """Note what has been done so far, for colleagues. It is then to be done before the unit closes the next time.

    Raises CannotHandle without a word, or when a colleague's patient has not been opened.
    """
    _demand_opened(flag, by)
    if not words.strip():
        raise CannotHandle(_("Skriv kort vad som har hänt, till exempel att du söker invånaren."))
    now = flag.enrolment.course.now()
    if flag.state == FlagState.ACKNOWLEDGED:
        _wait_until_done(flag, now, noted=True)
        flag.save()
    _step(flag, StepKind.NOTED, now, by, words=words)


@action("flag:hand_on", may=may_hand_on)
def hand_on(flag: Flag, to: UUID, words: str, *, by: Actor) -> None:
    """Give the flag to a colleague who is there, with a word why. It waits for the colleague to take it.

    Raises CannotHandOn.
    """
    _demand_opened(flag, by)
    now = flag.enrolment.course.now()
    time = unit_time(flag.enrolment.unit, now)
    if str(to) not in queries.may_be_handed(time, flag, now):
        raise CannotHandOn(_("Den du valde är inte på plats i dag. Välj någon annan."))
    if not words.strip():
        raise CannotHandOn(_("Skriv kort varför du lämnar flaggan vidare."))
    flag.state, flag.owner_id = FlagState.OPEN, to
    flag.acknowledged_at = flag.acknowledged_by_id = None
    flag.own_first_until = None
    ladder = time.ladder(now, priority=flag.priority)
    flag.deadline_at = ladder.deadline(now)
    if flag.escalates:
        done = frozenset(flag.steps.values_list("kind", flat=True)) | {StepKind.TO_ALL}
        step = next_of(done, StepKind.TOLD)
        coming = ladder.after(StepKind.TOLD, now, reached=True, own_first_until=None)
        wait_for(flag, Next(step, coming.at) if step and coming else None)
    flag.save()
    _step(flag, StepKind.HANDED_ON, now, by, to=to, words=words)


@action("flag:handle", may=may_handle)
def handle(flag: Flag, note: str, *, by: Actor) -> None:
    """Close the flag with what was done.

    Raises CannotHandle when a flag on a dangerous answer gets no note, or when a colleague's patient has not been opened:
    nobody closes what they have not read.
    """
    _demand_opened(flag, by)
    if flag.needs_word and not note.strip():
        raise CannotHandle(_("Skriv kort vad du har gjort, till exempel att du har ringt."))
    now = flag.enrolment.course.now()
    if flag.acknowledged_at is None:
        flag.acknowledged_at, flag.acknowledged_by_id = now, UUID(by.account_id)
    flag.state, flag.note = FlagState.HANDLED, note.strip()
    flag.handled_at, flag.handled_by_id = now, UUID(by.account_id)
    wait_for(flag, None)
    flag.save()
    _step(flag, StepKind.HANDLED, now, by)


def _demand_opened(flag: Flag, by: Actor) -> None:
    verdict = may_open(by, flag.enrolment, queries.opened(by, flag.enrolment))
    if not verdict:
        raise CannotHandle(verdict.text)


def _wait_until_done(flag: Flag, now: datetime, *, noted: bool = False) -> None:
    """Taken is not done: at closing time the manager is told, once. With a note it may stand a day more."""
    if not flag.escalates:
        return
    if flag.steps.filter(kind=StepKind.MANAGER).exists():
        wait_for(flag, None)
        return
    time: UnitTime = unit_time(flag.enrolment.unit, now)
    long = timedelta(hours=time.settings[Key.FLAG_ORDINARY_DEADLINE_HOURS])
    start = now
    if noted:
        start = time.hours.closes_at(now) or time.hours.add_open_time(now, long) or now
    wait_for(flag, time.ladder(now, priority=flag.priority).unfinished(start, long))


def _step(flag: Flag, kind: StepKind, now: datetime, by: Actor, *, to: UUID | None = None, words: str = "") -> None:
    said = words.strip()[:LONGEST_NOTE] or None
    FlagStep.objects.create(flag=flag, kind=kind, at=now, by_id=UUID(by.account_id), to_id=to, words=said)
