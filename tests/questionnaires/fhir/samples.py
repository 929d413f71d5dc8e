"""Small FHIR questionnaires, for the tests beside."""

from __future__ import annotations

from typing import Any

HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"


def questionnaire(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Questionnaire",
        "url": "https://stegvis.example/questionnaire/prov",
        "version": "1.0",
        "language": "sv",
        "status": "active",
        "title": "Prov",
        "item": list(items),
        **more,
    }


def calculated(expression: str, **more: Any) -> dict[str, Any]:
    return {
        "url": f"{SDC}sdc-questionnaire-calculatedExpression",
        "valueExpression": {"language": "text/fhirpath", "expression": expression, **more},
    }


def control(code: str) -> dict[str, Any]:
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return {"url": f"{HL7}questionnaire-itemControl", "valueCodeableConcept": {"coding": [coding]}}


def weighed(link_id: str, *points: int, **more: Any) -> dict[str, Any]:
    """A choice whose options have these points."""
    options = [
        {
            "extension": [{"url": f"{HL7}ordinalValue", "valueDecimal": each}],
            "valueCoding": {"code": f"c{each}", "display": f"Val {each}"},
        }
        for each in points
    ]
    return {"linkId": link_id, "type": "choice", "text": f"Fråga {link_id}", "answerOption": options, **more}
