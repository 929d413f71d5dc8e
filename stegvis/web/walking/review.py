"""What stands between answering and sending: what is missing, what is new, and all answers to look through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from stegvis.questionnaires import engine
from stegvis.questionnaires.answer_rows import AnswerRow, AnswersView
from stegvis.questionnaires.engine import Problem, ProblemCode, item_key, link_of
from stegvis.questionnaires.form import Page, appeared, called_for, numbers, place_id
from stegvis.questionnaires.problems import sentence
from stegvis.web.walking.posted import REVIEW, Post, address_of

if TYPE_CHECKING:
    from stegvis.web.walking.asked import Asked


@dataclass(frozen=True)
class Looked:
    """One page of the questionnaire with its answers, and the way to change them."""

    title: str
    rows: tuple[AnswerRow, ...]
    errors: tuple[str, ...]
    href: str
    html_id: str


@dataclass(frozen=True)
class Review:
    """All of it. `summary` is what must be put right before it can be sent."""

    pages: tuple[Looked, ...]
    summary: tuple[dict[str, str], ...]
    revision: int
    action: str
    origin: AnswersView
    where: str = REVIEW


def missing(asked: Asked, answers: engine.Answers) -> list[Problem]:
    """What stops the answers from being sent, with what is not asked any longer left out."""
    on = engine.enabled(asked.definition, answers)
    kept = {key: value for key, value in answers.items() if key in on}
    return engine.validate(asked.definition, kept, completed=True)


def sees_more(asked: Asked, post: Post) -> str:
    """Without scripts an answer can call for questions that nobody has seen. They are shown before going on."""
    if post.live or post.script or post.do not in ("send", "next"):
        return ""
    within = post.page.link_ids if post.page else None
    if appeared(asked.definition, asked.answers, post.received.answers, within):
        return _("Dina svar gav en följdfråga. Den står här nedanför.")
    return ""


def on_page(asked: Asked, page: Page, problems: Iterable[Problem], *, skips: bool) -> tuple[Problem, ...]:
    """What is wrong on one page. What is missing may be skipped so far, what cannot be read may not."""
    found = [*problems, *missing(asked, asked.answers)]
    here = (problem for problem in found if link_of(problem.key) in page.link_ids)
    return tuple(dict.fromkeys(p for p in here if not (skips and p.code is ProblemCode.REQUIRED)))


def look_through(asked: Asked, problems: tuple[Problem, ...], path: str, revision: int | None = None) -> Review:
    """All answers, page by page."""
    definition, language = asked.definition, asked.walk.language
    read, ids = asked.read_out(asked.answers), numbers(definition)
    faults = {problem.key: sentence(definition, problem, language) for problem in reversed(problems)}
    pages = [
        Looked(
            title=definition.text(item_key(page.title.link_id), language),
            rows=tuple(row for row in read.rows if row.link_id in page.link_ids),
            errors=tuple(said for key, said in faults.items() if link_of(key) in page.link_ids),
            href=address_of(path, page=page.number, jump=_first_fault(page, faults, ids)),
            html_id=f"svar-{page.number}",
        )
        for page in called_for(definition, asked.answers)
    ]
    saved = asked.row.revision if asked.row else 0
    return Review(
        pages=tuple(pages),
        summary=tuple(
            {"target": page.html_id, "label": page.title, "text": said} for page in pages for said in page.errors
        ),
        revision=saved if revision is None else revision,
        action=path,
        origin=read,
    )


def _first_fault(page: Page, faults: dict[str, str], ids: dict[str, int]) -> str:
    return next((place_id(ids, key) for key in faults if link_of(key) in page.link_ids), "")
