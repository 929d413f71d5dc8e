"""Writing a document: plain JSON, canonical bytes, and a hash per node.

The bytes are the identity of a version: the same content always gives the same
bytes, whatever order it was put together in.
"""

from typing import Any

from stegvis.lib.canonical import canonical_json, sha256_hex
from stegvis.program.document.tree import PROGRAM_ID, PROGRAM_TEXTS, Document
from stegvis.program.reading import write


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain JSON."""
    plain: dict[str, Any] = write(document)
    plain["start_modes"] = sorted(plain["start_modes"])
    return plain


def canonical(document: Document) -> bytes:
    """The one way to write this document as bytes."""
    return canonical_json(to_json(document))


def digest(document: Document) -> str:
    """The sha256 of the canonical bytes."""
    return sha256_hex(canonical(document))


def node_hashes(document: Document) -> dict[str, str]:
    """For every stable id the hash of its subtree with its words in every language.

    ``program`` stands for the head alone (kind, settings, its own words), so that a changed step
    does not make everything look changed. An empty text counts as no text.
    """
    words = _words_by_node(document)
    found: dict[str, str] = {}
    for node, _parent in document.nodes():
        plain = write(node)
        found[node.id] = _hash([plain, {inner: words.get(inner, {}) for inner in _ids(plain)}])
    found[PROGRAM_ID] = _hash([_head(document), words.get(PROGRAM_ID, {})])
    return found


def _head(document: Document) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "kind": document.kind,
        "start_modes": sorted(document.start_modes),
        "language": document.language,
        "settings": write(document.settings),
    }
    return plain


def _words_by_node(document: Document) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for language, texts in document.texts.items():
        for key, text in texts.items():
            if text:
                node_id, _dot, field = key.rpartition(".")
                found.setdefault(node_id, {})[f"{language}.{field}"] = text
    return found


def _ids(plain: Any) -> list[str]:
    if isinstance(plain, dict):
        own = [plain["id"]] if isinstance(plain.get("id"), str) else []
        return own + [inner for value in plain.values() for inner in _ids(value)]
    if isinstance(plain, list):
        return [inner for value in plain for inner in _ids(value)]
    return []


def _hash(plain: Any) -> str:
    return sha256_hex(canonical_json(plain))


def known_text_keys(document: Document) -> set[str]:
    """Every text key that the structure has room for."""
    keys = {f"{PROGRAM_ID}.{name}" for name in PROGRAM_TEXTS}
    for node, _parent in document.nodes():
        keys.update(node.key(name) for name in node.text_fields)
    return keys
