"""Danger and crisis: somebody is told of every dangerous answer, and whoever gives one reads where to turn."""

import re
from collections.abc import Iterator

from stegvis.program.checks.instruments import named, parsed
from stegvis.program.checks.kinds import CheckCode, Lapse, Weight
from stegvis.program.dangers import level
from stegvis.program.document import PROGRAM_ID, Document
from stegvis.program.kinds import DangerLevel, ProgramKind, StartMode
from stegvis.program.lix import plain_text
from stegvis.questionnaires.engine import danger_help_key, danger_key

# Where one turns in Sweden when it is urgent, and for advice.
_URGENT = re.compile(r"(?<!\d)(?:112|1177)(?!\d)")


def safety_lapses(document: Document) -> Iterator[Lapse]:
    """Every danger rule of the program's questionnaires, and the program's own words about crisis."""
    any_danger = False
    for digest, plain in sorted(document.questionnaires.items()):
        definition = parsed(plain)
        for rule in definition.dangers if definition else ():
            if definition is None:
                continue
            any_danger = True
            params = named(definition, name=definition.text(danger_key(rule.rule_id)) or rule.rule_id)
            help_key = danger_help_key(rule.rule_id)
            # Crisis help is always shown. Where nobody may be told, own words are a must, which is a finding of its own.
            if StartMode.OPEN not in document.start_modes and not definition.text(help_key).strip():
                yield Lapse(CheckCode.DANGER_HELP_MISSING, Weight.SHOULD, digest, help_key, params)
            told = level(definition, rule.rule_id, document.settings.dangers)
            if told is DangerLevel.ORDINARY and StartMode.OPEN in document.start_modes:
                yield Lapse(CheckCode.DANGER_WITHOUT_RECEIVER, Weight.MUST, digest, danger_key(rule.rule_id), params)
    if (any_danger or document.kind is ProgramKind.TREATMENT) and not says_where_to_turn(document):
        weight = Weight.MUST if any_danger else Weight.SHOULD
        yield Lapse(CheckCode.CRISIS_TEXT_MISSING, weight, PROGRAM_ID, "welcome")


def says_where_to_turn(document: Document) -> bool:
    """Whether the program says 112 or 1177 anywhere in its own language."""
    return any(_URGENT.search(plain_text(text)) for text in document.texts.get(document.language, {}).values())
