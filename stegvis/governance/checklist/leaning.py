"""What of a candidate a tick is about, as hashes: when one of them changes, the tick no longer holds."""

from collections.abc import Iterable, Mapping
from typing import Any

from stegvis.catalogue.remembering import Remembered
from stegvis.governance.checklist.kinds import Part
from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.program.document import Document, Measurement, Node, digest
from stegvis.program.reading import write


def _look(documents: Mapping[str, Document]) -> dict[str, dict[Part, str]]:
    return {key: _parts(document) for key, document in documents.items()}


part_hashes = Remembered(_look)
"""The hash of each part of a kept document, or of many."""


def _parts(document: Document) -> dict[Part, str]:
    return {
        Part.TEXTS: _hash(write(document.texts)),
        Part.MEDIA: _hash(_media(document)),
        Part.QUESTIONNAIRES: _hash(sorted(document.questionnaires)),
        Part.RULES: _hash(_rules(document)),
        Part.EVERYTHING: digest(document),
    }


def leaning(document_hash: str, parts: Iterable[str]) -> str:
    """One hash of the parts that a line leans on; of a line that leans on nothing always the same."""
    hashes = part_hashes(document_hash)
    return _hash({part: hashes[Part(part)] for part in sorted(parts)})


def changed_parts(before: str, after: str, parts: Iterable[str]) -> tuple[Part, ...]:
    """Which of the parts differ between two kept documents."""
    was, now = part_hashes(before), part_hashes(after)
    return tuple(part for part in Part if part.value in set(parts) and was[part] != now[part])


def _media(document: Document) -> list[Any]:
    fields = ("image", "film", "captions", "audio", "document")
    used = (
        [node.id, name, getattr(node, name)]
        for node, _parent in document.nodes()
        for name in fields
        if hasattr(node, name)
    )
    return list(used)


def _rules(document: Document) -> dict[str, Any]:
    """Everything that decides what happens and who is told; which version of a questionnaire is no rule."""
    return {
        "kind": document.kind.value,
        "start": sorted(document.start_modes),
        "settings": write(document.settings),
        "modules": [
            [module.id, write(module.opening), [step.id for step in module.steps]] for module in document.modules
        ],
        "planned": [
            _rule(document, node)
            for node in (*document.measurements, *document.reminders, *document.flags, *document.phases)
        ],
    }


def _rule(document: Document, node: Node) -> dict[str, Any]:
    plain: dict[str, Any] = write(node)
    if isinstance(node, Measurement):
        plain["questionnaire"] = str((document.questionnaires.get(node.questionnaire) or {}).get("url", ""))
    return plain


def _hash(plain: Any) -> str:
    return sha256_hex(canonical_json(plain))
