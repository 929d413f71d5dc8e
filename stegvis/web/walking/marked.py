"""What has been said of sent answers since: staff have entered them, or marked them as wrong; the resident's own notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stegvis.course import queries
from stegvis.course.corrected import Marks, Wrong
from stegvis.questionnaires.answer_rows import AnswersView, struck_through
from stegvis.web import marking

if TYPE_CHECKING:
    from stegvis.course.queries import Response
    from stegvis.questionnaires.engine import Definition
    from stegvis.web.walking.asked import Asked


@dataclass(frozen=True, slots=True)
class Marked:
    """Beside one set of own answers, for the templates."""

    row: Response
    marks: Marks
    definition: Definition
    view: AnswersView
    # What was sent before at the occasion, where anything was marked or noted of it, newest first.
    earlier: tuple[Marked, ...] = ()

    @property
    def questions(self) -> Mapping[str, str]:
        """The words of each question, by place."""
        return marking.questions_of(self.view)

    @property
    def wrong(self) -> Wrong:
        """What of them is wrong now."""
        return self.marks.wrong(self.row.pk).in_(self.definition)

    @property
    def standing(self) -> list[tuple[Any, str]]:
        """Staff's marks that stand, with the question where it is about one."""
        return marking.with_questions(self.marks.standing(self.row.pk), self.questions)

    @property
    def before(self) -> tuple[Any, ...]:
        """Those that were taken back."""
        return tuple(each for each in self.marks.strikes.get(self.row.pk, ()) if each.taken_back_at)

    @property
    def dissents(self) -> tuple[Any, ...]:
        """The reader's own notes, with staff's answers."""
        return self.marks.dissents.get(self.row.pk, ())

    @property
    def read(self) -> AnswersView:
        """The answers with what is wrong struck through."""
        return struck_through(self.view, self.wrong.holds) if self.wrong else self.view

    def said(self) -> Iterator[str]:
        """Everything that was said of them, for a paper."""
        yield from marking.strikes_said(self.marks.strikes.get(self.row.pk, ()), self.questions, names=False)
        for each in self.dissents:
            yield from marking.dissent_said(each, "", names=False)


def marked_at(asked: Asked, row: Response) -> Marked:
    """Of the newest own answers of an occasion. Two queries; three where something was said of those before."""
    walk = asked.walk
    marks = queries.marks(walk.actor, walk.course, row.occasion)
    told = {*marks.strikes, *marks.dissents}
    rows = queries.corrected(walk.actor, walk.course, row.occasion) if told - {row.pk} else []
    earlier = tuple(
        Marked(each, marks, asked.definition, asked.read_out(each.answers)) for each in rows if each.pk in told
    )
    return Marked(row, marks, asked.definition, asked.read_out(row.answers), earlier)
