"""Diaries: an entry is sent when it is kept, corrected by a new row, and never erased.

The form chooses the entry's id, so that a double press or a reload keeps one. Whatever was typed and could not be
kept is told to the caller together with what stands in its way, so that the page can show both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stegvis.access.actor import Actor
from stegvis.access.doors import action
from stegvis.course import dangers, diaries, telling, walk
from stegvis.course.models import Course, DiaryEntry
from stegvis.course.policies import may_walk
from stegvis.course.reach import CannotReach, reach_diary
from stegvis.lib.errors import Cannot
from stegvis.program.facts import FactKind
from stegvis.program.keys import diary_key
from stegvis.program.kinds import DiaryPer
from stegvis.program.plan import PlanDiary
from stegvis.program.standing import DANGERS
from stegvis.questionnaires import engine
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.engine import DangerHit, Definition, Problem


class CannotRegister(Cannot):
    """The diary is not open now or is stopped, or the entry is gone."""


class DayRefused(Cannot):
    """The day lies ahead, or before the program began."""


class DayTaken(Cannot):
    """The day has an entry already, with other answers. Nothing was overwritten; `row` is the one that is kept."""

    def __init__(self, row: DiaryEntry) -> None:
        super().__init__(_("Du har redan registrerat den dagen. Välj vilken registrering du vill behålla."))
        self.row = row


class EntryChanged(Cannot):
    """The entry was corrected from another tab or device. Nothing was overwritten; `row` is the newest."""

    def __init__(self, row: DiaryEntry) -> None:
        super().__init__(_("Registreringen har ändrats på en annan flik eller enhet. Välj vilken du vill behålla."))
        self.row = row


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody wants to keep: the day, the time where one is given, and the answers."""

    on: date
    at: time | None
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """What became of it. Without `row` nothing was kept, and `problems` say why."""

    row: DiaryEntry | None
    dangers: tuple[DangerHit, ...] = ()
    problems: tuple[Problem, ...] = ()


@action("diary:add", may=may_walk)
def add_entry(course: Course, diary_id: str, entry: UUID, entered: Entered, *, by: Actor) -> Kept:
    """Keep a new entry. Kept again it changes nothing. Raises CannotRegister, DayRefused, DayTaken, EntryChanged."""
    diary = _open(course, diary_id)
    version = library.by_digest(diary.questionnaire)
    definition = library.definition_by_digest(diary.questionnaire)
    _refuse_day(course, entered.on)
    entered, hits, problems = _judged(course, definition, entered)
    if problems:
        _note(course, definition, diary_key(diary_id, str(entry)), hits, by, sent=False)
        return Kept(None, hits, problems)
    known = course.diary_entries.filter(block=diary_id, entry=entry).order_by("-revision").first()
    if known is not None:
        return _kept_before(known, entered)
    _refuse_taken(course, diary, entered, entry)
    row = DiaryEntry(
        course=course,
        block=diary_id,
        entry=entry,
        definition=version,
        per_day=diary.per is DiaryPer.DAY,
        on=entered.on,
        at=entered.at,
        answers=dict(entered.answers),
        entered_at=course.now(),
    )
    # That there is an entry, never what it says. Corrections are no new sign of how it goes.
    walk.record(course, FactKind.DIARY_NOTED, diary_id, occurred_at=row.entered_at, by=by)
    return _keep(course, definition, row, hits, by)


@action("diary:correct", may=may_walk)
def correct_entry(course: Course, diary_id: str, entry: UUID, revision: int, entered: Entered, *, by: Actor) -> Kept:
    """Correct an entry: a new row, the earlier is kept. Raises CannotRegister, DayRefused, DayTaken, EntryChanged."""
    diary = _open(course, diary_id)
    last = _newest(course, diary_id, entry)
    definition = library.definition_by_digest(last.definition.digest)
    _refuse_day(course, entered.on)
    entered, hits, problems = _judged(course, definition, entered)
    if problems:
        _note(course, definition, diary_key(diary_id, str(entry)), hits, by, sent=False)
        return Kept(None, hits, problems)
    if _same(last, entered):
        return Kept(last, hits)
    if last.revision != revision:
        raise EntryChanged(last)
    _refuse_taken(course, diary, entered, entry)
    last.current = False
    last.save(update_fields=["current"])
    row = DiaryEntry(
        course=course,
        block=diary_id,
        entry=entry,
        revision=last.revision + 1,
        definition=last.definition,
        per_day=diary.per is DiaryPer.DAY,
        on=entered.on,
        at=entered.at,
        answers=dict(entered.answers),
        entered_at=course.now(),
        amends=last,
    )
    return _keep(course, definition, row, hits, by)


@action("diary:remove", may=may_walk)
def remove_entry(course: Course, diary_id: str, entry: UUID, revision: int, *, by: Actor) -> None:
    """Take an entry away. It is kept, marked as removed by the resident. Raises CannotRegister, EntryChanged."""
    _open(course, diary_id)
    rows = course.diary_entries.filter(block=diary_id, entry=entry)
    if rows.filter(removed_at__isnull=False).exists():
        return
    last = _newest(course, diary_id, entry)
    if last.revision != revision:
        raise EntryChanged(last)
    last.current, last.removed_at = False, course.now()
    last.save(update_fields=["current", "removed_at"])


def _open(course: Course, diary_id: str) -> PlanDiary:
    plan, standing = walk.plan(course), walk.standing(course)
    known = plan.diaries.get(diary_id)
    stops = walk.stops(course)
    stop = known and (stops.step(known.step) or stops.questionnaire(known.questionnaire))
    if stop:
        raise CannotRegister(stop.text(get_language() or "sv"))
    begun = known is not None and diaries.is_begun(course, standing, known)
    try:
        return reach_diary(plan, standing, walk.shown(course, course.now(), stops), diary_id, begun=begun)
    except CannotReach as error:
        raise CannotRegister(_("Registreringen är inte öppen just nu.")) from error


def _newest(course: Course, diary_id: str, entry: UUID) -> DiaryEntry:
    found = course.diary_entries.filter(block=diary_id, entry=entry, current=True)
    row: DiaryEntry | None = found.select_related("definition").first()
    if row is None:
        raise CannotRegister(_("Registreringen är borttagen."))
    return row


def _refuse_day(course: Course, on: date) -> None:
    first, today = diaries.days_of(course)
    if on > today:
        raise DayRefused(_("Dagen har inte varit än. Välj i dag eller tidigare."))
    if on < first:
        raise DayRefused(_("Dagen ligger före programmets start. Välj en senare dag."))


def _judged(
    course: Course, definition: Definition, entered: Entered
) -> tuple[Entered, tuple[DangerHit, ...], tuple[Problem, ...]]:
    """The answers that count, the dangerous ones among them, and what is wrong."""
    hits = dangers.dangers_in(course, definition, entered.answers)
    problems = tuple(engine.validate(definition, entered.answers, completed=True))
    cleaned = entered.answers if problems else engine.clean(definition, entered.answers)
    return Entered(entered.on, entered.at, dict(cleaned)), hits, problems


def _same(row: DiaryEntry, entered: Entered) -> bool:
    return (row.on, row.at, row.answers) == (entered.on, entered.at, entered.answers)


def _kept_before(known: DiaryEntry, entered: Entered) -> Kept:
    """The same form again: what was kept then, unless something else was typed since."""
    if known.removed_at is not None:
        raise CannotRegister(_("Registreringen är borttagen."))
    if not _same(known, entered):
        raise EntryChanged(known)
    return Kept(known)


def _refuse_taken(course: Course, diary: PlanDiary, entered: Entered, entry: UUID) -> None:
    if diary.per is not DiaryPer.DAY:
        return
    others = course.diary_entries.filter(block=diary.id, on=entered.on, current=True).exclude(entry=entry)
    taken = others.select_related("definition").first()
    if taken is not None:
        raise DayTaken(taken)


def _keep(course: Course, definition: Definition, row: DiaryEntry, hits: tuple[DangerHit, ...], by: Actor) -> Kept:
    row.save()
    course.last_active_at = row.entered_at
    if not _note(course, definition, diary_key(row.block, str(row.entry)), hits, by, sent=True):
        walk.settle(course, row.entered_at)
    telling.done(course, row.entered_at)
    return Kept(row, hits)


def _note(
    course: Course, definition: Definition, key: str, hits: tuple[DangerHit, ...], by: Actor, *, sent: bool
) -> bool:
    """A dangerous answer is a fact, once as given and once as kept, for each value (safety rules 1 and 2)."""
    entries = walk.standing(course).tables.get(DANGERS, {}).get(key, ())
    noted = {_name(each.value) for each in entries if each.value["sent"] or not sent}
    fresh = [each for each in dangers.to_record(course, definition, hits) if _name(each) not in noted]
    now = course.now()
    for payload in fresh:
        walk.record(course, FactKind.DANGER_GIVEN, key, {**payload, "sent": sent}, occurred_at=now, by=by)
    if fresh:
        walk.settle(course, now)
    return bool(fresh)


def _name(told: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(told[part]) for part in ("rule", "item", "value"))
