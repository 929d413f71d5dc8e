"""One own walk as a page sees it: course, document, plan and what is true now, read once per request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from stegvis.access.actor import Actor
from stegvis.access.verdict import Verdict
from stegvis.catalogue.freezing import open_document
from stegvis.catalogue.richtext import safe_html
from stegvis.catalogue.stopped import NOTHING, Stopped
from stegvis.course import queries, walk
from stegvis.course.policies import may_walk
from stegvis.lib import switches
from stegvis.program.document import Document, Module, Section, Step
from stegvis.program.plan import Plan
from stegvis.program.standing import Standing
from stegvis.program.unfold import Occasion, Reach, Unfolded
from stegvis.program.unfold import reach as reach_step
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.engine import Definition
from stegvis.ui.addresses import address

if TYPE_CHECKING:
    from stegvis.course.queries import Course
    from stegvis.web.walking.company import Company


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a walk's pages where it is walked: `walk.at.step` is "resident:step" for one with a unit."""

    space: str

    def __getitem__(self, page: str) -> str:
        return f"{self.space}:{page}"


@dataclass(frozen=True)
class Walk:
    """A course with everything that pages ask about it. Costs no query beyond the course itself."""

    actor: Actor
    course: Course
    now: datetime
    document: Document
    plan: Plan
    standing: Standing
    state: Unfolded
    language: str
    # Who is there with the one who walks: staff of a unit, or nobody.
    company: Company
    # Whether staff have written something the resident has not seen; asked for by pages that show it.
    unread: bool = False
    # What the provider has stopped: asked before anything of it is shown.
    stopped: Stopped = NOTHING

    @property
    def pk(self) -> UUID:
        """The course's id, for addresses."""
        found: UUID = self.course.pk
        return found

    @property
    def at(self) -> Names:
        """The names of its pages, for templates."""
        return Names(self.company.space)

    def url(self, page: str, *args: Any) -> str:
        """The address of one of its pages."""
        return address(self.at[page], self.pk, *args)

    def again(self) -> Walk:
        """As it stands after an act. Raises Http404 when it is gone."""
        found = queries.course(self.actor, self.pk)
        if found is None:
            raise Http404
        return walk_of(self.actor, found, self.company)

    @property
    def title(self) -> str:
        """The program's title."""
        return self.text("program.title") or self.course.title

    @cached_property
    def verdict(self) -> Verdict:
        """Whether the resident may answer and go on, or only read."""
        return may_walk(self.actor, self.course)

    @property
    def spoken(self) -> str:
        """The language that the program's words really are in, for the reader's screen reader."""
        return self.language if self.document.texts.get(self.language) else self.document.language

    @property
    def lead(self) -> SafeString:
        """The introduction, before anything else."""
        return safe_html(self.text("program.lead"))

    @property
    def welcome(self) -> SafeString:
        """The welcome text."""
        return safe_html(self.text("program.welcome"))

    @property
    def purpose(self) -> str:
        """What the program is intended for."""
        return self.text("program.intended_purpose")

    @property
    def shows_results(self) -> bool:
        """Whether the program shows the resident anything of the results."""
        return switches.scores() and self.document.settings.shows_any

    def text(self, key: str) -> str:
        """Words of the program in the reader's language, or the program's own."""
        return self.document.text(key, self.language)

    def definition(self, digest: str) -> Definition:
        """A questionnaire of the program."""
        return library.definition_by_digest(digest)

    def occasion_title(self, occasion: Occasion) -> str:
        """What a measurement is called: its own title, else the questionnaire's."""
        own = self.text(f"{occasion.measurement_id}.title")
        return own or self.definition(occasion.questionnaire).title(self.language)

    def reach(self, step_id: str) -> Reach:
        """Whether a step can be opened now, and if not, why."""
        return reach_step(self.plan, self.standing, self.state, step_id)

    def sections(self, module: Module) -> list[tuple[Section, tuple[Step, ...]]]:
        """The module's sections that this resident sees."""
        return [(s, s.steps) for s in module.sections if not self.standing.is_section_hidden(s.id)]

    def steps(self, module: Module) -> list[Step]:
        """The module's steps that this resident sees, in order."""
        return [step for _section, steps in self.sections(module) for step in steps]

    def place(self, step_id: str) -> tuple[Module, Section, Step]:
        """Where a step stands. Raises Http404 when the program has no such step."""
        for module in self.document.modules:
            for section in module.sections:
                for step in section.steps:
                    if step.id == step_id:
                        return module, section, step
        raise Http404


def walk_of(actor: Actor, course: Course, company: Company, *, unread: bool = False) -> Walk:
    """The walk of an own course. Raises CannotOpenDocument."""
    now, stops = course.now(), queries.stops(course)
    return Walk(
        actor=actor,
        course=course,
        now=now,
        document=open_document(course.document_id),
        plan=walk.plan(course),
        standing=walk.standing(course),
        state=walk.shown(course, now, stops),
        language=get_language() or "sv",
        company=company,
        unread=unread,
        stopped=stops,
    )
