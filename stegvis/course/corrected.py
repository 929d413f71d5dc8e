"""What of a walk has been marked as wrong, and what its resident has said is not right. Rows are kept whatever came after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from stegvis.course.kinds import PartKind
from stegvis.course.models import Course, Dissent, EnteredAnswer, Struck
from stegvis.questionnaires.engine import Definition, hanging_on, link_of

# Whether anything of a set of answers is marked as wrong: nothing more is asked where nothing is.
ANY_WRONG = Exists(
    Struck.objects.filter(kind=PartKind.RESPONSE, ref=OuterRef("response_id"), taken_back_at__isnull=True)
)
ANY_WRONG_OF_RESPONSE = Exists(
    Struck.objects.filter(kind=PartKind.RESPONSE, ref=OuterRef("pk"), taken_back_at__isnull=True)
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is marked as wrong now in one set of answers: all of it, or the places of single answers."""

    whole: bool = False
    places: frozenset[str] = frozenset()
    # The questions that were calculated from those, known in the questionnaire (`in_`).
    calculated: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is."""
        return self.whole or bool(self.places)

    def in_(self, definition: Definition) -> "Wrong":
        """The same in a questionnaire: with what it calculated from the answers that are wrong."""
        if not self.places:
            return self
        hanging = hanging_on(definition.in_order, {link_of(place) for place in self.places})
        return replace(self, calculated=frozenset(link for link in hanging if definition.index[link].calculated))

    def holds(self, place: str) -> bool:
        """Whether the answer at a place is wrong, or was calculated from one that is (`in_`)."""
        if self.whole or place in self.places:
            return True
        return link_of(place) in self.calculated and any(_in_one_row(place, each) for each in self.places)

    def voids(self, definition: Definition, code: str) -> bool:
        """Whether a score counts no more: an answer that it is made of is wrong, or was calculated from one."""
        if self.whole or not self.places:
            return self.whole
        rule = definition.score_rule(code)
        links = {link_of(place) for place in self.places} | self.in_(definition).calculated
        return any(part.link_id in links for part in (rule.items if rule else ()))


def _in_one_row(place: str, other: str) -> bool:
    """Whether one of two places stands in the row of the other, or around it."""
    one, two = (each.removesuffix(link_of(each)) for each in (place, other))
    return one.startswith(two) or two.startswith(one)


NOTHING_WRONG = Wrong()


def wrong_of(rows: Iterable[Struck]) -> Wrong:
    """What the marks on one set of answers come to; those that were taken back count no more."""
    items = {row.item for row in rows if row.taken_back_at is None}
    return Wrong("" in items, frozenset(items - {""}))


def wrong_in(course: Course) -> dict[UUID, Wrong]:
    """What is marked as wrong now, by sent answers. One query."""
    found: dict[UUID, list[Struck]] = defaultdict(list)
    for row in course.struck.filter(kind=PartKind.RESPONSE, taken_back_at__isnull=True).only("ref", "item"):
        found[row.ref].append(row)
    return {ref: wrong_of(rows) for ref, rows in found.items()}


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything that was said of the parts of a walk since they were written, by part, oldest first."""

    strikes: dict[UUID, tuple[Struck, ...]] = field(default_factory=dict)
    dissents: dict[UUID, tuple[Dissent, ...]] = field(default_factory=dict)

    def wrong(self, ref: UUID) -> Wrong:
        """What of a part is wrong now."""
        return wrong_of(self.strikes.get(ref, ()))

    def standing(self, ref: UUID) -> tuple[Struck, ...]:
        """The marks on a part that have not been taken back."""
        return tuple(row for row in self.strikes.get(ref, ()) if row.taken_back_at is None)

    def whole(self, ref: UUID) -> Struck | None:
        """The mark on the whole of a part, where it stands."""
        return next((row for row in self.standing(ref) if not row.item), None)


def notes_of_themself(course: Course) -> Q:
    """Notes that the resident reads in their own name: one of somebody who acts for them is between that one and staff."""
    return Q(made_by__resident=False) | Q(made_by__person_id=course.person_id)


def marks_of(course: Course, refs: Any = None, notes: Q | None = None) -> Marks:
    """Of a walk, or of these parts of it; of the notes those that `notes` lets through. Two queries."""
    only = {} if refs is None else {"ref__in": refs}
    strikes: dict[UUID, tuple[Struck, ...]] = {}
    for row in course.struck.filter(**only).select_related("made_by", "taken_back_by").order_by("made_at", "pk"):
        strikes[row.ref] = (*strikes.get(row.ref, ()), row)
    dissents: dict[UUID, tuple[Dissent, ...]] = {}
    noted = course.dissents.filter(notes or Q(), **only).select_related("made_by__person", "answered_by")
    for each in noted.order_by("made_at", "pk"):
        dissents[each.ref] = (*dissents.get(each.ref, ()), each)
    return Marks(strikes, dissents)


def not_answered_in(courses: Any, most: int = 50) -> list[Dissent]:
    """Residents' notes in these walks that wait for staff, the oldest first, without what they say. One query."""
    rows = Dissent.objects.filter(course_id__in=courses, answered_at__isnull=True)
    return list(rows.defer("text", "answer").order_by("made_at", "pk")[:most])


def entered_in(course: Course) -> dict[str, EnteredAnswer]:
    """How the newest answers of each occasion came in, where staff entered them. One query."""
    rows = EnteredAnswer.objects.filter(response__course=course.pk, response__amended_by__isnull=True)
    wanted = rows.select_related("entered_by").defer("put_aside").annotate(occasion=F("response__occasion"))
    return {each.occasion: each for each in wanted.order_by("entered_at", "pk")}
