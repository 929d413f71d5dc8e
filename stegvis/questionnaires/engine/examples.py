"""Running the worked examples: a questionnaire that miscalculates cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stegvis.questionnaires.engine.dangers import dangers
from stegvis.questionnaires.engine.definition import Definition, Example
from stegvis.questionnaires.engine.scoring import score
from stegvis.questionnaires.engine.validation import validate


@dataclass(frozen=True)
class ExampleFailure:
    """In the example `name`, `what` was expected to be one thing and is another."""

    name: str
    what: str
    expected: str
    found: str


def run_examples(definition: Definition) -> list[ExampleFailure]:
    return [failure for example in definition.examples for failure in _run(definition, example)]


def _run(definition: Definition, example: Example) -> Iterator[ExampleFailure]:
    for problem in validate(definition, example.answers, completed=False):
        yield ExampleFailure(example.name, f"answer {problem.key}", "an answer", problem.code)
    results = {result.code: result for result in score(definition, example.answers)}
    for code, expected in example.scores.items():
        found = results[code].value if code in results else "no such score"
        if found != expected:
            yield ExampleFailure(example.name, f"score {code}", str(expected), str(found))
    for code, band in example.bands.items():
        result = results.get(code)
        found_band = result.band.code if result and result.band else None
        if found_band != band:
            yield ExampleFailure(example.name, f"band of {code}", str(band), str(found_band))
    hits = sorted(hit.rule_id for hit in dangers(definition, example.answers))
    if hits != sorted(example.dangers):
        yield ExampleFailure(example.name, "dangers", ", ".join(sorted(example.dangers)), ", ".join(hits))
