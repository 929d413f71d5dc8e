"""Scores in time: what graphs, tables and sentences are made from. Numbers and codes only.

Only the newest amendment of an answer counts; an occasion that passed unanswered is a point without a value.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from stegvis.course import walk
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, Score
from stegvis.lib import switches
from stegvis.program.unfold import Occasion, OccasionState
from stegvis.questionnaires import engine
from stegvis.questionnaires import queries as library

PASSED = frozenset({OccasionState.LATE, OccasionState.CLOSED})


@dataclass(frozen=True, slots=True)
class Point:
    """One occasion. `value` is None when it was not answered, or gave no total.

    `digest` is the version that was answered; empty where nothing was.
    """

    occasion: str
    on: date
    value: Decimal | None
    band: str = ""
    digest: str = ""
    # How it was given, where staff entered it (`GivenBy`).
    entered: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One score of one questionnaire, oldest first. `digest` is the version answered last."""

    questionnaire: str
    code: str
    digest: str
    points: tuple[Point, ...]

    @property
    def answered(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)


def series_of(course: Course) -> list[Series]:
    """Every series of a course, in the order that they were first answered. One query.

    None where scores are switched off for the installation (safety rule 9), though some may be kept from before.
    """
    if not switches.scores():
        return []
    zone = _zone(course)
    rows = course.scores.filter(response__amended_by__isnull=True).select_related(
        "response__definition", "response__entered"
    )
    grouped: dict[tuple[str, str], list[Score]] = defaultdict(list)
    for row in rows.order_by("response__sent_at", "pk"):
        grouped[(row.questionnaire, row.code)].append(row)
    occasions = walk.shown(course, course.now()).occasions
    answered_at = {each.key: each.answered_at for each in occasions if each.answered_at}
    missing = _missing(occasions, zone)
    return [_series(key, found, answered_at, missing.get(key[0], []), zone) for key, found in grouped.items()]


def item_series_of(course: Course, wanted: Collection[tuple[str, str]]) -> list[Series]:
    """Single questions in time, by questionnaire and link id: what each answer was worth. One query."""
    if not wanted:
        return []
    zone, names = _zone(course), {questionnaire for questionnaire, _link_id in wanted}
    rows = course.responses.filter(state=ResponseState.SENT, amended_by__isnull=True, definition__key__in=names)
    occasions = walk.shown(course, course.now()).occasions
    answered_at = {each.key: each.answered_at for each in occasions if each.answered_at}
    missing = _missing(occasions, zone)
    given: dict[tuple[str, str], list[tuple[datetime, Point]]] = defaultdict(list)
    newest: dict[str, str] = {}
    for row in rows.select_related("definition").defer("definition__body").order_by("sent_at", "pk"):
        at = answered_at.get(row.occasion) or row.sent_at or row.saved_at
        newest[row.definition.key] = row.definition.digest
        definition = library.definition_by_digest(row.definition.digest)
        answers = engine.clean(definition, row.answers)
        for questionnaire, link_id in wanted:
            item = definition.index.get(link_id)
            if questionnaire == row.definition.key and item is not None:
                worth = engine.points(item, answers.get(link_id))
                on = at.astimezone(zone).date()
                point = Point(row.occasion, on, worth, digest=row.definition.digest)
                given[(questionnaire, link_id)].append((at, point))
    return [
        Series(key[0], key[1], newest[key[0]], _in_order([*points, *missing.get(key[0], [])]))
        for key, points in given.items()
    ]


def _in_order(points: list[tuple[datetime, Point]]) -> tuple[Point, ...]:
    """By the moment, not the day: of two answers on one day the later one comes last."""
    return tuple(point for _at, point in sorted(points, key=lambda pair: (pair[0], pair[1].occasion)))


def _series(
    key: tuple[str, str],
    rows: list[Score],
    answered_at: dict[str, datetime],
    missing: list[tuple[datetime, Point]],
    zone: ZoneInfo,
) -> Series:
    given = []
    for row in rows:
        # A correction counts for the day that was answered, not the day it was corrected.
        at = answered_at.get(row.response.occasion) or row.at
        digest = row.response.definition.digest
        entered = getattr(row.response, "entered", None)
        way = entered.way if entered else ""
        on = at.astimezone(zone).date()
        given.append((at, Point(row.response.occasion, on, row.value, row.band, digest, way)))
    return Series(key[0], key[1], rows[-1].response.definition.digest, _in_order([*given, *missing]))


def _missing(occasions: tuple[Occasion, ...], zone: ZoneInfo) -> dict[str, list[tuple[datetime, Point]]]:
    found: dict[str, list[tuple[datetime, Point]]] = defaultdict(list)
    for each in occasions:
        if each.state in PASSED and each.opens_at is not None:
            name = library.definition_by_digest(each.questionnaire).key
            found[name].append((each.opens_at, Point(each.key, each.opens_at.astimezone(zone).date(), None)))
    return found


def _zone(course: Course) -> ZoneInfo:
    start = walk.standing(course).start
    return ZoneInfo(start.value["tz"] if start else "Europe/Stockholm")
