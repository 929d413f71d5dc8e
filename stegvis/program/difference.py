"""What differs between two documents, by stable id: added, removed, moved, changed."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from stegvis.program.document import PROGRAM_ID, Document
from stegvis.program.reading import write


class ChangeKind(StrEnum):
    """What happened to a node or to one of its fields."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    TEXT_CHANGED = "text_changed"
    SETTING_CHANGED = "setting_changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``field`` is ``sv.body`` for words, a setting's name, or empty."""

    kind: ChangeKind
    node_id: str
    field: str = ""
    before: Any = None
    after: Any = None


def difference(old: Document, new: Document) -> tuple[Change, ...]:
    """Every change that leads from the old document to the new one."""
    before, after = _parents(old), _parents(new)
    added = [Change(ChangeKind.ADDED, node) for node in after if node not in before]
    removed = [Change(ChangeKind.REMOVED, node) for node in before if node not in after]
    moved = [Change(ChangeKind.MOVED, node) for node in _moved(before, after)]
    both = {node for node in after if node in before} | {PROGRAM_ID}
    texts = _fields(ChangeKind.TEXT_CHANGED, _texts(old), _texts(new), both)
    settings = _fields(ChangeKind.SETTING_CHANGED, _settings(old), _settings(new), both)
    return (*added, *removed, *moved, *texts, *settings)


def _parents(document: Document) -> dict[str, str]:
    return {node.id: parent for node, parent in document.nodes()}


def _moved(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Those with another parent, and among siblings the fewest that explain the new order."""
    kept = [node for node in after if node in before]
    moved = [node for node in kept if before[node] != after[node]]
    place = {node: index for index, node in enumerate(before)}
    siblings: dict[str, list[str]] = {}
    for node in kept:
        if before[node] == after[node]:
            siblings.setdefault(after[node], []).append(node)
    for group in siblings.values():
        still = _longest_rise([place[node] for node in group])
        moved += [node for node in group if place[node] not in still]
    return moved


def _longest_rise(places: list[int]) -> set[int]:
    """The longest rising subsequence: what can stay where it is."""
    tails: list[int] = []
    previous: dict[int, int | None] = {}
    for place in places:
        index = bisect_left(tails, place)
        previous[place] = tails[index - 1] if index else None
        tails[index : index + 1] = [place]
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = previous[last]
    return found


def _fields(
    kind: ChangeKind,
    old: dict[tuple[str, str], Any],
    new: dict[tuple[str, str], Any],
    both: set[str],
) -> list[Change]:
    keys = [*new, *(key for key in old if key not in new)]
    return [
        Change(kind, node, field, old.get((node, field)), new.get((node, field)))
        for node, field in keys
        if node in both and old.get((node, field)) != new.get((node, field))
    ]


def _texts(document: Document) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for language, texts in document.texts.items():
        for key, text in texts.items():
            node, _dot, field = key.rpartition(".")
            if text:
                found[(node, f"{language}.{field}")] = text
    return found


def _settings(document: Document) -> dict[tuple[str, str], Any]:
    """Everything about a node that is neither words nor the nodes inside it."""
    head: dict[str, Any] = {
        "kind": document.kind.value,
        "language": document.language,
        "start_modes": sorted(document.start_modes),
        **write(document.settings),
    }
    found: dict[tuple[str, str], Any] = {(PROGRAM_ID, name): head[name] for name in head}
    for node, _parent in document.nodes():
        for name, value in write(node).items():
            if name not in ("id", "sections", "steps", "blocks", "items"):
                found[(node.id, name)] = value
    return found
