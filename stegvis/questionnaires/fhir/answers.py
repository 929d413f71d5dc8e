"""Answers as a FHIR QuestionnaireResponse, and scores as Observations. Pure: who and when is the caller's to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any

from stegvis.questionnaires.engine import Definition, Item, ItemType, clean, item_key, option_key, read, score, settle
from stegvis.questionnaires.engine.definition import Coding, band_key, score_key
from stegvis.questionnaires.engine.moments import PartialDate
from stegvis.questionnaires.engine.places import ROW, row_keys
from stegvis.questionnaires.engine.reading import own_words
from stegvis.questionnaires.engine.scoring import ScoreResult
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.export_items import number_value

SCORES = "https://stegvis.example/fhir/CodeSystem/score"
BANDS = "https://stegvis.example/fhir/CodeSystem/band"
# On an answer that has been marked as wrong and is told all the same: why, in words.
STRUCK = "https://stegvis.example/fhir/StructureDefinition/marked-as-wrong"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_COMPLETION = "http://hl7.org/fhir/StructureDefinition/questionnaireresponse-completionMode"
_MODES = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"


@dataclass(frozen=True)
class Identity:
    """A person by a number in a system, as other systems know them."""

    system: str
    value: str


@dataclass(frozen=True)
class Mode:
    """How answers came in that somebody else entered: a code of v3-ParticipationMode, in words, and by whom."""

    code: str
    text: str
    author: str


@dataclass(frozen=True)
class About:
    """What the answers do not say themselves. `authored` knows its offset; `zone` is what the clock on the wall follows."""

    authored: datetime
    zone: tzinfo
    completed: bool = True
    amended: bool = False
    # Marked as wrong: all of it, or the answers at these places, which are not told to other systems.
    wrong: bool = False
    left_out: frozenset[str] = frozenset()
    # Answers that are told though they are marked as wrong: why, by place; under the empty place what holds for all.
    struck: Mapping[str, str] = field(default_factory=dict)
    mode: Mode | None = None
    subject: Identity | None = None
    source: Identity | None = None
    identifier: Identity | None = None
    language: str = ""


def export_response(definition: Definition, answers: Mapping[str, object], about: About) -> dict[str, Any]:
    """The answers that count, nested as the questionnaire is: only to enabled questions, readable as what was asked."""
    work = _Responding(definition, clean(definition, answers), about)
    made: dict[str, Any] = {
        "resourceType": "QuestionnaireResponse",
        "language": about.language or definition.language,
        "questionnaire": definition.canonical,
        "status": _status(about),
        "authored": _moment(about.authored),
    }
    if about.mode:
        coding = {"system": _MODES, "code": about.mode.code}
        concept = {"coding": [coding], "text": about.mode.text}
        made["extension"] = [{"url": _COMPLETION, "valueCodeableConcept": concept}]
        made["author"] = {"type": "Practitioner", "display": about.mode.author}
    if "" in about.struck:
        made["extension"] = [*made.get("extension", ()), {"url": STRUCK, "valueString": about.struck[""]}]
    if about.identifier:
        made["identifier"] = _identifier(about.identifier)
    for name, who in (("subject", about.subject), ("source", about.source)):
        if who:
            made[name] = {"identifier": _identifier(who)}
    if items := work.items(definition.items, ""):
        made["item"] = items
    return made


def _status(about: About) -> str:
    if not about.completed:
        return "in-progress"
    if about.wrong:
        return "entered-in-error"
    return "amended" if about.amended or about.left_out else "completed"


def _identifier(who: Identity) -> dict[str, str]:
    return {"system": who.system, "value": who.value}


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment in a response needs its offset")
    return moment.isoformat(timespec="seconds")


class _Responding:
    """One response being written."""

    def __init__(self, definition: Definition, answers: Mapping[str, object], about: About) -> None:
        self.definition = definition
        self.answers = answers
        self.about = about
        self.on = settle(definition, answers).on
        self.rows = row_keys(answers)

    def items(self, items: Sequence[Item], prefix: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for item in items:
            key = f"{prefix}{item.link_id}"
            if item.repeats:
                for number in range(self.rows.get(key, 0)):
                    self.add(found, item, self.items(item.items, f"{key}{ROW}{number}{ROW}"))
            elif key in self.on and item.type is not ItemType.DISPLAY:
                children = self.items(item.items, prefix)
                if item.answerable:
                    value = None if key in self.about.left_out else self.answers.get(key)
                    self.add_answers(found, item, value, children, self.about.struck.get(key, ""))
                else:
                    self.add(found, item, children)
        return found

    def add(self, found: list[dict[str, Any]], item: Item, children: list[dict[str, Any]]) -> None:
        if children:
            found.append({**self.head(item), "item": children})

    def add_answers(
        self, found: list[dict[str, Any]], item: Item, value: object, children: list[dict[str, Any]], struck: str
    ) -> None:
        """What stands under a question hangs on its first answer, also where it has none of its own. `struck`: why."""
        answers = self.values(item, value)
        if children:
            answers = answers or [{}]
            answers[0] = {**answers[0], "item": children}
        marked = {"extension": [{"url": STRUCK, "valueString": struck}]} if struck else {}
        if answers or struck:
            found.append({**marked, **self.head(item), **({"answer": answers} if answers else {})})

    def head(self, item: Item) -> dict[str, Any]:
        text = self.definition.text(item_key(item.link_id), self.about.language)
        return {"linkId": item.link_id, **({"text": text} if text else {})}

    def values(self, item: Item, value: object) -> list[dict[str, Any]]:
        reading = read(item, value)
        if reading is None:
            return []
        if isinstance(reading, tuple):
            return [self.chosen(item, code) for code in reading]
        if isinstance(reading, bool):
            return [{"valueBoolean": reading}]
        if isinstance(reading, Decimal):
            return [number_value(reading, "value", whole=item.type is not ItemType.DECIMAL)]
        if isinstance(reading, PartialDate):
            return [{"valueDate": reading.isoformat()}]
        if isinstance(reading, datetime):
            return [{"valueDateTime": _moment(reading.replace(tzinfo=self.about.zone))}]
        if isinstance(reading, str):
            return [{"valueString": reading}]
        return [{"valueTime": reading.isoformat()}]

    def chosen(self, item: Item, code: str) -> dict[str, Any]:
        option = item.option(code)
        if option is None:
            return {"valueString": own_words(code) or code}
        coding: dict[str, Any] = {"system": option.system} if option.system else {}
        coding |= {"code": code, "display": self.definition.text(option_key(item.link_id, code), self.about.language)}
        if option.points is not None:
            coding["extension"] = [{"url": names.WEIGHT, "valueDecimal": option.points}]
        return {"valueCoding": coding}


def export_scores(
    definition: Definition, answers: Mapping[str, object], about: About, *, response: str
) -> list[dict[str, Any]]:
    """One Observation for each score. `response` is the reference to the response they come from."""
    return [_observation(definition, result, about, response) for result in score(definition, answers)]


def _observation(definition: Definition, result: ScoreResult, about: About, response: str) -> dict[str, Any]:
    rule = definition.score_rule(result.code)
    codes = (*(rule.codes if rule else ()), Coding(SCORES, f"{definition.key}.{result.code}"))
    label = definition.text(score_key(result.code), about.language)
    made: dict[str, Any] = {
        "resourceType": "Observation",
        "status": ("amended" if about.amended else "final") if about.completed else "preliminary",
        "category": [{"coding": [{"system": _CATEGORY, "code": "survey"}]}],
        "code": {"coding": [{"system": code.system, "code": code.code} for code in codes], "text": label},
        "effectiveDateTime": _moment(about.authored),
        "derivedFrom": [{"reference": response}],
    }
    if about.subject:
        made["subject"] = {"identifier": _identifier(about.subject)}
    if result.value is None:
        made["dataAbsentReason"] = {"coding": [{"system": _ABSENT, "code": "unknown"}]}
        return made
    made["valueQuantity"] = _quantity(result.value)
    if result.band:
        text = definition.text(band_key(result.code, result.band.code), about.language)
        coding = {"system": BANDS, "code": f"{definition.key}.{result.code}.{result.band.code}"}
        made["interpretation"] = [{"coding": [coding], "text": text}]
    if result.min is not None and result.max is not None:
        made["referenceRange"] = [{"low": _quantity(result.min), "high": _quantity(result.max), "type": _possible()}]
    return made


def _quantity(value: Decimal) -> dict[str, Any]:
    return {"value": value, "unit": "{score}", "system": names.UCUM, "code": "{score}"}


def _possible() -> dict[str, str]:
    """The range says what the score can be, not what is normal."""
    return {"text": "possible"}
