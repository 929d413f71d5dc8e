"""Scores in time: what graphs, tables and sentences are made from. Numbers and codes only.

Only the newest amendment of an answer counts; an occasion that passed unanswered is a point without a value. What is
marked as wrong counts nowhere: it is told beside the points, and comes back among them when the mark is taken back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from stegvis.course import walk
from stegvis.course.corrected import ANY_WRONG, ANY_WRONG_OF_RESPONSE, NOTHING_WRONG, Wrong, wrong_in
from stegvis.course.kinds import ResponseState
from stegvis.course.models import Course, Response, Score
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
    """One score of one questionnaire, oldest first. `digest` is the version answered last.

    `struck` are those that are marked as wrong: in no graph and no change over time, and told wherever the others are.
    """

    questionnaire: str
    code: str
    digest: str
    points: tuple[Point, ...]
    struck: tuple[Point, ...] = ()

    @property
    def answered(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)


@dataclass(frozen=True, slots=True)
class Given:
    """One value as it was given: of which questionnaire and score or question, when, and whether it is marked as wrong."""

    questionnaire: str
    code: str
    at: datetime
    point: Point
    wrong: bool = False


def assembled(given: Iterable[Given], missing: Mapping[str, Sequence[tuple[datetime, Point]]]) -> list[Series]:
    """What was given, in the order that it came, as series; `missing` by questionnaire. Pure."""
    grouped: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for each in given:
        grouped[(each.questionnaire, each.code)].append(each)
    return [
        Series(
            *key,
            # The version of what still counts; where nothing does, of what was answered last.
            digest=([each for each in found if not each.wrong] or found)[-1].point.digest,
            points=_in_order([*((e.at, e.point) for e in found if not e.wrong), *missing.get(key[0], ())]),
            struck=_in_order([(each.at, each.point) for each in found if each.wrong]),
        )
        for key, found in grouped.items()
    ]


def series_of(course: Course) -> list[Series]:
    """Every series of a course, in the order that they were first answered. One query; two where anything is wrong.

    None where scores are switched off for the installation (safety rule 9), though some may be kept from before.
    """
    if not switches.scores():
        return []
    zone = _zone(course)
    rows = course.scores.filter(response__amended_by__isnull=True).annotate(any_wrong=ANY_WRONG)
    rows = rows.select_related("response__definition", "response__entered")
    scores = list(rows.order_by("response__sent_at", "pk"))
    wrong = wrong_in(course) if any(row.any_wrong for row in scores) else {}
    occasions = walk.shown(course, course.now()).occasions
    answered_at = {each.key: each.answered_at for each in occasions if each.answered_at}
    found = [_given(row, answered_at, wrong.get(row.response_id, NOTHING_WRONG), zone) for row in scores]
    return assembled(found, _missing(occasions, zone))


def item_series_of(course: Course, wanted: Collection[tuple[str, str]]) -> list[Series]:
    """Single questions in time, by questionnaire and link id: what each answer was worth. One query, or two."""
    if not wanted:
        return []
    zone, names = _zone(course), {questionnaire for questionnaire, _link_id in wanted}
    rows = course.responses.filter(state=ResponseState.SENT, amended_by__isnull=True, definition__key__in=names)
    rows = rows.annotate(any_wrong=ANY_WRONG_OF_RESPONSE).select_related("definition", "entered")
    answers = list(rows.defer("definition__body", "entered__put_aside").order_by("sent_at", "pk"))
    wrong = wrong_in(course) if any(row.any_wrong for row in answers) else {}
    occasions = walk.shown(course, course.now()).occasions
    answered_at = {each.key: each.answered_at for each in occasions if each.answered_at}
    given = []
    for row in answers:
        at = answered_at.get(row.occasion) or row.sent_at or row.saved_at
        definition = library.definition_by_digest(row.definition.digest)
        kept = engine.clean(definition, row.answers)
        for questionnaire, link_id in wanted:
            item = definition.index.get(link_id)
            if questionnaire == row.definition.key and item is not None:
                worth = engine.points(item, kept.get(link_id))
                point = Point(
                    row.occasion, at.astimezone(zone).date(), worth, digest=row.definition.digest, entered=_way(row)
                )
                struck = wrong.get(row.pk, NOTHING_WRONG).in_(definition).holds(link_id)
                given.append(Given(questionnaire, link_id, at, point, struck))
    return assembled(given, _missing(occasions, zone))


def _in_order(points: Iterable[tuple[datetime, Point]]) -> tuple[Point, ...]:
    """By the moment, not the day: of two answers on one day the later one comes last."""
    return tuple(point for _at, point in sorted(points, key=lambda pair: (pair[0], pair[1].occasion)))


def _given(row: Score, answered_at: Mapping[str, datetime], wrong: Wrong, zone: ZoneInfo) -> Given:
    # A correction counts for the day that was answered, not the day it was corrected.
    at = answered_at.get(row.response.occasion) or row.at
    digest = row.response.definition.digest
    point = Point(row.response.occasion, at.astimezone(zone).date(), row.value, row.band, digest, _way(row.response))
    void = bool(wrong) and wrong.voids(library.definition_by_digest(digest), row.code)
    return Given(row.questionnaire, row.code, at, point, void)


def _way(response: Response) -> str:
    """How staff were given the answers that they entered; empty where the resident sent them."""
    entered = getattr(response, "entered", None)
    return entered.way if entered else ""


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
