"""One questionnaire at one occasion, as its pages see it: whether it is open, its form, and what its answers call for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from stegvis.course import queries
from stegvis.course.dangers import dangers_in, given_at
from stegvis.course.kinds import ResponseState
from stegvis.course.reach import CannotReach, asked_in_step, reach_occasion
from stegvis.program.unfold import Reach
from stegvis.questionnaires.answer_rows import AnswersView, build_answers
from stegvis.questionnaires.engine import Definition, Problem, danger_help_key, initial
from stegvis.questionnaires.engine.definition import Layout
from stegvis.questionnaires.form import FormView, Page, build_form, pages_of
from stegvis.web.walking.helping import with_way_to_help
from stegvis.web.walking.walks import Walk

if TYPE_CHECKING:
    from stegvis.catalogue.shelf import Stop
    from stegvis.course.queries import Response


@dataclass(frozen=True)
class Asked:
    """`closed` says why it cannot be answered now; `gate` is the occasion that must come first."""

    walk: Walk
    occasion: str
    definition: Definition
    row: Response | None
    closed: str = ""
    gate: str = ""
    # What names the questionnaire; empty for a diary's form.
    digest: str = ""

    @property
    def stop(self) -> Stop | None:
        """What stops it: a stop of its own, of the step that it stands in, or of everything."""
        stops = self.walk.stopped
        return (stops and (stops.questionnaire(self.digest) or (stops.step(self.step) if self.step else None))) or None

    @property
    def sent(self) -> bool:
        """Whether the answers have been sent."""
        return self.row is not None and self.row.state == ResponseState.SENT

    @property
    def title(self) -> str:
        """What the resident knows it as."""
        planned = self.walk.state.occasion(self.occasion)
        return self.walk.occasion_title(planned) if planned else self.definition.title(self.walk.language)

    @property
    def has_dangers(self) -> bool:
        """Whether any answer in it would be told to somebody."""
        return bool(self.definition.dangers)

    @property
    def step(self) -> str:
        """The step that it stands in; empty for a planned one."""
        inside = asked_in_step(self.walk.plan, self.walk.standing, self.occasion)
        return inside[0] if inside else ""

    @property
    def back(self) -> str:
        """The step that it stands in, or the program's page."""
        if self.step:
            return self.walk.url("step", self.step)
        return self.walk.url("program")

    @property
    def contact(self) -> Any:
        """Who is behind the program; None when nobody is. One query, only where it is shown."""
        return self.walk.company.contact(self.walk)

    @property
    def reading(self) -> str:
        """When the answers are read."""
        return self.walk.company.reads(self.walk)

    @property
    def warned(self) -> str:
        """What happens with a dangerous answer, said before it is given."""
        return self.walk.company.warned(self.walk, self.seen_by)

    @property
    def seen(self) -> str:
        """When a dangerous answer is seen."""
        return self.walk.company.seen(self.walk, self.seen_by)

    @cached_property
    def seen_by(self) -> Any:
        """When somebody sees a dangerous answer; None when nobody does. Asked only where there are such questions."""
        return self.walk.company.seen_by(self.walk, self.definition)

    def form(
        self,
        answers: Mapping[str, Any] | None = None,
        problems: Iterable[Problem] = (),
        revision: int | None = None,
        *,
        correcting: bool = False,
        **more: Any,
    ) -> FormView:
        """The form, with what is saved or with what was just typed. `more` goes to `build_form`."""
        shown = self.answers if answers is None else answers
        page = "correct" if correcting else "questionnaire"
        return build_form(
            self.definition,
            shown,
            problems,
            language=self.walk.language,
            revision=(self.row.revision if self.row else 0) if revision is None else revision,
            send_label=_("Rätta svaren") if correcting else "",
            free_text_note=with_way_to_help(self.reading),
            danger_note=with_way_to_help(_("Vi frågar för att kunna hjälpa. Svara som det är.")),
            danger_html=self.danger_html(shown),
            action=self.walk.url(page, self.occasion),
            saves=not correcting,
            **more,
        )

    @property
    def answers(self) -> dict[str, Any]:
        """What is saved, or what the questionnaire begins with."""
        return self.row.answers if self.row else initial(self.definition)

    @property
    def one_by_one(self) -> bool:
        """Whether the questions are put one at a time."""
        return self.definition.layout is Layout.ONE_BY_ONE

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages of a questionnaire that is put one question at a time."""
        return pages_of(self.definition) if self.one_by_one else ()

    def danger_html(self, answers: Mapping[str, Any]) -> str:
        """Crisis help, when an answer calls for it, or one before it did: changing the answer takes no help away."""
        hits = {hit.rule_id for hit in dangers_in(self.walk.course, self.definition, answers)}
        rules = hits | given_at(self.walk.standing, self.occasion)
        if not rules:
            return ""
        keys = [danger_help_key(rule.rule_id) for rule in self.definition.dangers if rule.rule_id in rules]
        words = [text for key in keys if (text := self.definition.text(key, self.walk.language))]
        return render_to_string("walking/slots/danger.html", {"seen": self.seen, "words": words})

    def read_out(self, answers: Mapping[str, Any]) -> AnswersView:
        """The answers as rows to read. What they are worth is the result's to say, as far as the program shows it."""
        return build_answers(self.definition, answers, language=self.walk.language, marks=False)


def asked_at(walk: Walk, occasion: str, *, posted: bool = False) -> Asked:
    """The questionnaire of an occasion. 404 when the walk has no such occasion, or it is hidden. One query.

    For what was `posted`, hidden is no more than closed: what was typed must have a page to stand on.
    """
    row = queries.response(walk.actor, walk.course, occasion)
    if row is not None and row.state == ResponseState.SENT:
        return _asked(walk, occasion, row.definition.digest, row)
    if not walk.verdict:
        return _asked(walk, occasion, _digest(walk, occasion), row, closed=walk.verdict.sentence)
    try:
        digest = reach_occasion(walk.plan, walk.standing, walk.state, occasion)
    except CannotReach as error:
        hidden = error.reach is Reach.HIDDEN
        return _unreachable(walk, occasion, row, Reach.CLOSED if hidden and posted else error.reach)
    return _asked(walk, occasion, digest, row)


def _asked(walk: Walk, occasion: str, digest: str, row: Response | None, *, closed: str = "", gate: str = "") -> Asked:
    return Asked(walk, occasion, walk.definition(digest), row, closed, gate, digest)


def _unreachable(walk: Walk, occasion: str, row: Response | None, reach: Reach) -> Asked:
    if reach in (Reach.MISSING, Reach.HIDDEN):
        raise Http404
    digest = _digest(walk, occasion)
    if reach is Reach.GATED:
        inside = asked_in_step(walk.plan, walk.standing, occasion)
        waits = walk.state.modules[walk.plan.step_module[inside[0]]].waits_for if inside else None
        gate = walk.state.gate.key if walk.state.gate else waits
        return _asked(walk, occasion, digest, row, gate=gate or "")
    return _asked(walk, occasion, digest, row, closed=_("Formuläret är inte öppet just nu."))


def _digest(walk: Walk, occasion: str) -> str:
    planned = walk.state.occasion(occasion)
    inside = asked_in_step(walk.plan, walk.standing, occasion)
    digest = planned.questionnaire if planned else inside[1] if inside else None
    if digest is None:
        raise Http404
    return digest
