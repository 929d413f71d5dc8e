"""Whether a new version is minor or major, and why: worked out from the difference between the documents.

Minor is wording and media only: running residents follow. Everything else is major, also what nobody has thought of
yet: a setting that is not known here as one of looks alone makes the version major (domain: "New versions").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stegvis.program.difference import Change, ChangeKind, difference
from stegvis.program.document import (
    PROGRAM_ID,
    CalloutBlock,
    DiaryBlock,
    Document,
    ExerciseBlock,
    FlagRule,
    Measurement,
    Module,
    Node,
    PhaseRule,
    QuestionnaireBlock,
    Reminder,
    Section,
    Step,
)
from stegvis.program.kinds import CalloutTone


class Severity(StrEnum):
    """How much a new version changes for somebody who is in the middle of the old one."""

    MINOR = "minor"
    MAJOR = "major"


class MajorBecause(StrEnum):
    """What makes a version major. The sentences lie above."""

    MODULE_ADDED = "module_added"
    MODULE_REMOVED = "module_removed"
    MODULE_MOVED = "module_moved"
    OPENING_CHANGED = "opening_changed"
    STEPS_CHANGED = "steps_changed"
    QUESTIONNAIRE_CHANGED = "questionnaire_changed"
    MEASUREMENT_CHANGED = "measurement_changed"
    EXERCISE_CHANGED = "exercise_changed"
    DIARY_CHANGED = "diary_changed"
    RULE_CHANGED = "rule_changed"
    DANGER_CHANGED = "danger_changed"
    RESULTS_CHANGED = "results_changed"
    PURPOSE_CHANGED = "purpose_changed"
    SETTING_CHANGED = "setting_changed"


@dataclass(frozen=True, slots=True)
class MajorReason:
    """One reason, about one node; for a questionnaire's own content the node is its digest in the new document,
    or in the old where the new has none."""

    code: MajorBecause
    node_id: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The severity with every reason for it; a minor version has none."""

    severity: Severity
    reasons: tuple[MajorReason, ...]

    @property
    def is_minor(self) -> bool:
        """Whether running residents follow."""
        return self.severity is Severity.MINOR


# Settings that only say how something looks, or which file is shown.
_LOOKS = frozenset(
    {"level", "image", "decorative", "film", "captions", "nothing_shown_only", "audio", "document", "tone"}
)
_DANGER_SETTINGS = frozenset({"dangers", "unsent_after"})
_RESULT_SETTINGS = frozenset({"results", "scores"})


def severity(old: Document, new: Document) -> Judged:
    """Judge the way from one document to another. Nothing changed is minor."""
    nodes = {node.id: node for document in (old, new) for node, _parent in document.nodes()}
    found = [
        MajorReason(code, change.node_id)
        for change in difference(old, new)
        if (code := _why(change, nodes.get(change.node_id), _as_before(old, change.node_id))) is not None
    ]
    found += [MajorReason(MajorBecause.QUESTIONNAIRE_CHANGED, digest) for digest in _questionnaires(old, new)]
    reasons = tuple(dict.fromkeys(found))
    return Judged(Severity.MAJOR if reasons else Severity.MINOR, reasons)


def _as_before(document: Document, node_id: str) -> Node | None:
    return next((node for node, _parent in document.nodes() if node.id == node_id), None)


def _questionnaires(old: Document, new: Document) -> Iterator[str]:
    """What is asked otherwise: by address, so that a new text of a questionnaire is one change and not two."""
    before, after = _by_address(old), _by_address(new)
    for url in sorted({*before, *after}):
        if before.get(url) != after.get(url):
            yield min(after.get(url, set()) - before.get(url, set()) or before.get(url, set()))


def _by_address(document: Document) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for digest, body in document.questionnaires.items():
        found.setdefault(str(body.get("url") or digest), set()).add(digest)
    return found


def _why(change: Change, node: Node | None, before: Node | None) -> MajorBecause | None:
    """Why one change is major; None when it is not."""
    if node is None:
        return _of_program(change)
    if change.kind is ChangeKind.TEXT_CHANGED:
        return _of_text(node, before)
    if change.field == "questionnaire":
        return MajorBecause.QUESTIONNAIRE_CHANGED
    if isinstance(node, Module):
        return {
            ChangeKind.ADDED: MajorBecause.MODULE_ADDED,
            ChangeKind.REMOVED: MajorBecause.MODULE_REMOVED,
            ChangeKind.MOVED: MajorBecause.MODULE_MOVED,
        }.get(change.kind, MajorBecause.OPENING_CHANGED)
    for kinds, code in _KINDS:
        if isinstance(node, kinds):
            return code
    if _is_danger_text(node) or _is_danger_text(before):
        return MajorBecause.DANGER_CHANGED
    if change.kind is ChangeKind.SETTING_CHANGED and change.field not in _LOOKS:
        return MajorBecause.SETTING_CHANGED
    # A piece of text or media that came, went or was moved inside the steps.
    return None


_KINDS: tuple[tuple[tuple[type[Node], ...], MajorBecause], ...] = (
    ((Section, Step), MajorBecause.STEPS_CHANGED),
    ((Measurement,), MajorBecause.MEASUREMENT_CHANGED),
    ((QuestionnaireBlock,), MajorBecause.QUESTIONNAIRE_CHANGED),
    ((ExerciseBlock,), MajorBecause.EXERCISE_CHANGED),
    ((DiaryBlock,), MajorBecause.DIARY_CHANGED),
    ((Reminder, FlagRule, PhaseRule), MajorBecause.RULE_CHANGED),
)


def _of_text(node: Node, before: Node | None) -> MajorBecause | None:
    """Words are minor, but not those of an exercise, and not a warning's: it may be what to do in danger."""
    if isinstance(node, ExerciseBlock):
        return MajorBecause.EXERCISE_CHANGED
    return MajorBecause.DANGER_CHANGED if _is_danger_text(node) or _is_danger_text(before) else None


def _is_danger_text(node: Node | None) -> bool:
    return isinstance(node, CalloutBlock) and node.tone is CalloutTone.WARNING


def _of_program(change: Change) -> MajorBecause | None:
    """The program's own words and settings. What it is meant for is no mere wording."""
    if change.node_id != PROGRAM_ID:
        # Words under a key that no node has are shown to nobody.
        return None
    if change.kind is ChangeKind.TEXT_CHANGED:
        is_purpose = change.field.rpartition(".")[2] == "intended_purpose"
        return MajorBecause.PURPOSE_CHANGED if is_purpose else None
    if change.field in _DANGER_SETTINGS:
        return MajorBecause.DANGER_CHANGED
    return MajorBecause.RESULTS_CHANGED if change.field in _RESULT_SETTINGS else MajorBecause.SETTING_CHANGED
