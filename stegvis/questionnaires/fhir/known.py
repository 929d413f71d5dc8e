"""What an element or extension that we do not read would have concerned.

An extension that stands here was looked at and left out on purpose. What does not
stand here is taken to concern what is asked and calculated: the careful guess.
"""

from __future__ import annotations

import re

from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.kinds import Affects

_LOOKS = {
    "choiceOrientation", "displayCategory", "entryFormat", "rendering-style", "rendering-xhtml",
    "rendering-markdown", "rendering-styleSensitive", "shortText", "optionPrefix", "width", "columnCount",
    "sliderStepValue", "itemMedia", "itemAnswerMedia", "openLabel", "collapsible", "keyboard", "hcx-horizontal",
    "TextArea-Row", "hcx-autocomplete", "sdf-presentationbuttons", "supportLink", "sdf-generatepdf",
    "sdf-generatenarrative", "displayName", "markdown",
}  # fmt: skip
_RECORDS = {
    "observationExtract", "observationLinkPeriod", "observation-extract-category", "templateExtract",
    "templateExtractValue", "extractAllocateId", "itemExtractionContext", "preferredTerminologyServer",
    "terminology-server", "launchContext", "sourceQueries", "assembledFrom", "assemble-expectation",
    "RetainValueSet", "structuredefinition-fmm", "structuredefinition-standards-status",
    "structuredefinition-wg", "sdf-accessibilitytoresponse", "sdf-authenticationrequirement",
    "sdf-canbeperformedby", "sdf-discretion", "sdf-endpoint", "isSubject", "version-algorithm",
    "artifact-author", "cqf-library", "answerRepeats", "itemPopulationContext",
}  # fmt: skip
_RECORD_ELEMENTS = {
    "id", "meta", "identifier", "name", "date", "publisher", "contact", "useContext", "jurisdiction", "subjectType",
    "experimental", "text", "approvalDate", "lastReviewDate", "effectivePeriod", "derivedFrom", "definition",
    "display", "system", "userSelected", "version", "fullUrl", "link", "total", "timestamp", "type", "request",
    "resourceType", "code", "status", "title", "url", "contained", "author", "description", "search", "lastUpdated",
}  # fmt: skip
_PREFIXES = re.compile(r"^(?:questionnaire-|sdc-questionnaire-|Questionnaire-)+")


def remark_on(path: str, value: object) -> tuple[str, Affects, str]:
    """The code, weight and detail for something that nobody read."""
    url = value.get("url") if isinstance(value, dict) else None
    if isinstance(url, str) and re.search(r"(^|\.)extension\[\d+\]$", path):
        if url == names.VARIABLE:
            # Whatever needed it is named itself.
            return "variable", Affects.RECORD, _expression(value, "name")
        if url.endswith("initialExpression"):
            return "initial-calculated", Affects.ANSWERS, _expression(value)
        return "extension", affected(path, url), url
    name = re.sub(r"\[\d+\]$", "", path).rsplit(".", 1)[-1]
    return "element", affected(path, ""), name


def _expression(value: object, part: str = "expression") -> str:
    found = value.get("valueExpression") if isinstance(value, dict) else None
    return str(found.get(part, "")) if isinstance(found, dict) else ""


def affected(path: str, url: str) -> Affects:
    """What an element (no `url`) or an extension that was not read would have concerned."""
    if url:
        name = _PREFIXES.sub("", url.rsplit("/", 1)[-1])
        if name in _LOOKS:
            return Affects.LOOK
        if name in _RECORDS or (path.startswith("contained") and not url.startswith(names.HL7)):
            return Affects.RECORD
        return Affects.ANSWERS
    if path.startswith("contained") and ".answerOption" not in path:
        return Affects.RECORD
    name = re.sub(r"\[\d+\]$", "", path).rsplit(".", 1)[-1]
    inside_item = "item[" in path
    if not inside_item or re.search(r"\.(code|valueCoding|valueCodeableConcept|answerCoding)\b", path):
        return Affects.RECORD if name in _RECORD_ELEMENTS or not inside_item else Affects.ANSWERS
    return Affects.RECORD if name in ("id", "definition") else Affects.ANSWERS
