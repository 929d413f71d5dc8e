"""From scores in time to a chart: the scale, its bands and where it begins to matter, as the instrument says."""

from decimal import Decimal
from math import ceil

from django.utils.translation import gettext as _

from stegvis.course.series import Series
from stegvis.questionnaires import engine
from stegvis.questionnaires.engine import Better, Definition, ScoreRule, Tone, band_key, score_key
from stegvis.ui import charts

_WORSE = {Better.LOWER: True, Better.HIGHER: False}
_MATTERS = frozenset({Tone.MODERATE, Tone.MARKED, Tone.SEVERE})


def chart_of(series: Series, definition: Definition, language: str = "") -> charts.Chart:
    """One score of one questionnaire. The definition is that of the version answered last."""
    rule = definition.score_rule(series.code)
    title, whole = title_of(series, definition, language), definition.title(language)
    line = charts.Series(title, tuple((p.on, None if p.value is None else float(p.value)) for p in series.points))
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


def title_of(series: Series, definition: Definition, language: str = "") -> str:
    """What the score is called."""
    return definition.text(score_key(series.code), language) or definition.title(language)


def _ends(definition: Definition, rule: ScoreRule | None, line: charts.Series) -> tuple[float, float]:
    """The scale's own ends; where it has none, or an older version went further, room for what was answered."""
    least, most = engine.bounds(definition, rule) if rule else (None, None)
    values = [value for _on, value in line.answered] or [0.0]
    low = min([float(least) if least is not None else 0.0, *values])
    room = float(ceil(max(values) * 1.5))
    # Hours or times a week: the far end of such a scale says nothing, and would flatten the line.
    top = room if most is None else float(most) if rule and rule.bands else min(float(most), room)
    high = max([top, *values])
    return low, high if high > low else low + 1


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
    return (charts.CutOff(float(low), _("Gräns %(value)s") % {"value": f"{low:f}"}),)
