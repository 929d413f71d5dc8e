"""The scores of one set of answers in words: value, band, what is missing."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.lib import switches
from stegvis.questionnaires import engine
from stegvis.questionnaires.engine import Answers, Definition, ScoreResult, band_key, score_key
from stegvis.ui.charts import written
from stegvis.ui.parts import Fact


def results_of(definition: Definition, answers: Answers) -> list[ScoreResult]:
    """None where the installation has no scores (safety rule 9)."""
    return engine.score(definition, answers) if switches.scores() else []


def fact_of(definition: Definition, result: ScoreResult, language: str) -> Fact:
    """One score to print. Where there is no total the reason stands instead."""
    label = name_of(definition, result.code, language)
    if result.value is None:
        return Fact(label, _("Ingen summa"), missing_words(result))
    said = [band_of(definition, result, language)]
    if result.min is not None and result.max is not None:
        said.append(_("på en skala från %(low)s till %(high)s") % _ends(result.min, result.max))
    if result.prorated:
        said.append(_("uppräknad: %(missing)s") % {"missing": missing_words(result)})
    return Fact(label, written(float(result.value)), ", ".join(each for each in said if each))


def name_of(definition: Definition, code: str, language: str) -> str:
    """What the score is called."""
    return definition.text(score_key(code), language) or definition.title(language)


def band_of(definition: Definition, result: ScoreResult, language: str) -> str:
    """The band's name; empty where there is none."""
    return definition.text(band_key(result.code, result.band.code), language) if result.band else ""


def missing_words(result: ScoreResult) -> str:
    """How many of the questions that count were not answered."""
    number = len(result.missing)
    return ngettext(
        "%(number)d fråga är inte besvarad", "%(number)d frågor är inte besvarade", number
    ) % {"number": number}  # fmt: skip


def on_scale(definition: Definition, result: ScoreResult, language: str) -> str:
    """One score with its band, its scale and who drew the bands, for where nothing else stands around it."""
    if result.value is None:
        return f"{_('Ingen summa')}. {missing_words(result)}."
    value, band = written(float(result.value)), band_of(definition, result, language)
    said = [f"{value} ({band.lower()})." if band else f"{value}."]
    if result.min is not None and result.max is not None:
        said.append(_("Skalan går från %(low)s till %(high)s.") % _ends(result.min, result.max))
    if result.prorated:
        said.append(_("Uppräknad: %(missing)s.") % {"missing": missing_words(result)})
    if result.band and result.band.source:
        said.append(_("Gränser: %(source)s.") % {"source": result.band.source})
    return " ".join(said)


def _ends(low: Decimal, high: Decimal) -> dict[str, str]:
    return {"low": written(float(low)), "high": written(float(high))}
