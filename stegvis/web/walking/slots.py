"""What is filled in on a step page: exercises as forms, embedded questionnaires and diaries as cards that lead on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.context_processors import csrf
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from stegvis.course import queries
from stegvis.course.kinds import ResponseState
from stegvis.program.document import DiaryBlock, ExerciseBlock, QuestionnaireBlock
from stegvis.program.keys import step_occasion_key
from stegvis.program.kinds import ExerciseForm
from stegvis.web.shell import shell_of
from stegvis.web.walking import worksheets
from stegvis.web.walking.company import Word
from stegvis.web.walking.diary.opened import Opened
from stegvis.web.walking.walks import Walk

if TYPE_CHECKING:
    from stegvis.course.queries import ExerciseAnswer


@dataclass
class Slots:
    """Everything the slots of one page need, read in a few queries before it is drawn."""

    walk: Walk
    known: dict[str, Any]
    answers: dict[str, ExerciseAnswer]
    comments: Mapping[str, Sequence[Word]]
    diary_days: dict[str, date]
    has_forms: bool = field(default=False)
    # Whether the page has anything to do with text that the browser keeps.
    keeps: bool = field(default=False)

    @classmethod
    def of(cls, request: HttpRequest, walk: Walk, step_id: str) -> Slots:
        """Read only what the step has."""
        blocks = list(walk.plan.step_exercises.get(step_id, ()))
        answers = queries.exercises(walk.actor, walk.course, blocks) if blocks else {}
        sent = any(row.state == ResponseState.SENT for row in answers.values())
        return cls(
            walk=walk,
            known={**csrf(request), "shell": shell_of(request)},
            answers=answers,
            comments=walk.company.comments(walk, blocks) if sent else {},
            diary_days=queries.diary_days(walk.actor, walk.course) if _has_diary(walk, step_id) else {},
        )

    def exercise(self, block: ExerciseBlock) -> SafeString:
        """The worksheet: to fill in, or to read when it is sent or the program has ended."""
        row = self.answers.get(block.id)
        content = row.content if row else None
        sent_at = row.sent_at if row else None
        words = self.walk.document.words(block, self.walk.language)
        labels = [words[name] for name in block.column_fields] or [words["title"]]
        editable = sent_at is None and bool(self.walk.verdict)
        self.has_forms = self.has_forms or editable
        self.keeps = self.keeps or editable or sent_at is not None
        context = {
            **self.known,
            "block": block.id,
            "title": words["title"],
            "form": block.form.value,
            "action": self.walk.url("exercise", block.id),
            "text": content if isinstance(content, str) else "",
            "labels": labels if block.form is ExerciseForm.TABLE else [],
            "rows": worksheets.rows_of(block, content, labels) if block.form is not ExerciseForm.TEXT else [],
            "lines": worksheets.lines_of(content),
            "revision": row.revision if row else 0,
            "saved_at": row.saved_at if row else None,
            "sent_at": sent_at,
            "editable": editable,
            "feedback": block.feedback,
            "read_when": self.walk.company.reads(self.walk) if block.feedback else self.walk.company.keeps(self.walk),
            "comments": self.comments.get(block.id, []),
        }
        return render_to_string("walking/slots/exercise.html", context)

    def questionnaire(self, block: QuestionnaireBlock) -> SafeString:
        """A card that leads to the questionnaire's own page."""
        occasion = step_occasion_key(block.id, self.walk.standing.epoch)
        definition = self.walk.definition(block.questionnaire)
        context = {
            **self.known,
            "title": definition.title(self.walk.language),
            "href": self.walk.url("questionnaire", occasion),
            "answered_at": self.walk.standing.answered_at(occasion),
            "open": bool(self.walk.verdict),
            "stop": _stop_text(self.walk, block.questionnaire),
        }
        return render_to_string("walking/slots/questionnaire.html", context)

    def diary(self, block: DiaryBlock) -> SafeString:
        """A card that leads to today's entry, and to the diary's own page."""
        plan, definition = self.walk.plan.diaries[block.id], self.walk.definition(block.questionnaire)
        found = Opened(self.walk, plan, definition, self.diary_days.get(block.id), self.walk.verdict.sentence)
        return render_to_string("walking/slots/diary.html", {**self.known, "opened": found})


def _stop_text(walk: Walk, digest: str) -> str:
    stop = walk.stopped.questionnaire(digest)
    return stop.text(walk.language) if stop else ""


def _has_diary(walk: Walk, step_id: str) -> bool:
    return any(diary.step == step_id for diary in walk.plan.diaries.values())
