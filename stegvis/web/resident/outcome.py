"""Own results in words and graphs, as far as the program shows them."""

from dataclasses import dataclass, replace
from itertools import groupby

from stegvis.course import queries
from stegvis.course.series import Series
from stegvis.program.kinds import ResultsShown
from stegvis.ui import charts
from stegvis.web.charting import chart_of
from stegvis.web.resident.walks import Walk


@dataclass(frozen=True, slots=True)
class Outcome:
    """One score over time. `chart` is None where the program shows a sentence only, and until there are two answers."""

    title: str
    sentence: str
    chart: charts.Chart | None
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
        Answered(title, tuple(o for o in each if o.chart), tuple(o for o in each if not o.chart))
        for title, each in found
    ]
    return sorted(grouped, key=lambda each: not each.drawn)


def outcomes_of(walk: Walk) -> list[Outcome]:
    """Every score that the program shows. Two queries at most."""
    if not walk.shows_results:
        return []
    found = queries.results(walk.actor, walk.course)
    return [_outcome(walk, series) for series in found if series.answered]


def outcome_of(walk: Walk, questionnaire: str) -> list[Outcome]:
    """The scores of one questionnaire."""
    if not walk.shows_results:
        return []
    found = queries.results(walk.actor, walk.course)
    return [_outcome(walk, series) for series in found if series.answered and series.questionnaire == questionnaire]


def _outcome(walk: Walk, series: Series) -> Outcome:
    definition = walk.definition(series.digest)
    # A cut-off is for those who treat; the bands say the same in words that are meant for everybody.
    drawn = replace(chart_of(series, definition, walk.language), cut_offs=())
    sentence = charts.describe(drawn.series, drawn.bands, drawn.higher_is_worse)
    # One point is no line: the sentence says it shorter.
    graph = walk.document.settings.results is ResultsShown.GRAPH and len(series.answered) > 1
    whole = definition.title(walk.language)
    title = whole if len(definition.scores) == 1 else drawn.title
    return Outcome(title, sentence, drawn if graph else None, _promised(walk, series), whole)


def _promised(walk: Walk, series: Series) -> bool:
    """Whether a graph will come with the next answer."""
    return walk.document.settings.results is ResultsShown.GRAPH and len(series.answered) == 1
