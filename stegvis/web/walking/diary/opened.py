"""One diary of one walk, as its pages see it: whether it can be filled in now, and what its forms say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from stegvis.course import diaries, queries
from stegvis.course.reach import CannotReach, reach_diary
from stegvis.program.keys import diary_key
from stegvis.program.kinds import DiaryPer
from stegvis.program.plan import PlanDiary
from stegvis.questionnaires.answer_rows import AnswersView
from stegvis.questionnaires.engine import Definition
from stegvis.web.diaries import Diary, Shown, entry_answers, shown
from stegvis.web.walking.asked import Asked
from stegvis.web.walking.walks import Walk

if TYPE_CHECKING:
    from stegvis.course.queries import DiaryEntry


@dataclass(frozen=True)
class Opened:
    """A diary of the own walk. `closed` says why nothing can be registered now."""

    walk: Walk
    plan: PlanDiary
    definition: Definition
    last_on: date | None
    closed: str = ""

    @property
    def id(self) -> str:
        """The block's id, for addresses."""
        return self.plan.id

    @property
    def open(self) -> bool:
        """Whether something can be registered now."""
        return not self.closed

    @property
    def title(self) -> str:
        """What the diary is called."""
        return self.definition.title(self.walk.language)

    @property
    def per_day(self) -> bool:
        """Whether it is filled in once a day."""
        return self.plan.per is DiaryPer.DAY

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first day that can be registered, and today."""
        return diaries.days_of(self.walk.course)

    @property
    def today(self) -> date:
        """Today, where the resident is."""
        return self.days[1]

    @property
    def done_today(self) -> bool:
        """Whether today has an entry."""
        return self.last_on == self.today

    @property
    def href(self) -> str:
        """Its own page."""
        return self.walk.url("diary", self.id)

    @property
    def add_url(self) -> str:
        """The form for a new entry."""
        return self.walk.url("diary_add", self.id)

    @property
    def step_url(self) -> str:
        """The step it stands in."""
        return self.walk.url("step", self.plan.step)

    def entry_url(self, row: DiaryEntry) -> str:
        """One entry."""
        return self.walk.url("diary_entry", self.id, row.entry)

    def day_url(self, on: date) -> str:
        """A day: to fill in where it is filled in once, else the day's own list."""
        day = f"?dag={on.isoformat()}"
        return f"{self.add_url}{day}" if self.per_day else f"{self.href}{day}#dag"

    def asked(self, entry: UUID, definition: Definition | None = None) -> Asked:
        """What a form of this diary says about reading and danger, in the words of every form."""
        return Asked(self.walk, diary_key(self.id, str(entry)), definition or self.definition, None)

    def read_out(self, row: DiaryEntry) -> AnswersView:
        """An entry to read, without the form's own introduction."""
        return entry_answers(self.walk.definition(row.definition.digest), row.answers, self.walk.language, marks=False)

    def drawn(self, asked_for: Shown) -> Diary:
        """The diary with the entries of the days shown. One query."""
        first, last = asked_for.reach
        rows = queries.diary_entries(self.walk.actor, self.walk.course, self.id, first, last)
        return Diary(
            self.id, self.definition, self.walk.language, asked_for, rows, self.entry_url, self.day_url, self.per_day
        )

    def shown(self, query: Mapping[str, Any]) -> Shown:
        """The month and the weeks that an address asks for."""
        return shown(*self.days, str(query.get("manad", "")), str(query.get("till", "")))


def opened(walk: Walk, diary_id: str, *, posted: bool = False) -> Opened:
    """The diary with this id. 404 when the program has none such, or the resident has not come to it. One query.

    For what was `posted`, hidden is no more than closed: what was typed must have a page to stand on.
    """
    plan = walk.plan.diaries.get(diary_id)
    if plan is None:
        raise Http404
    last_on = queries.diary_days(walk.actor, walk.course).get(diary_id)
    begun = last_on is not None or walk.standing.is_step_done(plan.step)
    found = Opened(walk, plan, walk.definition(plan.questionnaire), last_on)
    if not walk.verdict:
        if not begun:
            raise Http404
        return Opened(walk, plan, found.definition, last_on, closed=walk.verdict.sentence)
    try:
        reach_diary(walk.plan, walk.standing, walk.state, diary_id, begun=begun)
    except CannotReach as error:
        if not posted:
            raise Http404 from error
        return Opened(walk, plan, found.definition, last_on, closed=_("Registreringen är inte öppen just nu."))
    return replace(found, closed=_stopped(walk, plan))


def begun_diaries(walk: Walk, last_days: dict[str, date] | None = None) -> list[Opened]:
    """The diaries that the resident has come to, in the program's order.

    One query where the program has any, unless the `last_days` with entries are known.
    """
    if not walk.plan.diaries:
        return []
    if last_days is None:
        last_days = queries.diary_days(walk.actor, walk.course)
    found = []
    for plan in walk.plan.diaries.values():
        begun = plan.id in last_days or walk.standing.is_step_done(plan.step)
        hidden = walk.standing.is_section_hidden(walk.plan.step_section[plan.step])
        if begun and not hidden:
            definition = walk.definition(plan.questionnaire)
            closed = walk.verdict.sentence or _stopped(walk, plan)
            found.append(Opened(walk, plan, definition, last_days.get(plan.id), closed=closed))
    return found


def _stopped(walk: Walk, plan: PlanDiary) -> str:
    """What the provider says where it has stopped the diary's step or its questions."""
    stop = walk.stopped.step(plan.step) or walk.stopped.questionnaire(plan.questionnaire)
    return stop.text(walk.language) if stop else ""
