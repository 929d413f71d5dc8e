"""Own answers and own results as papers to keep. They hold what the pages show, and each copy is logged."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from stegvis.course import queries
from stegvis.course.kinds import ResponseState
from stegvis.program.kinds import ResultsShown
from stegvis.web import marking, papers, scored
from stegvis.web.charting import timeline_of
from stegvis.web.walking.asked import asked_at
from stegvis.web.walking.marked import marked_at
from stegvis.web.walking.outcome import outcomes_of, said_of, series_shown
from stegvis.web.walking.walks import Walk


def results_pdf(request: HttpRequest, walk: Walk) -> HttpResponse:
    """Own results as far as the program shows them; 404 where there is nothing to show."""
    shown = series_shown(walk)
    outcomes = outcomes_of(walk, shown=shown)
    if not outcomes:
        raise Http404
    queries.note_copy(walk.actor, walk.course, "own_results:print")
    said = [each.sentence for each in outcomes if not each.drawn]
    paper = papers.results_paper(
        timeline_of(each.chart for each in outcomes if each.drawn),
        (*_about(walk), (_("Utskrivet"), papers.said_at(walk.now))),
        language=walk.language,
        said=said,
        remarks=[*said_of(walk, shown), walk.company.remark],
    )
    return papers.as_pdf(paper, "resultat", walk.now)


def answers_pdf(request: HttpRequest, walk: Walk, occasion: str) -> HttpResponse:
    """Own sent answers, with the scores that the program shows. What is not sent is no paper yet."""
    row = queries.response(walk.actor, walk.course, occasion)
    if row is None or row.state != ResponseState.SENT or row.sent_at is None:
        raise Http404
    asked = asked_at(walk, occasion)
    queries.note_copy(walk.actor, walk.course, "own_answers:print")
    definition, shown = asked.definition, walk.document.settings.shown
    entered, marked = queries.entered(walk.actor, walk.course, occasion), marked_at(asked, row)
    scores = tuple(
        (scored.name_of(definition, each.code, walk.language), scored.on_scale(definition, each, walk.language))
        for each in scored.results_of(definition, row.answers)
        if shown(definition.url, each.code) is not ResultsShown.NONE and not marked.wrong.voids(definition, each.code)
    )
    about = (*_about(walk), (_("Skickat"), papers.said_at(row.sent_at)), (_("Utskrivet"), papers.said_at(walk.now)))
    paper = papers.answers_paper(
        marked.read,
        about,
        scores,
        language=walk.language,
        marks=False,
        remarks=[*([marking.entered_said(entered)] if entered else []), *marked.said()],
        earlier=[
            ([_("Skickat %(when)s.") % {"when": papers.said_at(each.row.sent_at)}, *each.said()], each.read)
            for each in marked.earlier
            if each.row.sent_at
        ],
    )
    return papers.as_pdf(paper, "svar", walk.now)


def _about(walk: Walk) -> papers.Pairs:
    return ((_("Namn"), walk.actor.name), (_("Program"), walk.title))
