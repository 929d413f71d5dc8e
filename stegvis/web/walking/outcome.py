"""Own results in words and graphs, as far as the program shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stegvis.course import queries
from stegvis.course.kinds import GivenBy
from stegvis.course.series import Series
from stegvis.program.kinds import ResultsShown
from stegvis.ui import charts
from stegvis.web.charting import charts_of, timeline_of
from stegvis.web.walking.walks import Walk


@dataclass(frozen=True, slots=True)
class Outcome:
    """One score over time. `drawn` says whether the program shows a graph of it, and there is one to show."""

    title: str
    sentence: str
    chart: charts.Chart
    drawn: bool
    promised: bool
    questionnaire: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One questionnaire with its scores: those with a line, and those that a sentence is enough for."""

    title: str
    drawn: tuple[Outcome, ...]
    said: tuple[Outcome, ...]


def by_questionnaire(outcomes: list[Outcome]) -> list[Answered]:
    """The same outcomes under their questionnaires, those with a line first."""
    found = [(title, list(each)) for title, each in groupby(outcomes, key=lambda each: each.questionnaire)]
    grouped = [
        Answered(title, tuple(o for o in each if o.drawn), tuple(o for o in each if not o.drawn))
        for title, each in found
    ]
    return sorted(grouped, key=lambda each: not each.drawn)


def series_shown(walk: Walk) -> list[Series]:
    """Every score in time that the program shows, also where all of it is marked as wrong. Two queries at most."""
    if not walk.shows_results:
        return []
    found = queries.results(walk.actor, walk.course)
    return [each for each in found if _shown(walk, each) is not ResultsShown.NONE]


def said_of(walk: Walk, shown: Iterable[Series]) -> list[str]:
    """What of the points staff entered, and what is left out because it is marked as wrong: by day."""
    found: set[tuple[date, str]] = set()
    for each in shown:
        title = walk.definition(each.digest).title(walk.language)
        for point in each.points:
            if point.entered:
                way = {"title": title, "way": str(GivenBy(point.entered).label).lower()}
                found.add((point.on, _("Svaren i %(title)s matades in av personalen (%(way)s).") % way))
        for point in each.struck:
            words = _("Svar i %(title)s är markerade som fel och räknas inte.") % {"title": title}
            found.add((point.on, words))
    return [f"{date_format(on, 'j F Y')}: {words}" for on, words in sorted(found)]


def outcomes_of(walk: Walk, questionnaire: str = "", shown: list[Series] | None = None) -> list[Outcome]:
    """Every score that the program shows, or those of one questionnaire. Two queries at most."""
    found = [each for each in (series_shown(walk) if shown is None else shown) if each.answered]
    wanted = [each for each in found if not questionnaire or each.questionnaire == questionnaire]
    drawn = charts.aligned(charts_of(wanted, walk.language, for_staff=False))
    return [_outcome(walk, each, chart) for each, chart in zip(wanted, drawn, strict=True)]


def together(outcomes: Iterable[Outcome]) -> charts.Timeline | None:
    """Every graph on one axis of days; None where one plot already has all there is."""
    timeline = timeline_of(each.chart for each in outcomes if each.drawn)
    return timeline if timeline and len(timeline.panels) > 1 else None


def _shown(walk: Walk, series: Series) -> ResultsShown:
    """What the program shows of one score."""
    return walk.document.settings.shown(walk.definition(series.digest).url, series.code)


def _outcome(walk: Walk, series: Series, chart: charts.Chart) -> Outcome:
    definition = walk.definition(series.digest)
    graph = _shown(walk, series) is ResultsShown.GRAPH
    # One point is no line: the sentence says it shorter.
    drawn, whole = graph and len(series.answered) > 1, definition.title(walk.language)
    title = whole if len(definition.scores) == 1 else chart.title
    return Outcome(title, charts.spoken(chart), chart, drawn, graph and not drawn, whole)
