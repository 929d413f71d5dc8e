"""FHIR R4 in: one Questionnaire to one definition, and a report of what became of every part of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stegvis.questionnaires.engine import CannotParse, Definition, parse
from stegvis.questionnaires.engine.parsing import SCHEMA
from stegvis.questionnaires.fhir.assembling import assemble, check_items, prune_texts
from stegvis.questionnaires.fhir.calculating import (
    let_go_of_score_items,
    read_calculations,
    read_variables,
    settle_calculations,
)
from stegvis.questionnaires.fhir.checking import check_standard_parts
from stegvis.questionnaires.fhir.conditions import read_conditions, settle_conditions
from stegvis.questionnaires.fhir.drafts import Whole
from stegvis.questionnaires.fhir.heading import read_heading, read_language, settle_licence
from stegvis.questionnaires.fhir.items import check_link_ids, fitting_ids, read_items
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.loading import load
from stegvis.questionnaires.fhir.own import read_own_whole
from stegvis.questionnaires.fhir.report import CannotImport, Report
from stegvis.questionnaires.fhir.source import Ledger, Node


@dataclass(frozen=True)
class Imported:
    """`definition` is None when the file was refused; `report.refused` says why."""

    definition: Definition | None
    report: Report


def import_questionnaire(
    raw: bytes | dict[str, Any], *, url: str = "", version: str = "", language: str = ""
) -> Imported:
    """Read a FHIR R4 Questionnaire. Never raises for what the file says; `url` … go before what it says."""
    ledger = Ledger()
    try:
        top = Node(load(raw), "", ledger)
        definition = _import(top, url, version, language)
    except CannotImport as refused:
        return Imported(None, Report(refused=refused))
    return Imported(definition, ledger.report(top))


def _import(top: Node, url: str, version: str, language: str) -> Definition:
    root = _questionnaire(top)
    _refuse_modifiers(root)
    check_link_ids(root)
    whole = Whole(top.ledger, root, read_language(root, language), {})
    whole.taken_ids = fitting_ids(root)
    whole.value_sets = _value_sets(root)
    document: dict[str, Any] = {"schema": SCHEMA, "language": whole.language}
    read_heading(whole, document, url, version)
    if root.has("item") and not isinstance(root.get("item") and root.value["item"], list):  # type: ignore[index]
        raise CannotImport("no-items")
    whole.items = read_items(whole, root, None)
    read_own_whole(whole, document)
    settle_licence(whole, document)
    read_variables(whole)
    read_calculations(whole)
    check_items(whole)
    read_conditions(whole)
    while settle_calculations(whole) or settle_conditions(whole):
        pass
    let_go_of_score_items(whole)
    document["items"] = assemble(whole)
    if not document["items"]:
        raise CannotImport("nothing-left")
    if whole.scores:
        document["scores"] = whole.scores
    document["texts"] = prune_texts(whole, document)
    try:
        definition = parse(document)
    except CannotParse as wrong:
        code = "circle" if "circle" in wrong.reason else "not-ours"
        raise CannotImport(code, f"{wrong.path}: {wrong.reason}") from None
    check_standard_parts(whole, definition)
    return definition


def _questionnaire(top: Node) -> Node:
    """The Questionnaire itself, also where it is alone of its kind in a Bundle. Raises CannotImport."""
    kind = top.value.get("resourceType") if isinstance(top.value, dict) else None
    if kind == "Questionnaire":
        return top
    if kind != "Bundle":
        raise CannotImport("other-resource", kind if isinstance(kind, str) else "")
    found = []
    for entry in top.each("entry"):
        resource = entry.get("resource")
        if resource and isinstance(resource.value, dict) and resource.value.get("resourceType") == "Questionnaire":
            found.append(resource)
    if len(found) != 1:
        raise CannotImport("bundle", str(len(found)))
    top.at("resourceType", kind).change("from-bundle", Affects.RECORD)
    return Node(found[0].value, found[0].path, top.ledger, found[0].path)


def _refuse_modifiers(root: Node) -> None:
    """What changes the meaning of the rest must be understood, or nothing may be read (FHIR R4, extensibility)."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node.value, dict):
            modifier = node.value.get("modifierExtension")
            if modifier:
                listed = modifier if isinstance(modifier, list) else [modifier]
                urls = [str(each.get("url")) for each in listed if isinstance(each, dict)]
                raise CannotImport("modifier", f"{node.path}: {', '.join(urls)}".lstrip(": "))
            if node.value.get("implicitRules"):
                raise CannotImport("modifier", "implicitRules")
        waiting.extend(node.children())


def _value_sets(root: Node) -> dict[str, Node]:
    """The value sets that the file carries, by the ways in which a question may name them."""
    found: dict[str, Node] = {}
    for node in root.each("contained"):
        value = node.value
        if not isinstance(value, dict) or value.get("resourceType") != "ValueSet":
            continue
        if isinstance(value.get("id"), str):
            found[f"#{value['id']}"] = node
        if isinstance(value.get("url"), str):
            found[value["url"]] = node
            found[f"{value['url']}|{value.get('version')}"] = node
    return found
