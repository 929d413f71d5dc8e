"""Answers and results as papers to keep. What stands in them is decided by who asks; this only lays it out."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stegvis.lib.clock import local_day
from stegvis.questionnaires.answer_rows import AnswerRow, AnswersView
from stegvis.ui import charts
from stegvis.ui.print import Facts, Heading, Paper, Part, Picture, Table, Words, pdf_of

T = TypeVar("T")
Pairs = tuple[tuple[str, str], ...]

# As many plots as stand well on one page of paper.
_PLOTS = 4
# More columns than this are unreadable on paper: the table goes on below.
_COLUMNS = 4


def said_at(moment: datetime) -> str:
    """A moment with its year: a paper is read long afterwards."""
    at = localtime(moment)
    words = {"day": date_format(at, "j F Y"), "clock": date_format(at, "TIME_FORMAT")}
    return _("%(day)s klockan %(clock)s") % words


def answers_paper(
    view: AnswersView,
    about: Pairs,
    scores: Pairs,
    *,
    language: str,
    marks: bool,
    remarks: Iterable[str] = (),
    earlier: Iterable[tuple[Iterable[str], AnswersView]] = (),
) -> Paper:
    """One set of answers. `marks` adds points and the answers that are told: for those who treat.

    `earlier` are those that it corrects, with what is said of each.
    """
    parts: list[Part] = [Words(remark) for remark in remarks]
    if scores:
        parts += [Heading(_("Resultat")), Facts(scores)]
    parts += [Heading(_("Svar")), _table(view, marks=marks)]
    for said, before in earlier:
        parts += [Heading(_("Tidigare svar")), *(Words(words) for words in said), _table(before, marks=marks)]
    parts += [Words(words, quiet=True) for words in (view.notice, _source(view)) if words]
    title = _("Svar: %(name)s") % {"name": view.title}
    return Paper(title, language, about, tuple(parts), foot=title)


def results_paper(
    timeline: charts.Timeline | None,
    about: Pairs,
    *,
    language: str,
    said: Iterable[str] = (),
    remarks: Iterable[str] = (),
) -> Paper:
    """Results over time: drawn, said, and in a table. `said` is what is told in words only."""
    parts: list[Part] = []
    if timeline is not None:
        for panels in _chunks(timeline.aligned, _PLOTS):
            page = charts.Timeline(timeline.title, panels, timeline.key)
            # The words stand under the drawing too; whoever cannot see it meets them in its place.
            alt = " ".join(charts.spoken(chart) for chart in panels)
            parts.append(Picture(charts.for_paper(charts.timeline_chart(page)), alt))
        parts += [Words(charts.spoken(chart)) for chart in timeline.panels]
    parts += [Words(words) for words in said]
    if timeline is not None:
        parts += [Heading(_("Alla tillfällen")), *_occasions(timeline)]
    parts += [Words(remark, quiet=True) for remark in remarks]
    title = _("Resultat över tid")
    return Paper(title, language, about, tuple(parts), foot=title)


def _table(view: AnswersView, *, marks: bool) -> Table:
    heads = (_("Fråga"), _("Svar"), _("Poäng")) if marks else (_("Fråga"), _("Svar"))
    rows: list[tuple[str, ...]] = []
    for row in view.rows:
        question = f"{row.prefix} {row.text}".strip()
        if row.asks:
            said = (question, _said(row, marks=marks))
            rows.append((*said, "" if row.struck else row.points) if marks else said)
        elif question:
            rows.append((question,))
    return Table(heads, tuple(rows), (6, 5, 1) if marks else (1, 1))


def _said(row: AnswerRow, *, marks: bool) -> str:
    said = "\n".join(row.lines) or _("Inte besvarad")
    if row.struck:
        said = f"{_('Markerat som fel:')} {said}"
    return f"{said}\n{row.danger}" if marks and row.danger else said


def _source(view: AnswersView) -> str:
    known = [_("Formulärets version: %(version)s.") % {"version": view.version}]
    if view.source:
        known.append(_("Källa: %(source)s") % {"source": view.source})
    return " ".join(known)


def _occasions(timeline: charts.Timeline) -> Iterable[Table]:
    """Every occasion with every score; many scores are several tables with the same days."""
    names, rows = charts.timeline_names(timeline), charts.timeline_rows(timeline)
    changes = charts.timeline_changes(timeline)
    for places in _chunks(tuple(range(len(names))), _COLUMNS):
        body = [
            (row.when, *(row.cells[n].text for n in places)) for row in rows if any(row.cells[n].asked for n in places)
        ]
        if changes:
            body.append((_("Sedan första gången"), *(changes[n].text for n in places)))
        yield Table((_("Datum"), *(names[n] for n in places)), tuple(body))


def _chunks(found: tuple[T, ...], size: int) -> list[tuple[T, ...]]:
    return [found[at : at + size] for at in range(0, len(found), size)]


def as_pdf(paper: Paper, name: str, now: datetime) -> HttpResponse:
    """The paper to keep. Its name says what it is and when, and nothing of whom it is about."""
    return as_file(pdf_of(paper, now), "application/pdf", name, "pdf", now)


def as_file(content: bytes, kind: str, name: str, ending: str, now: datetime) -> HttpResponse:
    """Something to keep, under a neutral name. It is never kept on the way."""
    day = local_day(now).isoformat()
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{day}.{ending}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
