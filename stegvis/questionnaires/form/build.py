"""Building the form of a questionnaire, or one page of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from stegvis.questionnaires.engine import Answers, Definition, Problem, answered, link_of
from stegvis.questionnaires.form.drawing import Drawing
from stegvis.questionnaires.form.pages import Page, called_for
from stegvis.questionnaires.form.skeleton import in_script
from stegvis.questionnaires.form.views import FormView, Progress


def build_form(
    definition: Definition,
    answers: Answers,
    problems: Iterable[Problem] = (),
    *,
    language: str = "",
    revision: int = 0,
    preview: bool = False,
    send_label: str = "",
    free_text_note: str = "",
    danger_note: str = "",
    danger_html: str = "",
    action: str = "",
    saves: bool = True,
    rows: Mapping[str, int] | None = None,
    page: Page | None = None,
    back: str = "",
    may_skip: bool = False,
    news: str = "",
) -> FormView:
    """Draw the form, or one `page` of it. `danger_html` is the crisis box, already safe, when an answer calls for it.

    `rows` asks for at least so many rows of a repeating group, empty ones too.
    """
    draw = Drawing(
        definition,
        answers,
        problems,
        language,
        rows=rows,
        notes={"free": free_text_note, "danger": danger_note},
    )
    return FormView(
        definition=definition,
        language=draw.language,
        draw=draw,
        shown=page.items if page else definition.items,
        summary=draw.summary(),
        revision=revision,
        preview=preview,
        send_label=send_label or _("Skicka in"),
        danger_html=danger_html,
        action=action,
        saves=saves,
        logic=draw.kept.logic,
        elsewhere=in_script(_elsewhere(draw, answers, page)),
        page=page.number if page else None,
        back=back,
        progress=_page_progress(draw, page) if page else _progress(draw),
        may_skip=may_skip,
        news=news,
    )


def _elsewhere(draw: Drawing, answers: Answers, page: Page | None) -> dict[str, object]:
    """The answers that have no field here: on other pages, and what is never drawn."""
    index, here, unseen = draw.definition.index, page.link_ids if page else None, draw.definition.out_of_sight
    return {
        key: value
        for key, value in answers.items()
        if (item := index.get(link_of(key))) is not None
        and (item.link_id in unseen or (here and item.link_id not in here))
    }


def _progress(draw: Drawing) -> Progress | None:
    """How many of the questions that are asked have an answer."""
    wanted = [place for place in draw.places if place.key in draw.on and place.item.link_id in draw.definition.by_hand]
    done = sum(answered(draw.answers.get(place.key)) for place in wanted)
    if not wanted:
        return None
    pattern = _("%(done)s av %(total)s frågor besvarade")
    return Progress(done, len(wanted), pattern % {"done": done, "total": len(wanted)}, pattern)


def _page_progress(draw: Drawing, page: Page) -> Progress:
    called = called_for(draw.definition, draw.answers)
    total = max(len(called), 1)
    here = sum(each.number <= page.number for each in called) or 1
    return Progress(here, total, _("Fråga %(here)s av %(total)s") % {"here": here, "total": total})
