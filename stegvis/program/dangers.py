"""What is dangerous in this program: a questionnaire's own rules, with what the program sets otherwise.

The questionnaire brings what holds where nobody has decided anything else; a program's risk analysis may
decide another threshold, or that the resident's own therapist is the one to be told (safety rule 1).
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from stegvis.program.document import Danger
from stegvis.program.kinds import DangerLevel
from stegvis.questionnaires.engine import DangerRule, Definition


def as_set(definition: Definition, dangers: Iterable[Danger]) -> Definition:
    """The questionnaire with the thresholds of the program."""
    own = _own(definition, dangers)
    if not any(each.threshold is not None for each in own.values()):
        return definition
    rules = tuple(_with_threshold(rule, own.get(rule.rule_id)) for rule in definition.dangers)
    return replace(definition, dangers=rules)


def level(definition: Definition, rule_id: str, dangers: Iterable[Danger]) -> DangerLevel:
    """How staff are told of an answer that meets the rule."""
    found = _own(definition, dangers).get(rule_id)
    return found.level if found else DangerLevel.PRIORITY


def _own(definition: Definition, dangers: Iterable[Danger]) -> dict[str, Danger]:
    return {each.rule: each for each in dangers if each.questionnaire == definition.url}


def _with_threshold(rule: DangerRule, own: Danger | None) -> DangerRule:
    """A program may set a number of its own only where the questionnaire has one."""
    if own is None or own.threshold is None or not isinstance(rule.threshold, Decimal):
        return rule
    return replace(rule, threshold=Decimal(str(own.threshold)))
