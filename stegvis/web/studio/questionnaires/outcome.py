"""What answers give: scores with their bands, and dangers. For trying out and for examples; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.questionnaires import engine
from stegvis.questionnaires.engine import Answers, Definition, band_key, danger_help_key, danger_key, score_key
from stegvis.web.studio.questionnaires.fields import number_shown


@dataclass(frozen=True)
class ScoreShown:
    """One score in words. `verdict` is None where no example says what it should be."""

    name: str
    value: str
    span: str
    band: str
    tone: str
    missing: str
    verdict: bool | None = None
    expected: str = ""


@dataclass(frozen=True)
class DangerShown:
    """A danger rule that an answer met."""

    name: str
    help: str


@dataclass(frozen=True)
class Results:
    """Everything that answers give."""

    scores: tuple[ScoreShown, ...]
    dangers: tuple[DangerShown, ...]
    answered: int
    asked: int


def results_of(definition: Definition, answers: Answers, expected: Mapping[str, Any] | None = None) -> Results:
    """By the engine itself, as it will be when a resident answers."""
    kept = engine.clean(definition, answers)
    on = engine.enabled(definition, answers)
    asked = [key for key in on if key.rsplit("#", 1)[-1] in definition.by_hand]
    return Results(
        scores=tuple(_score(definition, result, expected) for result in engine.score(definition, kept)),
        dangers=tuple(
            DangerShown(definition.text(danger_key(hit.rule_id)), definition.text(danger_help_key(hit.rule_id)))
            for hit in engine.dangers(definition, kept)
        ),
        answered=sum(key in kept for key in asked),
        asked=len(asked),
    )


def _score(definition: Definition, result: Any, expected: Mapping[str, Any] | None) -> ScoreShown:
    low, high = number_shown(result.min), number_shown(result.max)
    wanted = (expected or {}).get("scores") or {}
    verdict, words = None, ""
    if result.code in wanted:
        words = number_shown(wanted[result.code]) or _("ingen poäng")
        verdict = words == (number_shown(result.value) or _("ingen poäng"))
    n = len(result.missing)
    return ScoreShown(
        name=definition.text(score_key(result.code)),
        value=number_shown(result.value),
        span=_("%(low)s–%(high)s") % {"low": low, "high": high} if low and high else "",
        band=definition.text(band_key(result.code, result.band.code)) if result.band else "",
        tone=result.band.tone.value if result.band else "",
        missing=ngettext("%(n)s svar saknas", "%(n)s svar saknas", n) % {"n": n} if n else "",
        verdict=verdict,
        expected=words,
    )
