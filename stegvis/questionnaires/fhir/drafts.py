"""A questionnaire while it is being read: items that may still be moved, left out or given conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from stegvis.questionnaires.fhir.source import Ledger, Node


@dataclass(eq=False)
class Draft:
    """One item. `kind` is its FHIR type, `doc` what our own document will say, except for `items`."""

    node: Node
    source_id: str
    link_id: str
    kind: str
    doc: dict[str, Any]
    parent: Draft | None = None
    items: list[Draft] = field(default_factory=list)
    left_out: str = ""
    controls: list[tuple[Node, str]] = field(default_factory=list)
    # Which FHIR value each option had: (system, code) or a plain value, to find conditions' options by.
    option_of: dict[tuple[str, str], str] = field(default_factory=dict)
    # Names defined here for expressions: the expression and where it stands.
    variables: dict[str, tuple[str, Node]] = field(default_factory=dict)
    calculation: tuple[str, Node] | None = None
    becomes_score: bool = False
    score_of: str = ""

    def walk(self) -> Iterator[Draft]:
        yield self
        for item in self.items:
            yield from item.walk()

    def above(self) -> Iterator[Draft]:
        holder = self.parent
        while holder is not None:
            yield holder
            holder = holder.parent

    @property
    def is_question(self) -> bool:
        return self.doc["type"] not in ("group", "matrix", "display")

    @property
    def gone(self) -> bool:
        return bool(self.left_out) or any(holder.left_out for holder in self.above())

    def leave_out(self, node: Node, code: str, detail: str = "") -> None:
        """Name why this item cannot be taken, and where. What hangs on it is looked after later."""
        self.left_out = code
        where = node.path[len(self.node.path) :].lstrip(".") if node.path.startswith(self.node.path) else node.path
        self.node.refuse(code, detail=" · ".join(part for part in (detail, where) if part))
        self.node.ledger.dropped.add(self.node.path)

    @property
    def stands(self) -> Node:
        """Where a remark about the item as such is put, so that the rest of it is still looked through."""
        return self.node.get("type") or self.node.get("linkId") or self.node


@dataclass
class Whole:
    """Everything read so far."""

    ledger: Ledger
    root: Node
    language: str
    texts: dict[str, dict[str, str]]
    items: list[Draft] = field(default_factory=list)
    by_source: dict[str, Draft] = field(default_factory=dict)
    variables: dict[str, tuple[str, Node]] = field(default_factory=dict)
    scores: list[dict[str, Any]] = field(default_factory=list)
    taken_ids: set[str] = field(default_factory=set)
    value_sets: dict[str, Node] = field(default_factory=dict)
    # How many questions expressions have made us look at.
    looked_at: int = 0

    def walk(self) -> Iterator[Draft]:
        for item in self.items:
            yield from item.walk()

    def say(self, key: str, text: str, language: str = "") -> None:
        self.texts.setdefault(language or self.language, {})[key] = text

    def said(self, key: str) -> str:
        return self.texts.get(self.language, {}).get(key, "")
