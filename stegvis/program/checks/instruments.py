"""Questionnaires: can each be read, does it count as its worked examples say, is every level tried."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from stegvis.lib.canonical import canonical_json
from stegvis.program.checks.kinds import CheckCode, Lapse, Weight
from stegvis.program.document import Document
from stegvis.questionnaires.engine import (
    CannotParse,
    Definition,
    band_key,
    danger_key,
    dangers,
    parse,
    run_examples,
    score,
)


def instrument_lapses(document: Document) -> Iterator[Lapse]:
    """Every questionnaire of the program."""
    for digest, plain in sorted(document.questionnaires.items(), key=lambda each: str(each[1].get("url", ""))):
        definition = parsed(plain)
        if definition is None:
            yield Lapse(CheckCode.DEFINITION_BROKEN, Weight.MUST, digest, "", {"url": plain.get("url", "")})
        else:
            yield from _examples(digest, definition)


def parsed(plain: Mapping[str, Any]) -> Definition | None:
    """The definition, or None when it cannot be read."""
    return _parsed(canonical_json(dict(plain)))


@lru_cache(maxsize=64)
def _parsed(definition: bytes) -> Definition | None:
    try:
        return parse(definition)
    except CannotParse:
        return None


def named(definition: Definition, **more: Any) -> dict[str, Any]:
    """What a sentence about a questionnaire needs."""
    return {"url": definition.url, "title": definition.title(), **more}


def _examples(digest: str, definition: Definition) -> Iterator[Lapse]:
    if not definition.scores and not definition.dangers:
        return
    if not definition.examples:
        yield Lapse(CheckCode.EXAMPLES_MISSING, Weight.MUST, digest, "examples", named(definition))
        return
    for failure in run_examples(definition):
        params = named(
            definition, example=failure.name, what=failure.what, expected=failure.expected, found=failure.found
        )
        yield Lapse(CheckCode.EXAMPLE_FAILS, Weight.MUST, digest, f"{failure.name} {failure.what}", params)
    yield from _untried(digest, definition)


def _untried(digest: str, definition: Definition) -> Iterator[Lapse]:
    """Levels and danger rules that no example reaches: nobody has seen them come."""
    results = [result for example in definition.examples for result in score(definition, example.answers)]
    reached = {(result.code, result.band.code) for result in results if result.band}
    missed = [
        definition.text(band_key(rule.code, band.code)) or band.code
        for rule in definition.scores
        for band in rule.bands
        if (rule.code, band.code) not in reached
    ]
    if missed:
        params = named(definition, names=", ".join(missed))
        yield Lapse(CheckCode.BANDS_UNTRIED, Weight.SHOULD, digest, "bands", params)
    met = {hit.rule_id for example in definition.examples for hit in dangers(definition, example.answers)}
    for rule in definition.dangers:
        if rule.rule_id not in met:
            params = named(definition, name=definition.text(danger_key(rule.rule_id)) or rule.rule_id)
            yield Lapse(CheckCode.DANGER_UNTRIED, Weight.MUST, digest, danger_key(rule.rule_id), params)
