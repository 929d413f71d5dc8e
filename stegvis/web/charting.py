"""From scores in time to charts: the scale, its bands, where it begins to matter, and what counts as a change.

All of it as the instrument says: no code here knows one.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import count, groupby
from math import ceil
from typing import Final

from django.utils.translation import gettext as _

from stegvis.course.series import Series
from stegvis.lib import switches
from stegvis.questionnaires import engine
from stegvis.questionnaires import queries as library
from stegvis.questionnaires.engine import (
    Better,
    Definition,
    Item,
    ItemType,
    ScoreRule,
    Tone,
    band_key,
    item_key,
    option_key,
    score_key,
)
from stegvis.questionnaires.engine.definition import NUMBERS
from stegvis.ui import charts

_WORSE = {Better.LOWER: True, Better.HIGHER: False}
_MATTERS = frozenset({Tone.MODERATE, Tone.MARKED, Tone.SEVERE})
_OPEN_ENDED = frozenset({ItemType.INTEGER, ItemType.DECIMAL})
_MOST_LINES = 4
_FEW_STEPS = 4
LEVEL: Final = "level"


def charts_of(found: Iterable[Series], language: str, *, for_staff: bool) -> list[charts.Chart]:
    """One chart for each score that has been answered.

    A cut-off is for those who treat; the bands say the same in words that are meant for everybody.
    """
    if not switches.scores():
        return []
    drawn = [chart_of(each, library.definition_by_digest(each.digest), language) for each in found if each.answered]
    return drawn if for_staff else [replace(chart, cut_offs=()) for chart in drawn]


def timeline_of(found: Iterable[charts.Chart], title: str = "", key: str = "tidslinje") -> charts.Timeline | None:
    """The charts on one axis of days; None where there are none.

    Scores of one questionnaire that have the same scale and no bands share a plot. Nothing else does.
    """
    panels: list[charts.Chart] = []
    for _same, group in groupby(found, key=_scale):
        alike = list(group)
        chunks = [alike[at : at + _MOST_LINES] for at in range(0, len(alike), _MOST_LINES)]
        panels += [_together(chunk) for chunk in chunks]
    return charts.Timeline(title or _("Resultat över tid"), tuple(panels), key) if panels else None


def chart_of(series: Series, definition: Definition, language: str = "") -> charts.Chart:
    """One score of one questionnaire. The definition is that of the version answered last."""
    rule = definition.score_rule(series.code)
    title, whole = title_of(series, definition, language), definition.title(language)
    points = tuple((p.on, None if p.value is None else float(p.value)) for p in series.points)
    line = charts.Series(title, points, change_of(series, definition, language))
    low, high = _ends(definition, rule, line)
    return charts.Chart(
        title,
        (line,),
        low,
        high,
        _bands(definition, rule, language) if rule else (),
        _cut_offs(rule) if rule else (),
        _WORSE.get(rule.better) if rule else None,
        f"{series.questionnaire}-{series.code}",
        "" if whole in title else whole,
    )


def item_charts_of(found: Iterable[Series], language: str) -> list[charts.Chart]:
    """One chart for each single question that has been answered."""
    return [_item_chart(each, library.definition_by_digest(each.digest), language) for each in found if each.answered]


def _item_chart(series: Series, definition: Definition, language: str) -> charts.Chart:
    item, values = definition.index[series.code], [float(point.value or 0) for point in series.answered]
    named = tuple(
        charts.Band(
            definition.text(option_key(item.link_id, o.code), language), float(o.points), float(o.points), LEVEL
        )
        for o in item.options
        if o.points is not None
    )
    ends = [each.low for each in named] or [float(each) for each in (item.minimum, item.maximum) if each is not None]
    low, high = min([*ends, *values, 0.0]), max([*ends, *values])
    title = question_title(definition, item, language)
    points = tuple((p.on, None if p.value is None else float(p.value)) for p in series.points)
    line = charts.Series(title, points)
    key = f"{series.questionnaire}-fraga-{series.code}"
    return charts.Chart(
        title, (line,), low, high if high > low else low + 1, named, key=key, kicker=definition.title(language)
    )


def followed(definition: Definition | str) -> list[Item]:
    """The questions whose answers can be followed as numbers, and that no score is already alone with."""
    known = library.definition_by_digest(definition) if isinstance(definition, str) else definition
    alone = {rule.items[0].link_id for rule in known.scores if len(rule.items) == 1}
    rows = {child.link_id for item in known.in_order if item.repeats for child in item.items}
    return [item for item in known.questions if _is_number(item) and item.link_id not in alone | rows]


def _is_number(item: Item) -> bool:
    if item.type is ItemType.CHOICE:
        return not item.multiple and all(option.points is not None for option in item.options)
    return item.type in NUMBERS and not item.hidden


def question_title(definition: Definition, item: Item, language: str) -> str:
    """The question with its number."""
    prefix = definition.text(item_key(item.link_id, "prefix"), language)
    return f"{prefix} {definition.text(item_key(item.link_id), language)}".strip()


def title_of(series: Series, definition: Definition, language: str = "") -> str:
    """What the score is called."""
    return definition.text(score_key(series.code), language) or definition.title(language)


def change_of(series: Series, definition: Definition, language: str = "") -> charts.Change | None:
    """From the first answer to the last, judged by the instrument's own threshold.

    None with fewer than two answers, and where the first was counted in another way than the last.
    """
    answered, rule = series.answered, definition.score_rule(series.code)
    if len(answered) < 2 or rule is None or not _counted_alike(answered[0].digest, definition, series.code):
        return None
    found = engine.change(rule, answered[0].value or Decimal(0), answered[-1].value or Decimal(0))
    least = None if rule.reliable_change is None else float(rule.reliable_change)
    unit = _unit(definition, rule, language)
    return charts.Change(float(found.difference), found.reliable, least, rule.reliable_change_source, unit)


def _counted_alike(digest: str, definition: Definition, code: str) -> bool:
    """Whether an earlier version adds up the same answers in the same way."""
    earlier = library.definition_by_digest(digest) if digest else definition
    return earlier is definition or _counting(earlier, code) == _counting(definition, code)


def _counting(definition: Definition, code: str) -> object:
    rule = definition.score_rule(code)
    if rule is None:
        return None
    items = [definition.index[part.link_id] for part in rule.items]
    worth = [(item.type, item.minimum, item.maximum, [(o.code, o.points) for o in item.options]) for item in items]
    return rule.method, rule.items, rule.missing, rule.most_missing, worth


def _unit(definition: Definition, rule: ScoreRule, language: str) -> str:
    """What a score that is one answered number is counted in."""
    if len(rule.items) > 1:
        return ""
    link_id = rule.items[0].link_id
    return definition.text(item_key(link_id, "unit"), language) or definition.index[link_id].unit


def _scale(chart: charts.Chart) -> object:
    """Charts that give the same here may share a plot; one with bands shares with none."""
    if chart.bands or chart.cut_offs:
        return chart.key
    questionnaire = chart.key.rpartition("-")[0]
    return questionnaire, chart.kicker, chart.low, chart.high, chart.higher_is_worse


def _together(alike: list[charts.Chart]) -> charts.Chart:
    first = alike[0]
    if len(alike) == 1:
        return first
    lines = tuple(line for chart in alike for line in chart.series)
    return replace(first, title=first.kicker or first.title, kicker="", series=lines)


def _ends(definition: Definition, rule: ScoreRule | None, line: charts.Series) -> tuple[float, float]:
    """The scale's own ends; where it has none, or an older version went further, room for what was answered."""
    least, most = engine.bounds(definition, rule) if rule else (None, None)
    values = [value for _on, value in line.answered] or [0.0]
    low = min([float(least) if least is not None else 0.0, *values])
    room = _even(max(values) * 1.5)
    # Hours or times a week: the far end of such a scale says nothing, and would flatten the line.
    open_ended = rule is None or any(definition.index[part.link_id].type in _OPEN_ENDED for part in rule.items)
    top = room if most is None else min(float(most), room) if open_ended and rule and not rule.bands else float(most)
    high = max([top, *values])
    return low, high if high > low else low + 1


def _even(most: float) -> float:
    """The first whole number from there on that equal steps of 1, 2, 5, 10 … lead up to."""
    steps = (size * 10**power for power in count() for size in (1, 2, 5))
    step = next(each for each in steps if most / each <= _FEW_STEPS)
    return float(ceil(most / step) * step)


def _bands(definition: Definition, rule: ScoreRule, language: str) -> tuple[charts.Band, ...]:
    most = engine.bounds(definition, rule)[1]
    spans = engine.spans(rule)
    # Both ends of a drawn band belong to it: a whole-number scale ends one below the next band.
    gap = Decimal(1) if all(span.low == span.low.to_integral_value() for span in spans) else Decimal("0.01")
    found = []
    for span in spans:
        high = span.high - gap if span.high is not None else most
        if high is not None:
            label = definition.text(band_key(rule.code, span.band.code), language)
            found.append(charts.Band(label, float(span.low), float(high), span.band.tone.value))
    return tuple(found)


def _cut_offs(rule: ScoreRule) -> tuple[charts.CutOff, ...]:
    """The lowest score that asks for attention, where the instrument's bands say so."""
    if rule.better is not Better.LOWER:
        return ()
    first = next((band for band in rule.bands if band.tone in _MATTERS), None)
    if first is None:
        return ()
    low = first.low.normalize()
    return (charts.CutOff(float(low), _("Gräns %(value)s") % {"value": charts.written(float(low))}),)
