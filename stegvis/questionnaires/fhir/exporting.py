"""A definition as a FHIR R4 Questionnaire: in FHIR's own words where it has them, in our extensions where not."""

from __future__ import annotations

from typing import Any

from stegvis.questionnaires.engine import Definition, as_document
from stegvis.questionnaires.engine.definition import ScoreRule, score_key
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.codec import encode
from stegvis.questionnaires.fhir.export_items import Exporting, item_of
from stegvis.questionnaires.fhir.writing import score_path

_HEADINGS = (("title", "title"), ("description", "intro"), ("purpose", "purpose"), ("copyright", "notice"))


def export_questionnaire(definition: Definition, *, status: str = "active") -> dict[str, Any]:
    """The Questionnaire. Imported again it gives an equal definition. `status` is a PublicationStatus of FHIR.

    Decimals stay exact as `Decimal`; `as_json` in `json_out` writes them.
    """
    document: dict[str, Any] = as_document(definition)
    work = Exporting(definition)
    made: dict[str, Any] = {"resourceType": "Questionnaire", "language": definition.language}
    extensions = [encode(names.OWN_LICENCE, document["licence"])]
    if "layout" in document:
        extensions.append(encode(names.OWN_LAYOUT, document["layout"]))
    lists = ((names.OWN_SCORE, "scores"), (names.OWN_DANGER, "dangers"), (names.OWN_EXAMPLE, "examples"))
    for url, name in lists:
        extensions += [encode(url, each) for each in document.get(name, ())]
    made |= {"url": definition.url, "version": definition.version, "status": status, "subjectType": ["Patient"]}
    for element, key in _HEADINGS:
        work.say(made, element, key)
    items = [item_of(work, item, entry) for item, entry in zip(definition.items, document["items"], strict=True)]
    items += [entry for rule in definition.scores if (entry := _score_item(work, rule))]
    extensions += [
        encode(names.OWN_TEXT, {"key": key, "language": language, "text": text})
        for language, texts in definition.texts.items()
        for key, text in texts.items()
        if key not in work.placed
    ]
    return {**made, "extension": extensions, "item": items}


def _score_item(work: Exporting, rule: ScoreRule) -> dict[str, Any] | None:
    """A hidden question that other systems can calculate the score in. Import knows it by its mark."""
    path = score_path(work.definition, rule)
    if path is None:
        return None
    made: dict[str, Any] = {
        "linkId": work.free_id(f"score.{rule.code}"),
        "type": "decimal",
        "readOnly": True,
        "text": work.definition.text(score_key(rule.code)),
        "extension": [
            {"url": names.OWN_SCORE_ITEM, "valueCode": rule.code},
            {"url": names.HIDDEN, "valueBoolean": True},
            {"url": names.CALCULATED, "valueExpression": {"language": names.FHIRPATH, "expression": path}},
        ],
    }
    if rule.codes:
        made["code"] = [{"system": code.system, "code": code.code} for code in rule.codes]
    return made
