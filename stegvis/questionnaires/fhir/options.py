"""The options of a choice: written out, or in a value set that the file carries itself."""

from __future__ import annotations

from typing import Any

from stegvis.questionnaires.engine.definition import option_key
from stegvis.questionnaires.engine.parsing.items import CODE, MOST_OPTIONS
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Draft, Whole
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.source import Node, written
from stegvis.questionnaires.fhir.texts import read_beside

_PLAIN = ("valueString", "valueInteger", "valueDate", "valueTime")


def read_options(whole: Whole, draft: Draft) -> None:
    """Give the draft its options, or leave it out and say why."""
    node = draft.node
    listed, named = node.get("answerOption"), node.get("answerValueSet")
    if listed is not None:
        entries = node.each("answerOption")
        if named is not None:
            named.refuse("two-kinds-of-options")
    elif named is not None:
        found = _from_value_set(whole, draft, named)
        if found is None:
            return
        entries = found
    else:
        expression = next(iter(node.extensions(names.ANSWER_EXPRESSION)), None)
        _unknown(draft, expression or node, "options-calculated" if expression else "no-options")
        return
    options: list[dict[str, Any]] = []
    chosen: list[str] = []
    for entry in entries[: MOST_OPTIONS + 1]:
        option = _option(whole, draft, entry, {each["code"] for each in options})
        if option is not None:
            options.append(option)
            if entry.flag("initialSelected"):
                chosen.append(option["code"])
    if not options or len(options) > MOST_OPTIONS:
        _unknown(draft, listed or node, "no-options" if not options else "too-many-options")
        return
    draft.doc["options"] = options
    if chosen:
        draft.doc["initial"] = chosen


def _unknown(draft: Draft, node: Node, code: str, detail: str = "") -> None:
    """Nobody can choose among unknown options: an open choice becomes a text, a closed one is left out."""
    if draft.kind == "open-choice" and not draft.node.flag("repeats"):
        draft.doc["type"] = "string"
        draft.doc.pop("open", None)
        node.change("became-text", detail=detail)
    else:
        draft.leave_out(node, code, detail)


def _option(whole: Whole, draft: Draft, entry: Node, taken: set[str]) -> dict[str, Any] | None:
    """One option from an answerOption or from a concept of a value set."""
    coding = entry.get("valueCoding") if entry.has("valueCoding") else entry if entry.has("code") else None
    if coding is not None and isinstance(coding.value, dict):
        made = _coded(coding)
        text = coding.text("display")
        option = _numbered(made[1] if made[1] is not None else text, taken)
        if option is None:
            entry.refuse("option")
            return None
        if made[1] is None or option["code"] != made[1]:
            coding.change("option-code", detail=option["code"])
        if made[0]:
            option["system"] = made[0]
        draft.option_of.setdefault((made[0], made[1] or text or ""), option["code"])
    else:
        name = next((each for each in _PLAIN if entry.has(each)), None)
        value = _plain(entry, name) if name else None
        option = _numbered(value, taken) if value is not None else None
        if option is None or value is None or name is None:
            entry.refuse("option")
            return None
        if option["code"] != value:
            entry.change("option-code", detail=option["code"])
        draft.option_of.setdefault(("", value), option["code"])
        text, coding = value, entry
        if beside := entry.get(f"_{name}"):
            read_beside(whole, beside, option_key(draft.link_id, option["code"]))
    key = option_key(draft.link_id, option["code"])
    if text is None:
        text = option["code"]
        coding.change("option-text", detail=text)
    whole.say(key, text)
    if coding.has("_display") and (beside := coding.get("_display")):
        read_beside(whole, beside, key)
    _besides(whole, draft, entry, coding, option)
    return option


def _coded(coding: Node) -> tuple[str, str | None]:
    system = coding.word("system") or ""
    if len(system) > 200 or not system.isprintable():
        (coding.get("system") or coding).refuse("wrong-type")
        system = ""
    return system, coding.word("code")


def _plain(entry: Node, name: str) -> str | None:
    if name == "valueInteger":
        number = entry.number(name)
        return None if number is None else str(written(number))
    return entry.text(name)


def _numbered(wanted: str | None, taken: set[str]) -> dict[str, Any] | None:
    """An option with the code wanted, or one like it where that does not fit or is in use."""
    if wanted is None:
        return None
    code = " ".join(wanted.split()).lstrip(":").strip()[:190].strip()
    if CODE.fullmatch(wanted) and wanted.isprintable():
        code = wanted
    if not code or not code.isprintable():
        return None
    number, free = 2, code
    while free in taken:
        free = f"{code}-{number}"
        number += 1
    return {"code": free}


def _besides(whole: Whole, draft: Draft, entry: Node, coding: Node, option: dict[str, Any]) -> None:
    """Points, the mark of a lone option, and a prefix."""
    weights = [
        (each, number)
        for holder in ((entry, coding) if coding is not entry else (entry,))
        for url in (names.WEIGHT, names.ORDINAL)
        for each in holder.extensions(url)
        if (number := each.number("valueDecimal" if each.has("valueDecimal") else "valueInteger")) is not None
    ]
    if len({number for _, number in weights}) > 1:
        for each, _ in weights:
            each.refuse("points-disagree")
    elif weights:
        option["points"] = written(weights[0][1])
        for each, _ in weights:
            each.tick()
    for each in entry.extensions(names.EXCLUSIVE):
        if each.flag("valueBoolean"):
            option["exclusive"] = True
        each.tick()
    for each in entry.extensions(names.OPTION_PREFIX):
        prefix = each.text("valueString")
        each.change("option-prefix", Affects.LOOK, prefix or "")


def _from_value_set(whole: Whole, draft: Draft, named: Node) -> list[Node] | None:
    address = named.value
    if not isinstance(address, str):
        _unknown(draft, named, "wrong-type")
        return None
    found = whole.value_sets.get(address)
    if found is None:
        _unknown(draft, named, "options-elsewhere", address)
        return None
    concepts = value_set_concepts(found)
    if concepts is None:
        _unknown(draft, named, "value-set-not-whole", address)
        return None
    named.tick()
    return concepts


def value_set_concepts(node: Node) -> list[Node] | None:
    """The concepts of a value set in the file, or None where the list cannot be known to be whole."""
    expansion = node.get("expansion")
    if expansion is not None and isinstance(expansion.value, dict) and expansion.value.get("contains"):
        found = _contained(expansion)
        total = expansion.value.get("total")
        return found if total is None or total == len(found) else None
    compose = node.get("compose")
    if compose is None or not isinstance(compose.value, dict) or "exclude" in compose.value:
        return None
    concepts: list[Node] = []
    for include in compose.each("include"):
        if not isinstance(include.value, dict) or "filter" in include.value or "valueSet" in include.value:
            return None
        listed = include.each("concept")
        if not listed:
            return None
        system = include.word("system")
        for each in listed:
            if isinstance(each.value, dict):
                value = {**each.value, "system": system} if system else each.value
                concepts.append(Node(value, each.path, each.ledger, each.owner, each.link_id))
    return concepts or None


def _contained(expansion: Node) -> list[Node]:
    found: list[Node] = []
    waiting = expansion.each("contains")[::-1]
    while waiting:
        node = waiting.pop()
        if not isinstance(node.value, dict):
            continue
        waiting += node.each("contains")[::-1]
        if node.value.get("abstract") is not True and node.value.get("inactive") is not True:
            found.append(node)
    return found
