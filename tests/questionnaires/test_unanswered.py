"""ADR 4, both ways: what "not equal" on an unanswered question would mean otherwise, on the public collection."""

from __future__ import annotations

from random import Random

from stegvis.questionnaires.engine import Definition, settle
from stegvis.questionnaires.engine.definition import Condition, Operator
from stegvis.questionnaires.engine.places import Place
from stegvis.questionnaires.engine.settling import _Judging
from stegvis.questionnaires.fhir import import_questionnaire

from . import guessing
from .documents import definition, item, when
from .fhir.corpus import CORPUS, needs_corpus

ONLY_ANSWERED = {"lforms--tab-layout-with-enableWhen.json", "smart-forms--TestAssembled715.json"}


class Otherwise(_Judging):
    """The way not taken: a condition on nothing never holds."""

    def met(self, place: Place, condition: Condition) -> bool:
        if condition.operator is Operator.NOT_EQUAL and not list(self.readings(place, condition.question)):
            return False
        return super().met(place, condition)


def differs(made: Definition, answers: dict[str, object]) -> bool:
    return settle(made, answers).on != Otherwise(made, answers).settled().on


def test_the_two_ways_differ_where_nothing_is_answered() -> None:
    made = definition(item("a", "integer"), item("b", conditions=[when("a", "!=", 1)]))
    assert differs(made, {})
    assert not differs(made, {"a": 1})
    assert not differs(made, {"a": 2})


@needs_corpus
def test_the_choice_shows_in_two_of_the_collection() -> None:
    """The figures in docs/adr/0004."""
    read_in = {file.name: import_questionnaire(file.read_bytes()).definition for file in CORPUS}
    uses, changed, sets, otherwise = set(), set(), 0, 0
    for name, made in read_in.items():
        if made is None:
            continue
        if any(line.operator is Operator.NOT_EQUAL for each in made.in_order for line in each.conditions):
            uses.add(name)
        if differs(made, {}):
            changed.add(name)
        die = Random(4)
        for _ in range(40 if name in uses else 2):
            sets += 1
            otherwise += differs(made, guessing.answers(die, made, odd=False))
    assert uses == changed == ONLY_ANSWERED
    assert 0 < otherwise < sets
