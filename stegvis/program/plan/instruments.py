"""What a questionnaire says of its own scores and questions, read out of the definition in the document.

The definitions are read as they stand there, without the engine: a faulty one gives less, never an error.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from stegvis.program.plan.parts import Worsening

NUMBER_TYPES = frozenset({"scale", "slider", "integer", "decimal"})
# The tones of bands from calm to severe: how much a part of the scale asks for attention.
_TONES = {"calm": 0, "mild": 1, "moderate": 2, "marked": 3, "severe": 4}


def number(value: Any) -> Decimal | None:
    """A finite number, also one written as a text; anything else is None."""
    if isinstance(value, str):
        return _read(value)
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    return _read(str(value))


@lru_cache(maxsize=4096)
def _read(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def items(definition: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every item of a definition, also those inside others."""
    waiting = list(_dicts(definition.get("items")))
    while waiting:
        item = waiting.pop()
        yield item
        waiting += _dicts(item.get("items"))


def scores(definition: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Every score of a definition."""
    return tuple(_dicts(definition.get("scores")))


def worsenings(definition: Mapping[str, Any]) -> Iterator[Worsening]:
    """The scores of which it can be said that they are worse for certain.

    The questionnaire must say two things: how large a change is more than chance (``reliable_change``) and which
    way is worse. The way is ``better``; where that is not said, the bands' tones when they only rise or only fall
    in severity. Where neither says it, nothing is guessed: the score is left out, and a finding tells the designer.
    """
    for score in scores(definition):
        least, is_upward = number(score.get("reliable_change")), worse_is_upward(score)
        if least is not None and least > 0 and is_upward is not None:
            yield Worsening(str(score.get("code", "")), least, is_upward)


def worse_is_upward(score: Mapping[str, Any]) -> bool | None:
    """Whether a higher score is worse; None where nobody has said."""
    better = score.get("better")
    if better in ("lower", "higher"):
        return bool(better == "lower")
    tones = [_TONES.get(str(band.get("tone")), 0) for band in _dicts(score.get("bands"))]
    if len(set(tones)) < 2:
        return None
    if tones == sorted(tones):
        return True
    return False if tones == sorted(tones, reverse=True) else None


def _dicts(found: Any) -> list[Mapping[str, Any]]:
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, (list, tuple)) else []
