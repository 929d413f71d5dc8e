"""What a diary holds, and what in it can be counted: numbers by the day, for calendars and graphs.

Pages make words and drawings of it; the reading doors are `queries` here and in `care`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max

from stegvis.course import walk
from stegvis.course.models import Course, DiaryEntry
from stegvis.lib import switches
from stegvis.program.plan import PlanDiary
from stegvis.program.standing import Standing
from stegvis.questionnaires import engine
from stegvis.questionnaires.engine import Definition, Item, ItemType, ScoreRule, item_key, score_key
from stegvis.questionnaires.engine.definition import NUMBERS

MOST_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Track:
    """One number that an entry has.

    `key` is its text in the definition, `unit_key` that of its unit, `low` and `high` its own ends.
    """

    code: str
    key: str
    unit: str = ""
    unit_key: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    calculated: bool = False


def entries(course: Course, block: str, first: date | None = None, last: date | None = None) -> list[DiaryEntry]:
    """The entries that count, oldest first; of the days between, where they are given. One query."""
    rows = course.diary_entries.filter(block=block, current=True)
    if first is not None:
        rows = rows.filter(on__gte=first)
    if last is not None:
        rows = rows.filter(on__lte=last)
    found = rows.select_related("definition").defer("definition__body")
    return list(found.order_by("on", "at", "entered_at", "pk"))


def versions(course: Course, block: str, entry: UUID) -> list[DiaryEntry]:
    """An entry with all that it was before it was corrected or removed, newest first. One query."""
    rows = course.diary_entries.filter(block=block, entry=entry).select_related("definition")
    return list(rows.defer("definition__body").order_by("-revision"))


def removed(course: Course, block: str) -> list[DiaryEntry]:
    """What the resident has taken away, as it was then, newest day first. One query."""
    rows = course.diary_entries.filter(block=block, removed_at__isnull=False)
    return list(rows.select_related("definition").defer("definition__body").order_by("-on", "-removed_at"))


def last_days(course: Course) -> dict[str, date]:
    """The last day that each diary has an entry for. One query."""
    rows = course.diary_entries.filter(current=True).values("block").annotate(last=Max("on")).order_by()
    return dict(rows.values_list("block", "last"))


def last_days_by_course(courses: Iterable[Course]) -> dict[UUID, dict[str, date]]:
    """As `last_days`, of several courses. One query."""
    rows = DiaryEntry.objects.filter(course_id__in=[course.pk for course in courses], current=True)
    counted = rows.values("course_id", "block").annotate(last=Max("on")).order_by()
    found: dict[UUID, dict[str, date]] = defaultdict(dict)
    for course_id, block, last in counted.values_list("course_id", "block", "last"):
        found[course_id][block] = last
    return dict(found)


def is_begun(course: Course, standing: Standing, diary: PlanDiary) -> bool:
    """Whether the resident has come past its step, or registered in it. One query at most."""
    return standing.is_step_done(diary.step) or course.diary_entries.filter(block=diary.id).exists()


def days_of(course: Course) -> tuple[date, date]:
    """The first day that can be registered, and today, where the resident is."""
    start = walk.standing(course).start
    zone = ZoneInfo(start.value["tz"] if start else "Europe/Stockholm")
    return course.started_at.astimezone(zone).date(), course.now().astimezone(zone).date()


def tracks(definition: Definition) -> tuple[Track, ...]:
    """Every number to follow: scores (where the installation has them), and questions that are not parts of one."""
    scores = definition.scores if switches.scores() else ()
    parts = {each.link_id for rule in scores for each in rule.items}
    found = [_track(item) for item in definition.questions if _is_followed(definition, item, parts)]
    return (*found, *(_scored(definition, rule) for rule in scores))


def _is_followed(definition: Definition, item: Item, parts: set[str]) -> bool:
    alone = item.link_id not in parts and not definition.repeating_above[item.link_id]
    return item.type in NUMBERS and alone and not item.hidden


def _track(item: Item) -> Track:
    unit_key = item_key(item.link_id, "unit")
    return Track(item.link_id, item_key(item.link_id), item.unit, unit_key, *_ends(item), bool(item.calculated))


def _ends(item: Item) -> tuple[Decimal | None, Decimal | None]:
    """A scale is drawn from end to end, and so is a share of a whole."""
    if item.unit == "%":
        return Decimal(0), Decimal(100)
    whole = item.type in (ItemType.SCALE, ItemType.SLIDER)
    return (item.minimum, item.maximum) if whole else (None, None)


def _scored(definition: Definition, rule: ScoreRule) -> Track:
    """A score of one question is that question's number, with its unit."""
    code, key = f"score:{rule.code}", score_key(rule.code)
    only = definition.index[rule.items[0].link_id] if len(rule.items) == 1 else None
    if only is not None and only.unit:
        return Track(code, key, only.unit, item_key(only.link_id, "unit"), *_ends(only), calculated=True)
    low, high = engine.bounds(definition, rule)
    return Track(code, key, "", "", low, high, calculated=True)


def headline(definition: Definition) -> tuple[Track, ...]:
    """What a calendar has room for: what the calculations lead up to, else the first number, or two of one unit."""
    found = tracks(definition)
    counted = [track for track in found if track.calculated]
    if counted:
        return (counted[-1],)
    same = [track for track in found if track.unit and track.unit == found[0].unit]
    return tuple(same[:MOST_TOGETHER]) or found[:1]


def numbers(definition: Definition, answers: dict[str, Any]) -> dict[str, Decimal]:
    """The value of each track that has one, by its code."""
    settled = engine.settle(definition, answers)
    found: dict[str, Decimal] = {}
    for track in tracks(definition):
        if track.code in settled.on:
            value = engine.read(definition.index[track.code], settled.answers.get(track.code))
            if isinstance(value, Decimal):
                found[track.code] = value
    for result in engine.score(definition, settled.answers) if switches.scores() else ():
        if result.value is not None:
            found[f"score:{result.code}"] = result.value
    return found
