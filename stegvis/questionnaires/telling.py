"""A questionnaire in words, for those who read it and do not build it: questions, scores, dangers, examples, changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from stegvis.questionnaires.answer_rows import AnswerRow, build_answers
from stegvis.questionnaires.draft_words import change_words, value_words
from stegvis.questionnaires.editing import Change, difference
from stegvis.questionnaires.engine import (
    Definition,
    Item,
    ItemType,
    band_key,
    danger_help_key,
    danger_key,
    item_key,
    option_key,
    score_key,
)
from stegvis.questionnaires.engine.definition import (
    Behaviour,
    Better,
    Condition,
    DangerRule,
    Example,
    MissingRule,
    Operator,
    ScoreRule,
)
from stegvis.questionnaires.kind_words import BETTER, EXISTS, KIND_WORDS, METHODS, MISSING, OPERATOR_WORDS, TONES


@dataclass(frozen=True, slots=True)
class QuestionTold:
    """One question, text or group. `facts` says what holds for it, `options` its answers with their points."""

    text: str
    kind: str
    depth: int
    facts: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True)
class BandTold:
    """From which number a band holds, what it is called, and who says so."""

    low: str
    label: str
    tone: str
    tone_words: str
    source: str


@dataclass(frozen=True, slots=True)
class ScoreTold:
    """How a score is counted and what it means."""

    name: str
    facts: tuple[str, ...]
    parts: tuple[str, ...]
    bands: tuple[BandTold, ...]


@dataclass(frozen=True, slots=True)
class DangerTold:
    """Which answer is a danger, and what the one who gives it is told."""

    name: str
    when: str
    help: str


@dataclass(frozen=True, slots=True)
class ExampleTold:
    """Answers, and what they are to come to."""

    name: str
    rows: tuple[AnswerRow, ...]
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """One change with both wordings."""

    words: str
    before: str
    after: str
    major: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The whole."""

    questions: tuple[QuestionTold, ...]
    scores: tuple[ScoreTold, ...]
    dangers: tuple[DangerTold, ...]
    examples: tuple[ExampleTold, ...]


def told(definition: Definition, language: str = "") -> Told:
    """Everything but what the questionnaire says about itself."""
    teller = _Teller(definition, language or definition.language)
    return Told(
        tuple(teller.questions(definition.items, 0)),
        tuple(teller.score(rule) for rule in definition.scores),
        tuple(teller.danger(rule) for rule in definition.dangers),
        tuple(teller.example(example) for example in definition.examples),
    )


def changes_told(old: Definition, new: Definition) -> list[ChangeTold]:
    """What differs, in the order of the new one."""
    return [change_told(change) for change in difference(old, new)]


def change_told(change: Change) -> ChangeTold:
    """One change in words."""
    before, after = (value_words(change, value) if value else "" for value in (change.before, change.after))
    return ChangeTold(change_words(change), before, after, change.major)


def number_told(value: object) -> str:
    """A number with the page's decimal sign."""
    said = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return said.replace(".", get_format("DECIMAL_SEPARATOR"))


class _Teller:
    """One definition in one language."""

    def __init__(self, definition: Definition, language: str) -> None:
        self.definition, self.language = definition, language

    def text(self, key: str) -> str:
        return self.definition.text(key, self.language)

    def name(self, link_id: str) -> str:
        return self.text(item_key(link_id)) or link_id

    # --- Questions ------------------------------------------------------------------------------

    def questions(self, items: tuple[Item, ...], depth: int) -> Iterator[QuestionTold]:
        for item in items:
            said = " ".join(filter(None, (self.text(item_key(item.link_id, "prefix")), self.name(item.link_id))))
            in_matrix = depth > 0 and self._in_matrix(item)
            holder = item.items[0] if item.type is ItemType.MATRIX else item
            yield QuestionTold(
                text=said,
                kind="" if in_matrix else str(KIND_WORDS[item.type.value]),
                depth=min(depth, 4),
                facts=tuple(self.facts(item)),
                options=() if in_matrix else tuple(self.options(holder)),
                when=self.conditions(item),
            )
            yield from self.questions(item.items, depth + 1)

    def _in_matrix(self, item: Item) -> bool:
        parent = self.definition.index.get(self.definition.parents.get(item.link_id, ""))
        return parent is not None and parent.type is ItemType.MATRIX

    def facts(self, item: Item) -> Iterator[str]:
        if item.required:
            yield _("Måste besvaras")
        if item.multiple:
            yield _("Flera svar går att välja")
        if item.repeats:
            yield _("Kan fyllas i flera gånger")
        unit = self.text(item_key(item.link_id, "unit"))
        if item.minimum is not None and item.maximum is not None:
            low, high = number_told(item.minimum), number_told(item.maximum)
            yield " ".join(filter(None, (_("%(low)s till %(high)s") % {"low": low, "high": high}, unit)))
        elif unit:
            yield unit
        for number, part in ((item.minimum, "low"), (item.maximum, "high")):
            if number is not None and (end := self.text(item_key(item.link_id, part))):
                yield f"{number_told(number)} = {end}"
        if item.calculated:
            yield _("Räknas ut: %(how)s") % {"how": item.calculated}
        if item.initial is not None:
            yield _("Ifyllt från början: %(value)s") % {"value": self.beginning(item)}
        if item.hidden:
            yield _("Visas aldrig")

    def beginning(self, item: Item) -> str:
        given = item.initial if isinstance(item.initial, tuple) else (item.initial,)
        return ", ".join(self.value(item, value) for value in given)

    def options(self, item: Item) -> Iterator[tuple[str, str]]:
        for option in item.options:
            points = "" if option.points is None else number_told(option.points)
            yield self.text(option_key(item.link_id, option.code)) or option.code, points
        if item.open:
            yield self.text(item_key(item.link_id, "own")) or _("Annat"), ""

    def conditions(self, item: Item) -> str:
        word = _("och") if item.behaviour is Behaviour.ALL else _("eller")
        return f" {word} ".join(self.condition(line) for line in item.conditions)

    def condition(self, line: Condition) -> str:
        target = self.definition.index[line.question]
        if line.operator is Operator.EXISTS:
            return f"”{self.name(line.question)}” {OPERATOR_WORDS[EXISTS if line.value else MISSING]}"
        value = self.value(target, line.value)
        return f"”{self.name(line.question)}” {OPERATOR_WORDS[line.operator.value]} {value}"

    def value(self, item: Item, value: object) -> str:
        """A value as an answer to the question reads."""
        if isinstance(value, bool):
            return _("Ja") if value else _("Nej")
        if item.type is ItemType.CHOICE:
            return f"”{self.text(option_key(item.link_id, str(value))) or str(value).removeprefix(':')}”"
        return number_told(value) if isinstance(value, Decimal) else str(value)

    # --- Rules ----------------------------------------------------------------------------------

    def score(self, rule: ScoreRule) -> ScoreTold:
        facts = [str(dict(METHODS)[rule.method.value])]
        if rule.better is not Better.NEITHER:
            facts.append(str(dict(BETTER)[rule.better.value]))
        if rule.missing is MissingRule.PRORATE:
            facts.append(_("Upp till %(n)s svar får saknas; då räknas resten upp") % {"n": rule.most_missing})
        else:
            facts.append(_("Ingen poäng när något svar saknas"))
        if rule.reliable_change is not None:
            said = {"n": number_told(rule.reliable_change), "source": rule.reliable_change_source}
            facts.append(_("Säker förändring från %(n)s poäng (%(source)s)") % said)
        parts = []
        for part in rule.items:
            weight = f" × {number_told(part.weight)}" if part.weight != 1 else ""
            counted = f"{self.name(part.link_id)}{weight}"
            parts.append(_("%(question)s (vänd)") % {"question": counted} if part.reverse else counted)
        tones = dict(TONES)
        bands = tuple(
            BandTold(
                number_told(band.low),
                self.text(band_key(rule.code, band.code)),
                band.tone.value,
                str(tones[band.tone.value]),
                band.source,
            )
            for band in rule.bands
        )
        return ScoreTold(self.text(score_key(rule.code)), tuple(facts), tuple(parts), bands)

    def danger(self, rule: DangerRule) -> DangerTold:
        item = self.definition.index[rule.link_id]
        if rule.operator is Operator.EXISTS:
            how = str(OPERATOR_WORDS[EXISTS])
        elif item.type is ItemType.CHOICE and isinstance(rule.threshold, Decimal):
            how = _("ger poäng som %(how)s %(n)s") % {
                "how": OPERATOR_WORDS[rule.operator.value],
                "n": number_told(rule.threshold),
            }
        else:
            how = f"{OPERATOR_WORDS[rule.operator.value]} {self.value(item, rule.threshold)}"
        when = _("När svaret på ”%(question)s” %(how)s") % {"question": self.name(rule.link_id), "how": how}
        return DangerTold(self.text(danger_key(rule.rule_id)), when, self.text(danger_help_key(rule.rule_id)))

    def example(self, example: Example) -> ExampleTold:
        results = []
        for code, value in example.scores.items():
            said = number_told(value) if value is not None else _("ingen poäng")
            band = example.bands.get(code)
            level = f" ({self.text(band_key(code, band))})" if band else ""
            results.append(f"{self.text(score_key(code))}: {said}{level}")
        results += [_("Risk: %(name)s") % {"name": self.text(danger_key(name))} for name in example.dangers]
        answers = build_answers(self.definition, example.answers, language=self.language, marks=False)
        return ExampleTold(example.name, answers.rows, tuple(results))
