"""Single values: moments by the clock on the wall, and answers as they stand in initial[x]."""

from __future__ import annotations

import re

from stegvis.questionnaires.engine.moments import read_date, read_moment, read_time
from stegvis.questionnaires.engine.reading import LONGEST_OWN_WORDS, OWN_WORDS
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Draft
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.source import Node, tidy, written

_CLOCK = re.compile(r"([0-9]{2}:[0-9]{2}):([0-9]{2})(?:\.[0-9]+)?")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")


def clock(node: Node, key: str) -> str | None:
    """A FHIR time as hours and minutes; seconds are dropped, and that is said."""
    text = node.word(key)
    found = _CLOCK.fullmatch(text or "")
    if found is None or read_time(found[1]) is None:
        return None
    if found[2] != "00":
        node.at(key, text).change("seconds", detail=text or "")
    return found[1]


def moment(node: Node, key: str) -> str | None:
    """A FHIR dateTime by the clock on the wall; its zone is dropped, and that is said unless it is ours."""
    text = node.word(key)
    found = _MOMENT.fullmatch(text or "")
    if found is None or read_moment(found[1]) is None:
        return None
    ours = [each for each in node.extensions(names.OWN_WALL_CLOCK) if each.flag("valueBoolean")]
    for each in ours:
        each.tick()
    if not ours or found[2] != "00":
        node.at(key, text).change("zone", detail=text or "")
    return found[1]


def day(node: Node, key: str, *, partial: bool = True) -> str | None:
    text = node.word(key)
    found = read_date(text)
    return text if found is not None and (partial or found.whole) else None


def number(node: Node, *keys: str) -> int | str | None:
    for key in keys:
        if node.has(key):
            found = node.number(key)
            return None if found is None else written(found)
    return None


def read_initial(draft: Draft) -> None:
    """The values to begin with, where the question can have them."""
    found: list[object] = []
    for node in draft.node.each("initial"):
        value = _initial(draft, node)
        several = draft.doc.get("multiple") or not found
        if value is None or not several or not draft.is_question:
            node.refuse("initial", Affects.ANSWERS)
            continue
        node.tick()
        found.append(value)
    if found:
        draft.doc["initial"] = found


def _initial(draft: Draft, node: Node) -> object:
    kind = draft.doc["type"]
    if kind == "choice":
        return _chosen(draft, node)
    if kind == "boolean":
        return node.flag("valueBoolean")
    if kind in ("integer", "decimal", "scale", "slider"):
        quantity = node.get("valueQuantity")
        return number(quantity, "value") if quantity else number(node, "valueDecimal", "valueInteger")
    if kind in ("string", "text"):
        return node.text("valueUri" if node.has("valueUri") else "valueString")
    if kind == "date":
        return day(node, "valueDate")
    if kind == "time":
        return clock(node, "valueTime")
    return moment(node, "valueDateTime") if kind == "date-time" else None


def _chosen(draft: Draft, node: Node) -> object:
    code = chosen_option(draft, node, "value")
    if code is None and draft.doc.get("open") and node.has("valueString"):
        own = tidy(node.text("valueString") or "").strip()
        return f"{OWN_WORDS}{own}" if 0 < len(own) <= LONGEST_OWN_WORDS else None
    return code


def chosen_option(draft: Draft, node: Node, stem: str) -> str | None:
    """The code of the option that `valueCoding` (or `answerString` …) points out."""
    coding = node.get(f"{stem}Coding")
    if coding is not None:
        if not isinstance(coding.value, dict):
            return None
        system, code = coding.value.get("system"), coding.value.get("code")
        display = coding.value.get("display")
        return _by_coding(draft, system, code if isinstance(code, str) else display)
    for name in ("String", "Date", "Time"):
        if node.has(f"{stem}{name}"):
            return draft.option_of.get(("", str(node.word(f"{stem}{name}"))))
    whole = number(node, f"{stem}Integer")
    return None if whole is None else draft.option_of.get(("", str(whole)))


def _by_coding(draft: Draft, system: object, code: object) -> str | None:
    """By system and code; without a system only where one option alone has the code."""
    if not isinstance(code, str):
        return None
    if isinstance(system, str) and (system, code) in draft.option_of:
        return draft.option_of[system, code]
    if system is None:
        found = [option for (_, name), option in draft.option_of.items() if name == code]
        return found[0] if len(found) == 1 else None
    # A condition may name a system where the options do not.
    return draft.option_of.get(("", code))
