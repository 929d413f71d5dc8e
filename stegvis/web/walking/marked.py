"""What has been said of sent answers since: staff have entered them, or marked them as wrong; the resident's own notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stegvis.course import queries
from stegvis.course.corrected import Marks, Wrong
from stegvis.questionnaires.answer_rows import AnswersView, struck_through
from stegvis.web import marking
from stegvis.web.walking.walks import Walk

if TYPE_CHECKING:
    from stegvis.course.queries import Response


@dataclass(frozen=True, slots=True)
class Marked:
    """Beside one set of own answers, for the templates."""

    row: Response
    marks: Marks
    questions: Mapping[str, str]

    @property
    def wrong(self) -> Wrong:
        """What of them is wrong now."""
        return self.marks.wrong(self.row.pk)

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
        """The resident's own notes, with staff's answers."""
        return self.marks.dissents.get(self.row.pk, ())

    def read_out(self, view: AnswersView) -> AnswersView:
        """The answers with what is wrong struck through."""
        return struck_through(view, self.wrong.holds) if self.wrong else view


def marked_at(walk: Walk, row: Response, view: AnswersView) -> Marked:
    """Of own answers that are sent and read out. Two queries."""
    return Marked(row, queries.marks(walk.actor, walk.course, row), marking.questions_of(view))
