"""Whether the standard parts of a file that we once exported still say what our own extensions say."""

from __future__ import annotations

from stegvis.questionnaires.engine import Definition
from stegvis.questionnaires.fhir import names
from stegvis.questionnaires.fhir.drafts import Draft, Whole
from stegvis.questionnaires.fhir.kinds import Affects
from stegvis.questionnaires.fhir.source import Node
from stegvis.questionnaires.fhir.writing import calculation_path, score_path


def check_standard_parts(whole: Whole, definition: Definition) -> None:
    """Tick what follows from our own extensions, and name what somebody has written over."""
    for draft in whole.walk():
        shown = draft.node.extensions(names.OWN_SCORE_ITEM)
        if shown:
            _check_score(draft, shown[0], definition)
        else:
            _check_rest(draft, definition)


def _check_score(draft: Draft, shown: Node, definition: Definition) -> None:
    rule = definition.score_rule(str(shown.word("valueCode") or ""))
    expected = score_path(definition, rule) if rule else None
    given = draft.calculation[0] if draft.calculation else None
    if rule is None or given != expected:
        draft.stands.change("score-differs")
    draft.node.tick()


def _check_rest(draft: Draft, definition: Definition) -> None:
    item = definition.index.get(draft.link_id)
    if draft.calculation is not None and item is not None and item.calculated:
        text, node = draft.calculation
        ours = any(each.path for each in draft.node.extensions(f"{names.OWN_ITEM}calculated"))
        if ours and text == calculation_path(definition, item):
            node.tick()
        elif ours:
            node.change("calculation-differs")
    if draft.left_out or not draft.node.has("readOnly"):
        return
    settled = draft.doc.get("calculated") or draft.doc.get("hidden") or draft.becomes_score
    locked = draft.node.flag("readOnly")
    if locked and not settled:
        draft.node.at("readOnly", True).refuse("read-only", Affects.ANSWERS if draft.is_question else Affects.RECORD)
