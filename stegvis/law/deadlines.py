"""What the law asks for when something has happened, and by when. Pure: no clock, no rows.

Periods in hours run through nights, weekends and holidays. Periods in days and months end when the last day ends, by the
clock in Sweden (Regulation 1182/71, article 3). Nothing moves because a day is a holiday: whoever is early is never wrong.
An incident that nobody has judged yet is counted as if it were of the worst kind.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from stegvis.law.kinds import IncidentKind

ZONE = ZoneInfo("Europe/Stockholm")
# The last part of a period, in which it is shown as soon due.
LAST_PART = 4


class Level(StrEnum):
    """How serious an incident was judged to be. Each kind has its own; worst last."""

    UNLIKELY = "unlikely"
    RISK = "risk"
    HIGH = "high"
    MINOR = "minor"
    SIGNIFICANT = "significant"
    INJURY = "injury"
    SERIOUS = "serious"
    OTHER = "other"
    GRAVE = "grave"
    DEATH = "death"
    PUBLIC = "public"


LEVELS: dict[IncidentKind, tuple[Level, ...]] = {
    IncidentKind.BREACH: (Level.UNLIKELY, Level.RISK, Level.HIGH),
    IncidentKind.CYBER: (Level.MINOR, Level.SIGNIFICANT),
    IncidentKind.CARE_INJURY: (Level.INJURY, Level.SERIOUS),
    IncidentKind.DEVICE: (Level.OTHER, Level.GRAVE, Level.DEATH, Level.PUBLIC),
}


@dataclass(frozen=True, slots=True)
class Term:
    """How long there is. Nothing set: without delay, and no moment when it is late."""

    hours: int = 0
    days: int = 0
    months: int = 0

    @property
    def prompt(self) -> bool:
        """Whether it is only to be done without delay."""
        return not (self.hours or self.days or self.months)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done: for which kind of incident, counted from what, and how long at each level.

    `after` is "known", "happened", or the code of the duty that it follows. A level that is not in `terms` asks nothing.
    """

    code: str
    kind: IncidentKind
    terms: Mapping[Level, Term]
    after: str = "known"


PROMPT = Term()
DUTIES: tuple[Duty, ...] = (
    # GDPR 33: not where it is unlikely that anybody's rights are at risk. GDPR 34: people themselves, at high risk.
    Duty("imy", IncidentKind.BREACH, {Level.RISK: Term(hours=72), Level.HIGH: Term(hours=72)}),
    Duty("people", IncidentKind.BREACH, {Level.HIGH: PROMPT}),
    # NIS2 23 and the Swedish act that carries it: early warning, notification, final report.
    Duty("cyber_warning", IncidentKind.CYBER, {Level.SIGNIFICANT: Term(hours=24)}),
    Duty("cyber_report", IncidentKind.CYBER, {Level.SIGNIFICANT: Term(hours=72)}),
    Duty("cyber_final", IncidentKind.CYBER, {Level.SIGNIFICANT: Term(months=1)}, after="cyber_report"),
    # The patient safety act 3:8 and 3:5 (lex Maria): both promptly. Two months is our own outer bound, so that a report
    # that was forgotten is shown as late at last.
    Duty("patient", IncidentKind.CARE_INJURY, {Level.INJURY: PROMPT, Level.SERIOUS: PROMPT}),
    Duty("ivo", IncidentKind.CARE_INJURY, {Level.SERIOUS: Term(months=2)}, after="happened"),
    # MDR 87 binds whoever makes the product; a care provider that only uses it tells both without delay (HSLF-FS 2021:52).
    Duty(
        "device_agency",
        IncidentKind.DEVICE,
        {Level.GRAVE: Term(days=15), Level.DEATH: Term(days=10), Level.PUBLIC: Term(days=2)},
    ),
    Duty(
        "device_maker",
        IncidentKind.DEVICE,
        {Level.OTHER: PROMPT, Level.GRAVE: PROMPT, Level.DEATH: PROMPT, Level.PUBLIC: PROMPT},
    ),
)
DUTY = {duty.code: duty for duty in DUTIES}


class DueState(StrEnum):
    """Where a duty stands."""

    NOT_NEEDED = "not_needed"
    PROMPT = "prompt"
    WAITING = "waiting"
    SOON = "soon"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"


LEFT = frozenset({DueState.PROMPT, DueState.WAITING, DueState.SOON, DueState.LATE})


@dataclass(frozen=True, slots=True)
class Due:
    """One duty of one incident. `sure` is False where nobody has judged, or what it follows is not done yet."""

    duty: Duty
    state: DueState
    at: datetime | None = None
    done_at: datetime | None = None
    sure: bool = True
    # When the last part of the time begins.
    soon_at: datetime | None = None

    @property
    def left(self) -> bool:
        """Whether something is still to be done."""
        return self.state in LEFT


@dataclass(frozen=True, slots=True)
class Happening:
    """What is known of an incident: its kinds with how each was judged, when it was, and what has been done when."""

    known_at: datetime
    levels: Mapping[IncidentKind, Level | None]
    happened_at: datetime | None = None
    done: Mapping[str, datetime] | None = None


def dues(happening: Happening, now: datetime) -> list[Due]:
    """Every duty of the incident's kinds, in the order of the table."""
    return [_due(duty, happening, now) for duty in DUTIES if duty.kind in happening.levels]


def next_due(found: list[Due]) -> Due | None:
    """What is to be done first: the earliest moment, then what only says without delay."""
    left = [due for due in found if due.left]
    timed = [due for due in left if due.at is not None]
    return min(timed, key=lambda due: due.at or ZERO, default=next(iter(left), None))


def remind_at(found: list[Due]) -> datetime | None:
    """The next moment at which somebody is to be told: the last part of a time begins, or a time is over."""
    moments = [due.soon_at if due.state is DueState.WAITING else due.at for due in found if due.soon_at is not None]
    return min((moment for moment in moments if moment is not None), default=None)


ZERO = datetime.min.replace(tzinfo=ZONE)


def _due(duty: Duty, happening: Happening, now: datetime) -> Due:
    done_at = (happening.done or {}).get(duty.code)
    level = happening.levels[duty.kind]
    term = _term(duty, level)
    if term is None:
        return Due(duty, DueState.DONE if done_at else DueState.NOT_NEEDED, done_at=done_at)
    start, sure = _start(duty, happening)
    sure = sure and level is not None
    if term.prompt:
        return Due(duty, DueState.DONE if done_at else DueState.PROMPT, done_at=done_at, sure=sure)
    at = ends(start, term)
    if done_at:
        return Due(duty, DueState.DONE_LATE if done_at > at else DueState.DONE, at, done_at, sure)
    if now > at:
        return Due(duty, DueState.LATE, at, sure=sure)
    soon_at = at - (at - start) / LAST_PART
    return Due(duty, DueState.SOON if now > soon_at else DueState.WAITING, at, sure=sure, soon_at=soon_at)


def _term(duty: Duty, level: Level | None) -> Term | None:
    """How long there is at a level; judged by nobody, the shortest."""
    if level is not None:
        return duty.terms.get(level)
    return min(duty.terms.values(), key=lambda term: (term.months * 31 + term.days) * 24 + term.hours)


def _start(duty: Duty, happening: Happening) -> tuple[datetime, bool]:
    """From when it is counted, and whether that is known."""
    if duty.after == "known":
        return happening.known_at, True
    if duty.after == "happened":
        return happening.happened_at or happening.known_at, happening.happened_at is not None
    before = DUTY[duty.after]
    done_at = (happening.done or {}).get(before.code)
    if done_at:
        return done_at, True
    term = _term(before, happening.levels[before.kind]) or PROMPT
    return ends(_start(before, happening)[0], term), False


def ends(start: datetime, term: Term) -> datetime:
    """The last moment of a period that begins at `start`."""
    if term.hours:
        return start + timedelta(hours=term.hours)
    day = start.astimezone(ZONE).date() + timedelta(days=term.days)
    month = day.month - 1 + term.months
    year, month = day.year + month // 12, month % 12 + 1
    day = day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
    return datetime.combine(day, time(23, 59, 59), ZONE)
